// A photo of a letter made small enough to send from a poor network, and still to be read. It is drawn anew, so that
// nothing stands beside the points: no place, no day, no device. The server makes it anew once more.

const LONGEST_SIDE = 1600;
const MOST_BYTES = 300 * 1024;
const QUALITIES = [0.8, 0.65, 0.5, 0.35];

// A canvas with the photo, upright. Rejects what is no photo.
export async function drawnAnew(file) {
  const photo = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(photo.width, photo.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(photo.width * scale));
  canvas.height = Math.max(1, Math.round(photo.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white"; // what is see-through would become black
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(photo, 0, 0, canvas.width, canvas.height);
  photo.close();
  return canvas;
}

// Its bytes as JPEG: the best quality that is small enough, or the least one.
export async function asBytes(canvas) {
  let made = null;
  for (const quality of QUALITIES) {
    made = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (made && made.size <= MOST_BYTES) break;
  }
  if (!made) throw new Error("no photo");
  return new Uint8Array(await made.arrayBuffer());
}

export function inParts(bytes, size) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(bytes.slice(at, at + size));
  return parts;
}

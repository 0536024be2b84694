"""Files that somebody could send to do harm, or by mistake; each with what must happen."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import xlsxwriter

from nabij_methods.tables import limits
from nabij_methods.tables.refusals import Refusal

GOOD_CSV = b"Naam;Voornaam\r\nMaes;Noor\r\nDoe;Sam\r\n"


def workbook(fill: Callable[[xlsxwriter.Workbook], None] | None = None) -> bytes:
    """An XLSX, written by the library that everybody uses."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    if fill is None:
        book.add_worksheet("Lijst").write_row(0, 0, ["Naam", "Voornaam"])
    else:
        fill(book)
    book.close()
    return file.getvalue()


def with_parts(parts: Mapping[str, bytes], *, without: str = "") -> bytes:
    """A good XLSX, with parts added or replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in good.namelist():
            if name not in parts and name != without:
                new.writestr(name, good.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def sheet(rows: bytes, before: bytes = b"") -> bytes:
    """The XML of a sheet."""
    namespace = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>'
        + before
        + b'<worksheet xmlns="'
        + namespace
        + b'"><sheetData>'
        + rows
        + b"</sheetData></worksheet>"
    )


SHEET = "xl/worksheets/sheet1.xml"
ENTITY = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
CELL = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'


def _lying_size() -> bytes:
    """A part that states a small size in the directory, and unpacks to 150 MB."""
    content = bytearray(with_parts({"xl/media/a.xml": b"0" * 150_000_000}))
    place = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/media/a.xml"))
    content[place + 24 : place + 28] = struct.pack("<I", 100)
    return bytes(content)


def _flag_encrypted() -> bytes:
    content = bytearray(workbook())
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    return bytes(content)


def _twice_the_same_part() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as good, zipfile.ZipFile(out, "w") as new:
        for name in good.namelist():
            new.writestr(name, good.read(name))
        new.writestr(SHEET.upper(), sheet(b""))
    return out.getvalue()


def _many_sheets(book: xlsxwriter.Workbook) -> None:
    for number in range(3):
        book.add_worksheet(f"s{number}")


def _wide(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet().write_row(0, 0, ["x"] * (limits.COLUMNS + 1))


def _long_cell(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet().write(0, 0, "x" * (limits.CELL_CHARACTERS + 1))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
FAR_CELL = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
FAR_AND_NEAR = b'<row r="1"><c r="A1"><v>1</v></c></row>' + FAR_CELL

# What it is: (name of the file, how to make it, what must happen)
REFUSED: Mapping[str, tuple[str, Callable[[], bytes], set[Refusal]]] = {
    "nothing": ("a.csv", lambda: b"", {Refusal.EMPTY}),
    "only spaces": ("a.csv", lambda: b" \r\n\t\n", {Refusal.EMPTY}),
    "only zero bytes": ("a.csv", lambda: b"\x00" * 5_000, {Refusal.EMPTY}),
    "only separators": ("a.csv", lambda: b";;;;\r\n;;;;\r\n", {Refusal.NO_ROWS}),
    "eleven megabytes": ("a.csv", lambda: b"a;b\n" * 2_800_000, {Refusal.TOO_LARGE}),
    "a picture called csv": ("a.csv", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, {Refusal.NOT_A_TABLE}),
    "a photo called xlsx": ("a.xlsx", lambda: b"\xff\xd8\xff\xe0" + b"\x00" * 99, {Refusal.NOT_A_TABLE}),
    "a paper in PDF": ("a.csv", lambda: b"%PDF-1.7\n1 0 obj", {Refusal.NOT_A_TABLE}),
    "a drawing with a script": (
        "a.csv", lambda: b"<svg onload='alert(1)'><script>alert(1)</script></svg>", {Refusal.NOT_A_TABLE},
    ),
    "a web page called csv": ("a.csv", lambda: b"  <!DOCTYPE html><script>x</script>", {Refusal.NOT_A_TABLE}),
    "a program": ("a.csv", lambda: b"MZ\x90\x00" + b"\x00" * 99, {Refusal.NOT_A_TABLE}),
    "a program of Linux": ("a.xlsx", lambda: b"\x7fELF\x02\x01", {Refusal.NOT_A_TABLE}),
    "a shell script": ("a.csv", lambda: b"#!/bin/sh\nrm x;y\n", {Refusal.NOT_A_TABLE}),
    "a database": ("a.csv", lambda: b"SQLite format 3\x00" + b"\x01" * 99, {Refusal.NOT_A_TABLE}),
    "an archive of another kind": ("a.xlsx", lambda: b"7z\xbc\xaf\x27\x1c", {Refusal.NOT_A_TABLE}),
    "gzip": ("a.csv", lambda: b"\x1f\x8b\x08" + zlib.compress(b"0" * 99), {Refusal.NOT_A_TABLE}),
    "text with zero bytes in it": ("a.csv", lambda: b"Naam;x\nMa\x00es;1\n", {Refusal.NOT_A_TABLE}),
    "text with control characters": ("a.csv", lambda: b"Naam;x\n\x1b[2JMaes;1\n", {Refusal.NOT_A_TABLE}),
    "half a letter of UTF-16": ("a.csv", lambda: b"\xff\xfea\x00;\x00\x00\xd8b\x00", {Refusal.UNKNOWN_LETTERS}),  # noqa: E501
    "bytes that no alphabet has": ("a.csv", lambda: b"Naam;\x81\x8d\x8f\n", {Refusal.UNKNOWN_LETTERS}),
    "a quote that is never closed": (
        "a.csv", lambda: b'Naam;x\n"Maes;' + b"y;z\n" * 9_000, {Refusal.CELL_TOO_LONG},
    ),
    "sixty thousand rows": ("a.csv", lambda: b"a;b\n" * 60_000, {Refusal.TOO_MANY_ROWS}),
    "three hundred columns": ("a.csv", lambda: b";".join([b"x"] * 300), {Refusal.TOO_MANY_COLUMNS}),
    "an ending we do not read": ("a.ods", lambda: GOOD_CSV, {Refusal.WRONG_NAME}),
    "no ending": ("lijst", lambda: GOOD_CSV, {Refusal.WRONG_NAME}),
    "a place in the name": ("../../etc/passwd", lambda: GOOD_CSV, {Refusal.WRONG_NAME}),
    "a name that reads backwards": ("lijst\u202excslx.exe", lambda: GOOD_CSV, {Refusal.WRONG_NAME}),
    "text called xlsx": ("a.xlsx", lambda: GOOD_CSV, {Refusal.WRONG_NAME}),
    "a workbook called csv": ("a.csv", workbook, {Refusal.WRONG_NAME}),
    "a workbook of before 2007": ("a.xls", lambda: OLE, {Refusal.OLD_EXCEL}),
    "a workbook of before 2007, called xlsx": ("a.xlsx", lambda: OLE, {Refusal.OLD_EXCEL}),
    "a workbook with a password": (
        "a.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), {Refusal.LOCKED},
    ),
    "a workbook with a locked part": ("a.xlsx", _flag_encrypted, {Refusal.LOCKED}),
    "a workbook named for macros": ("a.xlsm", workbook, {Refusal.MACROS}),
    "a workbook with macros": (
        "a.xlsx", lambda: with_parts({"xl/vbaProject.bin": b"\x01" * 99}), {Refusal.MACROS},
    ),
    "an old macro sheet": (
        "a.xlsx", lambda: with_parts({"xl/macrosheets/sheet1.xml": sheet(b"")}), {Refusal.MACROS},
    ),
    "a bomb of 150 MB": ("a.xlsx", lambda: with_parts({"xl/b.xml": b"0" * 150_000_000}), {Refusal.UNPACKS_TOO_LARGE}),  # noqa: E501
    "a bomb that lies about its size": ("a.xlsx", _lying_size, {Refusal.UNPACKS_TOO_LARGE, Refusal.DAMAGED}),
    "a part that grows a thousand times": (
        "a.xlsx", lambda: with_parts({"xl/b.xml": b"0" * 9_000_000}), {Refusal.UNPACKS_TOO_LARGE},
    ),
    "two thousand parts": (
        "a.xlsx", lambda: with_parts({f"xl/{n}.xml": b"x" for n in range(2_000)}), {Refusal.UNPACKS_TOO_LARGE},  # noqa: E501
    ),
    "a file from our own machine": ("a.xlsx", lambda: with_parts({SHEET: sheet(CELL, ENTITY)}), {Refusal.UNSAFE_PARTS}),  # noqa: E501
    "a billion laughs": ("a.xlsx", lambda: with_parts({SHEET: sheet(CELL, LAUGHS)}), {Refusal.UNSAFE_PARTS}),
    "a declaration in other letters": (
        "a.xlsx",
        lambda: with_parts({SHEET: sheet(CELL, ENTITY).decode().encode("utf-16")}),
        {Refusal.UNSAFE_PARTS},
    ),
    "a part that climbs out": ("a.xlsx", lambda: with_parts({"xl/../../x.xml": b"x"}), {Refusal.UNSAFE_PARTS}),  # noqa: E501
    "a part at the root": ("a.xlsx", lambda: with_parts({"/etc/x.xml": b"x"}), {Refusal.UNSAFE_PARTS}),
    "one part twice": ("a.xlsx", _twice_the_same_part, {Refusal.UNSAFE_PARTS}),
    "no workbook in it": ("a.xlsx", lambda: with_parts({}, without="xl/workbook.xml"), {Refusal.NOT_A_TABLE}),
    "half a workbook": ("a.xlsx", lambda: workbook()[:2_000], {Refusal.DAMAGED}),
    "a workbook with a broken middle": (
        "a.xlsx", lambda: workbook()[:900] + b"\xff" * 300 + workbook()[1_200:], {Refusal.DAMAGED},
    ),
    "a sheet that is no XML": ("a.xlsx", lambda: with_parts({SHEET: b"\x00<<<&&&"}), {Refusal.DAMAGED, Refusal.NO_ROWS}),  # noqa: E501
    "a sheet without cells": ("a.xlsx", lambda: with_parts({SHEET: sheet(b"")}), {Refusal.NO_ROWS}),
    "one cell in the farthest corner": (
        "a.xlsx",
        lambda: with_parts({SHEET: sheet(FAR_AND_NEAR)}),
        {Refusal.TOO_SLOW, Refusal.DAMAGED, Refusal.UNPACKS_TOO_LARGE, Refusal.TOO_MANY_ROWS, Refusal.TOO_MANY_COLUMNS},  # noqa: E501
    ),
    "a workbook of three hundred columns": ("a.xlsx", lambda: workbook(_wide), {Refusal.TOO_MANY_COLUMNS}),
    "a cell as long as a book": ("a.xlsx", lambda: workbook(_long_cell), {Refusal.CELL_TOO_LONG}),
    "only empty sheets": ("a.xlsx", lambda: workbook(_many_sheets), {Refusal.NO_ROWS}),
}  # fmt: skip

# These are read, and nothing in them does anything.
NEUTRALISED: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "a formula as text": ("a.csv", lambda: b"Naam;x\n=cmd|'/c calc'!A1;1\nMaes;2\n", "=cmd|'/c calc'!A1"),
    "a formula in a workbook": (
        "a.xlsx",
        lambda: workbook(
            lambda book: book.add_worksheet().write_formula(1, 0, "=HYPERLINK(1)", None, "klik")
        ),
        "klik",
    ),
    "a virus to test with": ("a.csv", lambda: b"Naam;x\n" + EICAR + b";1\n", EICAR.decode()),
    "text that reads backwards": ("a.csv", lambda: "Naam;x\n\u202eseaM;1\n".encode(), "\u202eseaM"),
    "a script in a name": (
        "a.csv",
        lambda: b"Naam;x\n<script>alert(1)</script>;1\n",
        "<script>alert(1)</script>",
    ),
}

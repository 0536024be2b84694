#!/usr/bin/env bash
# The second half of try_install.sh, inside the tree and without a network: from `nabij setup` to a page over HTTPS.
set -euo pipefail
number=3
step() { # a command of the guide
  number=$((number + 1))
  printf '\n-- %s. %s\n' "$number" "$1"
  local from status=0
  from=$(date +%s)
  bash -ec "$1" >"/srv/step-$number.log" 2>&1 || status=$?
  sed -E 's/AGE-SECRET-KEY-1[A-Z0-9]+/AGE-SECRET-KEY-1…/; s/^/   /' "/srv/step-$number.log" | tail -"${2:-12}"
  echo "   ($(($(date +%s) - from)) s, exit status $status)"
  [ "$status" = "${3:-0}" ] || { echo "Exit status $status, and not ${3:-0}." >&2; exit 1; }
}
unit() { # the ExecStart line of a unit, as its account and with its settings
  local line
  line=$(sed -n 's/^ExecStart=//p' "/etc/systemd/system/$1")
  # shellcheck disable=SC2086
  exec env $(cat /etc/nabij/nabij.env) setpriv --reuid=nabij --regid=nabij --init-groups -- $line
}

cd /var/lib && umask 027
pg_ctlcluster 15 main start # systemd does this on a real machine
cat >/srv/answers <<'ANSWERS'
NABIJ_ALLOWED_HOSTS=nabij.zonnedam.example
NABIJ_BACKUP_SECOND_DIR=/mnt/second
MAIL=smtp://127.0.0.1:2525
NABIJ_ALARM_MAIL=ict@zonnedam.example
ANSWERS
mkdir -p /mnt/second && mount -t tmpfs tmpfs /mnt/second && chmod 700 /mnt/second

step '/opt/nabij/.venv/bin/nabij setup --answers /srv/answers' 20
chown nabij:nabij /mnt/second
step 'nabij recovery_key new </dev/null >/srv/key && cat /srv/key' 4
key=$(grep -o 'AGE-SECRET-KEY-1[A-Z0-9]*' /srv/key)
nabij backup && { echo "A backup was made before the key was proven." >&2; exit 1; }
echo "$key" | nabij recovery_key prove "safe of the town"
echo "$key" | nabij recovery_key prove "password safe of a colleague"
rm /srv/key
step 'nabij upgrade' 4

# What a mail server on this machine would do, for the check.
python3 - <<'MAIL' &
import socket
server = socket.create_server(("127.0.0.1", 2525))
while True:
    talk, _ = server.accept()
    talk.sendall(b"220 mail\r\n")
    while line := talk.recv(1000):
        talk.sendall(b"221 bye\r\n" if line[:4].upper() == b"QUIT" else b"250 ok\r\n")
    talk.close()
MAIL
mail=$!
unit nabij.service >/srv/serve.log 2>&1 &
serve=$!
# No certificate authority can be reached here: Caddy makes its own certificate. The rest of its file is as shipped.
sed -i '1i {\n\tlocal_certs\n\tskip_install_trust\n\tadmin off\n}' /etc/caddy/Caddyfile
caddy validate --config /etc/caddy/Caddyfile >/srv/caddy.log 2>&1 || { cat /srv/caddy.log >&2; exit 1; }
XDG_DATA_HOME=/srv XDG_CONFIG_HOME=/srv caddy run --config /etc/caddy/Caddyfile >/srv/caddy.log 2>&1 &
caddy=$!
trap 'kill $mail $serve $caddy 2>/dev/null; umount /mnt/second; pg_ctlcluster 15 main stop -m fast' EXIT

echo; echo "-- 7. the units of the timers, as systemd would start them"
for job in backup drill upkeep checkpoint check; do
  echo "   nabij-$job.service"
  (unit "nabij-$job.service") >"/srv/unit-$job.log" 2>&1 && status=0 || status=$?
  sed 's/^/      /' "/srv/unit-$job.log"
  echo "      (exit status $status)"
  [ "$status" = 0 ] || { echo "nabij-$job.service failed." >&2; exit 1; }
done
echo; echo "-- 8. sudo nabij check"
nabij check | sed 's/^/   /' || true

echo; echo "-- 9. a page over HTTPS, through the proxy"
/opt/nabij/.venv/bin/python - <<'PAGE'
import http.client, socket, ssl, time
context = ssl._create_unverified_context()
class Here(http.client.HTTPSConnection):
    def connect(self):
        self.sock = context.wrap_socket(socket.create_connection(("127.0.0.1", 443), 10), server_hostname=self.host)
for attempt in range(60):
    try:
        for path in ("/health", "/nl/", "/nl/werk/aanmelden/"):
            asking = Here("nabij.zonnedam.example")
            asking.request("GET", path)
            answer = asking.getresponse()
            body = answer.read()
            kept = answer.headers.get("Strict-Transport-Security"), answer.headers.get("Set-Cookie", "")[:200]
            print("   ", path, answer.status, len(body), "bytes", *(word for word in kept if word))
            assert answer.status == 200, body[:500]
        break
    except OSError as error:
        if attempt == 59:
            raise
        time.sleep(1)
PAGE
echo; echo "-- 10. restoring on top of what is there, with the recovery key"
echo "$key" | nabij restore 2>&1 | sed 's/^/   /' || true
kill $serve # on a real machine: systemctl stop nabij
echo "$key" | nabij restore --replace | sed 's/^/   /'

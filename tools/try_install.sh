#!/usr/bin/env bash
# Follows docs/how-to/install-for-a-town.md from an empty Debian base tree, command by command, and says what it saw.
#
#   sudo tools/try_install.sh [--base TREE] [--source FOLDER] [--keep]
#
# --base    a tree that debootstrap made before (a copy is used); without it one is made, some 2 minutes
# --source  what to install; without it what git knows of this project, as a release would hold it
# --keep    leave the tree behind
#
# Needs root, debootstrap and an internet connection for the first three commands. From the fourth on everything
# runs in a network of its own, in which nothing outside can be reached: what works there calls nobody.
# There is no systemd in a tree: the ExecStart lines of the units are run as they stand, as their account.
set -euo pipefail

project="$(cd "$(dirname "$0")/.." && pwd)"
base="" source_folder="" keep=no
while [ $# -gt 0 ]; do
  case "$1" in
    --base) base="$2"; shift 2 ;;
    --source) source_folder="$2"; shift 2 ;;
    --keep) keep=yes; shift ;;
    *) echo "try_install: unknown argument $1" >&2; exit 2 ;;
  esac
done
[ "$(id -u)" = 0 ] || { echo "try_install: needs root, for the tree" >&2; exit 2; }
tree="$(mktemp -d /tmp/nabij-try-XXXXXX)"
began=$(date +%s)

clean() {
  chroot "$tree" pg_ctlcluster 15 main stop -m immediate >/dev/null 2>&1 || true
  for mounted in proc dev; do umount -l "$tree/$mounted" 2>/dev/null || true; done
  if [ "$keep" = yes ]; then echo "The tree was kept: $tree"; else rm -rf --one-file-system "$tree"; fi
}
trap clean EXIT

echo "== An empty Debian 12 =="
if [ -n "$base" ]; then
  cp -a "$base/." "$tree/"
else
  debootstrap --variant=minbase bookworm "$tree" >"$tree.log" 2>&1 || { tail -5 "$tree.log" >&2; exit 1; }
  rm -f "$tree.log"
fi
chmod 755 "$tree"
mount -t proc proc "$tree/proc"
mount --rbind /dev "$tree/dev" && mount --make-rslave "$tree/dev"
# The network of this machine: names, certificates and mirrors, for apt and for the download of packages.
cp /etc/resolv.conf "$tree/etc/resolv.conf"
cp /etc/hosts "$tree/etc/hosts"
mkdir -p "$tree/srv"
trusted="${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}"
[ -f "$trusted" ] && cp -L "$trusted" "$tree/srv/trusted.crt"
printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d" # no services are started while installing
chmod 755 "$tree/usr/sbin/policy-rc.d"
for configured in /etc/pip.conf /etc/apt/apt.conf.d/*proxy*; do
  [ -f "$configured" ] && mkdir -p "$tree$(dirname "$configured")" && cp "$configured" "$tree$configured"
done
release=/srv/nabij.tar.gz
if [ -n "$source_folder" ]; then
  tar -C "$source_folder" --exclude=.git --exclude=.venv --exclude=.tools --exclude=var --transform 's,^\.,nabij,' \
    -czf "$tree$release" .
else
  git -C "$project" archive --format=tar.gz --prefix=nabij/ -o "$tree$release" HEAD
fi
passed=$(env | grep -E '^(PIP_|UV_|https?_proxy=|HTTPS?_PROXY=|no_proxy=|NO_PROXY=)' | grep -v '^PIP_CERT=' || true)
[ -f "$tree/srv/trusted.crt" ] && passed="$passed SSL_CERT_FILE=/srv/trusted.crt PIP_CERT=/srv/trusted.crt"

number=-1
outside() { # a command of the guide that needs the internet
  number=$((number + 1))
  printf '\n-- %s. %s\n' "$number" "$1"
  local from=$(date +%s)
  # shellcheck disable=SC2086
  chroot "$tree" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive $passed bash -ec "$1" >"$tree/srv/step-$number.log" 2>&1 \
    || { tail -15 "$tree/srv/step-$number.log" >&2; echo "Command $number failed." >&2; exit 1; }
  tail -2 "$tree/srv/step-$number.log" | sed 's/^/   /'
  echo "   ($(($(date +%s) - from)) s)"
}

outside 'apt-get update && apt-get install -y --no-install-recommends systemd' # which every Debian server has
outside 'apt-get update && apt-get install -y python3 python3-venv postgresql caddy'
outside "tar -xzf $release -C /opt"
outside 'python3 /opt/nabij/tools/bootstrap.py run && /opt/nabij/.venv/bin/python /opt/nabij/tools/languages.py'

cp "$project/tools/try_install_inside.sh" "$tree/srv/inside.sh"
unshare --net --uts --mount --pid --fork --kill-child -- bash -ec '
  mount -t proc proc "$0/proc"
  ip link set lo up 2>/dev/null || python3 -c "
import fcntl, socket, struct
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
fcntl.ioctl(s, 0x8914, struct.pack(\"16sh\", b\"lo\", 0x1 | 0x40))"
  hostname zonnedam
  exec chroot "$0" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    bash -e /srv/inside.sh' "$tree"
echo
if command -v systemd-analyze >/dev/null; then
  echo "-- systemd-analyze verify"
  systemd-analyze verify --root="$tree" "$tree"/etc/systemd/system/nabij*.service "$tree"/etc/systemd/system/nabij*.timer \
    2>&1 | grep -i nabij | sed 's/^/   /' || echo "   nothing to say about our units"
fi
echo "From an empty Debian to a page over HTTPS: $(($(date +%s) - began)) s."

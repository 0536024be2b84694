#!/bin/sh
# sudo nabij … : reads who owns the tables, which only root may know, and goes on as the account of Nabij.
if [ "$(id -u)" != 0 ]; then
  echo "nabij: start it as: sudo nabij $*" >&2
  exit 1
fi
if [ "$1" = setup ]; then
  exec /opt/nabij/.venv/bin/nabij "$@"
fi
set -a
[ -f /etc/nabij/owner.env ] && . /etc/nabij/owner.env
set +a
umask 027
cd /var/lib/nabij || exit 1
exec setpriv --reuid=nabij --regid=nabij --init-groups -- /opt/nabij/.venv/bin/nabij "$@"

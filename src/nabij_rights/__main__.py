"""``python -m nabij_rights`` is the same as ``nabij-rights``."""

from nabij_rights.cli import main

if __name__ == "__main__":
    raise SystemExit(main())

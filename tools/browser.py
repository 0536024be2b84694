"""Where the Chromium of the operating system is, and how it is started for journeys and pictures."""

import os
import shutil

CHROMIUM_MISSING = (
    "The journeys in a browser were not run: Chromium is not installed. On Debian: apt install chromium."
)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """Return the program to start: NABIJ_TEST_CHROMIUM, or the one that is installed; None without one."""
    if chosen := os.environ.get("NABIJ_TEST_CHROMIUM"):
        return chosen
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return None

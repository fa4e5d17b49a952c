"""Where the browser is, and how it is started without talking to anybody but us."""

import os
import shutil

NAMES = ("chromium", "google-chrome", "chromium-browser")
INSTALL = "no Chromium found; on Debian: apt-get install -y chromium, or set CHROMIUM_PATH"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


def find_chromium() -> str | None:
    """Return the path of a Chromium, the named one first."""
    named = os.environ.get("CHROMIUM_PATH")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)

"""Find a Chromium or Chrome for the browser tests, or install Debian's where that may be done.

As a script: ends with 0 when the tests can run (with or without a browser), with 1 when
CI=true and there is none.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def find_browser():
    """Return the path of a Chromium-like browser, or None."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return next((place for place in ELSEWHERE if Path(place).is_file()), None)


def install_debian():
    """Install Debian's Chromium if this is Debian and we may; say what happens."""
    system = Path("/etc/os-release")
    # Not Ubuntu: its package of that name holds no browser.
    debian = system.is_file() and "ID=debian" in system.read_text("utf-8").splitlines()
    if not debian or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    print("Installing Chromium for the browser tests (a minute or two) ...", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.call(["apt-get", "update", "-qq"], **quiet)
    subprocess.call(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        **quiet,
    )


def main():
    """Find or install a browser; return the exit code."""
    if not find_browser():
        install_debian()
    if find_browser():
        return 0
    must = os.environ.get("CI") == "true"
    print(
        "There is no Chromium or Chrome here, so the browser tests "
        + ("cannot run, and with CI=true they must. " if must else "are left out. ")
        + "To run them: install Chrome, or on Debian 'sudo apt install chromium'.",
        flush=True,
    )
    return 1 if must else 0


if __name__ == "__main__":
    sys.exit(main())

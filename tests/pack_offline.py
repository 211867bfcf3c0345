"""Pack the course with its packages, then install and start it with the network cut.

Called by ``make pack-test``. On Linux, as root or where users may make namespaces of their own.
Fetching needs the network; everything after it runs where there is none but this computer.
"""

import fcntl
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from test_pack import blocks, follow, run_lesson_and_set, unpack

from coursekit.pack import pack

SET_FLAGS, UP = 0x8914, 0x1  # SIOCSIFFLAGS, IFF_UP
SECONDS = 120


def only_this_computer():
    """Switch on 127.0.0.1, fail when there is another way out."""
    with socket.socket() as ours:
        fcntl.ioctl(ours, SET_FLAGS, struct.pack("16sH14x", b"lo", UP))
    lines = Path("/proc/net/dev").read_text().splitlines()
    ways = [line.split(":")[0].strip() for line in lines if ":" in line]
    assert ways == ["lo"], f"the network is not cut: {ways}"


def started(line, course):
    """Type the line that starts the course; return what JupyterLab answers, then end it."""
    server = subprocess.Popen(
        line + " --no-browser",
        shell=True,
        cwd=course,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        said, end = "", time.monotonic() + SECONDS
        while "127.0.0.1" not in said and time.monotonic() < end and server.poll() is None:
            said += server.stdout.readline()
        address = re.search(r"http://127\S+", said)
        assert address, f"{line} said: {said}"
        return urllib.request.urlopen(address[0], timeout=30).read().decode()
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.communicate(timeout=60)  # listen to its last words, or it stumbles over them


def offline(path):
    """Unpack `path`, follow its page as written, run lesson 01 and set 01."""
    only_this_computer()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        course = unpack(path, Path(place))
        lines = blocks((course / "READ_ME_FIRST.html").read_text("utf-8"))["unix"]
        for line in lines[:-1]:
            began = time.monotonic()
            follow(line, course)
            print(f"{time.monotonic() - began:5.0f} s  {line}", flush=True)
        page = started(lines[-1], course)
        assert "JupyterLab" in page and "00_start_here" in page, page[:500]
        print("JupyterLab answers.", flush=True)
        run_lesson_and_set(course / ".venv" / "bin" / "python", course)
        print("Lesson 01 says what it says in the repository, set 01 checks.", flush=True)


def main():
    """Pack with the network, then begin again without it."""
    if len(sys.argv) == 2:
        return offline(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as place:
        path = pack(place, wheels=True)
        print(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB", flush=True)
        alone = ["unshare", "--map-root-user", "--net"]
        return subprocess.call([*alone, sys.executable, __file__, str(path)])


if __name__ == "__main__":
    sys.exit(main())

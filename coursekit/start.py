"""Open the course in JupyterLab, and tell whether this computer is ready for it."""

import http.client
import os
import platform
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import webbrowser
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIRST_LESSON = Path("notebooks") / "00_start_here.ipynb"
SECONDS_TO_END = 8
# What a student's notebook cannot do without; their exact versions stand in requirements.txt.
NEEDED = ("jupyterlab", "pandas", "altair", "vl-convert-python", "otter-grader")


def course_folder():
    """Return the folder that holds notebooks/00_start_here.ipynb, or None."""
    here = Path.cwd()
    for folder in (here, *here.parents, HERE.parent):
        if (folder / FIRST_LESSON).is_file():
            return folder
    return None


def free_port(first=8888, tries=100):
    """Return the first port from `first` on that nothing listens on (an int)."""
    for port in range(first, first + tries):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit(f"No free port from {first} on. Close a JupyterLab, or try another: --port 9000")


def has_display():
    """Say whether a browser window can be opened here."""
    if platform.system() != "Linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def wait_for(port, server, seconds=120):
    """Return True once `server` answers on `port`, False when it ended or time ran out."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            # Not urllib: it would ask a university's proxy for an address on this computer.
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            asked.request("GET", "/api")
            asked.getresponse().read()
            return True
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
    return False


def start(port=None, browser=None):
    """Start JupyterLab on lesson 00 and stay until it ends; return its exit code.

    `port`: where to listen, the first free one from 8888 on if None. `browser`: open a window
    or not; None means if there is a display.
    """
    folder = course_folder()
    if folder is None:
        print("Lesson 00 is not in this folder or above: opening JupyterLab here.", flush=True)
    port = free_port(port, tries=1) if port else free_port()
    token = secrets.token_hex(16)
    page = f"lab/tree/{FIRST_LESSON.as_posix()}" if folder else "lab"
    address = f"http://127.0.0.1:{port}/{page}?token={token}"
    print("Starting JupyterLab ...", flush=True)
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            # What a person's own Jupyter settings might have set otherwise:
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={port}",
            "--ServerApp.port_retries=0",
            "--ServerApp.base_url=/",
            "--ServerApp.root_dir=.",
            f"--IdentityProvider.token={token}",
            "--ServerApp.log_level=ERROR",
            "--LabApp.log_level=ERROR",
            *(["--allow-root"] if _is_root() else []),
        ],
        cwd=folder or Path.cwd(),
        stdin=subprocess.DEVNULL,  # else Jupyter asks back on Ctrl+C
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # to be ended is like Ctrl+C
    try:
        if not wait_for(port, server):
            server.terminate()
            print(
                f"JupyterLab did not start on port {port}. What it said stands above. "
                "Try: python -m coursekit start --port 9000",
                flush=True,
            )
            return 1
        print(f"\nThe course is open at\n\n    {address}\n", flush=True)
        print("Leave this window open. To end: Ctrl+C here, or File > Shut Down there.", flush=True)
        if has_display() if browser is None else browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        return server.wait()
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl+C changes nothing
        server.terminate()
        try:
            server.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:  # seen when it was told to end while a kernel began
            server.kill()
            server.wait()
        print("\nJupyterLab has ended. What you saved is in the notebooks.", flush=True)
        return 0


def _is_root():
    return hasattr(os, "geteuid") and os.geteuid() == 0


def pinned_versions():
    """Return the pinned version of each package as a dictionary, {} when the list is missing."""
    for listing in (HERE / "_requirements.txt", HERE.parent / "requirements.txt"):
        if listing.is_file():
            return dict(re.findall(r"^([\w.-]+)==(\S+)", listing.read_text("utf-8"), re.MULTILINE))
    return {}


def _packages():
    pinned, wrong = pinned_versions(), []
    for name in NEEDED:
        try:
            found = version(name)
        except PackageNotFoundError:
            wrong.append(f"{name} is missing")
            continue
        if found != pinned.get(name, found):
            wrong.append(f"{name} is {found}, the course uses {pinned[name]}")
    if wrong:
        raise RuntimeError("; ".join(wrong))
    return ", ".join(f"{name} {version(name)}" for name in NEEDED[:3])


def _data():
    import pandas as pd

    from coursekit import DATA

    return f"{len(pd.read_csv(DATA / 'figures.csv'))} figures found"


def _chart():
    import altair as alt
    import pandas as pd

    from coursekit.charts import bundle

    chart = alt.Chart(pd.DataFrame({"x": [1, 2]})).mark_point().encode(x="x:Q")
    if "image/svg+xml" not in bundle(chart.to_dict()):
        raise RuntimeError("drawn live only: vl-convert-python is missing")
    return "drawn, without the internet"


def _python():
    if sys.version_info < (3, 11):
        raise RuntimeError(f"{platform.python_version()} is too old: 3.11 or newer is needed")
    return f"{platform.python_version()} on {platform.system()}"


def _folder():
    with tempfile.TemporaryFile(dir=Path.cwd()):
        return "this folder can be written: your answers will be saved"


def checkup():
    """Print five lines: what of Python, packages, data, chart and folder works here.

    Returns nothing, so that the five lines are all that a notebook shows.
    """
    steps = {
        "Python": _python,
        "packages": _packages,
        "data": _data,
        "chart": _chart,
        "folder": _folder,
    }
    for name, step in steps.items():
        try:
            print(f"{name:<9} works     {step()}")
        except Exception as problem:
            print(f"{name:<9} LOOK AT   {type(problem).__name__}: {problem}")

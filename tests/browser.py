"""Open a notebook in JupyterLab and headless Chromium: helpers of test_browser.py, and a script.

To look at what a student sees::

    python tests/browser.py notebooks/01_the_coup.ipynb OUT_DIR

opens the notebook in JupyterLab, runs all cells and writes pictures to OUT_DIR: first_screen.png
(1280x800), and one for each chart and each table, named after its cell (cell_10_chart.png).
Nothing in the repository is changed: the server works on a copy.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from find_browser import find_browser
from playwright.sync_api import TimeoutError, sync_playwright

from coursekit.start import wait_for

ROOT = Path(__file__).resolve().parent.parent
SCREEN = {"width": 1280, "height": 800}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # no name leads outside
]
# JupyterLab draws only the cells in sight; here all of them, so that a test can look at them.
DRAW_ALL_CELLS = {"windowingMode": "none"}

# The notebook that is open, in JavaScript (the server hands out JupyterLab's app object).
PANEL = "window.jupyterapp?.shell?.currentWidget"
IS_OPEN = f"path => {PANEL}?.context?.path === path && {PANEL}.context.isReady"
OPEN = "async path => { await window.jupyterapp.commands.execute('docmanager:open', {path}) }"
HAS_KERNEL = f"() => {PANEL}.sessionContext.session?.kernel?.status === 'idle'"
RUN_ALL = """milliseconds => Promise.race([
    window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => true),
    new Promise(done => setTimeout(() => done(false), milliseconds))])"""
CHARTS = """() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].flatMap((cell, number) =>
    [...cell.querySelectorAll(
        '.jp-RenderedVegaCommon5, .jp-RenderedSVG, .jp-RenderedImage')].map(chart => {
        const box = chart.querySelector('.vega-embed');
        const marks = [...chart.querySelectorAll('svg.marks [role="graphics-symbol"]')].filter(
            mark => !/axis|legend|title/.test(mark.getAttribute('aria-roledescription')));
        return {
            cell: number,
            svg: !!box?.querySelector('svg.marks'),
            role: box?.getAttribute('role'),
            name: box?.getAttribute('aria-label'),
            labels: marks.map(mark => mark.getAttribute('aria-label')),
        }}))"""
OUTPUTS = """() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].map(cell =>
    [...cell.querySelectorAll('.jp-OutputArea-output')].map(output => ({
        mime: output.dataset.mimeType ?? '',
        html: output.classList.contains('jp-RenderedHTML'),
        text: output.innerText.trim(),
    })))"""


def copy_course(folder):
    """Copy what a student opens, notebooks, exercises and data, to `folder`; return it."""
    for name in ("notebooks", "exercises", "data"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, Path(folder) / name)
    return Path(folder)


@contextmanager
def server():
    """Serve a copy of the course with JupyterLab; give (address, token, folder of the copy)."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        place, token = Path(place), secrets.token_hex(16)
        course = copy_course(place / "course")
        settings = place / "settings" / "@jupyterlab" / "notebook-extension"
        settings.mkdir(parents=True)
        (settings / "tracker.jupyterlab-settings").write_text(json.dumps(DRAW_ALL_CELLS))
        own = {  # nothing of the person who runs the tests, and no way out for the kernel
            "JUPYTERLAB_SETTINGS_DIR": place / "settings",
            "JUPYTERLAB_WORKSPACES_DIR": place / "workspaces",
            "JUPYTER_CONFIG_DIR": place / "config",
            "JUPYTER_RUNTIME_DIR": place / "runtime",
            "IPYTHONDIR": place / "ipython",
            **dict.fromkeys(
                ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"
            ),
            **dict.fromkeys(("no_proxy", "NO_PROXY"), "127.0.0.1,localhost"),
        }
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        log = place / "log.txt"
        options = [
            "--no-browser",
            "--allow-root",
            "--expose-app-in-browser",
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={port}",
            "--ServerApp.port_retries=0",
            f"--ServerApp.root_dir={course}",
            f"--IdentityProvider.token={token}",
        ]
        with log.open("wb") as words:
            process = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", *options],
                env={**os.environ, **{name: str(value) for name, value in own.items()}},
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
            )
        try:
            assert wait_for(port, process, 60), "JupyterLab did not start:\n" + log.read_text()
            yield f"http://127.0.0.1:{port}", token, course
        finally:
            process.terminate()
            process.wait()


@contextmanager
def chromium():
    """Start headless Chromium with a fresh profile; give its page, still empty."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser.new_page(viewport=SCREEN)
        browser.close()


@dataclass
class Visit:
    """An opened notebook, and what the browser said and asked for meanwhile."""

    page: object
    path: str
    requests: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    saved: list = field(default_factory=list)  # the charts as opened, see charts()
    drawn: list = field(default_factory=list)  # the charts after Run All Cells
    finished: bool = False


@contextmanager
def opened(page, served, path):
    """Open the notebook at `path` (as in 'notebooks/00_start_here.ipynb'); give a Visit.

    `served`: what ``server()`` gave. An empty page loads JupyterLab, a later notebook is opened
    in the same one. The visit holds every address asked for and every error in the console.
    """
    address, token, _ = served
    visit = Visit(page, path)
    listeners = {
        "request": lambda request: visit.requests.append(request.url),
        "console": lambda said: said.type == "error" and visit.errors.append(said.text),
        "weberror": lambda problem: visit.errors.append(str(problem.error)),
    }
    for event, listener in listeners.items():
        page.context.on(event, listener)
    page.on("websocket", lambda socket: visit.requests.append(socket.url))
    if page.url == "about:blank":
        page.goto(f"{address}/lab/tree/{path}?reset&token={token}")
    else:
        page.evaluate(OPEN, path)
    page.wait_for_function(IS_OPEN, arg=path)
    yield visit
    page.evaluate(f"{PANEL}.dispose()")
    for event, listener in listeners.items():
        page.context.remove_listener(event, listener)


def run_all(page, seconds=60):
    """Run all cells and wait until they are done; return False when time ran out."""
    page.wait_for_function(HAS_KERNEL, timeout=seconds * 1000)
    page.evaluate("document.querySelectorAll('.vega-embed').forEach(c => c.remove())")
    return page.evaluate(RUN_ALL, seconds * 1000)


def charts(page, expected=0, seconds=10):
    """Return the charts on the page, once there are `expected` or `seconds` are over.

    Each is a dictionary: cell, svg (drawn as SVG by JupyterLab, not a still picture or canvas),
    role and name (what a screen reader says of the whole), labels (what it says of each mark).
    """
    wait_until(
        page,
        "n => document.querySelectorAll('.jp-Notebook .vega-embed :is(svg, canvas)').length >= n",
        expected,
        seconds,
    )
    return page.evaluate(CHARTS)


def outputs(page):
    """Return for each cell its outputs: dictionaries of mime, html and text."""
    return page.evaluate(OUTPUTS)


def wait_until(page, condition, argument=None, seconds=5):
    """Return True once the JavaScript function `condition` says so, False when time ran out."""
    try:
        page.wait_for_function(condition, arg=argument, timeout=seconds * 1000)
    except TimeoutError:
        return False
    return True


def photograph(notebook, folder):
    """Run `notebook` in JupyterLab, write pictures of its first screen and outputs to `folder`."""
    notebook, folder = Path(notebook).resolve(), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    home = notebook.parent.name if notebook.parent.parent == ROOT else "notebooks"
    with server() as served, chromium() as page:
        shutil.copy(notebook, served[2] / home / notebook.name)
        with opened(page, served, f"{home}/{notebook.name}"):
            page.wait_for_function(HAS_KERNEL)
            page.screenshot(path=folder / "first_screen.png")
            page.set_viewport_size({"width": SCREEN["width"], "height": 2000})
            if not run_all(page):
                print("The cells did not finish within a minute; here is what there is.")
            charts(page, page.locator(".jp-Notebook .jp-RenderedVegaCommon5").count())
            for number, found in enumerate(outputs(page)):
                for output in found:
                    if output["mime"].endswith((".error", ".stderr")):
                        print(f"cell {number}: {output['text']}")
            for number, cell in enumerate(page.locator(".jp-Notebook .jp-Cell").all()):
                for kind, mark in (("chart", ".jp-RenderedVegaCommon5"), ("table", "table")):
                    found = cell.locator(f".jp-OutputArea-output:is({mark}, :has({mark}))").all()
                    for more, output in enumerate(found):
                        name = f"cell_{number:02}_{kind}{f'_{more + 1}' if more else ''}.png"
                        output.screenshot(path=folder / name)
                        print(folder / name)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Say which notebook, and where the pictures go.")
    photograph(*sys.argv[1:])

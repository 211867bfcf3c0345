"""The doors into the course: make lab, python -m coursekit start, checkup, conda, the pins."""

import ast
import contextlib
import functools
import importlib.metadata
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path
from types import SimpleNamespace

import find_browser
import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import coursekit
from coursekit import bootstrap, charts, start

ROOT = Path(__file__).resolve().parent.parent
LESSON = "notebooks/00_start_here.ipynb"


def run(*command, **more):
    """Run a command and return what it printed and its exit code, at most 60 s later.

    `make test` calls these tests, and a make inside a make would speak of its folder.
    """
    more["env"] = {k: v for k, v in more.get("env", os.environ).items() if "MAKE" not in k}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **more)


# --- make lab: before anything is installed ---------------------------------------------------


@pytest.fixture
def new_folder(tmp_path, monkeypatch):
    """Let bootstrap work on a folder of its own, with a pip that does what we say."""
    folder = tmp_path / "Kurs Größe မြန်မာ"
    (folder / ".venv").mkdir(parents=True)
    (folder / "coursekit").mkdir()
    for name in ("pyproject.toml", "coursekit/lab_settings.json"):
        (folder / name).write_text("")
    (folder / "requirements.txt").write_text("nowhere==1\nplaywright==1\n")
    (folder / "requirements-dev.txt").write_text("nowhere-dev==1\nplaywright==1\n")
    monkeypatch.setattr(bootstrap, "ROOT", folder)
    monkeypatch.setattr(bootstrap, "VENV", folder / ".venv")
    monkeypatch.setattr(bootstrap, "SECONDS_BETWEEN_LINES", 0.1)
    monkeypatch.setattr(bootstrap, "venv_python", lambda: sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")  # should the real pip ever be called
    (tmp_path / "pip").mkdir()
    (tmp_path / "pip" / "__init__.py").write_text("")
    let_pip(folder, "")
    return folder


def let_pip(folder, code):
    """Let pip be the lines `code`."""
    (folder.parent / "pip" / "__main__.py").write_text("import sys, time\n" + code)


def one_sentence(stopped):
    """Return the sentence that a program stopped with; it must be one, with exit code 1."""
    text = stopped.value.code
    assert isinstance(text, str) and text.strip(), f"no sentence, but exit code {text!r}"
    assert "Traceback" not in text
    return text


def test_python_3_6_can_read_bootstrap_and_it_needs_nothing_installed():
    tree = ast.parse(Path(bootstrap.__file__).read_text("utf-8"), feature_version=(3, 6))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {getattr(node, "module", None) or node.names[0].name for node in imports}
    foreign = {name.split(".")[0] for name in names} - sys.stdlib_module_names
    assert not foreign, f"bootstrap.py runs before anything is installed: no {foreign} there"
    syntax = re.findall(r"capture_output|text=True|:=|\bf\"", Path(bootstrap.__file__).read_text())
    assert not syntax, f"bootstrap.py: an older Python does not know {syntax}"


def test_a_python_that_is_too_old_gets_one_sentence(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit) as stopped:
        bootstrap.python_for_the_course()
    assert "needs Python 3.11 to 3.14, and this one is 3.9.18" in one_sentence(stopped)


def test_a_newer_python_beside_an_old_one_is_used(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: "/opt/" + name)
    monkeypatch.setattr(bootstrap, "works", lambda python, code: "3.12" in python)
    assert bootstrap.python_for_the_course() == "/opt/python3.12"
    assert "/opt/python3.12" in capsys.readouterr().out, "say which Python is used"


def test_a_python_without_venv_gets_one_sentence(new_folder, monkeypatch):
    (new_folder.parent / "ensurepip.py").write_text("raise ImportError('left out by Debian')")
    with pytest.raises(SystemExit) as stopped:
        bootstrap.make_venv()
    assert "sudo apt install python3-venv" in one_sentence(stopped)
    assert bootstrap.VENV.exists(), "look first, remove the old environment only then"


def test_a_half_made_environment_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    run(sys.executable, "-m", "venv", "--without-pip", str(bootstrap.VENV))
    python = bootstrap.venv_python()
    assert not bootstrap.works(python, bootstrap.IS_WHOLE), "no pip yet: not whole"
    site = run(python, "-c", "import site; print(site.getsitepackages()[0])").stdout.strip()
    pip = Path(site) / "pip-26.0.dist-info"
    pip.mkdir()
    (pip / "METADATA").write_text("Name: pip\nVersion: 26.0\n")
    assert not bootstrap.works(python, bootstrap.IS_WHOLE), "pip half unpacked: not whole"
    assert bootstrap.unpacked() == [pip]
    (pip / "RECORD").write_text("pip-26.0.dist-info/METADATA,,\n")
    assert bootstrap.works(python, bootstrap.IS_WHOLE)


@pytest.mark.parametrize("whole", [True, False])
def test_only_a_half_made_environment_is_made_again(whole, new_folder, monkeypatch):
    made = []
    monkeypatch.setattr(bootstrap, "works", lambda python, code: whole)
    monkeypatch.setattr(bootstrap, "make_venv", lambda: made.append("made"))
    bootstrap.environment(with_tests=False)
    assert made == ([] if whole else ["made"])


def test_a_package_that_was_cut_off_is_installed_again(new_folder, monkeypatch):
    site = new_folder / ".venv" / "lib" / "python3.11" / "site-packages"
    for name in ("whole-1.dist-info", "cut_off-1.dist-info"):
        (site / name).mkdir(parents=True)
    (site / "whole-1.dist-info" / "RECORD").write_text("")
    monkeypatch.setattr(bootstrap, "unpacked", lambda: list(site.glob("*.dist-info")))
    bootstrap.install("requirements.txt", "ready-lab")
    left = [folder.name for folder in site.iterdir()]
    assert left == ["whole-1.dist-info"], "pip takes a package without its list of files for done"


def test_installing_is_never_silent_for_a_minute(new_folder, capsys):
    assert bootstrap.SECONDS_BETWEEN_LINES < 60
    let_pip(
        new_folder,
        "time.sleep(0.5); print('Ignoring appnope: markers'); print('Collecting six==1 (from x)')\n"
        "time.sleep(0.5); print('Installing collected packages: six'); time.sleep(0.5)",
    )
    bootstrap.pip(["-r", "requirements.txt"], 3)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 5, f"say something every few seconds, not only: {lines}"
    for line in ("looking at what is there", "fetching: 1 of 2 (six)", "unpacking: 0 of 2"):
        assert any(line in said for said in lines), f"'{line}' was not said, but: {lines}"


@pytest.mark.parametrize(
    ("pip_says", "we_say"),
    [
        (
            "Retrying after connection broken by 'NameResolution...'",
            "answer from the network",
        ),
        ("ReadTimeoutError: Read timed out.", "answer from the network"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("error: something never seen", "Its last words:\n\nerror: something never seen"),
    ],
)
def test_what_stops_pip_is_told_and_the_next_call_mends_it(pip_says, we_say, new_folder):
    let_pip(new_folder, f"sys.exit({pip_says!r})")
    with pytest.raises(SystemExit) as stopped:
        bootstrap.install("requirements.txt", "ready-lab")
    assert we_say in one_sentence(stopped)
    let_pip(new_folder, "")
    bootstrap.install("requirements.txt", "ready-lab")
    assert (bootstrap.VENV / "ready-lab").is_file(), "the next call did not go on"


def test_ctrl_c_while_installing_ends_pip_and_gives_one_sentence(new_folder, monkeypatch):
    def ctrl_c(text):
        if "looking" in text:
            raise KeyboardInterrupt

    let_pip(new_folder, "time.sleep(50)")
    monkeypatch.setattr(bootstrap, "works", lambda python, code: True)
    monkeypatch.setattr(bootstrap, "say", ctrl_c)
    began = time.monotonic()
    with pytest.raises(SystemExit) as stopped:
        bootstrap.main(["lab"])
    assert "Call the same command again" in one_sentence(stopped)
    assert time.monotonic() - began < 20, "pip went on after Ctrl+C"


def test_a_second_call_installs_nothing(new_folder):
    bootstrap.install("requirements.txt", "ready-lab")
    let_pip(new_folder, "sys.exit('pip was called again')")
    bootstrap.install("requirements.txt", "ready-lab")


@pytest.mark.parametrize("change", ["a new pin", "new settings", "the folder moved"])
def test_a_change_is_installed_by_the_next_call(change, new_folder, monkeypatch):
    bootstrap.install("requirements.txt", "ready-lab")
    if change == "a new pin":
        (new_folder / "requirements.txt").write_text("nowhere==2\n")
    elif change == "new settings":
        (new_folder / "coursekit" / "lab_settings.json").write_text("{}")
    else:
        moved = new_folder.rename(new_folder.parent / "moved")
        monkeypatch.setattr(bootstrap, "ROOT", moved)
        monkeypatch.setattr(bootstrap, "VENV", moved / ".venv")
    calls = []
    monkeypatch.setattr(bootstrap, "pip", lambda arguments, total: calls.append(arguments))
    bootstrap.install("requirements.txt", "ready-lab")
    assert len(calls) == 2, f"{change}, but pip was not called for packages and for coursekit"


def test_lessons_do_without_what_only_pdf_export_needs(new_folder):
    bootstrap.environment(with_tests=True)
    lab = (bootstrap.VENV / "requirements.txt").read_text()
    tests = (bootstrap.VENV / "requirements-dev.txt").read_text()
    assert "nowhere==1" in lab and "playwright" not in lab
    assert "playwright==1" in tests, "the browser tests need playwright"


def test_a_folder_that_cannot_be_written_gets_one_sentence(monkeypatch):
    def refuse(with_tests):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(bootstrap, "environment", refuse)
    with pytest.raises(SystemExit) as stopped:
        bootstrap.main(["lab"])
    assert "could not be written" in one_sentence(stopped)


def test_make_without_python_gives_one_sentence():
    done = run("make", "lab", "PYTHON=no-such-python", cwd=ROOT)
    assert done.returncode != 0
    assert "There is no no-such-python here. Install Python" in done.stdout
    assert "not found" not in done.stderr, done.stderr


def test_make_alone_lists_every_command():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    rules = re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)
    listed = [line.split()[0] for line in run("make", cwd=ROOT).stdout.splitlines()]
    assert listed == rules, "a rule needs '## what it does' behind it"
    assert f".PHONY: {' '.join(rules)}\n" in makefile, "name every rule in .PHONY"


# --- start: from the environment to the page --------------------------------------------------


@pytest.fixture
def course(tmp_path):
    """Make a folder with a lesson 00, its name with spaces and letters that are not ASCII."""
    folder = tmp_path / "Kurs Größe မြန်မာ"
    (folder / "notebooks").mkdir(parents=True)
    nothing = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / LESSON).write_text(json.dumps(nothing))
    return folder


def test_start_opens_lesson_00_on_a_free_port_and_ends_in_peace(course):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):  # somebody has it already: as well
            other.bind(("127.0.0.1", 8888))
            other.listen()
        words = [sys.executable, "-u", "-m", "coursekit", "start", "--no-browser"]
        server = subprocess.Popen(
            words,
            cwd=course / "notebooks",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            said = []
            for line in server.stdout:
                said.append(line)
                if "Ctrl+C" in line:
                    break
            address = re.search(r"http://\S+", "".join(said))
            assert address, "no address was printed, but: " + "".join(said)
            root, token = re.match(r"(http://127.0.0.1:\d+)/lab/tree/.*(\?.*)", address[0]).groups()
            assert not root.endswith(":8888"), "the port was in use: take the next"
            page = urllib.request.urlopen(address[0]).read().decode()
            assert "jupyter-config-data" in page, f"{address[0]} is not JupyterLab's page"
            lesson = json.load(urllib.request.urlopen(f"{root}/api/contents/{LESSON}{token}"))
            assert lesson["type"] == "notebook", "the lesson is not where the page looks for it"
            server.send_signal(signal.SIGINT)
            rest = server.communicate(timeout=20)[0]
        finally:
            server.terminate()  # like Ctrl+C, when a line above failed
            server.wait()
    assert server.returncode == 0
    assert "JupyterLab has ended" in rest and "Traceback" not in rest, rest
    assert len(said) < 10, "only what a person needs: " + "".join(said)


def let_server(monkeypatch, code):
    """Put something in JupyterLab's place: it runs (`code` None), or has ended with `code`."""
    server = SimpleNamespace(poll=lambda: code, wait=lambda: code or 0, terminate=lambda: None)
    monkeypatch.setattr(start.subprocess, "Popen", lambda words, **more: server)
    monkeypatch.setattr(start.signal, "signal", lambda number, handler: None)


@pytest.mark.parametrize("display", ["", ":0"])
def test_without_a_display_the_address_is_printed_and_no_window_opened(
    display, course, monkeypatch, capsys
):
    opened = []
    monkeypatch.chdir(course)
    monkeypatch.setattr(start.platform, "system", lambda: "Linux")
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    let_server(monkeypatch, None)
    monkeypatch.setattr(start, "wait_for", lambda port, server: True)
    monkeypatch.setattr(start.webbrowser, "open", opened.append)
    assert start.start() == 0
    time.sleep(0.1)  # the window is opened beside
    said = capsys.readouterr().out
    address = re.search(rf"http://127.0.0.1:\d+/lab/tree/{LESSON}\?token=\w+", said)
    assert address, f"no address of lesson 00 in: {said}"
    assert opened == ([address[0]] if display else [])


def test_away_from_the_course_start_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(start, "HERE", tmp_path / "site-packages" / "coursekit")
    assert start.course_folder() is None
    (tmp_path / "notebooks").mkdir()
    (tmp_path / LESSON).write_text("{}")
    monkeypatch.chdir(tmp_path / "notebooks")
    assert start.course_folder() == tmp_path, "lesson 00 is in the folder above"


def test_a_port_asked_for_but_in_use_gets_one_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(SystemExit) as stopped:
            start.start(port=other.getsockname()[1], browser=False)
    assert "--port" in one_sentence(stopped)


def test_ctrl_c_ends_a_server_that_does_not_listen(course, monkeypatch, capsys):
    def ctrl_c(port, server):
        raise KeyboardInterrupt

    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(50)"
    server = subprocess.Popen([sys.executable, "-c", code])
    monkeypatch.chdir(course)
    monkeypatch.setattr(start, "SECONDS_TO_END", 1)
    monkeypatch.setattr(start.subprocess, "Popen", lambda words, **more: time.sleep(1) or server)
    monkeypatch.setattr(start, "wait_for", ctrl_c)
    monkeypatch.setattr(start.signal, "signal", lambda number, handler: None)
    began = time.monotonic()
    assert start.start(browser=False) == 0
    assert time.monotonic() - began < 20, "Ctrl+C waited for a server that does not end"
    assert "JupyterLab has ended" in capsys.readouterr().out


def test_a_server_that_ends_at_once_gets_one_sentence(course, monkeypatch, capsys):
    monkeypatch.chdir(course)
    let_server(monkeypatch, 1)
    assert start.start(browser=False) == 1
    assert "JupyterLab did not start" in capsys.readouterr().out


# --- checkup ----------------------------------------------------------------------------------


def test_checkup_says_in_five_lines_that_all_works(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert start.checkup() is None, "a notebook would show what it returns as a sixth line"
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5, lines
    assert all(re.match(r"\w+ +works +\S", line) for line in lines), lines


def break_python(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))


def break_packages(monkeypatch):
    monkeypatch.setattr(start, "pinned_versions", lambda: {"altair": "0.1"})


def break_data(monkeypatch):
    monkeypatch.setattr(coursekit, "DATA", Path("nowhere"))


def break_chart(monkeypatch):
    monkeypatch.setattr(charts, "bundle", lambda spec: {})


def break_folder(monkeypatch):
    def refuse(**more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(start.tempfile, "TemporaryFile", refuse)


@pytest.mark.parametrize(
    ("line", "break_it"),
    list(enumerate([break_python, break_packages, break_data, break_chart, break_folder])),
)
def test_checkup_tells_the_one_broken_thing_and_goes_on(line, break_it, monkeypatch, capsys):
    break_it(monkeypatch)
    start.checkup()
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5, lines
    told = ["LOOK AT" in line for line in lines]
    assert told == [number == line for number in range(5)], "\n".join(lines)


def test_checkup_knows_the_pins():
    pinned = start.pinned_versions()
    missing = [name for name in start.NEEDED if name not in pinned]
    assert not missing, f"not in requirements.txt: {missing}"


# --- the door without make: conda, Binder, py -m venv -----------------------------------------


def test_coursekit_installed_away_from_the_course_has_all_with_it(tmp_path):
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        packed.extractall(tmp_path / "installed")
    wanted = {f"coursekit/_data/{path.name}" for path in (ROOT / "data").glob("*.csv")}
    wanted |= {"coursekit/_data/datapackage.json", "coursekit/_requirements.txt"}
    assert wanted <= set(names), f"not in the wheel: {wanted - set(names)}"
    settings = "data/share/jupyter/lab/settings/overrides.json"
    assert any(name.endswith(settings) for name in names), "JupyterLab's settings are not in it"
    (tmp_path / "Downloads").mkdir()
    done = run(
        sys.executable,
        *("-m", "coursekit", "checkup"),
        cwd=tmp_path / "Downloads",
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
    )
    assert done.stdout.count(" works ") == 5, done.stdout + done.stderr


def test_conda_installs_the_one_pinned_list():
    door = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    python, pip, by_pip = door["dependencies"]
    version = re.fullmatch(r"python=3\.(\d+)", python)
    assert version and 11 <= int(version[1]) <= 14, f"{python}: take one of 3.11 to 3.14"
    assert pip == "pip"
    assert by_pip == {"pip": ["-r requirements.txt", "."]}, "pin in requirements.txt, not here"


# --- the pins ---------------------------------------------------------------------------------

LISTS = (
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-bench.txt",
    "deploy/jupyterhub/requirements.txt",
)
SYSTEMS = {"linux": ("posix", "Linux"), "darwin": ("posix", "Darwin"), "win32": ("nt", "Windows")}
MACHINES = [(f"3.{minor}", system) for minor in range(11, 15) for system in SYSTEMS]


def lines_of(name):
    """Return the lines of a list without comments and options."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-"))]


def environment_of(python, system):
    """Return what markers ask about a machine with `python` (like 3.12) and `system`."""
    os_name, platform_system = SYSTEMS[system]
    return default_environment() | {
        "python_version": python,
        "python_full_version": python + ".9",
        "implementation_version": python + ".9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "sys_platform": system,
        "os_name": os_name,
        "platform_system": platform_system,
    }


def pins_of(name, python, system):
    """Return what `name` installs on a machine, as a list of (package, version)."""
    machine = environment_of(python, system)
    pins = [Requirement(line) for line in lines_of(name)]
    return [
        (canonicalize_name(pin.name), str(pin.specifier)[2:])
        for pin in pins
        if pin.marker is None or pin.marker.evaluate(machine)
    ]


@functools.cache
def needs_of(package, version):
    """Return what a package needs, if this very version is installed here: else we cannot know."""
    try:
        if importlib.metadata.version(package) != version:
            return []
    except importlib.metadata.PackageNotFoundError:
        return []
    return [Requirement(text) for text in importlib.metadata.requires(package) or []]


@pytest.mark.parametrize("name", LISTS)
def test_pins_are_plain(name):
    plain = r"[a-z0-9.-]+==[0-9][0-9a-z.]*( ; [a-z_ ()<>=!'.*0-9A-Z]+)?"
    text = (ROOT / name).read_text("utf-8").splitlines()
    odd = [line for line in text if not re.fullmatch(plain, line)]
    assert not odd, f"{name}: only 'name==version' or 'name==version ; marker', not: {odd}"


@pytest.mark.parametrize(("python", "system"), MACHINES)
def test_pins_give_each_machine_one_version_of_each_package(python, system):
    both = {}
    for name in LISTS:
        pins = pins_of(name, python, system)
        packages = [package for package, version in pins]
        twice = {package for package in packages if packages.count(package) > 1}
        assert not twice, f"{name}, Python {python} on {system}: twice {twice}. Run: make pins"
        for package, version in pins:
            first = both.setdefault(package, version)
            assert first == version, f"{package}: {first} in one list, {version} in the other"
    assert {"numpy", "pandas", "jupyterlab", "altair", "vl-convert-python"} <= set(both)


@pytest.mark.parametrize(("python", "system"), MACHINES)
def test_pins_hold_all_that_is_asked_for_and_what_that_needs(python, system):
    machine = environment_of(python, system)
    for name in LISTS:  # each other list comes on top of the first
        pins = dict(pins_of("requirements.txt", python, system) + pins_of(name, python, system))
        short = dict.fromkeys(("requirements.in", name.replace(".txt", ".in")))
        asked = [Requirement(line) for each in short for line in lines_of(each)]
        seen, todo = set(), [(need, name.replace(".txt", ".in")) for need in asked]
        while todo:
            need, asker = todo.pop()
            package = canonicalize_name(need.name)
            where = f"{asker} needs {need} (Python {python}, {system})"
            assert package in pins, f"{where}, and {name} lacks it. Run: make pins"
            fits = need.specifier.contains(pins[package], prereleases=True)
            assert fits, f"{where}, and {name} has {pins[package]}. Run: make pins"
            for extra in need.extras | {""}:
                if (package, extra) in seen:
                    continue
                seen.add((package, extra))
                for more in needs_of(package, pins[package]):
                    if more.marker is None or more.marker.evaluate(machine | {"extra": extra}):
                        todo.append((more, package))


def test_what_is_installed_fits_together():
    done = run(sys.executable, "-m", "pip", "check")
    assert done.returncode == 0, done.stdout


# --- the browser of the tests -----------------------------------------------------------------


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_missing_browser_is_told_and_with_ci_a_failure(ci, code, monkeypatch, capsys):
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(find_browser, "find_browser", lambda: None)
    monkeypatch.setattr(find_browser, "install_debian", lambda: None)
    assert find_browser.main() == code
    assert "apt install chromium" in capsys.readouterr().out, "say how to get a browser"


def test_a_browser_that_is_there_is_taken(monkeypatch):
    monkeypatch.setattr(find_browser.shutil, "which", lambda name: "/opt/" + name)
    monkeypatch.setattr(find_browser, "install_debian", lambda: pytest.fail("nothing to install"))
    assert find_browser.main() == 0

"""Start a real hub on this computer, let students through the course, and tell what it took.

    make hub-test                 three students
    make hub-test STUDENTS=10

Each student logs in in a browser, follows the link to lesson 01 and set 01, runs both, writes
into them and throws a file away. Then the instructor changes the course, the students follow the
links again, and everything that they wrote has to be there, beside what the instructor changed.
At the end a table: seconds and memory. The hub is installed as README.md says, in .venv-hub.
"""

import argparse
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

import nbformat
import psutil
from link import FOLDER, link

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "tests"))

from browser import HAS_KERNEL, PANEL, RUN_ALL, SCREEN, find_browser, sync_playwright  # noqa: E402

VENV = ROOT / ".venv-hub"
PASSWORD = "a long trial password"
LESSON = "notebooks/01_the_coup_and_the_cdm.ipynb"
SET = "exercises/01_the_coup_and_the_cdm.ipynb"
MEGABYTE = 1e6
WAIT = 180_000  # milliseconds
IS_OPEN = f"path => {PANEL}?.context?.path === path && {PANEL}.context.isReady"
# Put text at the end of the cell with this id.
WRITE = f"""([id, text]) => {{
    const cells = {PANEL}.content.model.sharedModel.cells;
    const cell = cells.find(cell => cell.id === id);
    cell.setSource(cell.getSource() + text) }}"""
SAVE = "() => window.jupyterapp.commands.execute('docmanager:save')"


def commands():
    """Return the lines of commands in README.md that install the hub."""
    text = (HERE / "README.md").read_text(encoding="utf-8")
    block = next(b for b in text.split("```")[1::2] if "-m venv" in b)
    return block.strip().splitlines()


def install():
    """Make .venv-hub as README.md says, unless that was done with the same lists before."""
    lists = [ROOT / "requirements.txt", HERE / "requirements.txt", HERE / "README.md"]
    lists += sorted((ROOT / "coursekit").glob("*"))
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in lists if p.is_file())).hexdigest()
    stamp = VENV / "ready"
    if stamp.is_file() and stamp.read_text() == digest:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    began = time.monotonic()
    for line in commands():
        print("$", line, flush=True)
        subprocess.run(line, shell=True, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    stamp.write_text(digest)
    print(f"The hub is installed ({time.monotonic() - began:.0f} s).", flush=True)


def git(folder, *words):
    """Run git in `folder`."""
    who = ("-c", "user.name=Instructor", "-c", "user.email=instructor@example.edu")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def course_of_the_instructor(folder):
    """Put what the students get, as it is in this folder now, into a git repository."""
    names = ["README.md", "LICENSE", "notebooks", "exercises", "data"]
    for name in names:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "The course")


def free_port():
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Student:
    """Somebody with a browser of their own and a folder on the hub."""

    def __init__(self, browser, name, homes, hub, repository):
        """Give student `name` a new browser profile and a home in the folder `homes`."""
        self.name, self.home = name, homes / name
        self.hub, self.repository = hub, repository
        self.course = self.home / FOLDER
        self.seconds = {}
        # So that the trial can ask JupyterLab what it shows; students need no such thing.
        (self.home / ".jupyter").mkdir(parents=True)
        settings = {"LabApp": {"expose_app_in_browser": True}}
        (self.home / ".jupyter" / "jupyter_lab_config.json").write_text(json.dumps(settings))
        self.page = browser.new_context(viewport=SCREEN).new_page()
        self.page.set_default_timeout(WAIT)

    def follow(self, path):
        """Follow the link to `path`, log in if asked, wait until the notebook is there."""
        began = time.monotonic()
        self.page.goto(link(self.hub, self.repository, path))
        if "/hub/login" in self.page.url:
            self.page.fill("#username_input", self.name)
            self.page.fill("#password_input", PASSWORD)
            began = time.monotonic()
            self.page.click("#login_submit")
        self.page.wait_for_function(IS_OPEN, arg=f"{FOLDER}/{path}")
        return time.monotonic() - began

    def run(self):
        """Run all cells of the open notebook and save it; fail when a cell fails."""
        began = time.monotonic()
        self.page.wait_for_function(HAS_KERNEL)
        assert self.page.evaluate(RUN_ALL, WAIT), f"{self.name}: the cells did not finish"
        seconds = time.monotonic() - began
        self.page.evaluate(SAVE)
        return seconds

    def write(self, cell, text):
        """Write `text` at the end of the cell with the id `cell` and save."""
        self.page.evaluate(WRITE, [cell, text])
        self.page.evaluate(SAVE)

    def read(self, path):
        """Return a notebook of theirs as it lies on the hub's disk."""
        notebook = nbformat.read(self.course / path, as_version=4)
        nbformat.validate(notebook)
        return notebook


def source(notebook, cell):
    """Return the source of the cell with the id `cell`."""
    return next(c.source for c in notebook.cells if c.id == cell)


def ids(path, kind):
    """Return the ids of the cells of a kind ('code', 'markdown') in a notebook of the course."""
    return [c.id for c in nbformat.read(ROOT / path, as_version=4).cells if c.cell_type == kind]


def work(student):
    """Let a student do lesson 01 and set 01, write into both, and throw a file away."""
    student.seconds["log in, server, lesson 01 on the screen"] = student.follow(LESSON)
    student.seconds["run lesson 01"] = student.run()
    failed = [
        cell.source
        for cell in student.read(LESSON).cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
    assert not failed, f"{student.name}: lesson 01 failed in {failed[0]}"
    student.write(ids(LESSON, "markdown")[3], f"\n\nI was here: {student.name}")
    student.seconds["link to set 01, on the screen"] = student.follow(SET)
    student.write("q1-2", f"\n# my answer: {student.name}")
    student.run()
    said = str(student.read(SET).cells)
    assert "not answered yet" in said, f"{student.name}: set 01 did not check anything"
    (student.course / "data" / "glossary.csv").unlink()
    (student.course / "my_notes.txt").write_text(student.name)
    (student.course / "exercises" / "new_from_the_instructor.txt").write_text(student.name)


def change_course(folder):
    """Let the instructor change a lesson, a set (one cell where students wrote) and add a file."""
    for path, cell, text in (
        (LESSON, ids(LESSON, "markdown")[0], "\n\nA word from the instructor."),
        (SET, "q2-1", "\n\nA hint from the instructor."),
        (SET, "q1-2", "\n# the instructor wrote in the same cell"),
    ):
        notebook = nbformat.read(folder / path, as_version=4)
        next(c for c in notebook.cells if c.id == cell).source += text
        (folder / path).write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    (folder / "exercises" / "new_from_the_instructor.txt").write_text("instructor")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Corrections")


def nothing_lost(student):
    """Fail when a word of the student or of the instructor is missing after the update."""
    name, lesson, exercises = student.name, student.read(LESSON), student.read(SET)
    theirs = {
        "note in lesson 01": f"I was here: {name}" in source(lesson, ids(LESSON, "markdown")[3]),
        "outputs of lesson 01": any(c.get("execution_count") for c in lesson.cells),
        "answer in set 01": f"# my answer: {name}" in source(exercises, "q1-2"),
        "own file": (student.course / "my_notes.txt").read_text() == name,
        "file of the same name": [name]
        == [p.read_text() for p in student.course.glob("exercises/new_from_the_instructor__*.txt")],
    }
    instructor = {
        "word in lesson 01": "A word from" in source(lesson, ids(LESSON, "markdown")[0]),
        "hint in set 01": "A hint from" in source(exercises, "q2-1"),
        "new file": (student.course / "exercises" / "new_from_the_instructor.txt").read_text()
        == "instructor",
        "deleted table": (student.course / "data" / "glossary.csv").is_file(),
    }
    for whose, found in ((f"{name}'s", theirs), ("the instructor's", instructor)):
        missing = [what for what, there in found.items() if not there]
        assert not missing, f"{name}: after the update {whose} {', '.join(missing)} is missing"


def memory(process):
    """Return the memory of a process in MB: what it shares with others counts in parts (PSS)."""
    return process.memory_full_info().pss / MEGABYTE


def memories(hub):
    """Return the kinds of processes under the process `hub`, with the MB of each."""
    kinds = {"hub": [memory(hub)], "proxy": [], "a student's server": [], "a kernel": []}
    for process in hub.children(recursive=True):
        words = " ".join(process.cmdline())
        for mark, kind in (
            ("configurable-http-proxy", "proxy"),
            ("ipykernel_launcher", "a kernel"),
            ("jupyterhub-singleuser", "a student's server"),
        ):
            if mark in words:
                kinds[kind].append(memory(process))
                break
    return kinds


def report(students, kinds, last):
    """Print what was measured."""
    print(f"\n{len(students)} students, {os.cpu_count()} cores.\n\nseconds (middle, longest)")
    for what in students[0].seconds:
        took = [student.seconds[what] for student in students]
        print(f"  {what:<42} {median(took):6.1f} {max(took):6.1f}")
    print(f"  {'update by the link (longest)':<42} {last:6.1f}")
    print("memory in MB (how many, middle, largest)")
    for kind, sizes in kinds.items():
        print(f"  {kind:<30} {len(sizes):6} {median(sizes):8.0f} {max(sizes):8.0f}")
    print(f"  all together {sum(sum(sizes) for sizes in kinds.values()):.0f} MB")


def main():
    """Install, start, let them work, change the course, look, report."""
    asks = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asks.add_argument("--students", type=int, default=3)
    asked = asks.parse_args()
    if not find_browser():
        sys.exit("The trial needs Chromium or Chrome. On Debian: sudo apt install chromium")
    install()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        place = Path(place)
        repository, homes = place / "course.git", place / "homes"
        repository.mkdir()
        course_of_the_instructor(repository)
        address = f"http://127.0.0.1:{free_port()}"
        own = {
            "HUB_URL": address,
            "HUB_TRIAL_PASSWORD": PASSWORD,
            "HUB_TRIAL_HOMES": str(homes),
            "HUB_PROXY_API": f"http://127.0.0.1:{free_port()}",
            "HUB_API": f"http://127.0.0.1:{free_port()}",
        }
        log = place / "hub.log"
        with log.open("wb") as words:
            hub = subprocess.Popen(
                [VENV / "bin" / "jupyterhub", "-f", HERE / "jupyterhub_config.py"],
                env={**os.environ, **own},
                stdout=words,
                stderr=words,
                cwd=place,
            )
        try:
            through(asked.students, homes, address, repository, hub)
        except BaseException:
            print(log.read_text()[-4000:])
            raise
        finally:
            everything = psutil.Process(hub.pid).children(recursive=True)
            hub.terminate()
            hub.wait(60)
            for process in psutil.wait_procs(everything, 20)[1]:
                process.kill()


def through(number, homes, address, repository, hub):
    """Let `number` students through the course on the hub at `address`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        wait_until_up(address, hub)
        students = []
        for count in range(1, number + 1):
            student = Student(browser, f"student{count:02}", homes, address, f"file://{repository}")
            students.append(student)
            work(student)
            student.page.goto("about:blank")  # the server and its kernels stay
            print(f"{student.name} has done lesson 01 and set 01.", flush=True)
        kinds = memories(psutil.Process(hub.pid))
        change_course(repository)
        last = 0
        for student in students:
            last = max(last, student.follow(LESSON))
            student.page.goto("about:blank")
            nothing_lost(student)
            print(f"{student.name} has the update and has lost nothing.", flush=True)
        browser.close()
    report(students, kinds, last)


def wait_until_up(address, hub, seconds=90):
    """Wait until the hub answers (its proxy does so earlier, with an error)."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and hub.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/hub/health", timeout=5).close()
            return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("The hub did not start; what it said stands below.")


if __name__ == "__main__":
    main()

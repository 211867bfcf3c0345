"""What the tests of grading share: a class of submissions, and the command run on it."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import nbformat
import ordinary_user
import submissions

from coursekit import build

ROOT = Path(__file__).resolve().parent.parent
OTTER = str(Path(sys.executable).with_name("otter"))


def autograder(folder, name=submissions.NAME):
    """Build the autograder zip of the set `name` in `folder`; return its path."""
    source = ROOT / "exercises" / "source" / f"{name}.ipynb"
    *_, made = build.build(source, folder / "student", folder / "instructor")
    return made


def grade(packed, folder, out, *words, user=True):
    """Run coursekit grade as the ordinary user; return the finished process."""
    command = [sys.executable, "-B", "-m", "coursekit", "grade", packed, folder, "--out", out]
    run = ordinary_user.run if user else _run_as_myself
    return run([*command, *words], cwd=ROOT)


def otter_run(packed, notebook, seconds=None):
    """Grade `notebook` by otter run; return {question: points}, None when it gives none.

    It runs without a cage, and would wait for an endless loop as long as that lasts: `seconds`
    after which it is ended.
    """
    with tempfile.TemporaryDirectory() as work:
        words = [OTTER, "run", "-a", packed, "-o", work, "--no-logo", notebook]
        how = {"cwd": work, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen([str(w) for w in words], start_new_session=True, **how) as process:
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        result = Path(work) / "results.json"
        if not result.is_file():
            return None
        tests = json.loads(result.read_text(encoding="utf-8"))["tests"]
    return {
        test["name"].split()[0]: test.get("score") for test in tests if "Public" not in test["name"]
    }


def _run_as_myself(words, **how):
    return ordinary_user.run(words, preexec_fn=None, **how)


def rows(out, name="grades.csv"):
    """Return the rows of a CSV of grades by student (the first column)."""
    text = (Path(out) / name).read_bytes().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    first = list(table[0])[0]
    return {row[first]: row for row in table}


# ---- a small set with what set 01 does not have ----------------------------------------------

TINY = {
    "q1": """
from otter.test_files import test_case
OK_FORMAT = False
name = "q1"
points = 2

@test_case(points=1, hidden=False)
def test_public(double):
    if double(2) != 4:
        raise AssertionError("Twice two is not that.")

@test_case(points=1, hidden=True, name="test_very_secret")
def test_secret(double):
    if double(-21) != -42:
        raise AssertionError("SECRET words about minus 21")
""",
    "q2": """
from otter.test_files import test_case
OK_FORMAT = False
name = "q2"
points = 1

@test_case()
def test_q2(thing, env):
    assert "thing" in env and "nothing" not in env
    if str(thing) != "right":
        raise AssertionError("not answered yet." if thing is None else "Another one.")
""",
}


def tiny_zip(path, tests=None, files=None, **config):
    """Write an autograder zip with the tests TINY (or `tests`) to `path`; return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("otter_config.json", json.dumps({"assignment_name": "tiny", **config}))
        for name, text in (tests or TINY).items():
            packed.writestr(f"tests/{name}.py", text)
        for name, data in (files or {"files/words.txt": "right"}).items():
            packed.writestr(name, data)
    return path


def tiny(*cells, name="tiny", checks=("q1", "q2")):
    """Return a notebook for the tiny set with these code cells."""
    cells = [*cells, *(f'grader.check("{check}")' for check in checks)]
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(code, id=f"c{number}")
            for number, code in enumerate(("import otter\ngrader = otter.Notebook()", *cells))
        ]
    )
    notebook.metadata["otter"] = {"assignment_name": name}
    return notebook

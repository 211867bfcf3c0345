"""Grade submissions with nbgrader, for ``make bench``: in an environment of its own, .venv-bench.

nbgrader has its own format: each check cell of ours becomes a locked test cell with the same test
function, as a plain call. nbgrader puts the source of these cells back before it runs a notebook.
"""

import ast
import csv
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat

from coursekit.grade.scoring import possible

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv-bench"
CELL_SECONDS = 15
CONFIG = f"""
c = get_config()
c.CourseDirectory.course_id = "bench"
c.ExecutePreprocessor.timeout = {CELL_SECONDS}
c.Execute.timeout = {CELL_SECONDS}
"""


def install():
    """Make .venv-bench with the lists of exact versions, unless it is there."""
    lists = [ROOT / "requirements.txt", ROOT / "requirements-bench.txt"]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in lists)).hexdigest()
    stamp = VENV / "ready"
    if stamp.is_file() and stamp.read_text() == digest:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "-q", "--python", sys.executable, VENV], check=True)
    wanted = [word for path in lists for word in ("-r", path)]
    subprocess.run([*uv, "pip", "install", "-q", "--python", VENV, *wanted], check=True)
    stamp.write_text(digest)


def tests_in(packed):
    """Return {question: source of its test file} of an autograder zip."""
    with zipfile.ZipFile(packed) as zip_:
        names = [name for name in zip_.namelist() if re.fullmatch(r"tests/\w+\.py", name)]
        return {Path(name).stem: zip_.read(name).decode() for name in names}


def test_cell(source):
    """Return the test functions in `source`, a test file of otter, as cell that calls them."""
    lines = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = []
            names = ", ".join(argument.arg for argument in node.args.args)
            lines += [ast.unparse(node), f"{node.name}({names})"]
    return "\n".join(lines)


def converted(notebook, tests):
    """Return `notebook` (answered or not) as nbgrader wants it."""
    cells = []
    for cell in notebook.cells:
        check = re.match(r'grader\.check\("(\w+)"\)', cell.source)
        if "checks.grader(" in cell.source:
            continue
        if check:
            source = tests[check[1]]
            cell = nbformat.v4.new_code_cell(test_cell(source), id=cell["id"])
            cell.metadata["nbgrader"] = {
                "grade": True,
                "solution": False,
                "locked": True,
                "task": False,
                "schema_version": 3,
                "grade_id": check[1],
                "points": possible(source),
            }
        cells.append(cell)
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": _kernel(notebook)})


def _kernel(notebook):
    return dict(notebook.metadata.get("kernelspec") or {"name": "python3", "display_name": "P"})


class Course:
    """A course of nbgrader with one assignment, 'set'."""

    def __init__(self, base, student_notebook, packed):
        """Lay it out in `base`. `student_notebook`: unanswered. `packed`: the autograder zip."""
        self.base, self.tests = Path(base), tests_in(packed)
        self.base.mkdir(parents=True)
        (self.base / "nbgrader_config.py").write_text(CONFIG)
        self._write(student_notebook, "source")
        self._run("generate_assignment", "set")

    def _write(self, notebook, *folders):
        path = self.base.joinpath(*folders, "set", "set.ipynb")
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(converted(notebook, self.tests), path)
        return path

    def _run(self, *words):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        environment["PATH"] = f"{VENV / 'bin'}{os.pathsep}{environment['PATH']}"
        words = [VENV / "bin" / "python", "-m", "nbgrader", *words]
        return subprocess.run(words, cwd=self.base, env=environment, capture_output=True, text=True)

    def hand_in(self, student, path):
        """Hand in the notebook at `path`; one that nbformat cannot read goes in as it is."""
        try:
            self._write(nbformat.read(path, as_version=4), "submitted", student)
        except Exception:
            placed = self.base / "submitted" / student / "set" / "set.ipynb"
            placed.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, placed)

    def grade(self):
        """Grade all that was handed in; return {student: points}, None where there are none."""
        self._run("autograde", "set")  # it fails when one notebook does
        done = self._run("export")
        if done.returncode:
            raise RuntimeError(done.stderr)
        with (self.base / "grades.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        return {row["student_id"]: float(row["score"]) if row["score"] else None for row in rows}

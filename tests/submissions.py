"""Makes submissions to set 01: from the student notebook and the answers in tests/answers."""

import copy
import re
from functools import cache
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent
NAME = "01_the_coup_and_the_cdm"
BLOCK = re.compile(r"^# %% (\w+) (right|wrong): *(.*)$", re.MULTILINE)


@cache
def student_notebook():
    """Return the student notebook of set 01; copy it before you change it."""
    return nbformat.read(ROOT / "exercises" / f"{NAME}.ipynb", as_version=4)


@cache
def answers():
    """Return {question: {"right": [code, ...], "wrong": [code, ...]}}."""
    text = (ROOT / "tests" / "answers" / "01.py").read_text(encoding="utf-8")
    parts = BLOCK.split(text)[1:]
    found = {}
    for question, verdict, _, code in zip(*[iter(parts)] * 4, strict=True):
        found.setdefault(question, {"right": [], "wrong": []})[verdict].append(code)
    return found


def questions():
    """Return the questions of set 01 that have checks."""
    return list(student_notebook().metadata["otter"]["tests"])


def answered(given, extra=()):
    """Return a notebook in which each question in `given` (name -> code) is answered.

    `extra`: pairs (place, code): cells to insert, counted among all cells from 0, or -1 for
    the end.
    """
    notebook = copy.deepcopy(student_notebook())
    before = None
    for cell in notebook.cells:
        check = re.match(r'grader\.check\("(\w+)"\)', cell.source)
        if check and check[1] in given:
            before.source += "\n" + given[check[1]]  # they use what is given there
        if cell.cell_type == "code":
            before = cell
    for place, code in extra:
        cell = nbformat.v4.new_code_cell(code, id=f"extra-{len(notebook.cells)}")
        notebook.cells.insert(len(notebook.cells) if place == -1 else place, cell)
    return notebook


def right(number=0):
    """Return right answers to all questions, the `number`-th way of each."""
    return {
        name: kinds["right"][number % len(kinds["right"])] for name, kinds in answers().items()
    }


def mixed(number):
    """Return answers, right and wrong ones, and what they are worth: {question: right or not}."""
    given, worth = {}, {}
    for place, (name, kinds) in enumerate(answers().items()):
        verdict = "wrong" if (number + place) % 3 == 0 else "right"
        given[name] = kinds[verdict][(number * 7 + place) % len(kinds[verdict])]
        worth[name] = verdict == "right"
    return given, worth


def write(notebook, path):
    """Write `notebook` to `path` (a path); return it."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


def every_answer():
    """Yield (number, answers, right or not) until each answer in tests/answers/01.py was used."""
    known = answers()
    most = max(len(kinds["right"]) + len(kinds["wrong"]) for kinds in known.values())
    for number in range(most):
        given, worth = {}, {}
        for name, kinds in known.items():
            codes = [(code, True) for code in kinds["right"]]
            codes += [(code, False) for code in kinds["wrong"]]
            given[name], worth[name] = codes[number % len(codes)]
        yield number, given, worth

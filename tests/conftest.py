"""What several tests need: the lessons as notebooks, the ledger as tables."""

import os
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))  # so that tests can import their small helpers
LESSONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
STUDENT_SETS = sorted((ROOT / "exercises").glob("[0-9][0-9]_*.ipynb"))


def pytest_generate_tests(metafunc):
    """Run a test once for each lesson, when it asks for `lesson`; for `student_set` likewise."""
    for name, paths in (("lesson", LESSONS), ("student_set", STUDENT_SETS)):
        if name in metafunc.fixturenames:
            assert paths, f"no notebooks found for {name}"
            metafunc.parametrize(name, paths, ids=[path.stem for path in paths], indirect=True)


class Notebook:
    """A notebook with its path, its cells, and a sentence that says where a cell is."""

    def __init__(self, path):
        self.path = path
        self.node = nbformat.read(path, as_version=4)
        self.cells = list(enumerate(self.node.cells))
        self.code = [(n, cell) for n, cell in self.cells if cell.cell_type == "code"]
        self.markdown = [(n, cell) for n, cell in self.cells if cell.cell_type == "markdown"]

    def where(self, number):
        """Return 'file, cell n (first words)'."""
        first = self.node.cells[number].source.strip().splitlines()[:1]
        return f"{self.path.name}, cell {number} ({''.join(first)[:50]})"

    def charts(self):
        """Yield (cell number, Vega-Lite specification) of every chart among the outputs."""
        for number, cell in self.code:
            for output in cell.outputs:
                data = output.get("data", {})
                if "application/vnd.vegalite.v5+json" in data:
                    yield number, data["application/vnd.vegalite.v5+json"]


@pytest.fixture
def lesson(request):
    """One lesson of notebooks/."""
    return Notebook(request.param)


@pytest.fixture
def student_set(request):
    """One student notebook of exercises/."""
    return Notebook(request.param)


@pytest.fixture(scope="session")
def ledger():
    """Return the ledger's tables: name -> list of rows (dictionaries of texts)."""
    from coursekit.ledger import read

    return read(ROOT / "data")


@pytest.fixture(scope="session")
def cage():
    """A machine on which cages can be made: in CI that is asked for, elsewhere skipped."""
    import ordinary_user

    done = ordinary_user.python(
        "from coursekit.grade.cage import enter_outer, start_student\n"
        "from coursekit.grade.limits import Limits\n"
        "enter_outer()\n"
        "start_student(lambda line: None, Limits()).kill()\n"
        "print('caged')",
        cwd=ROOT,
    )
    if "caged" in done.stdout:
        return True
    why = (done.stderr.strip().splitlines() or ["no word"])[-1]
    if os.environ.get("CI") == "true":
        pytest.fail(f"No cage can be made here, and CI asks for one: {why}")
    return pytest.skip(f"No cage can be made here: {why}")

"""The exercise sets: built from their source, checked by right and wrong answers, leaking nothing.

The answers stand in tests/answers/NN.py, in blocks:

    # %% q6 right: by subtracting dates
    # %% q6 wrong: growth in all
    # hint: That is how much it grew

``p`` holds what the set's PARAMETERS cells made: ``p.PER``. tests/test_variants.py runs the same
answers on variants.
"""

import copy
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient
from otter.check.notebook import Notebook as Otter
from otter.execute import Checker
from otter.nbmeta_config import NBMetadataConfig

from coursekit import build, checks
from coursekit.variants import in_text

ROOT = Path(__file__).resolve().parent.parent
EXERCISES = ROOT / "exercises"
SOURCES = sorted((EXERCISES / "source").glob("*.ipynb"))
ANSWERS = ROOT / "tests" / "answers"
BLOCK = re.compile(r"^# %% (\w+) (right|wrong): *(.*)$", re.MULTILINE)


# ---- the build -------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Build every set twice, apart from each other; return the two folders."""
    folders = [tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")]
    for folder in folders:
        for source in SOURCES:
            build.build(source, folder / "student", folder / "instructor")
    return folders


def prints(folder):
    """Return the digest of each file below `folder`."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_built_twice_gives_the_same_bytes(built):
    assert prints(built[0]) == prints(built[1])


def test_the_student_notebooks_are_up_to_date(built):
    for source in SOURCES:
        kept, new = EXERCISES / source.name, built[0] / "student" / source.name
        assert kept.exists() and kept.read_bytes() == new.read_bytes(), (
            f"exercises/{source.name} is not what its source makes. Run: make exercises"
        )


def test_every_student_notebook_has_a_source():
    names = {path.name for path in EXERCISES.glob("*.ipynb")}
    assert names == {path.name for path in SOURCES}


def test_a_secret_that_is_not_written_out_is_refused():
    with pytest.raises(build.BuildError, match="cell 3.*plain value"):
        build.hide_secrets("def test_q1(x):\n    secret(answer)\n", "set, cell 3")


def test_the_autograder_zip_has_no_time_and_no_answer_key_for_students(built):
    for path in (built[0] / "instructor").glob("*.zip"):
        with zipfile.ZipFile(path) as made:
            assert {entry.date_time for entry in made.infolist()} == {build.ZIP_TIME}
            assert any(name.startswith("tests/") for name in made.namelist())


# ---- answers ---------------------------------------------------------------------------------


class Set:
    """One exercise set: its student notebook, its given cells, its checks, its known answers."""

    def __init__(self, source, draw=None):
        self.name = source.stem
        self.path = EXERCISES / source.name
        self.node = nbformat.read(self.path, as_version=4)
        self.given = [
            cell.source
            for cell in self.node.cells
            if cell.cell_type == "code" and "grader" not in cell.source
        ]
        master = nbformat.read(source, as_version=4)
        filled, self.drawn, self.names = build.resolve(master, source.name, draw)
        if draw:
            self._become(build.resolve(master, source.name)[0], filled)
        self.meta = NBMetadataConfig.from_notebook(self.node)
        self.questions = [name for name in self.node.metadata["otter"]["tests"]]
        self.answers = [
            (*answer[:3], in_text(answer[3], self.names), answer[4])
            for answer in read_answers(ANSWERS / f"{self.name[:2]}.py")
        ]
        self._given = None

    def _become(self, practice, variant):
        """Put the cells and checks of a variant in the place of those of the practice set."""
        tests, part, self.given = self.node.metadata["otter"]["tests"], "", []
        for old, new in zip(practice.cells, variant.cells, strict=True):
            part = old.source if old.cell_type == "raw" else part
            if old.cell_type != "code":
                continue
            if part.startswith("# BEGIN TESTS"):
                question = re.search(r"def test_(\w+)", old.source)[1]
                old, new = (cell.source[cell.source.index("def ") :] for cell in (old, new))
                assert old == new or old in tests[question], f"{question}: where is its check?"
                tests[question] = tests[question].replace(old, new)
            elif not part.startswith("# BEGIN SOLUTION"):
                self.given.append(new.source)

    def environment(self, answer=""):
        """Return the variables after the given cells and after `answer`."""
        if self._given is None:
            self._given = {}
            for code in self.given:
                exec(compile(code, self.name, "exec"), self._given)
        variables = {
            name: copy.deepcopy(value) if type(value).__module__.startswith("pandas") else value
            for name, value in self._given.items()
        }
        variables["p"] = SimpleNamespace(**self.names)
        exec(compile(answer, "answer", "exec"), variables)
        return variables

    def check(self, question, answer=""):
        """Return the line that a student reads for `question` after `answer`."""
        result = Checker.check(str(self.path), self.meta, question, self.environment(answer))
        return result, checks.one_line(result)


def read_answers(path):
    """Return the blocks of an answers file: (question, right or wrong, name, hint, code)."""
    parts = BLOCK.split(path.read_text(encoding="utf-8"))[1:]
    found = []
    for question, verdict, name, code in zip(*[iter(parts)] * 4, strict=True):
        hint = re.search(r"^# hint: (.*)$", code, re.MULTILINE)
        found.append((question, verdict, name, hint.group(1) if hint else "", code))
    return found


SETS = {source.stem: Set(source) for source in SOURCES if (EXERCISES / source.name).exists()}
CASES = [(name, *answer) for name, one in SETS.items() for answer in one.answers]


def case_id(case):
    return f"{case[0][:2]}-{case[1]}-{case[2]}-{case[3]}"


@pytest.mark.parametrize("case", [c for c in CASES if c[2] == "right"], ids=case_id)
def test_a_right_answer_passes(case):
    passes(SETS[case[0]], *case[1:])


@pytest.mark.parametrize("case", [c for c in CASES if c[2] == "wrong"], ids=case_id)
def test_a_wrong_answer_gets_its_own_hint(case):
    gets_its_hint(SETS[case[0]], *case[1:])


@pytest.mark.parametrize("case", [c for c in CASES if c[2] == "wrong"], ids=case_id)
def test_a_hint_is_short_and_gives_nothing_away(case):
    gives_nothing_away(SETS[case[0]], *case[1:])


def passes(one, question, verdict, name, hint, code):
    result, line = one.check(question, code)
    assert result.passed_all, f"{question}, {name}: {line}"


def gets_its_hint(one, question, verdict, name, hint, code):
    result, line = one.check(question, code)
    assert not result.passed_all, f"{question}: a wrong answer passes: {code}"
    said = line.removeprefix(f"{question}: ").removeprefix("not yet. ")
    assert hint and said.startswith(hint), f"expected '{hint}', a student reads '{line}'"


def gives_nothing_away(one, question, verdict, name, hint, code):
    _, line = one.check(question, code)
    hint = line.split(": ", 1)[1]
    assert len(hint.split()) < 30, f"{len(hint.split())} words: {hint}"
    for trace in ("Error", "Traceback", "line ", "assert", "test_", "\n"):
        assert trace not in hint.replace("lines ", "").replace("line.", ""), f"'{trace}' in: {hint}"
    rights = [answer for answer in one.answers if answer[:2] == (question, "right")]
    digits = set(re.findall(r"\d[\d.,]*\d|\d", re.sub(r"[Ll]esson \d\d", "", hint)))
    for right in rights:
        for value in values_of(one.environment(right[4]), one, question):
            told = (
                str(value).strip().casefold() in hint.casefold()
                if isinstance(value, str)
                else (digits & forms(value))
            )
            assert not told, f"the hint holds the answer {value}: {hint}"


@pytest.mark.parametrize("name", SETS)
def test_hints_lead_to_parts_of_the_lesson(name):
    """Each question has hints that name a part of its lesson, and that part exists."""
    one = SETS[name]
    for question in one.questions:
        said = [one.check(question, a[4])[1] for a in one.answers if a[:2] == (question, "wrong")]
        said.append(str(one.node.metadata["otter"]["tests"][question]))
        named = re.findall(r"[Ll]esson (\d\d), '(.+?)'(?= |[).,:])", " ".join(said))
        assert named, f"{question}: no hint says where in the lesson to look"
        for number, part in named:
            parts = headings(next((ROOT / "notebooks").glob(f"{number}_*.ipynb")))
            assert part in parts, f"{question}: lesson {number} has no part '{part}': {parts}"


def headings(path):
    """Return the headings of a notebook, without their marks."""
    cells = nbformat.read(path, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return set(re.findall(r"^#+ (.+?) *$", text, re.MULTILINE))


def values_of(variables, one, question):
    """Return the numbers and texts among the answers to `question`."""
    for argument in arguments(one, question):
        value = variables.get(argument)
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            yield value
        elif hasattr(value, "item") and getattr(value, "size", 1) == 1:
            yield value.item()


def forms(value):
    """Return the ways in which a number may be written."""
    if not isinstance(value, int | float):
        return {str(value)}
    return {f"{value:{form}}" for form in (",.0f", ".0f", ".1f", ".2f", "g")}


def arguments(one, question):
    """Return the names that the check of `question` looks at."""
    test = one.node.metadata["otter"]["tests"][question]
    return [
        name.strip()
        for found in re.findall(r"def test_\w+\(([^)]*)\)", str(test))
        for name in found.split(",")
    ]


@pytest.mark.parametrize("name", SETS)
def test_every_question_has_two_right_and_three_wrong_answers(name):
    one = SETS[name]
    for question in one.questions:
        right = sum(a[0] == question and a[1] == "right" for a in one.answers)
        wrong = [a for a in one.answers if a[0] == question and a[1] == "wrong"]
        assert right >= 2 and len(wrong) >= 3, f"{question}: {right} right, {len(wrong)} wrong"
        assert len({a[3] for a in wrong}) >= 3, f"{question}: fewer than three hints"


@pytest.mark.parametrize("name", SETS)
def test_blank_and_misspelled_names_get_their_own_sentence(name):
    one = SETS[name]
    for question in one.questions:
        first = arguments(one, question)[0]
        assert one.check(question, f"{first} = ...")[1] == f"{question}: not answered yet."
        assert one.check(question, f"del {first}")[1] == (
            f"{question}: there is no {first} yet. Check the spelling."
        )


@pytest.mark.parametrize("name", SETS)
def test_odd_answers_get_a_sentence_and_no_traceback(name):
    one = SETS[name]
    odd = [
        "float('nan')",
        "'text'",
        "[]",
        "{}",
        "pd.DataFrame()",
        "pd.Series(dtype=float)",
        "len",
        "True",
        "object()",
        "1j",
        "pd.NaT",
        "pd.NA",
        "[[1], 'a']",
        "alt.Chart()",
        "figures",
        "float('inf')",
        "pd.Timedelta(days=30)",
        "pd.Timedelta(days=30).to_timedelta64()",
        "pd.Timestamp('2021-02-01')",
        "pd.array([30])",
        "range(3)",
        "{'F039': 3}",
        "['F039', 3, None]",
        "alt.Chart",
        "alt.Chart(figures).mark_point() | alt.Chart(figures).mark_rule()",
        "pd.Series([object()])",
        "pd.DataFrame({'figure': [['F039']]})",
        "pd.DataFrame({'figure': [None, 1]})",
        "pd.Series([pd.Timestamp('2021-02-01')], name='figure')",
    ]
    for question in one.questions:
        for value in odd:
            first = arguments(one, question)[0]
            result, line = one.check(question, f"{first} = {value}")
            assert not result.passed_all, f"{question} passes with {value}"
            assert "could not read" not in line and "Error" not in line, f"{value}: {line}"


# ---- the student's notebook ------------------------------------------------------------------


@pytest.mark.parametrize("name", SETS)
def test_no_answer_stands_in_clear(name):
    """No solution cell, no right and no usual wrong value, in cells or metadata."""
    one = SETS[name]
    source = nbformat.read(EXERCISES / "source" / f"{name}.ipynb", as_version=4)
    text = one.path.read_text(encoding="utf-8")
    assert "secret(" not in text
    hidden = []
    for cell in source.cells:
        hidden += re.findall(r"secret\(([^()]+?)(?:, within[^)]*)?\)", cell.source)
    assert hidden, "the source has no secret(...)"
    tests = json.dumps(one.node.metadata["otter"]["tests"])
    tests = re.sub(r"(?<=[Ll]esson \d\d, )'.+?'(?= |[).,:])", "", tests)  # headings are no answers
    for value in hidden:
        for part in re.findall(r"'[^']{4,}'|\"[^\"]{4,}\"|\d+\.\d+|\d{3,}", value):
            bare = re.escape(part.strip("'\""))
            found = re.search(rf"(?<![\w.]){bare}(?![\w.])", tests)
            assert not found, f"{part} stands in clear in the checks"
    for cell in source.cells:
        for code in solution_lines(cell.source):
            assert code not in text, f"a solution stands in the student file: {code}"
            assert json.dumps(code)[1:-1] not in text, f"... stands in the student file: {code}"


def solution_lines(source):
    """Return the lines of a cell that the build takes out, in the three ways that otter knows."""
    lines, inside = [], False
    for line in source.splitlines():
        if line.startswith(("# BEGIN SOLUTION", "# END SOLUTION")):
            inside = line.startswith("# BEGIN")
        elif inside or re.search(r"# SOLUTION( NO PROMPT)?$", line.strip()):
            code = line.split("# SOLUTION")[0].strip()
            if "..." not in code and len(code) > 1:
                lines.append(code)
    return lines


def run(path, folder=None):
    """Run a notebook as a student would, in `folder`; return it with its outputs."""
    notebook = nbformat.read(path, as_version=4)
    os.environ.pop("JPY_SESSION_NAME", None)
    NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder or path.parent)}},
    ).execute()
    return notebook


def said(cell):
    """Return what a check cell shows, as text."""
    return "".join(
        output.get("text", "") or output.get("data", {}).get("text/plain", "")
        for output in cell.outputs
    )


def check_cells(notebook):
    """Return the cells that call the grader."""
    return [cell for cell in notebook.cells if cell.source.startswith("grader.check(")]


@pytest.mark.parametrize("name", SETS)
def test_an_unanswered_notebook_runs_through(name, tmp_path):
    """Alone in Downloads, renamed by the browser: it runs, finds the data, says what is open."""
    path = shutil.copy(SETS[name].path, tmp_path / f"{name} (1).ipynb")
    notebook = run(Path(path), tmp_path)
    cells = check_cells(notebook)
    assert len(cells) == len(SETS[name].questions)
    for cell in notebook.cells:
        streams = [output.get("name") for output in cell.get("outputs", [])]
        assert "stderr" not in streams, f"a warning in: {cell.source}"
    for cell in cells:
        question = cell.source.split('"')[1]
        assert said(cell).strip() == f"{question}: not answered yet.", said(cell)
        assert all("text/html" not in output.get("data", {}) for output in cell.outputs)


@pytest.mark.parametrize("name", SETS)
def test_the_solved_notebook_has_full_marks(name, built, tmp_path):
    path = shutil.copy(built[0] / "instructor" / f"{name}_solved.ipynb", tmp_path)
    notebook = run(Path(path), tmp_path)
    for cell in check_cells(notebook):
        assert ": right." in said(cell), said(cell)


@pytest.mark.parametrize("name", SETS)
def test_otter_gives_the_solution_full_marks(name, built, tmp_path):
    """The autograder zip, run as otter does on a submission."""
    instructor = built[0] / "instructor"
    shutil.copy(instructor / f"{name}_solved.ipynb", tmp_path / "submission.ipynb")
    points = graded(instructor / f"{name}_autograder.zip", tmp_path)
    assert points and all(got == most for got, most in points), points


def graded(autograder, folder):
    """Return (points, most) of each question of folder/submission.ipynb; empty if otter stopped."""
    command = [sys.executable, "-m", "otter", "run", "-a", str(autograder), "-o", str(folder)]
    done = subprocess.run(
        [*command, "--no-logo", str(folder / "submission.ipynb")],
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=120,
    )
    results = folder / "results.json"
    assert results.exists() or done.returncode, done.stderr[-2000:]
    if not results.exists():
        return []
    tests = json.loads(results.read_text())["tests"]
    return [(test["score"], test["max_score"]) for test in tests if test.get("max_score")]


def test_a_notebook_away_from_its_file_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    grader = checks.grader("01_nowhere")
    assert "Save it there" in capsys.readouterr().out
    grader.check("q1")
    assert "q1: the checks are not there yet" in capsys.readouterr().out
    assert not Otter._grading_mode


@pytest.mark.parametrize("name", SETS)
def test_a_new_row_in_the_ledger_changes_no_answer(name, built, tmp_path, monkeypatch):
    """Each matter and kind of event gets one more row, later and larger; the solutions stay."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for table, letter, group in (("figures", "F", "matter"), ("events", "E", "kind")):
        path = tmp_path / "data" / f"{table}.csv"
        old = pd.read_csv(path)
        new = old.drop_duplicates(group, keep="last").reset_index(drop=True)
        new.iloc[:, 0] = [f"{letter}{9000 + n}" for n in new.index]
        new = new.assign(date_from="2031-12-31", date_to="2031-12-31")
        if "low" in new:
            new = new.assign(low=new["low"] * 3)
        pd.concat([old, new]).to_csv(path, index=False)
    monkeypatch.setattr("coursekit.DATA", tmp_path / "data")
    solved = nbformat.read(built[0] / "instructor" / f"{name}_solved.ipynb", as_version=4)
    variables, one = {}, SETS[name]
    for cell in solved.cells:
        if cell.cell_type == "code" and "grader" not in cell.source:
            exec(compile(cell.source, name, "exec"), variables)
    assert len(variables["figures"]) > len(pd.read_csv(ROOT / "data" / "figures.csv"))
    for question in one.questions:
        result = Checker.check(str(one.path), one.meta, question, variables)
        assert result.passed_all, f"a new row changes {question}: {checks.one_line(result)}"


# ---- the helpers of the checks ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "within", "answer", "fits"),
    [
        (226.96, 0.5, 227, True),
        (226.96, 0.5, 226.46, True),
        (226.96, 0.5, 227.46, True),
        (226.96, 0.5, 226.4, False),
        (226.96, 0.5, 226, False),
        (226.96, 0.5, 227.5, False),
        (-0.157, 0.01, -0.16, True),
        (-0.157, 0.01, 0.157, False),
        (1778.4, 2, 1780, True),
        (1778.4, 2, 1776, False),
        (1778.4, 2, float("inf"), False),
        (30, 0, 30.0, True),
        (30, 0, 31, False),
    ],
)
def test_a_tolerance_is_what_it_says(right, within, answer, fits):
    assert checks.matches(answer, checks.secret(right, within=within)) is fits


def test_a_column_of_one_is_judged_by_what_is_in_it():
    wrong = {checks.secret(7): "That is seven."}
    for column in (pd.Series([7]), pd.DataFrame({"a": [7]}), pd.Index([7])):
        assert checks.number(column, "x", checks.secret(8), wrong) == "That is seven."
        assert "table column" in checks.number(column, "x", checks.secret(7))


# ---- where the data is found -----------------------------------------------------------------


FIND = "from coursekit import DATA; print(DATA.resolve())"


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """Install coursekit as a student has it, not from the clone; return the folder to import."""
    target = tmp_path_factory.mktemp("installed")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--no-build-isolation",
            "--no-index",
            "--target",
            str(target),
            str(ROOT),
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-1500:]
    return target


@pytest.mark.parametrize("place", ["clone", "source", "unzipped", "downloads", "cage"])
def test_the_data_is_found(place, installed, tmp_path):
    """From the clone, the source folder, a flat unzip, Downloads alone, a read-only cage."""
    folder, expected = {
        "clone": (ROOT / "notebooks", ROOT / "data"),
        "source": (EXERCISES / "source", ROOT / "data"),
        "unzipped": (tmp_path, tmp_path / "data"),
        "downloads": (tmp_path, installed / "coursekit" / "_data"),
        "cage": (tmp_path, installed / "coursekit" / "_data"),
    }[place]
    if place == "unzipped":
        shutil.copytree(ROOT / "data", tmp_path / "data")
    if place == "cage":
        tmp_path.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", FIND],
        capture_output=True,
        text=True,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(installed)},
    )
    assert done.stdout.strip() == str(expected.resolve()), done.stdout + done.stderr

"""Grading a class: right scores, a cage that holds, and nothing lost, doubled or invented."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import grading
import nbformat
import ordinary_user
import pytest
import submissions

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = submissions.questions()
ON_LINUX = sys.platform == "linux"
FULL = {name: "2" if name == "q9" else "1" for name in QUESTIONS}


@pytest.fixture(scope="session")
def packed():
    """The autograder zip of set 01."""
    folder = ordinary_user.folder("set")
    made = grading.autograder(folder)
    ordinary_user.give(folder)
    return made


# ---- one class, right, wrong, hostile and broken ---------------------------------------------


class Class:
    """A graded folder: its rows, what was printed, where it lies."""

    def __init__(self, folder, out, done):
        self.folder, self.out, self.done = folder, out, done
        self.rows = grading.rows(out)


@pytest.fixture(scope="session")
def graded(packed, cage):
    """A class that handed in every answer of tests/answers, and much that does harm."""
    base = ordinary_user.folder("class")
    folder, out = base / "submissions", base / "grades"
    worth = {}
    for number, given, right in submissions.every_answer():
        submissions.write(submissions.answered(given), folder / f"answers{number:02d}.ipynb")
        worth[f"answers{number:02d}"] = right
    server = socket.create_server(("127.0.0.1", 0))
    known = {
        "PORT": server.getsockname()[1],
        "COURSEKIT": str(ROOT / "coursekit"),
        "DATA_FOLDER": str(ROOT / "data"),
        "SUBMISSIONS": str(folder),
        "OUT": str(out),
        "TESTS": str(ROOT / "tests"),
        "SOURCES": str(ROOT / "exercises" / "source"),
        "NEEDLE": _needle(packed),
    }
    says = "".join(f"{name} = {value!r}\n" for name, value in known.items())
    for name, code in submissions.HOSTILE.items():
        cells = [(4, code if name in ("goes on twice", "dies") else says + code)]
        notebook = submissions.answered(submissions.right(), cells)
        submissions.write(notebook, folder / f"{name}.ipynb")
    _broken(folder)
    ordinary_user.give(base)
    done = grading.grade(packed, folder, out, "--cell", "2", "--whole", "60", "--memory", "700")
    server.close()
    assert done.returncode == 0, done.stdout + done.stderr
    one = Class(folder, out, done)
    one.worth = worth
    return one


def _needle(packed):
    with zipfile.ZipFile(packed) as zip_:
        digest = re.search(r"right='(\w{16})'", zip_.read("tests/q1.py").decode())[1]
    return f"{digest[:-1]}[{digest[-1]}]".encode()


def _broken(folder):
    """Hand in what is no answer at all."""
    whole = submissions.answered(submissions.right())
    text = nbformat.writes(whole)
    (folder / "empty.ipynb").write_text("")
    (folder / "not a notebook.ipynb").write_text("Dear teacher, I could not open it.")
    (folder / "cut off.ipynb").write_text(text[: len(text) // 2])
    (folder / "no cells.ipynb").write_text("{}")
    (folder / "a list.ipynb").write_text("[1, 2]")
    (folder / "essay.pdf").write_text("%PDF")
    (folder / "damaged.zip").write_bytes(b"PK\x03\x04 and so on")
    with zipfile.ZipFile(folder / "outside.zip", "w") as evil:
        evil.writestr("../../outside.ipynb", text)
    with zipfile.ZipFile(folder / "Zoë in a zip.zip", "w") as good:
        good.writestr("my work/set.ipynb", text)
    other = submissions.answered(submissions.right())
    other.metadata["otter"]["assignment_name"] = "02_another"
    submissions.write(other, folder / "another assignment.ipynb")
    kernel = submissions.answered(submissions.right())
    kernel.metadata["kernelspec"] = {"name": "my-env", "display_name": "Mine", "language": "python"}
    submissions.write(kernel, folder / "my kernel မြန်မာ (2) final é.ipynb")
    edited = submissions.answered(submissions.right())
    edited.cells = [cell for cell in edited.cells if 'check("q3")' not in cell.source]
    for cell in edited.cells:
        cell.source = cell.source.replace('grader.check("q4")', "print('q4: right.')")
    submissions.write(edited, folder / "checks gone.ipynb")
    blind = submissions.answered(submissions.right(), [(8, "class Odd: pass\njunta_key = Odd()")])
    submissions.write(blind, folder / "odd answer.ipynb")
    unanswered = submissions.answered({})
    submissions.write(unanswered, folder / "nothing answered.ipynb")


@pytest.mark.skipif(not ON_LINUX, reason="the cage needs Linux")
def test_each_answer_gets_its_score(graded):
    """Every right and every wrong answer of tests/answers/01.py, question by question."""
    for student, right in graded.worth.items():
        row = graded.rows[student]
        for question, is_right in right.items():
            expected = FULL[question] if is_right else "0"
            assert row[question] == expected, f"{student} {question}: {row}"
        assert row["status"] == "graded" and row["cage"] == "caged", row


@pytest.mark.parametrize(
    "name",
    [
        "network",
        "write outside",
        "read others",
        "read tests in memory",
        "capabilities",
        "hidden memory",
        "kill all",
        "goes on twice",
        "flood",
        "flood of checks",
        "stays behind",
        "leaves",
        "asks",
        "disk",
        "huge file",
        "memory bomb",
        "fork bomb",
        "missing file",
    ],
)
def test_harm_is_contained_and_the_rest_is_graded(graded, name):
    row = graded.rows[name]
    assert "ESCAPED" not in row["notes"], row
    assert row["status"] == "graded", row
    assert {question: row[question] for question in QUESTIONS} == FULL, row


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("disk", "No space left"),
        ("huge file", "File too large"),
        ("memory bomb", "MemoryError"),
        (
            "missing file",
            "FileNotFoundError: [Errno 2] No such file or directory: 'my_own_data.csv'",
        ),
        ("leaves", "SystemExit"),
        ("asks", "EOFError"),
        ("capabilities", "unusual code: ctypes"),
        ("checks gone", "check cell gone or changed: q3 q4"),
    ],
)
def test_what_happened_is_noted(graded, name, note):
    assert note in graded.rows[name]["notes"], graded.rows[name]


@pytest.mark.parametrize(
    ("name", "status", "note"),
    [
        ("endless", "partly graded", "cell 5 ran too long"),
        ("endless, guarded", "partly graded", "cell 5 ran too long"),
        ("endless, no alarm", "not gradable", "could only be ended"),
        ("dies", "not gradable", "stopped in cell 5: the process has ended"),
        ("nonsense", "not gradable", "cannot be read"),
        ("huge message", "not gradable", "too large"),
        ("fake end", "partly graded", "said after cell 5 that it had ended"),
        ("odd answer", "partly graded", "check q1 by hand: junta_key is Odd"),
        ("empty", "not gradable", "the file is empty"),
        ("not a notebook", "not gradable", "not a notebook"),
        ("cut off", "not gradable", "cut off or damaged"),
        ("no cells", "not gradable", "not a notebook"),
        ("a list", "not gradable", "not a notebook"),
        ("essay", "not gradable", "no notebook, but a .pdf file"),
        ("damaged", "not gradable", "the zip is damaged"),
        ("outside", "not gradable", "outside its folder"),
        ("another assignment", "not gradable", "another assignment: 02_another"),
    ],
)
def test_what_is_not_simply_graded_says_why(graded, name, status, note):
    row = graded.rows[name]
    assert row["status"] == status and note in row["notes"], row
    if status == "not gradable":
        assert not row["points"] and not any(row[question] for question in QUESTIONS), row


def test_many_processes_share_one_limit_on_memory(graded):
    """The first process may get some questions further before the watch sees the others."""
    row = graded.rows["memory bomb of many"]
    assert row["status"] in ("partly graded", "not gradable"), row
    assert "more than 700 MB" in row["notes"], row


def test_patching_otter_and_sending_results_gains_nothing(graded):
    """The first cell spoils an answer and patches otter; the right answer comes later."""
    assert graded.rows["patch otter"]["points"] == "10"
    fake = graded.rows["fake results"]
    assert fake["points"] in ("", "10") and "graded" in fake["status"], fake
    # An early end leaves the answers out that were not there yet; the points cannot be sent.
    assert graded.rows["fake end"]["points"] == "0"


def test_renamed_kernels_other_scripts_zips_and_gone_checks_are_graded(graded):
    for name in ("my kernel မြန်မာ (2) final é", "Zoë in a zip", "checks gone"):
        row = graded.rows[name]
        assert {question: row[question] for question in QUESTIONS} == FULL, row
    assert graded.rows["nothing answered"]["points"] == "0"
    odd = graded.rows["odd answer"]
    assert odd["q1"] == "" and odd["points"] == "9", "what cannot travel is no 0"


def test_every_submission_ends_in_exactly_one_way(graded):
    handed_in = {path.stem for path in graded.folder.iterdir()}
    assert set(graded.rows) == handed_in
    assert {row["status"] for row in graded.rows.values()} <= {
        "graded",
        "partly graded",
        "not gradable",
    }
    for row in graded.rows.values():
        assert row["status"] == "graded" or row["notes"], row
        assert "\n" not in row["notes"]


def test_nothing_is_left_behind(graded):
    assert not list(graded.folder.parent.parent.glob("outside*"))
    assert not list(graded.out.rglob("*.half"))
    left = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    assert "sleep 4321" not in left and str(graded.out) not in left


def test_the_screen_says_what_a_person_has_to_look_at(graded):
    said = graded.done.stdout
    assert re.search(r"\d+ of \d+ graded, \d+ left, about", said)
    assert "odd answer: partly graded: check q1 by hand" in said
    assert "Traceback" not in said + graded.done.stderr


def test_feedback_has_the_hint_and_no_more(graded):
    files = list((graded.out / "feedback").iterdir())
    assert len(files) == len(graded.rows)
    text = next(path for path in files if path.name.startswith("answers20-")).read_text("utf-8")
    wrong = [name for name, right in graded.worth["answers20"].items() if not right]
    for question in wrong:
        assert re.search(rf"^{question}: .{{10,}}", text, re.M), text
    assert "Traceback" not in text and "test_" not in text
    assert not [path.name for path in files if "unusual code" in path.read_text("utf-8")]
    bomb = next(path for path in files if path.name.startswith("memory_bomb-")).read_text("utf-8")
    assert "- cell 5: MemoryError" in bomb, bomb
    broken = next(path for path in files if path.name.startswith("cut_off-")).read_text("utf-8")
    assert "could not be graded: the notebook is cut off" in broken


def test_the_report_needs_no_internet_and_names_nobody(graded):
    page = (graded.out / "report.html").read_text(encoding="utf-8")
    assert not re.findall(r"(?:src|href)=[\"'](?!#|data:)[^\"']+", page) and "<script" not in page
    assert page.count('<svg role="img" aria-label="') == 4
    assert page.count("<figcaption>") == 4
    for name in ("answers05", "Zoë", "essay", "odd answer"):
        assert name not in page
    assert "line 2" in page or "line 3" in page
    for part in ("How many points", "Question by question", "Which wrong answers", "divide"):
        assert part in page


def test_graded_again_nothing_changes(graded, packed):
    """The same folder a second time, also when a notebook or the tests have changed."""
    before = (graded.out / "grades.csv").read_bytes()
    done = grading.grade(packed, graded.folder, graded.out, "--for", "moodle")
    assert done.returncode == 0, done.stderr
    assert f"{len(graded.rows)} graded before" in done.stdout
    assert (graded.out / "grades.csv").read_bytes() == before
    assert b"q1: right. | q2: right." in (graded.out / "grades_moodle.csv").read_bytes()


# ---- interrupted, changed, graded again ------------------------------------------------------


def some(folder, numbers, prefix="s"):
    """Hand in notebooks with mixed answers; return {student: points}."""
    points = {}
    for number in numbers:
        given, worth = submissions.mixed(number)
        submissions.write(submissions.answered(given), folder / f"{prefix}{number}.ipynb")
        right = sum(int(FULL[name]) for name, is_right in worth.items() if is_right)
        points[f"{prefix}{number}"] = str(right)
    return points


def points_of(out):
    return {student: row["points"] for student, row in grading.rows(out).items()}


def test_killed_in_the_middle_it_goes_on(packed, cage):
    """kill -9, a record that is half written, a notebook that is changed later, --regrade."""
    base = ordinary_user.folder("killed")
    folder, out = base / "in", base / "out"
    points = some(folder, range(8))
    ordinary_user.give(base)
    command = [sys.executable, "-B", "-m", "coursekit", "grade", packed, folder, "--out", out]
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = ordinary_user.popen([*command, "-j", "1"], cwd=ROOT, **pipe)
    said = b""
    for line in process.stdout:
        said += line
        if b" of 8 graded" in line:
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    kept = sorted((out / "records").glob("*.json"))
    assert 0 < len(kept) < 8, f"it was not stopped in the middle: {said.decode()}"
    assert not (out / "grades.csv").exists()
    kept[0].write_bytes(kept[0].read_bytes()[:-40])  # a power cut
    before = {path: path.stat().st_mtime_ns for path in kept[1:]}

    done = grading.grade(packed, folder, out)
    assert done.returncode == 0, done.stderr
    assert points_of(out) == points
    assert all(path.stat().st_mtime_ns == when for path, when in before.items()), "graded twice"
    first = (out / "grades.csv").read_bytes()

    # A grade that was given stays: the notebook changes, another one goes.
    submissions.write(submissions.answered(submissions.right()), folder / "s0.ipynb")
    (folder / "s1.ipynb").unlink()
    ordinary_user.give(base)
    done = grading.grade(packed, folder, out)
    assert done.returncode == 0, done.stdout + done.stderr
    rows = grading.rows(out)
    assert points_of(out) == points
    assert "--regrade" in rows["s0"]["notes"] and "s0: " in done.stdout
    assert "no longer in the folder" in rows["s1"]["notes"]
    assert (out / "grades.csv").read_bytes() != first

    done = grading.grade(packed, folder, out, "--regrade", "s0")
    assert points_of(out) == {**points, "s0": "10"}
    assert grading.rows(out)["s0"]["notes"] == ""
    assert "no student 'nobody'" in grading.grade(packed, folder, out, "--regrade", "nobody").stderr


def test_root_grades_too_as_nobody(packed, cage):
    if not ordinary_user.is_root():
        pytest.skip("not root")
    base = ordinary_user.folder("root")
    code = "import os\nassert os.getuid() != 0, 'ROOT'\nfor _ in range(9999): os.fork()"
    notebook = submissions.answered(submissions.right(), [(4, code)])
    submissions.write(notebook, base / "in" / "a.ipynb")
    done = grading.grade(packed, base / "in", base / "out", user=False)
    row = grading.rows(base / "out")["a"]
    assert row["points"] == "10" and "ROOT" not in row["notes"], done.stdout
    assert "BlockingIOError" in row["notes"], "the limit on processes holds for root, too"


# ---- without a cage --------------------------------------------------------------------------


def test_without_a_cage_only_on_request_and_labelled():
    base = ordinary_user.folder("plain")
    right = "def double(x): return 2 * x\nthing = open('words.txt').read()"
    packed = grading.tiny_zip(base / "tiny_autograder.zip")
    submissions.write(grading.tiny(right), base / "in" / "good.ipynb")
    submissions.write(grading.tiny("while True: pass", right), base / "in" / "endless.ipynb")
    fake = (
        "import otter.test_files.exception_test as t\nt.ExceptionTestFile.run = lambda s, e: None"
    )
    submissions.write(grading.tiny(fake), base / "in" / "fake.ipynb")
    ordinary_user.give(base)
    done = grading.grade(packed, base / "in", base / "out", "--no-cage", "--cell", "1")
    rows = grading.rows(base / "out")
    assert {row["cage"] for row in rows.values()} == {"not caged"}, done.stderr
    assert {name: row["points"] for name, row in rows.items()} == {
        "good": "3",
        "endless": "3",
        "fake": "0",
    }
    assert rows["endless"]["status"] == "partly graded"
    assert "Not caged" in (base / "out" / "report.html").read_text("utf-8")


def test_where_there_is_no_cage_it_says_what_to_do(tmp_path, monkeypatch, capsys):
    from coursekit.grade import command, engine

    packed = grading.tiny_zip(tmp_path / "tiny_autograder.zip")
    submissions.write(grading.tiny(), tmp_path / "in" / "a.ipynb")
    monkeypatch.setattr(engine.sys, "platform", "darwin")
    options = command.Options(str(packed), tmp_path / "in", tmp_path / "out")
    with pytest.raises(engine.NoCageHere):
        command.grade_folder(options)
    assert not (tmp_path / "out" / "grades.csv").exists()
    for word in ("--no-cage", "docker run", "otter grade", "Gradescope", "Linux"):
        assert word in command.NO_CAGE


# ---- what a lecturer does next week, or with another list --------------------------------------

GOOD = "def double(x): return 2 * x\nthing = open('words.txt').read()"


def plainly(base, *words, packed=None):
    """Grade base/in into base/out by the tiny set, without a cage (it is quicker)."""
    packed = packed or base / "tiny_autograder.zip"
    if not packed.exists():
        grading.tiny_zip(packed)
    ordinary_user.give(base)
    return grading.grade(packed, base / "in", base / "out", "--no-cage", *words)


def test_next_weeks_grades_want_a_folder_of_their_own():
    """The same students, another set: last week's grades must not pass for this week's."""
    base = ordinary_user.folder("weeks")
    submissions.write(grading.tiny(GOOD), base / "in" / "Anna.ipynb")
    assert plainly(base).returncode == 0
    before = (base / "out" / "grades.csv").read_bytes()
    other = grading.tiny_zip(base / "next_autograder.zip", assignment_name="next")
    done = plainly(base, packed=other)
    assert done.returncode == 1 and "holds the grades of tiny" in done.stderr, done.stdout
    assert (base / "out" / "grades.csv").read_bytes() == before


def test_another_roster_doubles_nobody():
    base = ordinary_user.folder("rosters")
    submissions.write(grading.tiny(GOOD), base / "in" / "leeanna_12345_678901_set.ipynb")
    done = plainly(base)
    assert "tiny: 1 file by 1 student\n" in done.stdout
    assert set(grading.rows(base / "out")) == {"leeanna"}
    (base / "list.csv").write_text("name,id\nAnna Lee,12345\n")
    done = plainly(base, "--roster", base / "list.csv", "--for", "canvas")
    assert set(grading.rows(base / "out")) == {"Anna Lee"}, done.stdout
    assert len(grading.rows(base / "out", "grades_canvas.csv")) == 1
    assert [path.name[:8] for path in (base / "out" / "feedback").iterdir()] == ["Anna_Lee"]


def test_what_was_not_gradable_is_tried_when_a_new_file_comes():
    base = ordinary_user.folder("corrected")
    path = submissions.write(grading.tiny(GOOD), base / "in" / "Anna.ipynb")
    whole = path.read_bytes()
    path.write_bytes(b"")
    assert "the file is empty" in plainly(base).stdout
    assert "1 graded before" in plainly(base).stdout, "the same file is not tried twice"
    path.write_bytes(whole)
    done = plainly(base)
    assert grading.rows(base / "out")["Anna"]["points"] == "3", done.stdout
    done = plainly(base, "--regrade", "anna", "lee")
    assert "'lee'" in done.stderr and '--regrade "Anna Lee"' in done.stderr


def test_a_new_grade_is_said_beside_the_old_one():
    base = ordinary_user.folder("again")
    submissions.write(grading.tiny("thing = 'left'"), base / "in" / "Anna.ipynb")
    assert "tried again" not in plainly(base).stdout
    submissions.write(grading.tiny(GOOD), base / "in" / "Anna.ipynb")
    assert "tried again" not in plainly(base).stdout
    done = plainly(base, "--regrade", "Anna")
    assert "Anna: tried again: 3 of 3 points (before: 0 of 3 points)" in done.stdout


def test_times_of_a_download_are_not_everybodys_fault():
    base = ordinary_user.folder("times")
    for name in ("Anna", "Ben"):
        submissions.write(grading.tiny(GOOD), base / "in" / f"{name}.ipynb")
    done = plainly(base, "--due", "2020-01-01")
    assert "All files are later than --due" in done.stdout
    os.utime(base / "in" / "Ben.ipynb", (0, 0))
    assert "later than --due" not in plainly(base, "--due", "2020-01-01").stdout


def test_moodles_maximum_is_compared_with_the_points():
    base = ordinary_user.folder("maximum")
    submissions.write(grading.tiny(GOOD), base / "in" / "Anna.ipynb")
    for most, said in (("100.00", True), ("3,00", False)):
        (base / "list.csv").write_text(f'Full name,Maximum grade\nAnna,"{most}"\n')
        done = plainly(base, "--roster", base / "list.csv", "--for", "moodle")
        assert done.returncode == 0, done.stderr
        assert ("Moodle's maximum grade is 100.00" in done.stdout) == said


@pytest.mark.parametrize(
    ("layout", "header", "fits"),
    [
        ("moodle", "Student,ID,SIS User ID", False),
        ("canvas", "Full name,Identifier,Grade", False),
        ("canvas", "Student,ID,SIS User ID", True),
        ("moodle", "name,id,mail", True),
    ],
)
def test_one_lms_gets_no_numbers_of_the_other(tmp_path, layout, header, fits):
    from coursekit.grade import command, roster

    (tmp_path / "list.csv").write_text(f"{header}\nAnna,7,x\n")
    options = command.Options("01", tmp_path, tmp_path, tmp_path / "list.csv", layout=layout)
    persons = roster.read(options.roster)
    if fits:
        command._check_layout(options, persons)
    else:
        with pytest.raises(command.GradeError, match="which has other numbers"):
            command._check_layout(options, persons)


def test_a_set_may_be_named_by_its_bare_number(tmp_path):
    from coursekit.grade import keys

    (tmp_path / "source").mkdir()
    source = ROOT / "exercises" / "source" / f"{submissions.NAME}.ipynb"
    (tmp_path / "source" / source.name).write_bytes(source.read_bytes())
    (tmp_path / "key").mkdir()
    grading.tiny_zip(tmp_path / "key" / f"{submissions.NAME}_0123abcd_autograder.zip")
    for wanted in ("1", "01"):
        assert keys.find(wanted, tmp_path, tmp_path / "key").title == submissions.NAME


def test_the_practice_set_is_no_variant_and_accuses_nobody(capsys):
    from coursekit.grade import notebook, screen

    def why(name, wanted):
        with pytest.raises(notebook.NotGradable) as said:
            notebook.read_notebook(nbformat.writes(grading.tiny(GOOD, name=name)).encode(), wanted)
        return str(said.value)

    assert why("05_a", "05_a_0123abcd") == "the practice set 05_a, and no variant of it"
    assert "not in this key" in why("05_a_4567abcd", "05_a_0123abcd")
    assert "another assignment" in why("04_b", "05_a_0123abcd")
    screen.summary([line(remarks=["the variant of Thida"]), line()], [])
    assert "  Anna: the variant of Thida\n" in capsys.readouterr().out


def test_two_of_one_name_are_told_apart_by_a_number_each(tmp_path):
    from coursekit.grade import roster, students

    path = tmp_path / "list.csv"
    path.write_text("name,id,email\nAung Aung,7001,aa1@u.edu\nAung Aung,7002,aa2@u.edu\n")
    rows = students.students([], roster.read(path), None)
    assert [row.label for row in rows] == ["Aung Aung (7001)", "Aung Aung (7002)"]


def test_a_burmese_name_stays_whole_in_the_name_of_a_file():
    from coursekit.grade import records

    assert records.file_name("ဇော်မင်း").startswith("ဇော်မင်း-")
    assert records.file_name("../a b\n/c").startswith("a_b_c-")


# ---- what a student reads ----------------------------------------------------------------------


def line(status="graded", reasons=(), remarks=(), score=1, student="Anna"):
    """Return a row of the grades with two questions."""
    questions = {
        "q1": {"score": score, "possible": 1, "hint": ""},
        "q2": {"score": 0, "possible": 2, "hint": "not answered yet."},
    }
    row = {"student": student, "status": status, "reasons": list(reasons), "questions": questions}
    row |= {"remarks": list(remarks), "caged": True, "numbers": ["7"], "person": None}
    return row | {"file": "Anna_7_assignsubmission_file/new.ipynb"}


def test_feedback_says_what_is_open_late_and_which_file_was_graded():
    from coursekit.grade import feedback

    text = feedback.text(line(remarks=["late", "also handed in, earlier: old.ipynb"]), "01", ["q9"])
    assert "1 of 3 points (without q9: that your teacher reads)" in text
    assert "handed in late" in text and "This is about new.ipynb." in text
    assert "old.ipynb" not in text
    assert feedback.text(line(), "01").splitlines()[3] == "1 of 3 points"


@pytest.mark.parametrize(
    ("reason", "words", "never"),
    [
        ("the notebook is cut off or damaged (its JSON does not end)", "Perhaps yours", "JSON"),
        ("another assignment: 02_a, not 01_b", "of another set (02_a), and not of 01_b", ": 02"),
        ("a variant (05_x_0123abcd): --key FOLDER says where its key is", "no mistake", "--key"),
        ("no notebook, but a .pdf file", "ends in .ipynb", "but a"),
        ("the grader failed, call it again (no record)", "no mistake", "call it"),
    ],
)
def test_feedback_is_kind_where_nothing_was_graded(reason, words, never):
    from coursekit.grade import feedback

    row = line("not gradable", [reason], score=None)
    for text in (feedback.text(row, "01"), feedback.comment(row)):
        assert words in text and never not in text, text
        assert "not a 0" in text and "talk to your teacher" in text


def test_moodle_gets_the_same_words_as_the_student():
    from coursekit.grade import feedback, sheet

    rows = [line("not gradable", ["the file is empty"], score=None)]
    rows.append(line("partly graded", ["cell 4 ran too long and was stopped (limit: 5 s)"]))
    made = sheet.for_moodle(rows, lambda row: feedback.comment(row, ["q9"])).decode("utf-8-sig")
    first, second = made.splitlines()[1:]
    assert "empty" in first and "not checked" not in first and "q1" not in first
    assert "not the whole grade yet: cell 4 ran too long" in second and "q9: read by" in second


def test_a_dash_that_the_lms_wrote_stays_a_dash():
    from coursekit.grade import sheet

    assert (sheet._safe("-"), sheet._safe("-1+2")) == ("-", "'-1+2")


# ---- the report --------------------------------------------------------------------------------


def test_the_report_names_no_owner_of_a_variant_unless_asked():
    from coursekit.grade import report

    rows = [line(remarks=["the variant of Thida"])]
    page = report.page(rows, "01_a", ["q1", "q2"])
    assert "Thida" not in page and "the variant of somebody else: see grades.csv" in page
    assert "Lines are those of grades.csv" in page
    assert "the variant of Thida" in report.page(rows, "01_a", ["q1", "q2"], names=True)


def test_no_answer_is_no_wrong_answer_and_half_a_student_is_nobody():
    from coursekit.grade import report

    rows = [line(), line()]
    assert "<svg" not in report.wrong_answers(rows, ["q1", "q2"]), "a chart of empty answers"
    for row in rows:
        row["questions"]["q1"] |= {"score": 0, "hint": "Count again."}
    assert "q1, 1 student, &#x27;Count" in report.wrong_answers(rows[:1], ["q1"])
    pages = report.wrong_answers(rows, ["q1", "q2"]), report.distribution(rows)
    for page in pages:
        numbers = re.findall(r"<text[^>]*>([\d.]+)</text>", page)
        assert numbers and not [one for one in numbers if "." in one], numbers
        twice = [one for one, other in zip(numbers, numbers[1:], strict=False) if one == other]
        assert not twice, f"one number twice on an axis: {numbers}"


# ---- a small set: functions, hidden tests, files ---------------------------------------------


@pytest.fixture(scope="session")
def tiny(cage):
    """A class that handed in the tiny set."""
    base = ordinary_user.folder("tiny")
    packed = grading.tiny_zip(base / "tiny_autograder.zip")
    thing = "thing = open('words.txt').read()"
    cells = {
        "right": ["def double(x): return 2 * x", thing],
        "public only": ["def double(x): return 4", thing],
        "wrong": ["double = len", "thing = 'left'"],
        "later": ["def double(x): return 2 * x", "thing = 'left'", "grader.check('q2')", thing],
        "magics": [
            "%matplotlib inline\n!ls\n%%time\n",
            "import asyncio\nawait asyncio.sleep(0)\ndouble = lambda x: 2 * x",
            "%%capture\nimport threading\nt = threading.Thread(target=print); t.start(); t.join()",
            "from multiprocessing import Pool\nwith Pool(2) as p: assert p.map(abs, [-1]) == [1]",
            thing,
        ],
        "hangs when asked": ["import time\ndef double(x):\n    while True: pass", thing],
        "dies when asked": ["import os\ndef double(x): os._exit(1)", thing],
    }
    for name, code in cells.items():
        submissions.write(grading.tiny(*code), base / "in" / f"{name}.ipynb")
    ordinary_user.give(base)
    done = grading.grade(packed, base / "in", base / "out", "--cell", "1")
    one = Class(base / "in", base / "out", done)
    one.packed = packed
    return one


def test_functions_are_called_where_they_live(tiny):
    scores = {name: (row["q1"], row["q2"]) for name, row in tiny.rows.items()}
    assert scores["right"] == ("2", "1"), tiny.rows["right"]
    assert scores["public only"] == ("1", "1")
    assert scores["wrong"] == ("0", "0")
    assert scores["later"] == ("2", "1"), "the last check of a question counts, as for otter"
    assert scores["magics"] == ("2", "1"), tiny.rows["magics"]
    assert scores["hangs when asked"] == ("0", "1")


def test_a_process_that_dies_under_a_test_is_no_zero(tiny):
    row = tiny.rows["dies when asked"]
    assert (row["q1"], row["q2"]) == ("", "") and row["status"] == "not gradable", row


def test_a_hidden_test_is_never_named(tiny):
    texts = [path.read_text("utf-8") for path in (tiny.out / "feedback").iterdir()]
    texts += [(tiny.out / name).read_text("utf-8") for name in ("grades.csv", "report.html")]
    assert all("secret" not in text.casefold() for text in texts)
    only = next(text for text in texts if text.splitlines()[1] == "public only")
    assert "q1: not yet. (1 of 2) Something that the checks in the notebook" in only


def test_what_only_otter_does_is_refused(tmp_path):
    from coursekit.grade import autograder

    for more in ({"seed": 3}, {"plugins": ["x"]}, {"lang": "r"}):
        packed = grading.tiny_zip(tmp_path / "odd.zip", **more)
        with pytest.raises(autograder.NotForUs, match="otter"):
            autograder.read(packed.read_bytes())
    packed = grading.tiny_zip(tmp_path / "ok.zip", tests={"q1": "OK_FORMAT = True\n"})
    with pytest.raises(autograder.NotForUs, match="ok_format"):
        autograder.read(packed.read_bytes())
    with pytest.raises(autograder.NotForUs, match="coursekit build"):
        autograder.read(b"PK nothing")


# ---- a cluster -------------------------------------------------------------------------------

CLUSTER = """
import csv, os, signal, sys
from pathlib import Path
from coursekit.grade import cluster, command

def main():
    from dask.distributed import LocalCluster
    how = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(processes=True, **how) as own:
        pids = [worker.pid for worker in own.workers.values()]
        grade_all = cluster.grade_all

        def and_kill_one(*arguments):
            for number, found in enumerate(grade_all(*arguments)):
                if number == 1:
                    os.kill(pids[0], signal.SIGKILL)
                yield found

        cluster.grade_all = and_kill_one
        packed, folder, out = sys.argv[1:]
        options = command.Options(packed, Path(folder), Path(out), cluster=own.scheduler_address)
        code = command.grade_folder(options)
    assert code == 0
    print("done")

if __name__ == "__main__":
    main()
"""


def test_a_cluster_that_loses_a_worker_gives_the_same_csv(tiny):
    base = ordinary_user.folder("cluster")
    script = base / "script.py"
    script.write_text(CLUSTER)
    for path in tiny.folder.iterdir():
        if "asked" not in path.name:
            submissions.write(nbformat.read(path, 4), base / "in" / path.name)
    ordinary_user.give(base)
    one = grading.grade(tiny.packed, base / "in", base / "out")
    assert one.returncode == 0, one.stderr
    done = ordinary_user.run(
        [sys.executable, "-B", script, tiny.packed, base / "in", base / "many"],
        cwd=base,
        env={**os.environ, "HOME": str(base), "PYTHONPATH": str(ROOT)},
    )
    assert "done" in done.stdout, done.stdout + done.stderr[-3000:]
    assert (base / "many" / "grades.csv").read_bytes() == (base / "out" / "grades.csv").read_bytes()


def test_a_cluster_that_does_not_answer_is_said_in_a_line(monkeypatch):
    from coursekit.grade import cluster

    monkeypatch.setattr(cluster, "ANSWERS_WITHIN", "2s")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(cluster.NoCluster, match="No cluster answers"):
        list(cluster.grade_all(address, [], b"", None, True))


def test_the_record_of_a_notebook_is_pure(tiny):
    """Nothing in a record tells when, how long or where it was made."""
    text = next((tiny.out / "records").glob("right-*.json")).read_text()
    content = json.loads(text)["content"]
    assert set(content["record"]) == {"status", "reasons", "remarks", "questions"}
    assert not re.search(r"0x[0-9a-f]{6}", text)

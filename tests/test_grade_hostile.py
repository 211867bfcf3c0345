"""A class that attacks the grader, and all that an LMS may hand on: named, one by one."""

import json
import os
import struct
import time
import zipfile
from datetime import datetime
from pathlib import Path

import grading
import ordinary_user
import pytest
import submissions

from coursekit.grade import command, find, roster, students

RIGHT = "def double(x): return 2 * x\nthing = open('words.txt').read()"
LINE = submissions.LINE
NO_TIMERS = """
import signal
signal.setitimer(signal.ITIMER_REAL, 0); signal.setitimer(signal.ITIMER_PROF, 0)
"""

# Each runs before a wholly right cell, which must count. {name: (code, note)}
HOLDS = {
    "words that move the cursor": (
        r"raise Exception('\ud800\x00\x1b[31m<b>')",
        "Exception: ???[31m",
    ),
    "an exception without words": (
        "class E(Exception):\n    def __str__(self): raise ValueError\nraise E",
        "cell 2: E:",
    ),
    "no usual exception": ("class B(BaseException): pass\nraise B('x')", "cell 2: B: x"),
    "interrupts itself": ("raise KeyboardInterrupt", "cell 2: KeyboardInterrupt"),
    "signals": (
        "import os, signal\n"
        "for s in (signal.SIGSTOP, signal.SIGTERM, signal.SIGKILL):\n"
        "    for p in (os.getpid(), os.getppid(), 0, -1):\n"
        "        try: os.kill(p, s)\n"
        "        except OSError: pass",
        "unusual code: os.kill",
    ),
    "the host of a virtual machine": (
        "import socket\n"
        "for family in range(46):\n"
        "    if family in (1, 2, 10, 16): continue\n"
        "    for kind in (1, 2, 3, 5):\n"
        "        try: socket.socket(family, kind)\n"
        "        except OSError: continue\n"
        "        raise RuntimeError('ESCAPED')",
        "socket",
    ),
    "memory that nobody shows": (
        "import mmap, os\n"
        "try: mmap.mmap(os.open('/dev/zero', os.O_RDWR), 1 << 20, mmap.MAP_SHARED)\n"
        "except OSError: pass\n"
        "else: raise RuntimeError('ESCAPED')",
        "",
    ),
    "files that look like packages": (
        "for name in ('pandas', 'json', 'otter', 'altair', 'coursekit'):\n"
        "    open(name + '.py', 'w').write('raise SystemExit')",
        "",
    ),
    "no grader": ("grader = None", "'NoneType' object has no attribute 'check'"),
    "another grader": ("class G:\n    def check(self, *_): return 'right'\ngrader = G()", ""),
    "no streams": ("import os\nfor n in (0, 1, 2): os.close(n)", ""),
    "no path, no folder": (
        "import os, sys\nos.mkdir('d'); os.chdir('d'); os.rmdir('/box/d'); os.chdir('/box')\n"
        "sys.path.clear(); os.environ.clear()",
        "",
    ),
    "a thread for ever": (
        "import threading, time\nthreading.Thread(target=time.sleep, args=(4000,)).start()",
        "",
    ),
    "ends late": ("import atexit, time\natexit.register(time.sleep, 4000)", ""),
    "writes to all": (
        "import os\n"
        "for n in range(3, 256):\n"
        "    try: os.write(n, b'\\x02\\0\\0\\0{}')\n"
        "    except OSError: pass",
        "",
    ),
    "half a letter in the code": ("x = '\ud800'", "UnicodeEncodeError"),
    "a zero byte in the code": ("x = '\0'", "null bytes"),
    "html": ("%%html\n<script>alert(1)</script>", ""),
    "many files": ("for n in range(10**6): open(f'f{n}', 'w').close()", "No space left"),
    "open files": (
        "import os\nmine = []\n"
        "try:\n    while True: mine.append(os.open('/dev/null', 0))\n"
        "finally:\n    for n in mine: os.close(n)",
        "Too many open files",
    ),
    "a core that others work on": (  # many busy processes would stop the neighbours' cells
        "import os\n"
        "if len(os.sched_getaffinity(0)) != 1: raise RuntimeError('ESCAPED')\n"
        "try: os.sched_setaffinity(0, range(os.cpu_count()))\n"
        "except OSError: pass\n"
        "else: raise RuntimeError('ESCAPED')",
        "",
    ),
    "links": ("import os\nos.symlink('/etc/shadow', 'a')\nopen('a').read()", "FileNotFoundError"),
    "comes back when the clock rings": (
        "import time\n"
        "while True:\n"
        "    try:\n"
        "        while True: time.sleep(0.01)\n"
        "    except BaseException: pass",
        "cell 2 ran too long",
    ),
    "hides a slow cell behind errors": (
        LINE + "for _ in range(25): say({'error': [1, 'E', 'x']})\nwhile True: pass",
        "cell 2 ran too long",
    ),
    "floods with errors": (
        LINE + "for _ in range(9999): say({'error': [1, 'TooLong', 'x']})",
        "cell 1 ran too long",
    ),
}
SLOW = {
    "comes back when the clock rings",
    "hides a slow cell behind errors",
    "floods with errors",
}

# Answers to q2; q1 is right. {name: (code, note)}
BY_HAND = {
    "a text too large": ("thing = 'x' * 40_000_000", "so large that it cannot be sent"),
    "a number too large": ("thing = 10 ** 6000", "so large that it cannot be sent"),
    "itself": ("thing = []; thing.append(thing)", "thing is nested too deeply"),
    "no end": (
        "class C(list):\n    def __iter__(self):\n        while True: yield 1\nthing = C()",
        "thing is C",
    ),
    "interrupts whoever looks": (
        "class C(list):\n    def __iter__(self): raise KeyboardInterrupt\nthing = C()",
        "thing is C",
    ),
    "leaves when looked at": (
        "class C:\n    @property\n    def __class__(self): raise SystemExit\nthing = C()",
        "thing is C",
    ),
    "a text that equals all": (
        "class S(str):\n    def __eq__(self, _): return True\n    __hash__ = str.__hash__\n"
        "    def __str__(self): return 'right'\nthing = S('no')",
        "thing is S",
    ),
    "a class": ("class thing: pass", "thing is a class"),
    "answers with errors": (
        "from coursekit.grade import student\n"
        "real = student.Answers._answer\n"
        "def lie(self, asked):\n"
        "    if asked.get('get') == 'thing': raise ValueError('no')\n"
        "    return real(self, asked)\n"
        "student.Answers._answer = lie",
        "thing is so changed",
    ),
}

# What no judge can read: nothing is checked after it.
NONSENSE = {
    "a frame of nothing": LINE + "os.write(line, bytes(4))",
    "deep": LINE + "d = b'[' * 99999 + b']' * 99999\nos.write(line, struct.pack('<I', len(d)) + d)",
    "no number": LINE + "say({'cell': float('nan')})",
    "no end of digits": LINE + "say({'cell': 10 ** 4000})",
    "a cell before the first": LINE + "say({'cell': -1})",
    "half an error": LINE + "say({'error': []})",
    "a list": LINE + "say([1])",
    "a name that is a list": LINE + "say({'check': ['q1']})",
    "hangs up": LINE + "os.close(line)",
    "crashes": "import ctypes\nctypes.string_at(0)",
    "aborts": "import os\nos.abort()",
    "another program": "import os\nos.execvp('sleep', ['sleep', '4000'])",
    "deaf": "import signal\nsignal.pthread_sigmask(0, range(1, 65))\nwhile True: pass",
    "its own cells": LINE
    + NO_TIMERS
    + "import time\nwhile True:\n    say({'cell': 2}); time.sleep(0.2)",
}


@pytest.fixture(scope="module")
def graded():
    """The class, graded by one command."""
    base = ordinary_user.folder("hostile")
    folder = base / "in"
    folder.mkdir()

    def hand_in(name, *cells):
        (folder / f"{name}.ipynb").write_text(json.dumps(grading.tiny(*cells)))

    for name, (code, _) in HOLDS.items():
        hand_in(name, code, RIGHT)
    for name, (code, _) in BY_HAND.items():
        hand_in(name, RIGHT, code)
    for name, code in NONSENSE.items():
        hand_in(name, code, RIGHT)
    hand_in("leaves when called", "import sys\ndef double(x): sys.exit()", RIGHT[28:])
    hand_in("goes on after a shell", "!false\n" + RIGHT)
    hand_in("does not wait", "import fcntl\n" + LINE + "fcntl.fcntl(line, 4, os.O_NONBLOCK)", RIGHT)
    hang_up = "import socket\nsocket.socket(fileno=os.dup(line)).shutdown(socket.SHUT_RD)"
    hand_in("hears nothing", LINE + hang_up, RIGHT)
    shut = _odd_files(folder)
    _give(base)
    done = grading.grade(
        grading.tiny_zip(base / "tiny_autograder.zip"),
        folder,
        base / "out",
        *("--cell", "1", "--whole", "8", "--memory", "500"),
    )
    for path in shut:
        path.chmod(0o755)
    if "No cage can be made" in done.stderr and os.environ.get("CI") != "true":
        pytest.skip(done.stderr.splitlines()[0])
    assert done.returncode == 0, done.stdout + done.stderr
    return done, grading.rows(base / "out"), base


def _give(base):
    """Give all in `base` to the ordinary user: links themselves, and not what they point to."""
    if ordinary_user.is_root():
        for one in (base, *base.rglob("*")):
            os.chown(one, ordinary_user.USER, ordinary_user.USER, follow_symlinks=False)


# Notebooks as other tools write them, and worse. {name: (what to change, status, note)}
CHANGED = {
    "no metadata of cells": (lambda n: [c.pop("metadata") for c in n["cells"]], "graded", ""),
    "metadata that are none": (lambda n: [c.update(metadata=[]) for c in n["cells"]], "graded", ""),
    "odd tags": (lambda n: [c.update(metadata={"tags": 5}) for c in n["cells"]], "graded", ""),
    "one name for all cells": (lambda n: [c.update(id="x") for c in n["cells"]], "graded", ""),
    "sources as lists": (
        lambda n: [c.update(source=c["source"].splitlines(True)) for c in n["cells"]],
        "graded",
        "",
    ),
    "odd outputs": (lambda n: [c.update(outputs=5) for c in n["cells"]], "graded", ""),
    "sources as numbers": (
        lambda n: [c.update(source=5) for c in n["cells"]],
        "not gradable",
        "nbformat",
    ),
    "no metadata": (lambda n: n.pop("metadata"), "not gradable", "another notebook"),
    "format of the future": (lambda n: n.update(nbformat=5), "not gradable", "nbformat"),
    "a book": (lambda n: n["cells"][0].update(source="#" * 6_000_000), "not gradable", "5 MB of"),
    "no end of cells": (lambda n: n["cells"].extend([{}] * 20_000), "not gradable", "10000 cells"),
}
FILES = {
    "link": "a link",
    "nowhere": "a link",
    "round": "a link",
    "pipe": "a pipe or a device",
    "empty folder": "the folder is empty",
    "closed folder": "cannot be opened",
    "unreadable": "cannot be read",
    "much": "larger than 50 MB",
    "latin": "not UTF-8",
    "nested": "cut off or damaged",
    "wrong sum": "damaged inside its zip",
    "locked": "a password",
    "no method": "damaged inside its zip",
    "rar": "the zip is damaged",
}
NAMES = [
    "=cmd|x",
    "esc\x1b[31m",
    "new\nline",
    "turned\u202e",
    "\U00010330" * 61,
    "Đặng 👩\u200d👧",
    "'",
]


def _odd_files(folder):
    """Hand in all that is no plain notebook; return the paths that were shut."""
    text = json.dumps(grading.tiny(RIGHT))
    for name, (change, *_) in CHANGED.items():
        notebook = json.loads(text)
        change(notebook)
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook))
    for name in (*NAMES, "student-01", "student-02"):
        (folder / f"{name}.ipynb").write_text(text)
    (folder / os.fsdecode(b"lat\xe9.ipynb")).write_text(text)
    (folder / "wide.ipynb").write_bytes(text.encode("utf-16"))
    (folder / "late clock.ipynb").write_text(text)
    os.utime(folder / "late clock.ipynb", (10**12, 10**12))
    (folder / "link.ipynb").symlink_to("wide.ipynb")
    (folder / "nowhere.ipynb").symlink_to("/nowhere")
    (folder / "round.ipynb").symlink_to("round.ipynb")
    os.mkfifo(folder / "pipe.ipynb")
    (folder / "empty folder").mkdir()
    (folder / "closed folder").mkdir()
    (folder / "closed folder" / "a.ipynb").write_text(text)
    (folder / "unreadable.ipynb").write_text(text)
    with (folder / "much.ipynb").open("wb") as file:
        file.truncate(100 << 30)
    (folder / "latin.ipynb").write_bytes(text.replace("tiny", "tin\xff").encode("latin-1"))
    (folder / "nested.ipynb").write_text('{"cells":' * 20_000)
    (folder / "rar.zip").write_bytes(b"Rar!\x1a\x07\x00")
    for name, place, change in (
        ("wrong sum", 16, b"\1\2\3\4"),
        ("locked", 8, struct.pack("<H", 1)),
        ("no method", 10, struct.pack("<H", 99)),
    ):
        with zipfile.ZipFile(folder / f"{name}.zip", "w") as packed:
            packed.writestr("a.ipynb", text)
        data = bytearray((folder / f"{name}.zip").read_bytes())
        entry = data.rindex(b"PK\x01\x02") + place
        data[entry : entry + len(change)] = change
        (folder / f"{name}.zip").write_bytes(data)
    earlier = folder / "earlier grades"
    (earlier / "records").mkdir(parents=True)
    (earlier / ".lock").touch()
    (earlier / "report.html").write_text("<p>")
    shut = [folder / "closed folder", folder / "unreadable.ipynb"]
    for path in shut:
        path.chmod(0)
    return shut


@pytest.mark.parametrize("name", HOLDS)
def test_the_right_answer_counts_after_all(graded, name):
    row, note = graded[1][name], HOLDS[name][1]
    assert "ESCAPED" not in row["notes"], f"{name}: {row}"
    assert (row["q1"], row["q2"]) == ("2", "1"), f"{name}: {row}"
    assert row["status"] == ("partly graded" if name in SLOW else "graded"), f"{name}: {row}"
    assert note in row["notes"] and len(row["notes"]) < 3000, f"{name}: {row}"


@pytest.mark.parametrize("name", BY_HAND)
def test_what_cannot_be_compared_is_by_hand_and_the_rest_counts(graded, name):
    row, note = graded[1][name], BY_HAND[name][1]
    assert (row["q1"], row["q2"], row["status"]) == ("2", "", "partly graded"), f"{name}: {row}"
    assert "check q2 by hand" in row["notes"] and note in row["notes"], f"{name}: {row}"


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_on_the_line_is_no_grade_and_no_zero(graded, name):
    row = graded[1][name]
    assert (row["status"], row["points"]) == ("not gradable", ""), f"{name}: {row}"
    assert "stopped in cell 2: " in row["notes"], f"{name}: {row}"


def test_functions_that_leave_and_shells_that_fail(graded):
    row = graded[1]["leaves when called"]
    assert (row["q1"], row["q2"], row["status"]) == ("0", "1", "graded"), row
    row = graded[1]["goes on after a shell"]
    assert (row["points"], row["notes"]) == ("3", ""), row
    row = graded[1]["does not wait"]
    # When the judge is quicker than the notebook, its line stays in step, and all points are right.
    silent = row["status"] == "graded" and row["points"] != "3"
    assert not silent, f"a line out of step is no 0 in silence: {row}"
    row = graded[1]["hears nothing"]
    assert row["status"] != "graded", f"a line that is cut is no 0 in silence: {row}"


@pytest.mark.parametrize("name", CHANGED)
def test_notebooks_as_other_tools_write_them(graded, name):
    _, status, note = CHANGED[name]
    row = graded[1][name]
    assert row["status"] == status and note in row["notes"], f"{name}: {row}"
    assert row["points"] == ("3" if status == "graded" else ""), f"{name}: {row}"


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_no_notebooks_each_say_why(graded, name):
    row = graded[1][name]
    assert row["status"] == "not gradable" and FILES[name] in row["notes"], f"{name}: {row}"


def test_odd_names_are_graded_and_written_so_that_they_do_no_harm(graded):
    done, rows, base = graded
    spelt = {
        "=cmd|x": "'=cmd|x",
        "esc\x1b[31m": r"esc\x1b[31m",
        "new\nline": r"new\nline",
        "turned\u202e": r"turned\u202e",
    }
    for name in (*NAMES, r"lat\udce9", "wide", "late clock", "student-01", "student-02"):
        row = rows[spelt.get(name, name)]
        assert (row["status"], row["points"]) == ("graded", "3"), f"{name}: {row}"
    assert "\x1b" not in done.stdout + (base / "out" / "grades.csv").read_text("utf-8")
    assert "Traceback" not in done.stdout + done.stderr and "Warning" not in done.stderr
    assert not [name for name in rows if "earlier grades" in name], "grades are no submissions"


def test_no_word_of_a_student_becomes_a_part_of_the_report(graded):
    page = (graded[2] / "out" / "report.html").read_text("utf-8")
    assert "<script" not in page and "<b>" not in page and "\x1b" not in page


# ---- without a cage --------------------------------------------------------------------------


def test_without_a_cage_a_child_that_stays_keeps_nobody_waiting():
    base = ordinary_user.folder("stays")
    code = (
        "import os, time\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0: time.sleep(45)\n"
        "    os._exit(0)\n"
        "os.wait()\n" + NO_TIMERS + "while True: pass"
    )
    submissions.write(grading.tiny(code), base / "in" / "a.ipynb")
    packed = grading.tiny_zip(base / "tiny_autograder.zip")
    ordinary_user.give(base)
    began = time.monotonic()
    done = grading.grade(packed, base / "in", base / "out", "--no-cage", "--cell", "1")
    assert time.monotonic() - began < 40, done.stdout
    assert grading.rows(base / "out")["a"]["status"] == "not gradable", done.stderr


# ---- folders, rosters, times -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("out", "words"),
    [("in", "Give a folder of its own"), (".", "Give a folder of its own"), ("file", "is a file")],
)
def test_grades_want_a_folder_of_their_own(tmp_path, out, words):
    packed = grading.tiny_zip(tmp_path / "tiny_autograder.zip")
    submissions.write(grading.tiny(), tmp_path / "in" / "a.ipynb")
    (tmp_path / "file").touch()
    options = command.Options(str(packed), tmp_path / "in", tmp_path / out)
    with pytest.raises(command.GradeError, match=words):
        command.grade_folder(options)


def test_a_disk_that_fails_is_one_line(tmp_path):
    packed = grading.tiny_zip(tmp_path / "tiny_autograder.zip")
    submissions.write(grading.tiny(), tmp_path / "in" / "a.ipynb")
    (tmp_path / "file").touch()
    done = grading.grade(packed, tmp_path / "in", tmp_path / "file" / "x", user=False)
    assert done.returncode == 1 and done.stderr.startswith("Stopped: Not a directory"), done.stderr
    assert "Traceback" not in done.stderr and "the same command goes on" in done.stderr
    for words in (("--cell", "0"), ("--whole", "-1"), ("--memory", "x"), ("-j", "-1")):
        done = grading.grade(packed, tmp_path / "in", tmp_path / "out", *words, user=False)
        assert "is no whole number above zero" in done.stderr, words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,id\nAnna,1\nBen,1\n", "the same number"),
        ("name,id\n" + "x" * 200_000 + ",1\n", "no CSV"),
        ("Anna Lee,1\nBen,2\n", "names nobody"),
    ],
)
def test_rosters_that_cannot_be_used(tmp_path, text, words):
    (tmp_path / "r.csv").write_text(text)
    with pytest.raises(roster.RosterError, match=words):
        roster.read(tmp_path / "r.csv")


def test_persons_in_a_roster(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("name,id\nAnna,1\nAnna,1\n-,\n")
    persons = roster.read(path)
    assert [one.name for one in persons] == ["Anna", "-"], "a line twice is one person"
    other = find.Submission("Ben/x.ipynb", datetime(2027, 1, 1), None, student="Ben")
    assert roster.who(other, persons) is None, "a name without letters fits nobody"
    path.write_text("name\nAnna\nAnna\n")
    with pytest.raises(roster.RosterError, match="nothing that tells the two apart"):
        students.students([], roster.read(path), None)


def test_two_students_whose_names_are_compared_alike_have_two_records():
    found = [
        find.Submission(f"{n}.ipynb", datetime(2027, 1, 1), bytes, "", name, {str(n)})
        for n, name in ((1, "Anna Lee"), (2, "Anna_Lee"))
    ]
    labels = [find.plain(row.label) for row in students.students(found, [], None)]
    assert len(set(labels)) == 2, labels


def test_a_student_is_named_as_in_the_csv():
    """There a name that a spreadsheet would take for a formula has a mark before it."""
    rows = [students.Student("=cmd"), students.Student("Anna")]
    command._check_names(["'=cmd", "=cmd", "anna"], rows, None)
    assert not any(command._needs_grading(row, None, []) for row in rows), "nothing handed in"


def test_the_last_day_ends_with_the_day():
    assert command.due_time("20270301") == command.due_time("2027-03-01") == datetime(2027, 3, 2)
    with pytest.raises(command.GradeError, match="is no time"):
        command.due_time("9999-12-31")


def test_a_small_zip_with_much_in_it_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(find, "LARGEST_UNPACKED", 250)
    with zipfile.ZipFile(tmp_path / "inner.zip", "w") as inner:
        inner.writestr("c.ipynb", b"c" * 20)
    inside = Path(tmp_path / "inner.zip").read_bytes()
    (tmp_path / "inner.zip").unlink()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("a.zip", inside)
        packed.writestr("b.ipynb", b"b" * 80)
        packed.writestr("d.ipynb", b"d" * 80)
    found = {one.place: one for one in find.find(tmp_path)}
    assert found["a.zip/a.zip/c.ipynb"].data() == b"c" * 20
    assert "unpacks to more than" in found["a.zip/d.ipynb"].fault, found

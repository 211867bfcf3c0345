"""Makes submissions to set 01: from the student notebook and the answers in tests/answers."""

import copy
import re
from functools import cache
from pathlib import Path

import nbformat

from coursekit import build

ROOT = Path(__file__).resolve().parent.parent
NAME = "01_the_coup_and_the_cdm"
BLOCK = re.compile(r"^# %% (\w+) (right|wrong): *(.*)$", re.MULTILINE)


@cache
def student_notebook(name=NAME):
    """Return the student notebook of the set `name`; copy it before you change it."""
    return nbformat.read(ROOT / "exercises" / f"{name}.ipynb", as_version=4)


@cache
def answers(name=NAME):
    """Return {question: {"right": [code, ...], "wrong": [code, ...]}} of the set `name`."""
    text = (ROOT / "tests" / "answers" / f"{name[:2]}.py").read_text(encoding="utf-8")
    source = ROOT / "exercises" / "source" / f"{name}.ipynb"
    *_, names = build.resolve(nbformat.read(source, as_version=4), name)
    text = re.sub(r"\bp\.(\w+)", lambda found: _written(names[found[1]]), text)  # its parameters
    parts = BLOCK.split(text)[1:]
    found = {}
    for question, verdict, _, code in zip(*[iter(parts)] * 4, strict=True):
        found.setdefault(question, {"right": [], "wrong": []})[verdict].append(code)
    return found


def _written(value):
    """Return a plain value as Python writes it, also one of NumPy."""
    return repr(value.item() if hasattr(value, "item") else value)


def questions(name=NAME):
    """Return the questions of the set `name` that have checks."""
    return list(student_notebook(name).metadata["otter"]["tests"])


def answered(given, extra=(), name=NAME):
    """Return a notebook in which each question in `given` (question -> code) is answered.

    `extra`: pairs (place, code): cells to insert, counted among all cells from 0, or -1 for
    the end. `name`: of the set.
    """
    notebook = copy.deepcopy(student_notebook(name))
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
    return {name: kinds["right"][number % len(kinds["right"])] for name, kinds in answers().items()}


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


def every_answer(name=NAME):
    """Yield (number, answers, right or not) until each known answer of the set was used."""
    known = answers(name)
    most = max(len(kinds["right"]) + len(kinds["wrong"]) for kinds in known.values())
    for number in range(most):
        given, worth = {}, {}
        for question, kinds in known.items():
            codes = [(code, True) for code in kinds["right"]]
            codes += [(code, False) for code in kinds["wrong"]]
            given[question], worth[question] = codes[number % len(codes)]
        yield number, given, worth


# ---- what may be handed in, and must not do harm ---------------------------------------------

# Finds the descriptor of the line to the judge, as a student could who has read the code.
LINE = """
import json, os, struct
line = next(
    int(name)
    for name in os.listdir("/proc/self/fd")
    if int(name) > 2
    and os.path.islink(f"/proc/self/fd/{name}")
    and os.readlink(f"/proc/self/fd/{name}").startswith("socket")
)
def say(message):
    data = json.dumps(message).encode()
    os.write(line, struct.pack("<I", len(data)) + data)
"""

# Each runs as the first cell after the imports of a wholly right notebook. {name: code}
HOSTILE = {
    "network": """
import socket
try:
    socket.create_connection(("127.0.0.1", PORT), 2)
    raise RuntimeError("ESCAPED")
except OSError:
    pass
""",
    "write outside": """
wrote = []
for path in ("/x", "/usr/x", "/dev/x", "/etc/x", COURSEKIT + "/x", DATA_FOLDER + "/x", OUT + "/x"):
    try:
        open(path, "w").write("x")
        wrote.append(path)
    except OSError:
        pass
open("/box/allowed", "w").write("x")
if wrote: raise RuntimeError("ESCAPED")
""",
    "read others": """
import os
for folder in (SUBMISSIONS, OUT, TESTS, SOURCES):
    try:
        seen = os.listdir(folder)
    except OSError:
        continue
    if seen: raise RuntimeError("ESCAPED")
if len([name for name in os.listdir("/proc") if name.isdigit()]) > 1: raise RuntimeError("ESCAPED")
""",
    "read tests in memory": """
import re
pattern = re.compile(NEEDLE)  # a digest of the tests, spelt so that it does not match itself
memory = open("/proc/self/mem", "rb")
for part in open("/proc/self/maps"):
    start, end = [int(n, 16) for n in part.split()[0].split("-")]
    if "r" in part.split()[1] and "[v" not in part:
        try:
            memory.seek(start)
            found = pattern.search(memory.read(end - start))
        except (OSError, ValueError, OverflowError):
            continue
        if found: raise RuntimeError("ESCAPED")
""",
    "capabilities": """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
done = [
    libc.unshare(0x10000000),
    libc.umount2(b"/box", 2),
    libc.mount(b"tmpfs", b"/box", b"tmpfs", 0, None),
    libc.ptrace(16, 1, 0, 0),
    libc.syscall(319, b"x", 0),
]
if any(one != -1 for one in done): raise RuntimeError("ESCAPED")
""",
    "kill all": """
import os, subprocess
for target in (0, -1, 1):
    try: os.kill(target, 9)
    except OSError: pass
subprocess.run("kill -9 -1", shell=True)
""",
    "patch otter": """
import otter.test_files.exception_test as t
from otter.execute import Checker
t.ExceptionTestFile.run = lambda self, env: None
t.ExceptionTestFile.passed_all = property(lambda self: True)
Checker.check = classmethod(lambda *a, **k: 1)
junta_key = "wrong"
""",
    "fake end": LINE + "say({'end': True, 'score': 10})\n",
    "fake results": LINE + "say({'score': 10, 'status': 'graded'}); say({'q1': {'score': 1}})\n",
    "nonsense": LINE + "os.write(line, b'\\x05\\x00\\x00\\x00hello')\n",
    "huge message": LINE + "os.write(line, struct.pack('<I', 1 << 31))\n",
    "fork bomb": "import os\nfor _ in range(100000):\n    os.fork()\n",
    "goes on twice": "import os\nos.fork()\n",
    "memory bomb": "hoard = []\nwhile True:\n    hoard.append(bytearray(10_000_000))\n",
    "memory bomb of many": """
import os
for _ in range(8):
    if os.fork() == 0:
        hoard = []
        while True:
            try: hoard.append(bytearray(5_000_000))
            except MemoryError: pass
""",
    "hidden memory": """
import mmap, os
for get in (lambda: os.memfd_create("x"), lambda: mmap.mmap(-1, 1 << 20)):
    try:
        get()
        raise RuntimeError("ESCAPED")
    except (PermissionError, OSError):
        pass
""",
    "flood": "for _ in range(300):\n    print('x' * 1_000_000)\n",
    "disk": """
for number in range(100):
    with open(f"file{number}", "wb") as file:
        file.write(b"x" * 10_000_000)
""",
    "huge file": """
with open("file", "wb") as file:
    while True: file.write(b"x" * 1_000_000)
""",
    "endless": "while True:\n    pass\n",
    "endless, guarded": """
while True:
    try:
        while True: pass
    except: pass
""",
    "endless, no alarm": """
import signal
signal.setitimer(signal.ITIMER_REAL, 0); signal.setitimer(signal.ITIMER_PROF, 0)
while True: pass
""",
    "stays behind": """
import ctypes, subprocess
ctypes.CDLL(None).prctl(1, 0)
left = subprocess.Popen(["sleep", "4321"], start_new_session=True)
""",
    "flood of checks": "for _ in range(500):\n    grader.check('q1')\n",
    "dies": "import os\nos._exit(3)\n",
    "leaves": "import sys\nsys.exit(0)\n",
    "asks": "input('Your name? ')\n",
    "missing file": "pd.read_csv('my_own_data.csv')\n",
}

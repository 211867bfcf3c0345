"""The judge: from one submission to one record. It holds the tests, and receives only data.

otter-grader's own test files do the scoring. They ask an ``Environment`` for the arguments of
their test functions; each is fetched by name from the student's process, as data. So patching
otter, hunting for tests or sending a score from a notebook gains nothing: there is nobody there
to hear it.

A record is a dictionary of plain data:

    {"status": "graded" | "partly graded" | "not gradable",
     "reasons": [why it is not simply graded],
     "remarks": [what a lecturer may want to know],
     "questions": {"q1": {"score": 1, "possible": 1, "hint": "", "by_hand": ""}, ...}}

A question's score is None when it could not be checked. Nothing in it depends on the time that
it took or on addresses in memory, so that the same submission gives the same record.
"""

import builtins
import json
import re
import threading
import time
import warnings

from coursekit.grade import autograder, wire

GRADED, PARTLY, NOT = "graded", "partly graded", "not gradable"
LARGEST_NOTEBOOK = 50 << 20  # bytes
LARGEST_CODE = 5 << 20  # letters in all cells
MANY_CELLS = 10_000
LONGEST = 240  # characters of one remark
MANY_CHECKS = 20  # of one question in one run; then only the check at the end counts
MANY_REMARKS = 20  # on cells that stopped
GRACE = 2  # seconds that a cell gets beyond its limit before its process is ended
BETWEEN_LOOKS = 0.1  # seconds between two looks at memory and time
# Nothing that a lesson teaches. It gains nothing here, but somebody may want to look.
UNUSUAL = re.compile(
    r"\bctypes\b|/proc/|\bgc\.get_\w+|_getframe|\botter\.(?!Notebook)\w+|\bsubprocess\b"
    r"|\bos\.(?:fork|kill|_exit|system|popen|exec\w*)|\bsocket\b|\bsetitimer\b|\.ipynb"
)
HIDDEN_HINT = "Something that the checks in the notebook do not look at is not right yet."


class NotGradable(Exception):
    """A submission that is not run at all; the message says why, in one line."""


# ---- before anything runs --------------------------------------------------------------------


def read_notebook(data, wanted):
    """Return the notebook in `data` (bytes), upgraded to format 4.

    `wanted`: the assignment's name, '' for any. Raises NotGradable with the reason.
    """
    if not data.strip():
        raise NotGradable("the file is empty")
    if len(data) > LARGEST_NOTEBOOK:
        raise NotGradable(f"the file is larger than {LARGEST_NOTEBOOK >> 20} MB")
    try:
        plain = json.loads(data)  # of bytes it knows UTF-16 from UTF-8
    except UnicodeDecodeError as error:
        raise NotGradable("the notebook is damaged (its letters are not UTF-8)") from error
    except MemoryError as error:
        raise NotGradable("the notebook needs too much memory to be read") from error
    except (ValueError, RecursionError) as error:
        start = data.lstrip()[:1]
        if start != b"{":
            raise NotGradable("not a notebook (it is no JSON)") from error
        raise NotGradable("the notebook is cut off or damaged (its JSON does not end)") from error
    if not isinstance(plain, dict) or not isinstance(
        plain.get("cells", plain.get("worksheets")), list
    ):
        raise NotGradable("not a notebook (JSON, but without cells)")
    _mend(plain)
    import nbformat

    try:
        with warnings.catch_warnings():  # of cells without a name, or two of one
            warnings.simplefilter("ignore")
            notebook = nbformat.reads(json.dumps(plain), as_version=4)
        cells = [(cell["cell_type"], cell["source"]) for cell in notebook.cells]
        if not all(isinstance(part, str) for cell in cells for part in cell):
            raise TypeError("a source that is no text")
    except Exception as error:
        raise NotGradable("not a notebook that nbformat can read") from error
    meta = notebook.metadata.get("otter")
    name = meta.get("assignment_name") if isinstance(meta, dict) else None
    if wanted and name != wanted:
        if name is None:
            raise NotGradable(f"another notebook: it does not say that it is {wanted}")
        if str(name).startswith(f"{wanted}_"):
            raise NotGradable(f"a variant ({_line(name, 60)}): --key FOLDER says where its key is")
        if set_of(wanted) == name:
            raise NotGradable(f"the practice set {name}, and no variant of it")
        if set_of(wanted) == set_of(str(name)) != wanted:
            raise NotGradable(f"a variant that is not in this key: {_line(name, 60)}")
        raise NotGradable(f"another assignment: {_line(name, 60)}, not {wanted}")
    if not any(kind == "code" and source.strip() for kind, source in cells):
        raise NotGradable("no code: every code cell is empty or gone")
    return notebook


def set_of(name):
    """Return the name of the set without the number of a variant."""
    return re.sub(r"_[0-9a-f]{8}$", "", name)


def _mend(plain):
    """Leave out of a notebook (its JSON) what is not graded, and add what other tools forget.

    Raises NotGradable when there is more in it than anybody has written.
    """
    cells = plain.get("cells") or []
    if len(cells) > MANY_CELLS:
        raise NotGradable(f"more than {MANY_CELLS} cells")
    written = 0
    for part in (plain, *cells):
        if not isinstance(part, dict):
            continue
        if not isinstance(part.get("metadata"), dict):
            part["metadata"] = {}
        if "outputs" in part:
            part["outputs"] = []
        source = part.get("source")
        written += sum(map(len, map(str, source if isinstance(source, list) else [source])))
    if written > LARGEST_CODE:
        raise NotGradable(f"more than {LARGEST_CODE >> 20} MB of text and code in its cells")


def cells_to_run(notebook):
    """Return [number, code, questions to check after it] for each code cell that otter runs.

    Cells count from 1, as one counts in JupyterLab from the top.
    """
    found = []
    for number, cell in enumerate(notebook.cells, start=1):
        otter = cell.metadata.get("otter")
        otter = otter if isinstance(otter, dict) else {}
        tags, tests = cell.metadata.get("tags"), otter.get("tests")
        ignored = otter.get("ignore") or (isinstance(tags, list) and "otter_ignore" in tags)
        if cell.cell_type == "code" and not ignored:
            tests = [str(t) for t in tests] if isinstance(tests, list) else []
            found.append([number, cell.source, tests])
    return found


def asked_in(notebook):
    """Return the questions whose check stands in a code cell of `notebook`."""
    return {
        name
        for cell in notebook.cells
        if cell.cell_type == "code"
        for name in re.findall(r"\.check\(\s*[\"']([^\"']+)[\"']", cell.source)
    }


def unusual_in(notebook):
    """Return what stands in the code of `notebook` that no lesson teaches, sorted."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return sorted(set(UNUSUAL.findall(code)))


# ---- scoring ---------------------------------------------------------------------------------


class Environment(dict):
    """The notebook's variables, fetched one by one from the student's process, as data."""

    def __init__(self, line):
        """Fetch over `line`, a Wire."""
        super().__init__()
        self.line = line
        self.by_hand = ""  # why an answer has to be looked at by a person

    def __missing__(self, name):
        """Fetch a variable; None when the notebook has none of that name."""
        value = self[name] = self._ask({"get": str(name)}, name)
        return value

    def get(self, name, default=None):
        """Return a variable, None when there is none (so otter asks for arguments)."""
        return self[name]

    def __contains__(self, name):
        """Say whether the notebook has a variable of that name."""
        return super().__contains__(name) or bool(self._ask({"has": str(name)}, name))

    def _ask(self, message, name):
        self.line.send(message)
        answer = self.line.receive()
        if not isinstance(answer, dict):
            raise wire.Gone("no answer")
        if "error" in answer and "call" not in message:  # no wrong answer, but none at all
            answer = {"by hand": "so changed that it cannot be asked for"}
        if "by hand" in answer:
            self.by_hand = f"{name} is {_line(answer['by hand'], 80)}, which cannot be compared"
            raise ValueError(self.by_hand)
        if "error" in answer:
            # Three words would be the message of a cell that stopped, and not about this one.
            if not isinstance(answer["error"], list) or len(answer["error"]) != 2:
                raise wire.Gone("no answer")
            kind, words = [str(word) for word in answer["error"]]
            known = getattr(builtins, kind, None)
            if not (isinstance(known, type) and issubclass(known, Exception)):
                known = RuntimeError
            try:
                raised = known(words)
            except Exception:  # some want more arguments than one
                raised = RuntimeError(words)
            raise raised
        if "value" not in answer:
            self.line.strayed = True
        from coursekit.grade import travel  # not at the top: the main process needs no pandas

        try:
            return travel.unpack(
                answer.get("value"), lambda place, a, k: self._call(name, place, a, k)
            )
        except Exception as error:
            self.by_hand = f"{name} did not arrive whole"
            raise ValueError(self.by_hand) from error

    def _call(self, name, place, arguments, keywords):
        from coursekit.grade import travel

        try:
            packed = travel.pack([list(arguments), keywords])
        except travel.CannotTravel as error:  # the check's own doing
            self.by_hand = f"{name} cannot be called with what its check wants to give it"
            raise ValueError(self.by_hand) from error
        return self._ask({"call": place, "with": packed}, name)


def check(name, source, line):
    """Check question `name` with its test file `source`, asking over `line` (a Wire).

    Return {"score", "possible", "hint", "by_hand"}. Raises Gone when the student's process has
    ended before all was asked.
    """
    from otter.test_files.exception_test import ExceptionTestFile

    test = ExceptionTestFile.from_string(source, path=f"{name}.py")
    environment = Environment(line)
    test.run(environment)
    score = None if environment.by_hand else test.score
    return {
        "score": score,
        "possible": test.possible,
        "hint": "" if environment.by_hand else hint(test),
        "by_hand": environment.by_hand,
    }


def hint(test):
    """Return the hint of the first test that failed, '' when all passed; for students' eyes.

    Of a hidden test neither its name nor its words are told.
    """
    failed = [result for result in test.test_case_results if not result.passed]
    if not failed:
        return ""
    public = [result for result in failed if not result.test_case.hidden]
    if not public:
        return HIDDEN_HINT
    _, found, words = (public[0].message or "").rpartition("AssertionError: ")
    if found and words.strip():
        return _line(words)
    if public[0].test_case.failure_message:
        return _line(public[0].test_case.failure_message)
    return "The check could not read this answer. Compare its type with the one asked for."


def possible(source):
    """Return the points that the test file `source` can give."""
    from otter.test_files.exception_test import ExceptionTestFile

    return ExceptionTestFile.from_string(source).possible


def _line(text, longest=LONGEST):
    """Return `text` as one line that is the same in every run."""
    text = " ".join(str(text).split())
    text = re.sub(r"0x[0-9a-fA-F]{6,}", "0x...", text)
    text = "".join(letter if letter.isprintable() else "?" for letter in text)
    return text if len(text) <= longest else text[: longest - 4] + " ..."


# ---- watching --------------------------------------------------------------------------------


class Watch:
    """Ends the student's process when the notebook takes too long or too much."""

    def __init__(self, student, limits):
        """Watch `student` (it has ``memory()`` in MB and ``kill()``), by `limits`."""
        self.student, self.limits = student, limits
        self.why = ""  # why it was ended
        self.began = time.monotonic()
        self.cell_began = None
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def cell(self, running):
        """Say that a cell begins (True), or that none runs (False): its clock."""
        self.cell_began = time.monotonic() if running else None

    def _look(self):
        limits = self.limits
        while not self.over.wait(BETWEEN_LOOKS):
            now, cell = time.monotonic(), self.cell_began
            if now - self.began > limits.whole:
                self.why = f"the whole notebook ran longer than {limits.whole} s"
            elif cell is not None and now - cell > 2 * limits.cell + GRACE:
                self.why = f"it ran too long ({2 * limits.cell} s) and could only be ended"
            elif self.student.memory() > limits.memory:
                self.why = f"it used more than {limits.memory} MB of memory"
            else:
                continue
            self.student.kill()
            return

    def stop(self):
        """Stop watching."""
        self.over.set()
        self.thread.join()


# ---- one submission --------------------------------------------------------------------------


def grade(data, packed, start, limits):
    """Grade one submission; return its record (see above).

    `data`: the bytes of the notebook. `packed`: the bytes of the autograder zip. `start`: a
    function without arguments that starts a student's process and returns it: an object with
    `line` (a Wire), `memory()` in MB, `kill()`. `limits`: a Limits.

    A pure function: the same bytes give the same record, on every machine with the same
    packages. Raises NotForUs when the zip is not for this grader; a submission raises nothing.
    """
    # The student's process begins before the tests are unpacked: nothing of them is in it.
    student = start()
    try:
        key = autograder.read(packed)
        try:
            notebook = read_notebook(data, key.name)
        except NotGradable as error:
            return refused(str(error), key)
        return _run(notebook, key, student, limits)
    finally:
        student.kill()


def refused(reason, key):
    """Return the record of a submission that cannot be tried; `key`: the Autograder."""
    return _record(NOT, [reason], [], key, {})


def _run(notebook, key, student, limits):
    span = f"limit: {limits.cell} s of work, {2 * limits.cell} s by the clock"
    line, found, remarks, reasons = student.line, {}, [], []
    slow = {}  # cell -> what is said of it: once, however often it is told
    times, cell, ended = dict.fromkeys(key.tests, 0), None, False
    copies = key.lying_here()
    files = {name: data.hex() for name, data in key.files.items() if name not in copies}
    watch = Watch(student, limits)
    try:
        cells = cells_to_run(notebook)
        last = cells[-1][0] if cells else None
        numbers = [number for number, *_ in cells]
        line.send({"cells": cells, "files": files, "copies": copies})
        while not ended:
            said = line.receive()
            if not isinstance(said, dict):
                raise wire.Gone("nonsense")
            if "cell" in said:
                if said["cell"] not in numbers:
                    raise ValueError("no such cell")
                cell = said["cell"]
                watch.cell(True)
            elif "error" in said:
                number, kind, words = said["error"]
                if number not in numbers:
                    raise ValueError("no such cell")
                if kind == "TooLong":
                    slow[number] = f"cell {number} ran too long and was stopped ({span})"
                elif len(remarks) < MANY_REMARKS:
                    remarks.append(_line(f"cell {number}: {kind}: {words}", 120))
            elif "check" in said or "end" in said:
                watch.cell(False)
                name, ended = said.get("check"), "end" in said
                if name in key.tests and times[name] < MANY_CHECKS:
                    times[name] += 1
                    found[name] = check(name, key.tests[name], line)
                if ended:
                    if cell != last:
                        reasons.append(f"it said after cell {cell} that it had ended: look at it")
                    for name in key.questions:  # deleted check cells, cells that stopped
                        if name not in found or times[name] == MANY_CHECKS:
                            found[name] = check(name, key.tests[name], line)
                line.send("go on")
                watch.cell(not ended)
    except wire.Gone as error:
        why = watch.why or f"{error}"
        place = f"in cell {cell}" if cell is not None else "before the first cell"
        left = [name for name in key.questions if name not in found]
        if not ended or left:
            reasons.append(f"stopped {place}: {why}")
    except (TypeError, KeyError, ValueError, MemoryError, RecursionError, OverflowError):
        reasons.append(f"stopped in cell {cell}: it sent what cannot be read")
    finally:
        watch.stop()
    reasons = [*slow.values(), *reasons]
    if line.strayed:
        reasons.append("it answered something else than it was asked: look at it")
    if odd := unusual_in(notebook):
        remarks.append(f"unusual code: {' '.join(odd)}")
    return _record(None, reasons, remarks, key, found, asked_in(notebook))


def _record(status, reasons, remarks, key, found, asked=None):
    questions, by_hand = {}, []
    for name in key.questions:
        one = found.get(name)
        if one is None:
            one = {"score": None, "possible": possible(key.tests[name]), "hint": "", "by_hand": ""}
        elif one["by_hand"]:
            by_hand.append(f"check {name} by hand: {one['by_hand']}")
        questions[name] = one
    reasons = [*reasons, *by_hand]
    if status is None:
        missing = [name for name in key.questions if name not in found]
        if missing and found:
            reasons.append(f"not checked: {' '.join(missing)}")
        status = GRADED if not reasons else NOT if not found else PARTLY
    if asked is not None and (gone := [name for name in key.questions if name not in asked]):
        remarks = [*remarks, f"check cell gone or changed: {' '.join(gone)} (checked all the same)"]
    return {"status": status, "reasons": reasons, "remarks": remarks, "questions": questions}

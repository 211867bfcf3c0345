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

from coursekit.grade import autograder, wire
from coursekit.grade.notebook import (
    NotGradable,
    asked_in,
    cells_to_run,
    one_line,
    read_notebook,
    unusual_in,
)
from coursekit.grade.scoring import check, possible
from coursekit.grade.watch import Watch

GRADED, PARTLY, NOT = "graded", "partly graded", "not gradable"
MANY_CHECKS = 20  # of one question in one run; then only the check at the end counts
MANY_REMARKS = 20  # on cells that stopped


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
        return Hearing(notebook, key, student, limits).run()
    finally:
        student.kill()


def refused(reason, key):
    """Return the record of a submission that cannot be tried; `key`: the Autograder."""
    return _record(NOT, [reason], [], key, {})


class Hearing:
    """What the judge hears of one notebook while it runs."""

    def __init__(self, notebook, key, student, limits):
        """`key`: the Autograder. `student`: see ``grade``."""
        self.notebook, self.key, self.line, self.limits = notebook, key, student.line, limits
        self.cells = cells_to_run(notebook)
        self.cell, self.ended = None, False  # the one that runs, as far as it says
        self.found, self.times = {}, dict.fromkeys(key.tests, 0)
        self.remarks, self.reasons = [], []
        self.slow = {}  # cell -> what is said of it: once, however often it is told
        self.watch = Watch(student, limits)

    def run(self):
        """Let the notebook run and check it; return its record."""
        copies = self.key.lying_here()
        files = {n: data.hex() for n, data in self.key.files.items() if n not in copies}
        try:
            self.line.send({"cells": self.cells, "files": files, "copies": copies})
            while not self.ended:
                self._hear(self.line.receive())
        except wire.Gone as error:
            place = "before the first cell" if self.cell is None else f"in cell {self.cell}"
            if not self.ended or len(self.found) < len(self.key.tests):
                self.reasons.append(f"stopped {place}: {self.watch.why or error}")
        except (TypeError, KeyError, ValueError, MemoryError, RecursionError, OverflowError):
            self.reasons.append(f"stopped in cell {self.cell}: it sent what cannot be read")
        finally:
            self.watch.stop()
        reasons = [*self.slow.values(), *self.reasons]
        if self.line.strayed:
            reasons.append("it answered something else than it was asked: look at it")
        if odd := unusual_in(self.notebook):
            self.remarks.append(f"unusual code: {' '.join(odd)}")
        return _record(None, reasons, self.remarks, self.key, self.found, asked_in(self.notebook))

    def _hear(self, said):
        """Take one message; it is a claim of the student's process, and no fact."""
        if not isinstance(said, dict):
            raise wire.Gone("nonsense")
        if "cell" in said:
            self.cell = self._one_of_its_cells(said["cell"])
            self.watch.cell(True)
        elif "error" in said:
            self._stopped(*said["error"])
        elif "check" in said or "end" in said:
            self.watch.cell(False)
            name, self.ended = said.get("check"), "end" in said
            if name in self.key.tests and self.times[name] < MANY_CHECKS:
                self.times[name] += 1
                self._check(name)
            if self.ended:
                self._end()
            self.line.send("go on")
            self.watch.cell(not self.ended)

    def _one_of_its_cells(self, number):
        if number not in [one for one, *_ in self.cells]:
            raise ValueError("no such cell")
        return number

    def _stopped(self, number, kind, words):
        """Note what stopped a cell."""
        self._one_of_its_cells(number)
        if kind == "TooLong":
            work = self.limits.cell
            span = f"limit: {work} s of work, {2 * work} s by the clock"
            self.slow[number] = f"cell {number} ran too long and was stopped ({span})"
        elif len(self.remarks) < MANY_REMARKS:
            self.remarks.append(one_line(f"cell {number}: {kind}: {words}", 120))

    def _check(self, name):
        self.found[name] = check(name, self.key.tests[name], self.line)

    def _end(self):
        """Check what was not checked on the way: check cells gone, cells that stopped."""
        if self.cells and self.cell != self.cells[-1][0]:
            self.reasons.append(f"it said after cell {self.cell} that it had ended: look at it")
        for name in self.key.questions:
            if name not in self.found or self.times[name] == MANY_CHECKS:
                self._check(name)


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

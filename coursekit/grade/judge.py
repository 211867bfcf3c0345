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
                    remarks.append(one_line(f"cell {number}: {kind}: {words}", 120))
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

"""``make bench``: coursekit grade, otter run and nbgrader, on the same submissions to set 01.

A hundred that were answered, right and partly right, then thirty-three that are broken in eleven
ways. Printed for each grader: seconds a submission, imports included, the peak memory of its tree
of processes, and how many got the points that they are worth, none, or others. Times are of this
computer, now: compare them with each other. otter run has no limit on time; it is ended here.
"""

import argparse
import itertools
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import by_nbgrader
import grading
import nbformat
import ordinary_user
import psutil
import submissions

FULL = {name: 2 if name == "q9" else 1 for name in submissions.questions()}
OTTER_SECONDS = 40
# Each runs as a cell of its own, before the answers of a wholly right notebook.
BROKEN = {
    "syntax": "this is no Python (",
    "exception": "1 / 0",
    "sys.exit": "import sys; sys.exit()",
    "network": "import socket; socket.create_connection(('127.0.0.1', 9), 2)",
    "input": "input('Your name: ')",
    "much output": "print('x' * 2_000_000)",
    "endless": "while True: pass",
    "dies": "import os; os._exit(1)",
}


def measured(work):
    """Run `work`; return what it returns, its seconds, and the peak MB (RSS) of what it started."""
    peak, over = [0], threading.Event()

    def look():
        while not over.wait(0.2):
            total = 0
            for one in psutil.Process().children(recursive=True):
                try:
                    total += one.memory_info().rss
                except psutil.Error:
                    continue
            peak[0] = max(peak[0], total / (1 << 20))

    watch = threading.Thread(target=look)
    watch.start()
    began = time.monotonic()
    try:
        found = work()
    finally:
        seconds = time.monotonic() - began
        over.set()
        watch.join()
    return found, seconds, peak[0]


# ---- what is handed in -----------------------------------------------------------------------


def answered(folder, many):
    """Hand in `many` notebooks, right and partly right; return {name: points}."""
    worth = {}
    for number in range(many):
        given, right = submissions.mixed(number)
        if number % 2:
            given, right = submissions.right(number), dict.fromkeys(FULL, True)
        submissions.write(submissions.answered(given), folder / f"a{number:04d}.ipynb")
        worth[f"a{number:04d}"] = sum(FULL[name] for name, is_right in right.items() if is_right)
    return worth


def broken(folder, times):
    """Hand in right notebooks, broken in each way so many `times`; return {name: points}."""
    worth = {}
    for number in range(times):
        right = submissions.right(number)
        made = {kind: submissions.answered(right, [(4, code)]) for kind, code in BROKEN.items()}
        for kind in ("no kernel", "check gone", "cut off"):
            made[kind] = submissions.answered(right)
        made["no kernel"].metadata["kernelspec"]["name"] = "my-env"
        cells = made["check gone"].cells
        made["check gone"].cells = [cell for cell in cells if 'check("q3")' not in cell.source]
        for kind, notebook in made.items():
            name = f"{kind.replace(' ', '')}{number}"
            path = submissions.write(notebook, folder / f"{name}.ipynb")
            worth[name] = sum(FULL.values())
            if kind == "cut off":
                path.write_text(nbformat.writes(notebook)[:9000])
    return worth


# ---- graders: each returns {name: points}, None where it gives none --------------------------


def by_coursekit(packed, folder, names):
    """Grade by coursekit grade, in a cage, with a worker on each core."""
    out = folder.parent / f"{folder.name}-grades"
    done = grading.grade(packed, folder, out)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    rows = grading.rows(out)
    return {n: float(rows[n]["points"]) if rows[n]["points"] else None for n in names}


def by_otter(packed, folder, names):
    """Grade by otter run, two at a time, without a cage."""

    def one(name):
        found = grading.otter_run(packed, folder / f"{name}.ipynb", OTTER_SECONDS)
        return None if found is None else sum(score or 0 for score in found.values())

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(names, pool.map(one, names), strict=True))


def by_nbgrader_(packed, folder, names):
    """Grade by nbgrader, one after the other, without a cage."""
    base = folder.parent / f"{folder.name}-nbgrader"
    course = by_nbgrader.Course(base, submissions.student_notebook(), packed)
    for name in names:
        course.hand_in(name, folder / f"{name}.ipynb")
    found = course.grade()
    return {name: found.get(name) for name in names}


GRADERS = {
    "coursekit grade": by_coursekit,
    "otter run, two at a time": by_otter,
    "nbgrader": by_nbgrader_,
}


def compare(what, packed, folder, worth, others):
    """Print a line for each grader; `others`: how many submissions the slow ones get."""
    print(f"{what:<26} number  s each  peak MB   right  none  other points", flush=True)
    each, wrong = {}, {}
    for grader, work in GRADERS.items():
        few = len(worth) if work is by_coursekit else min(others, len(worth))
        names = list(itertools.islice(worth, few))
        found, seconds, memory = measured(lambda w=work, n=names: w(packed, folder, n))
        each[grader] = seconds / few
        right = sum(found[name] == worth[name] for name in names)
        none = sum(found[name] is None for name in names)
        wrong[grader] = {n: found[n] for n in names if found[n] not in (None, worth[n])}
        print(
            f"{grader:<26} {few:6} {each[grader]:7.3f} {memory:8.0f} {right:7} {none:5} "
            f"{len(wrong[grader]):6}",
            flush=True,
        )
    ours = each.pop("coursekit grade")
    for grader, seconds in each.items():
        print(f"  {grader}: {seconds / ours:.1f} times as long as coursekit grade")
    for grader, names in wrong.items():
        if names:
            words = (f"{n} {points:g} for {worth[n]}" for n, points in names.items())
            print(f"  other points by {grader}: {', '.join(words)}")


def main():
    """Hand in, grade in three ways, print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--many", type=int, default=100, help="answered submissions")
    asked.add_argument("--others", type=int, default=100, help="of them for otter and nbgrader")
    asked.add_argument("--broken", type=int, default=3, help="times each of eleven ways")
    asked = asked.parse_args()
    by_nbgrader.install()
    base = ordinary_user.folder("bench")
    packed = grading.autograder(base)
    whole = answered(base / "answered", asked.many)
    damaged = broken(base / "broken", asked.broken)
    ordinary_user.give(base)
    compare("answered", packed, base / "answered", whole, asked.others)
    if damaged:
        compare("broken", packed, base / "broken", damaged, asked.others)


if __name__ == "__main__":
    main()

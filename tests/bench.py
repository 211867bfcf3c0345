"""``make bench``: coursekit grade beside plain otter run, on the same submissions to set 01.

Prints seconds a submission, imports included, the peak memory of each tree of processes, how many
scores are right, and the ratio. Times are of this computer, now: compare them with each other.
otter run has no cage and takes long, so it gets fewer submissions; the number is printed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grading
import ordinary_user
import psutil
import submissions

OTTER = str(Path(sys.executable).with_name("otter"))


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


def points(result):
    """Return the points in a results.json of otter run, None when there is none."""
    if not result.is_file():
        return None
    tests = json.loads(result.read_text(encoding="utf-8"))["tests"]
    return sum(test.get("score") or 0 for test in tests if "Public" not in test["name"])


def main():
    """Hand in, grade in both ways, print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--many", type=int, default=100)
    asked.add_argument("--otter", type=int, default=8)
    asked = asked.parse_args()
    base = ordinary_user.folder("bench")
    packed = grading.autograder(base)
    worth = {}
    for number in range(asked.many):
        given, right = submissions.mixed(number)
        submissions.write(submissions.answered(given), base / "in" / f"s{number:04d}.ipynb")
        full = {name: 2 if name == "q9" else 1 for name in right}
        worth[f"s{number:04d}"] = sum(full[name] for name, is_right in right.items() if is_right)
    ordinary_user.give(base)

    done, seconds, memory = measured(lambda: grading.grade(packed, base / "in", base / "out"))
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    rows = grading.rows(base / "out")
    right = sum(rows[name]["points"] == str(number) for name, number in worth.items())
    ours = seconds / asked.many
    print(f"coursekit grade: {asked.many} submissions, {seconds:.1f} s, {ours:.3f} s each,")
    print(f"  peak {memory:.0f} MB, {right} of {asked.many} totals right, caged")

    def one(name):
        with tempfile.TemporaryDirectory() as work:
            words = [OTTER, "run", "-a", packed, "-o", work, "--no-logo"]
            words.append(base / "in" / f"{name}.ipynb")
            subprocess.run([str(w) for w in words], capture_output=True, cwd=work)
            return points(Path(work) / "results.json")

    names = list(worth)[: asked.otter]
    with ThreadPoolExecutor(2) as pool:
        found, seconds, memory = measured(lambda: list(pool.map(one, names)))
    theirs = seconds / len(names)
    pairs = zip(names, found, strict=True)
    agree = sum(score == float(rows[name]["points"]) for name, score in pairs)
    print(f"otter run, two at a time: {len(names)} submissions, {seconds:.1f} s,")
    print(f"  {theirs:.2f} s each,")
    print(f"  peak {memory:.0f} MB, {agree} of {len(names)} totals as coursekit grade, no cage")
    print(f"otter run takes {theirs / ours:.0f} times as long for one submission.")


if __name__ == "__main__":
    main()

"""kill -9 at random moments: no grade is lost, doubled or invented.

Five times here; `KILLS=20 python -m pytest tests/test_grade_killed.py` kills twenty times.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time

import grading
import ordinary_user
import psutil
import submissions

KILLS = int(os.environ.get("KILLS", "5"))
MANY = 24


def hand_in(folder):
    """Hand in the tiny set, right and wrong; return {student: points}."""
    points = {}
    for number in range(MANY):
        factor, thing = random.Random(number).choice([(2, "right"), (4, "left"), (2, "left")])
        code = f"def double(x): return {factor} * x\nthing = {thing!r}"
        submissions.write(grading.tiny(code), folder / f"s{number:02}.ipynb")
        points[f"s{number:02}"] = (2 if factor == 2 else 1) - (factor == 4) + (thing == "right")
    return points


def kept(out):
    """Return {student: (points, file's bytes)} of the records in `out`, whole ones."""
    found = {}
    for path in (out / "records").glob("*.json"):
        data = path.read_bytes()
        content = json.loads(data)["content"]
        scores = [one["score"] for one in content["record"]["questions"].values()]
        assert content["student"] not in found, f"two records of {content['student']}"
        found[content["student"]] = (sum(scores), data)
    return found


def works_for(process, base):
    """Say whether `process` is one of a command that grades in `base`."""
    return any(str(base) in word for word in process.info["cmdline"] or ())


def test_killed_at_random_moments(cage):
    base = ordinary_user.folder("killed-often")
    packed = grading.tiny_zip(base / "tiny_autograder.zip")
    points = hand_in(base / "in")
    ordinary_user.give(base)
    began = time.monotonic()
    assert grading.grade(packed, base / "in", base / "untouched", "-j", "1").returncode == 0
    whole = time.monotonic() - began
    written = [p.stat().st_mtime for p in (base / "untouched" / "records").iterdir()]
    busy = max(written) - min(written)  # seconds in which records are written
    untouched = (base / "untouched" / "grades.csv").read_bytes()
    assert {
        n: float(row["points"]) for n, row in grading.rows(base / "untouched").items()
    } == points

    seed = random.randrange(10**6)
    moments, out, before, middle = random.Random(seed), base / "out0", {}, 0
    for number in range(KILLS):
        command = [sys.executable, "-B", "-m", "coursekit", "grade", packed, base / "in"]
        process = ordinary_user.popen(
            [*command, "--out", out, "-j", "1"], cwd=grading.ROOT, stdout=subprocess.DEVNULL
        )
        if number % 3 == 0:  # at any moment
            after = moments.uniform(0, whole)
        else:  # while records are written
            after = moments.uniform(0, busy)
            while process.poll() is None and len(kept(out)) == len(before):
                time.sleep(0.02)
        where = f"kill {number}, after {after:.2f} s, seed {seed}"
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        now = kept(out)
        for student, (score, data) in now.items():
            assert score == points[student], f"{where}: {student} has {score} points"
            assert before.get(student, (score, data))[1] == data, f"{where}: {student} graded twice"
        assert set(before) <= set(now), f"{where}: lost {set(before) - set(now)}"
        middle += 0 < len(now) < MANY
        before = now
        if len(now) == MANY:
            finish(packed, base, out, untouched, where)
            before, out = {}, base / f"out{number + 1}"
    finish(packed, base, out, untouched, f"after {KILLS} kills, seed {seed}")
    end = time.monotonic() + 20
    while left := [one for one in psutil.process_iter(["cmdline"]) if works_for(one, base)]:
        assert time.monotonic() < end, f"still there after {KILLS} kills: {left}"
        time.sleep(0.5)
    assert middle, f"none of {KILLS} kills came while records were written"
    print(f"{KILLS} kills, {middle} of them with some of {MANY} graded; seed {seed}")


def finish(packed, base, out, untouched, where):
    """Let the command end, and compare with the run that nobody touched."""
    done = grading.grade(packed, base / "in", out)
    assert done.returncode == 0, f"{where}: {done.stdout}{done.stderr}"
    assert (out / "grades.csv").read_bytes() == untouched, f"{where}: other grades"
    assert not list(out.rglob("*.half")), f"{where}: something half written is left"

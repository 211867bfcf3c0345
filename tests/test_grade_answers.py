"""Each known answer of each set, graded: the points that it is worth, and those of otter.

Some notebooks of each set here. `ANSWERS=all python -m pytest tests/test_grade_answers.py` hands
in all thousand answers, right and wrong; `OTTER=1` beside it lets otter run grade them as well,
question by question (a quarter of an hour).
"""

import json
import os
from concurrent.futures import ThreadPoolExecutor

import grading
import ordinary_user
import pytest
import submissions

SETS = sorted(path.stem for path in (grading.ROOT / "exercises" / "source").glob("*.ipynb"))
FEW = None if os.environ.get("ANSWERS") == "all" else 3


@pytest.mark.parametrize("name", SETS)
def test_answers_get_what_they_are_worth(name, cage):
    base = ordinary_user.folder(name)
    packed = grading.autograder(base, name)
    worth = {}
    for number, given, right in list(submissions.every_answer(name))[:FEW]:
        notebook = submissions.answered(given, name=name)
        submissions.write(notebook, base / "in" / f"a{number:02}.ipynb")
        worth[f"a{number:02}"] = right
    ordinary_user.give(base)
    done = grading.grade(packed, base / "in", base / "out")
    assert done.returncode == 0, done.stdout + done.stderr
    rows = grading.rows(base / "out")
    records = [json.loads(path.read_bytes()) for path in (base / "out" / "records").iterdir()]
    found = {one["content"]["student"]: one["content"]["record"] for one in records}
    for student, right in worth.items():
        assert found[student]["status"] == "graded", f"{name} {student}: {rows[student]['notes']}"
        for question, is_right in right.items():
            one = found[student]["questions"][question]
            said = f"{name} {student} {question}: {one['score']} points, {one['hint']!r}"
            assert (one["score"] == one["possible"]) is is_right, said

    if os.environ.get("OTTER"):
        pool = ThreadPoolExecutor(2)
        paths = [base / "in" / f"{student}.ipynb" for student in worth]
        results = pool.map(lambda path: grading.otter_run(packed, path), paths)
        for student, theirs in zip(worth, results, strict=True):
            ours = {q: one["score"] for q, one in found[student]["questions"].items()}
            assert theirs == ours, f"{name} {student}: otter says otherwise"
        print(f"{name}: {len(worth)} notebooks, the same points by otter run")

"""Variants for marks: drawn by a secret, they pass and fail the same answers as the practice set.

Each set is drawn by a few secrets; `VARIANTS=20 python -m pytest tests/test_variants.py` takes 20.
"""

import csv
import json
import os
import shutil
import zipfile

import grading
import nbformat
import ordinary_user
import pytest
import test_exercises as practice

from coursekit import build, marks, variants

SECRETS = int(os.environ.get("VARIANTS", "5"))
LIVELY = {name: one for name, one in practice.SETS.items() if one.drawn}
KEYS = [variants.key(f"secret words number {n}") for n in range(SECRETS)]


def source(name):
    return practice.EXERCISES / "source" / f"{name}.ipynb"


def test_two_to_four_questions_of_each_set_have_parameters():
    assert {name[:2] for name in LIVELY} == {f"{n:02}" for n in range(1, 8)}
    for name, one in LIVELY.items():
        assert 2 <= len(one.drawn) <= 4, f"{name}: {sorted(one.drawn)}"


@pytest.mark.parametrize("name", LIVELY)
def test_right_answers_pass_and_wrong_ones_fail_in_every_variant(name):
    """Each question with what was drawn for it once; a fault names the values."""
    seen = {}
    for key in KEYS:
        one = practice.Set(source(name), variants.Draw(key, name[:2]))
        for question, values in one.drawn.items():
            if values in seen.setdefault(question, []):
                continue
            seen[question].append(values)
            assert values != LIVELY[name].drawn[question], f"{question}: that is the practice one"
            for answer in (a for a in one.answers if a[0] == question):
                try:
                    if answer[1] == "right":
                        practice.passes(one, *answer)
                    else:
                        practice.gets_its_hint(one, *answer)
                        practice.gives_nothing_away(one, *answer)
                except AssertionError as error:
                    pytest.fail(f"{question} '{answer[2]}' with {values}: {error}")


# ---- the secret ------------------------------------------------------------------------------


def test_what_is_drawn_hangs_on_secret_set_student_and_question_alone():
    """The numbers are written down: another Python or another release must draw the same."""
    key = variants.key("green river stone")
    assert variants.key("  green river stone\n") == key
    assert variants.Draw(key, "05").variant == "15a23ef3"
    assert [variants.Draw(key, "05", "ma.thida").draw("q4", 0, n) % 1000 for n in (1, 2)] == [
        905,
        458,
    ]
    ids = {
        variants.Draw(k, number, student).variant
        for k in (key, variants.key("green river stones"))
        for number in ("04", "05")
        for student in ("", "ma.thida", "ko.ko")
    }
    assert len(ids) == 12


@pytest.mark.parametrize("secret", ["", "   ", "\t\n", "short"])
def test_a_secret_that_is_none_is_refused_in_words(secret, tmp_path):
    with pytest.raises(build.BuildError, match="Take 8 or more"):
        marks.build_marks(["01"], secret, out=tmp_path)


def test_values_stand_in_code_and_prose_and_not_in_words_like_them():
    values = {"DAY": 7, "KEYS": ["F1", "F2"], "WHO": "Anna"}
    assert variants.in_code("x = DAY + TODAY  # {{DAY}}", values) == "x = 7 + TODAY  # 7"
    assert variants.in_code("f(KEYS, 'KEYS', WHO)", values) == 'f(["F1", "F2"], \'KEYS\', "Anna")'
    assert variants.in_text("{{WHO}} and {{OTHER}}, DAY", values) == "Anna and {{OTHER}}, DAY"


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("X = one_of(1, 2)\nfit(X == 3)", "no value fits"),
        ("X = one_of(1, 2)\nY = unknown", "NameError"),
        ("X = one_of(1, 1)", "no value fits"),
    ],
)
def test_a_faulty_parameters_cell_is_named(cell, complaint):
    code = f"# PARAMETERS q1\nfrom coursekit.variants import fit, one_of\n{cell}"
    test = "def test_q1(a):\n    from coursekit.checks import number, secret\n"
    test += '    hint = number(a, "a", right=secret(X))\n    assert not hint, hint\n'
    cells = [nbformat.v4.new_code_cell(code), nbformat.v4.new_code_cell("b = X")]
    cells += [
        nbformat.v4.new_raw_cell("# BEGIN QUESTION\nname: q1"),
        nbformat.v4.new_raw_cell("# BEGIN TESTS"),
        nbformat.v4.new_code_cell(test),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    with pytest.raises(build.BuildError, match=f"set, cell 0: {complaint}"):
        build.resolve(notebook, "set", variants.Draw(KEYS[0], "01"))


# ---- what is written -------------------------------------------------------------------------


@pytest.fixture(scope="session")
def roster(tmp_path_factory):
    """Build a set for two students, twice; return the two folders."""
    folders = [tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")]
    listed = folders[0].parent / "students.csv"
    listed.write_text("\ufeffstudent;mail\nma.thida;a@b\nko ko;c@d\n", encoding="utf-8")
    for folder in folders:
        marks.build_marks(["06"], "green river stone", listed, folder)
    return folders


def test_the_same_secret_gives_the_same_bytes(roster):
    assert practice.prints(roster[0]) == practice.prints(roster[1])


def test_a_students_folder_holds_one_notebook_and_nothing_of_the_key(roster):
    out = roster[0]
    rows = list(csv.DictReader((out / "key" / "06_answers.csv").open(encoding="utf-8-sig")))
    assert [row["question"] for row in rows if row["student"] == "ko ko"] == ["q3", "q6"]
    for student in ("ma.thida", "ko ko"):
        own = next(row for row in rows if row["student"] == student)
        (path,) = (out / "students" / student).iterdir()
        assert path.name == f"06_why_and_what_is_owed_{own['variant']}.ipynb"
        text = path.read_text(encoding="utf-8")
        for hidden in ("green", "river", "ma.thida", "ko ko", "PARAMETERS", "one_of", "secret("):
            assert hidden not in text, f"'{hidden}' stands in the notebook of {student}"
        node = nbformat.reads(text, as_version=4)
        assert node.metadata["otter"]["assignment_name"] == path.stem
        tests = json.dumps(node.metadata["otter"]["tests"])
        for row in (row for row in rows if row["student"] == student):
            for answer in row["answer"].split("; "):
                number = answer.split(" = ")[1]
                assert number not in tests, f"{answer} stands in clear in the checks"
        zipped = out / "key" / student / f"{path.stem}_autograder.zip"
        with zipfile.ZipFile(zipped) as made:
            config = json.loads(made.read("otter_config.json"))
        assert config["assignment_name"] == path.stem, "the zip belongs to another variant"


@pytest.mark.parametrize("own", [True, False])
def test_a_solved_variant_has_full_marks_with_its_own_zip_alone(roster, tmp_path, own):
    key = roster[0] / "key"
    solved = next((key / "ma.thida").glob("*_solved.ipynb"))
    zipped = next((key / ("ma.thida" if own else "ko ko")).glob("*_autograder.zip"))
    shutil.copy(solved, tmp_path / "submission.ipynb")
    points = practice.graded(zipped, tmp_path)
    assert bool(points) is own, "a submission was graded with the checks of another variant"
    assert all(got == most for got, most in points)


def test_a_class_with_variants_is_graded_by_its_key(roster):
    """Each notebook by its own tests; what belongs to somebody else or to no variant is named."""
    base = ordinary_user.folder("variants")
    key = base / "key"
    shutil.copytree(roster[0] / "key", key)
    for student, whose in (("Ma Thida", "ma.thida"), ("ko ko", "ko ko"), ("zaw", "ko ko")):
        (base / "in").mkdir(exist_ok=True)
        shutil.copy(next((key / whose).glob("*_solved.ipynb")), base / "in" / f"{student}.ipynb")
    foreign = nbformat.read(base / "in" / "zaw.ipynb", 4)
    foreign.metadata["otter"]["assignment_name"] += "0"
    nbformat.write(foreign, base / "in" / "foreign.ipynb")
    ordinary_user.give(base)
    done = grading.grade("06", base / "in", base / "out", "--key", key)
    assert done.returncode == 0, done.stdout + done.stderr
    rows = grading.rows(base / "out")
    assert {name: row["status"] for name, row in rows.items()} == {
        "foreign": "not gradable",
        "ko ko": "graded",
        "Ma Thida": "graded",
        "zaw": "graded",
    }
    assert all(row["points"] in ("", row["of"]) for row in rows.values()), rows
    assert rows["ko ko"]["notes"] == rows["Ma Thida"]["notes"] == ""
    assert rows["zaw"]["notes"] == "the variant of ko ko"
    none = grading.grade("05", base / "in", base / "none", "--key", key)
    assert "holds no variant of 05" in none.stderr
    practice_zip = grading.autograder(base / "practice", "06_why_and_what_is_owed")
    ordinary_user.give(base)
    without = grading.grade(practice_zip, base / "in", base / "without")
    assert "--key FOLDER" in without.stdout, "without the key it does not say what is missing"


@pytest.mark.parametrize(
    ("listed", "complaint"),
    [
        ("colour\nred\n", "names nobody"),
        ("student\nma.thida\nMa.Thida\n", "line 3: 'Ma.Thida' is twice"),
        ("student\n../key\n", "line 2"),
        ("student\n", "names nobody"),
        ("", "names nobody"),
    ],
)
def test_a_roster_that_cannot_be_folders_is_refused_in_words(listed, complaint, tmp_path):
    path = tmp_path / "students.csv"
    path.write_text(listed, encoding="utf-8")
    with pytest.raises(build.BuildError, match=complaint):
        marks.build_marks(["06"], "green river stone", path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_class_lists_of_the_platforms_are_taken(tmp_path):
    path = tmp_path / "students.csv"
    for listed, names in (
        ("name;id\nAnna Lee;7\nဇော်မင်း;8\n", ["Anna Lee", "ဇော်မင်း"]),
        ("Identifier,Full name,Grade\nParticipant 7,Liam O'Neill,\n", ["Liam O'Neill"]),
        ('Student,ID,SIS User ID\n"Lee, Anna",7,u7\n', ["Anna Lee"]),
        ("student,name\ns-0417,Anna Lee\n", ["s-0417"]),
    ):
        path.write_text(listed, encoding="utf-8")
        assert marks.students_of(path) == names


def test_another_secret_does_not_write_over_a_class(roster):
    before = practice.prints(roster[0])
    with pytest.raises(build.BuildError, match="another secret"):
        marks.build_marks(["06"], "blue river stone", roster[0].parent / "students.csv", roster[0])
    assert practice.prints(roster[0]) == before


def test_nothing_is_written_where_git_would_take_it_in(tmp_path):
    with pytest.raises(build.BuildError, match="lies in the course's folder"):
        marks.safe(practice.ROOT / "exercises" / "variants")
    assert marks.safe(practice.ROOT / marks.PRIVATE / "variants")
    assert marks.safe(tmp_path)
    ignored = (practice.ROOT / ".gitignore").read_text().splitlines()
    assert "exercises/instructor/" in ignored

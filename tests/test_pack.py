"""The zip to hand out: what is in it, what is not, and the page in it followed as written."""

import html
import json
import re
import shutil
import site
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from conftest import LESSONS, ROOT, STUDENT_SETS

from coursekit import pack
from coursekit.__main__ import main

# A folder that Windows' 'Extract all' may make on a desktop, and the longest path in a student's
# environment counted from there (JupyterLab's own files), against the 259 letters of Windows.
DESKTOP = r"C:\Users\firstname.lastname\Desktop\changing-sides-2027.1"
LONGEST_PATH = 259
FORBIDDEN = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10))}
# What stands in a set's source, an instructor's notebook or its tests, and in no student's file.
SIGNS_OF_ANSWERS = ("BEGIN SOLUTION", "END SOLUTION", "# SOLUTION", "secret(", "BEGIN TESTS")


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """Return the path of the zip as `coursekit pack` writes it."""
    return pack.pack(tmp_path_factory.mktemp("pack"))


def names_in(path):
    """Return the names in a zip without its one folder."""
    with zipfile.ZipFile(path) as opened:
        names = opened.namelist()
    outside = [name for name in names if not name.startswith("changing-sides/")]
    assert not outside, f"not in the one folder: {outside}"
    return [name.removeprefix("changing-sides/") for name in names]


def blocks(page):
    """Return the lines of commands on READ_ME_FIRST.html: heading's id -> list of lines."""
    found = re.findall(r'<h2 id="(\w+)">.*?<pre>(.*?)</pre>', page, re.DOTALL)
    return {system: html.unescape(lines).splitlines() for system, lines in found}


def test_the_same_course_gives_the_same_bytes(packed, tmp_path):
    again = pack.pack(tmp_path)
    assert again.read_bytes() == packed.read_bytes(), "two packs of one course differ"


def test_everything_a_student_needs_is_in_it(packed):
    names = set(names_in(packed))
    wanted = {p.relative_to(ROOT).as_posix() for p in (*LESSONS, *STUDENT_SETS)}
    wanted |= {p.relative_to(ROOT).as_posix() for p in (ROOT / "data").iterdir()}
    wanted |= {"requirements.txt", "READ_ME_FIRST.html", "LICENSE", "CITATION.cff"}
    assert wanted <= names, f"missing: {sorted(wanted - names)}"


def test_nothing_else_is_in_it(packed):
    rest = [
        name
        for name in names_in(packed)
        if not re.fullmatch(
            r"(notebooks|exercises)/\d\d_\w+\.ipynb|data/[\w.]+\.(csv|md|json)|LICENSE"
            r"|CITATION\.cff|requirements\.txt|READ_ME_FIRST\.html|coursekit-[\w.-]+\.whl",
            name,
        )
    ]
    assert not rest, f"who needs {rest}?"


def test_no_answer_is_in_it(packed, tmp_path):
    with zipfile.ZipFile(packed) as opened:
        opened.extractall(tmp_path)
    course = tmp_path / "changing-sides"
    for path in course.glob("exercises/*.ipynb"):
        text = path.read_text("utf-8")
        found = [sign for sign in SIGNS_OF_ANSWERS if sign in text]
        assert not found, f"{path.name} has {found}"
    with zipfile.ZipFile(next(course.glob("*.whl"))) as wheel:
        odd = [n for n in wheel.namelist() if re.search(r"\.ipynb|exercises|tests|answers", n)]
    assert not odd, f"in coursekit's wheel: {odd}"


def test_names_are_legal_everywhere_and_short(packed):
    names = names_in(packed)
    for name in names:
        assert re.fullmatch(r"[A-Za-z0-9_.\-/]+", name), f"{name}: letters, digits, _ . - only"
        stems = {part.split(".")[0].lower() for part in name.split("/")}
        assert not stems & FORBIDDEN, f"{name}: Windows forbids such a name"
        assert not any(part.endswith(".") for part in name.split("/")), name
    assert len({name.lower() for name in names}) == len(names), "two names differ by case only"


def test_the_installed_course_fits_windows_paths():
    """Count the longest path that installing makes, with the wheel's own files among them."""
    below = [p.relative_to(sys.prefix) for p in Path(sys.prefix).glob("share/**/*")]
    packages = Path(site.getsitepackages()[0])
    below += [
        Path("Lib/site-packages") / p.relative_to(packages)
        for p in packages.rglob("*")
        if not p.relative_to(packages).parts[0].startswith("playwright")
    ]
    longest = max(below, key=lambda path: len(str(path)))
    length = len(f"{DESKTOP}\\changing-sides\\.venv\\{longest}")
    assert length <= LONGEST_PATH, f"{length} letters: {longest}"


def test_links_in_lessons_lead_to_what_is_in_it(packed):
    names = set(names_in(packed))
    for path in (*LESSONS, *STUDENT_SETS):
        for cell in nbformat.read(path, as_version=4).cells:
            for target in re.findall(r"\]\((\.\.?/[^)#]+)", cell.source):
                there = (path.parent / target).resolve().relative_to(ROOT).as_posix()
                assert there in names, f"{path.name} links to {target}, which is not in the pack"


def test_a_set_that_was_run_is_refused(tmp_path):
    shutil.copytree(ROOT / "exercises", tmp_path / "exercises")
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    path = tmp_path / "exercises" / STUDENT_SETS[1].name
    notebook = json.loads(path.read_text("utf-8"))
    next(c for c in notebook["cells"] if c["cell_type"] == "code")["execution_count"] = 1
    path.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(pack.PackError, match=path.name):
        pack.files(tmp_path)


def test_the_page_says_the_same_for_every_system():
    page = pack.page("coursekit-1-py3-none-any.whl", "")
    windows, unix = blocks(page)["windows"], blocks(page)["unix"]
    as_unix = [line.replace(".venv\\Scripts\\", ".venv/bin/") for line in windows]
    assert as_unix[0] == unix[0].replace("python3", "py")
    assert as_unix[1:] == unix[1:]
    assert "{" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL), "a gap is left"
    assert "http" not in page, "the page opens from a stick: it fetches nothing"
    offline = pack.page("coursekit-1-py3-none-any.whl", "The packages are in here.")
    assert "--no-index --find-links packages" in blocks(offline)["windows"][1]


def test_pins_are_those_of_the_other_system():
    """Pip would answer for the computer it runs on."""
    windows, mac = pack.pins_for("windows", "3.13.0"), pack.pins_for("macos", "3.13.0")
    linux, old = pack.pins_for("linux", "3.13.0"), pack.pins_for("linux", "3.11.0")
    for name, inside, outside in (
        ("pywinpty", windows, linux + mac),
        ("colorama", windows, linux + mac),
        ("appnope", mac, linux + windows),
        ("overrides", old, linux),
    ):
        assert [p for p in inside if p.startswith(name)], f"{name} is missing"
        assert not [p for p in outside if p.startswith(name)], f"{name} is one too many"
    assert not any(pin.startswith("playwright") for pin in windows), "lessons do without"


def test_a_package_that_is_not_to_be_had_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setattr(pack, "PYTHONS", ["3.13"])
    said = main(["pack", "--for", "windows"])
    assert "The packages for windows, Python 3.13:" in said and "No matching" in said


def test_the_page_followed_as_written_runs_lesson_and_set_01(packed, tmp_path, monkeypatch):
    """The packages are lent by the environment of the tests, all but coursekit's own part.

    tests/pack_offline.py (make pack-test) installs them for real, with the network cut.
    """
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    course = unpack(packed, tmp_path)
    make, install, _ = blocks((course / "READ_ME_FIRST.html").read_text("utf-8"))["unix"]
    python = course / ".venv" / "bin" / "python"
    follow(make, course)
    lend = tmp_path / "lent"
    lend.mkdir()
    for package in Path(site.getsitepackages()[0]).iterdir():
        if not re.match(r"_?coursekit|pip|.*\.pth", package.name):
            (lend / package.name).symlink_to(package)
    (place,) = (course / ".venv").glob("lib/python*/site-packages")
    (place / "lent.pth").write_text(f"{lend}\n")
    follow(install, course)
    run_lesson_and_set(python, course)


def unpack(path, folder):
    """Unpack the zip in a folder of a student's kind; return the course's folder."""
    with zipfile.ZipFile(path) as opened:
        opened.extractall(folder / "Kurs Größe")
    return folder / "Kurs Größe" / "changing-sides"


def follow(line, course):
    """Type one line of the page in the course's folder."""
    done = subprocess.run(line, shell=True, cwd=course, capture_output=True, text=True)
    assert done.returncode == 0, f"{line}\n{done.stdout[-1500:]}{done.stderr[-1500:]}"
    return done.stdout


def run_lesson_and_set(python, course):
    """Run lesson 01 and set 01 in the new environment; look at checkup, outputs and checks."""
    said = follow(f'"{python}" -m coursekit checkup', course)
    assert said.count(" works ") == 5, said
    lesson, exercises = LESSONS[1].relative_to(ROOT), STUDENT_SETS[0].relative_to(ROOT)
    for path in (lesson, exercises):
        code = f"from coursekit.lessons import run_lesson; run_lesson({str(path)!r})"
        follow(f'"{python}" -c "{code}"', course)
    assert (course / lesson).read_bytes() == LESSONS[1].read_bytes(), "lesson 01 says other things"
    said = str(nbformat.read(course / exercises, as_version=4).cells)
    assert "not answered yet" in said, "set 01 checks nothing"

"""What the repository as a whole must be: tidy, offline when printed, what its README says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coursekit import handout, spoken, table

ROOT = Path(__file__).resolve().parent.parent


def test_ruff_finds_nothing():
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "."], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_python_is_formatted():
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--check", "coursekit", "deploy", "site", "tests"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + "Run: make tidy"


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "data/README.md",
        "deploy/README.md",
        "deploy/jupyterhub/README.md",
        "exercises/README.md",
    ],
)
def test_every_link_leads_somewhere(name):
    page = ROOT / name
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{name} links to {target}, which is not there"


def test_the_readme_names_every_lesson_and_set():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for path in [*ROOT.glob("notebooks/*.ipynb"), *ROOT.glob("exercises/*.ipynb")]:
        assert str(path.relative_to(ROOT)) in text, f"{path.name} is not in the README's table"


def test_the_release_is_one():
    """The version stands in five places, and is the same in all."""
    release = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.M).group(1)
    for name in (
        "coursekit/__init__.py",
        "CITATION.cff",
        "data/datapackage.json",
        "data/README.md",
        "README.md",
        *[str(p.relative_to(ROOT)) for p in ROOT.glob("notebooks/*.ipynb")],
    ):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert release in text, f"{name} does not name the release {release}"
        others = set(re.findall(r"\bledger (\d{4}\.\d+)|release \*{0,2}(\d{4}\.\d+)", text))
        assert all(release in other for other in others), f"{name} names another release: {others}"


def test_a_handout_fetches_nothing_and_describes_every_chart(lesson):
    page = handout.handout(lesson.path)
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//[^\"]+", page)
    assert "<script" not in page
    descriptions = [spec["description"] for _, spec in lesson.charts()]
    assert page.count("<img alt=") == len(descriptions)
    for description in descriptions:
        assert description[:60].replace('"', "&quot;") in page


def test_a_table_has_a_caption_and_reads_like_one():
    import pandas as pd

    frame = pd.DataFrame({"who": ["NUG & co"], "low": [3236.0], "high": [None]})
    html = table(frame, "Who < says")._repr_html_()
    assert "<caption>Who &lt; says</caption>" in html
    assert ">3,236<" in html and "NUG &amp; co" in html and "NaN" not in html
    assert "<th></th>" not in table(frame["who"].value_counts(), "Counts")._repr_html_()
    with pytest.raises(ValueError, match="caption"):
        table(frame, " ")


def test_spoken_reads_numbers_as_people_write_them():
    import pandas as pd

    assert spoken(pd.Series({"a": 3236, "b": 2})) == "a 3,236, b 2"
    assert spoken(pd.DataFrame({"x": ["a"], "n": [1500.0]}), "x", "n") == "a 1,500"

"""All that the article describes is taught somewhere: the table in notebooks/README.md holds."""

import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent
TABLE = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
ROWS = [
    (theme, lessons.split(), sets.split())
    for theme, lessons, sets in re.findall(
        r"^\| (\w+) \|[^|]*\| ((?:\d\d ?)+) \| ((?:\d\d ?)+) \|$", TABLE, re.MULTILINE
    )
]


def cited(folder, number):
    """Return the claims that the prose of one notebook cites, as a set of keys."""
    path = next((ROOT / folder).glob(f"{number}_*.ipynb"))
    cells = nbformat.read(path, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return set(re.findall(r"\[(C\d{3})\]", text))


def test_every_claim_of_the_article_is_cited_in_a_lesson(ledger):
    numbers = sorted({path.name[:2] for path in (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")})
    found = set().union(*(cited("notebooks", number) for number in numbers))
    missing = [f"{row['claim']} (P{row['paragraph']})" for row in ledger["claims"]]
    missing = [name for name in missing if name.split()[0] not in found]
    assert not missing, f"no lesson cites {', '.join(missing)}"


def test_every_theme_stands_in_the_table(ledger):
    assert {row["theme"] for row in ledger["claims"]} == {theme for theme, _, _ in ROWS}


@pytest.mark.parametrize(("theme", "lessons", "sets"), ROWS, ids=[row[0] for row in ROWS])
def test_a_theme_is_taught_and_practised_where_the_table_says(theme, lessons, sets, ledger):
    claims = {row["claim"] for row in ledger["claims"] if row["theme"] == theme}
    for number in lessons:
        assert claims & cited("notebooks", number), f"lesson {number} cites no claim on {theme}"
    for number in sets:
        assert list((ROOT / "exercises").glob(f"{number}_*.ipynb")), f"there is no set {number}"

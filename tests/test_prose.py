"""Every figure in prose answers to the ledger: it stands before a key, and is the row's number."""

import pytest
from numbers_in_prose import KEY, figures_in

TABLES_WITH_KEYS = "figures claims events policies frames oddities glossary sources".split()


@pytest.fixture(scope="session")
def rows(ledger):
    """Return key -> row, for everything in the ledger that has a key."""
    found = {}
    for table in TABLES_WITH_KEYS:
        for row in ledger.get(table, []):
            found[next(iter(row.values()))] = row
    return found


def numbers_of(row):
    """Return the numbers that a sentence may give for `row`."""
    return {float(row[field]) for field in ("low", "high") if row.get(field)}


def complaint(found, rows):
    """Return what is wrong with one figure in a sentence, '' if nothing is."""
    if not found.key:
        return f"'{found.text}' stands before no key"
    row = rows.get(found.key)
    if row is None:
        return f"'{found.text}': there is no row {found.key}"
    if not any(
        abs(found.value - number) < 0.5 * found.is_share + 1e-9 for number in numbers_of(row)
    ):
        return f"'{found.text}' is not the number of {found.key} ({sorted(numbers_of(row))})"
    if found.hedge and row.get("qualifier") and row["qualifier"] not in found.hedge:
        return f"'{found.text}' is hedged otherwise in {found.key}: '{row['qualifier']}'"
    return ""


def complaints(notebook, rows):
    """Return what is wrong with the figures in a notebook's prose, one line each."""
    return [
        f"{notebook.where(number)}: {why}\n    in: {found.sentence[:160]}"
        for number, cell in notebook.markdown
        for found in figures_in(cell.source)
        if (why := complaint(found, rows))
    ]


def test_every_figure_in_a_lesson_is_the_ledgers(lesson, rows):
    wrong = complaints(lesson, rows)
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_figure_in_an_exercise_is_the_ledgers(student_set, rows):
    wrong = complaints(student_set, rows)
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_key_in_a_lesson_is_in_the_ledger(lesson, rows):
    wrong = [
        f"{lesson.where(number)}: no row {key}"
        for number, cell in lesson.markdown
        for key in KEY.findall(cell.source)
        if key not in rows
    ]
    assert not wrong, "\n" + "\n".join(wrong)


ROWS = {
    "F001": {"low": "1500", "high": "1500", "qualifier": "about"},
    "F002": {"low": "6000", "high": "", "qualifier": "more_than"},
    "F003": {"low": "33.3", "high": "33.3", "qualifier": "about", "unit": "percent"},
}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("There were 1,500 soldiers.", "no key"),
        ("There were 1,501 soldiers [F001].", "not the number"),
        ("There were 1,500 soldiers [F9999].", "no row F9999"),
        ("There were fifteen hundred soldiers.", "no key"),
        ("A third of them were police.", "no key"),
        ("Exactly 1,500 soldiers [F001] came.", "hedged otherwise"),
        ("About 6,000 police [F002] came.", "hedged otherwise"),
        ("1,500 and 6,000 [F002] came.", "no key"),
        ("It was two hundred men.", "no key"),
        ("In 2021 there were 300 of them.", "no key"),
        ("On 6 September 2021 it was 1500.", "no key"),
    ],
)
def test_a_stale_or_bare_figure_is_refused(text, reason):
    complaints = [complaint(found, ROWS) for found in figures_in(text)]
    assert any(reason in why for why in complaints), f"{text}: {complaints}"


@pytest.mark.parametrize(
    "text",
    [
        "About 1,500 soldiers [F001] and more than 6,000 police [F002].",
        "Around fifteen hundred soldiers [F001].",
        "A third [F003] of them were police.",
        "On 6 September 2021, in lesson 01, look at the two lines and name three ways.",
        "Operation 1027 began on 27 October 2023; see P7-P10 and `figures[0:5]`.",
        "A third party counted the third group.",
        "| **Minutes** | 60: a table 10, words 15 |",
        "It takes 10 minutes. The two round numbers come from the article.",
    ],
)
def test_a_keyed_figure_and_a_date_pass(text):
    complaints = [complaint(found, ROWS) for found in figures_in(text)]
    assert not any(complaints), f"{text}: {complaints}"

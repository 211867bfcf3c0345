"""The ledger is whole, and a broken copy of it is refused with file, row, field and reason."""

import csv
import hashlib
import re
import shutil
from pathlib import Path

import pytest

from coursekit import ledger, report

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


def test_the_ledger_is_whole():
    faults = ledger.check(DATA)
    assert not faults, "\n" + "\n".join(faults[:20])


@pytest.fixture
def copy(tmp_path):
    """Return a copy of the ledger that a test may break."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def edit(folder, table, change, line=2):
    """Change one row of a table: `change` gets the row, a dictionary, and edits it."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, fields = list(reader), reader.fieldnames
    change(rows[line - 2])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def put(**fields):
    """Return a change that puts these values into a row."""
    return lambda row: row.update(fields)


BROKEN = {
    "a missing source": ("figures", put(source=""), "field source: is empty"),
    "an unknown source": ("figures", put(source="S9999"), "'S9999' is not in sources.csv"),
    "an unknown matter": ("figures", put(matter="no-such"), "'no-such' is not in matters.csv"),
    "a topic that its matter does not have": (
        "figures",
        lambda row: row.update(matter="cdm-soldiers-national", topic="money"),
        "field topic",
    ),
    "a topic not in the list": ("figures", put(topic="men"), "field topic: 'men'"),
    "a matter without figures": ("matters", put(matter="nobody-speaks"), "no figure is about it"),
    "an unknown claimant": ("figures", put(claimant="Nobody"), "'Nobody' is not in actors.csv"),
    "an unknown origin": ("figures", put(relies_on="Nobody"), "'Nobody' is not in actors.csv"),
    "low above high": ("figures", put(low="9", high="3", qualifier="between"), "is above high"),
    "a floor with a high": ("figures", put(low="9", high="9", qualifier="more_than"), "floor"),
    "a ceiling with a low": ("figures", put(low="9", high="9", qualifier="up_to"), "ceiling"),
    "a point with two ends": ("figures", put(low="8", high="9", qualifier="exact"), "differ"),
    "a range of one number": ("figures", put(low="9", high="9", qualifier="between"), "two diff"),
    "a number without hedge": ("figures", put(qualifier=""), "field qualifier: is empty"),
    "a point without high": ("figures", put(low="9", high="", qualifier="about"), "needs both"),
    "more than all": (
        "figures",
        put(low="120", high="120", qualifier="exact", unit="percent"),
        "is more than all",
    ),
    "a text for a number": ("figures", put(low="many"), "field low: 'many'"),
    "a thousands separator": ("figures", put(low="1,500"), "field low: '1,500'"),
    "a unit not in the list": ("figures", put(unit="heads"), "field unit: 'heads'"),
    "a population not in the list": ("figures", put(population="men"), "field population: 'men'"),
    "a day that is no date": ("figures", put(date_from="2021-02-30"), "field date_from"),
    "a month for a date": ("figures", put(date_from="2021-02"), "field date_from: '2021-02'"),
    "dates the wrong way round": (
        "figures",
        put(date_from="2021-03-02", date_to="2021-03-01", precision="span"),
        "is after date_to",
    ),
    "a date that does not fit its precision": (
        "figures",
        put(date_from="2021-03-01", date_to="2021-03-30", precision="month"),
        "is a span",
    ),
    "a month called a day": (
        "events",
        put(date_from="2021-03-01", date_to="2021-03-31", precision="day"),
        "is a month",
    ),
    "a year called a span": (
        "events",
        put(date_from="2021-01-01", date_to="2021-12-31", precision="span"),
        "is a year",
    ),
    "a side that is not the claimant's": (
        "figures",
        lambda row: row.update(side="junta" if row["side"] != "junta" else "media"),
        "on side",
    ),
    "a state under another name": (
        "figures",
        put(place="Loikaw, Karenni State"),
        "'Karenni State' is Kayah State here",
    ),
    "a space at the end": ("figures", put(in_words="Words. "), "a space at the beginning or end"),
    "a key of the wrong form": ("figures", put(figure="X1"), "field figure: 'X1'"),
    "an unknown actor in a list": ("events", put(actors="Nobody"), "'Nobody' is not in actors"),
    "an unknown second source": ("events", put(second_source="S9999"), "'S9999' is not in sources"),
    "a paragraph that is not there": ("claims", put(paragraph="29"), "field paragraph: '29'"),
    "evidence that is not there": ("claims", put(evidence="F9999"), "'F9999' is not in figures"),
    "a verdict not in the list": ("claims", put(verdict="true"), "field verdict: 'true'"),
    "a verdict without a reason": (
        "claims",
        put(verdict="supported", verdict_note=""),
        "if and only if there is a verdict",
    ),
    "evidence that was not judged": (
        "claims",
        put(evidence="F182", verdict="", verdict_note=""),
        "no verdict",
    ),
    "a claim's number without hedge": (
        "claims",
        put(low="5", high="5", qualifier=""),
        "a number needs one",
    ),
    "a policy with an unknown figure": ("policies", put(figures="F9999"), "'F9999' is not in fig"),
    "a policy of nobody": ("policies", put(issuer="Nobody"), "'Nobody' is not in actors.csv"),
    "a policy's amount without hedge": (
        "policies",
        put(low="5", high="5", qualifier="", unit="USD"),
        "a number needs one",
    ),
    "a code not in the scheme": ("frames", put(code="villain"), "field code: 'villain'"),
    "a quotation that is too long": ("frames", put(quote="word " * 25 + "word"), "at most 25"),
    "a quotation without language": (
        "frames",
        put(quote="a word", language=""),
        "if and only if there is a quote",
    ),
    "a speaker nobody knows": ("frames", put(speaker="Nobody"), "'Nobody' is not in actors.csv"),
    "an oddity about no figure": ("oddities", put(total="F9999"), "'F9999' is not in figures"),
    "an oddity with an unknown part": ("oddities", put(figures="F9999"), "'F9999' is not in fig"),
    "an address that is none": ("sources", put(url="somewhere"), "field url: 'somewhere'"),
    "a term without source": ("glossary", put(source=""), "field source: is empty"),
    "a term with an unknown source": ("glossary", put(source="S9999"), "'S9999' is not in sources"),
    "an actor that depends on nobody": ("actors", put(depends_on="No one"), "'No one' is not in"),
    "a kind of violence not in the list": ("ucdp_monthly", put(type_of_violence="4"), "field type"),
}


@pytest.fixture(scope="module")
def faults(tmp_path_factory):
    """Break a row of its own for each rule, from the last row upwards; check once.

    Returns name of the break -> (the beginning of its fault, all faults).
    """
    folder = Path(shutil.copytree(DATA, tmp_path_factory.mktemp("broken") / "data"))
    lines, begins = {}, {}
    for name, (table, change, _) in BROKEN.items():
        if table not in lines:
            lines[table] = len((folder / f"{table}.csv").read_text("utf-8").splitlines())
        edit(folder, table, change, line=lines[table])
        begins[name] = f"{table}.csv, row {lines[table]} "
        lines[table] -= 1
    found = ledger.check(folder)
    return {name: (begin, found) for name, begin in begins.items()}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_row_is_refused(faults, name):
    begin, found = faults[name]
    reason = BROKEN[name][2]
    mine = [fault for fault in found if fault.startswith(begin)]
    assert any(reason in fault for fault in mine), f"{name}: '{reason}' is not said: {mine}"


def test_a_typed_grade_is_refused(copy):
    edit(copy, "support", put(statements="99"))
    assert any("support.csv, row 2" in f and "is out of date" in f for f in ledger.check(copy))


def test_a_key_used_twice_is_refused(copy):
    with (copy / "figures.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))["figure"]
    edit(copy, "figures", put(figure=first), line=3)
    faults = ledger.check(copy)
    assert any("figures.csv, row 3" in f and "twice" in f for f in faults), faults[:5]


def test_a_file_that_is_not_utf8_is_refused(copy):
    path = copy / "figures.csv"
    text = path.read_text(encoding="utf-8").replace(",", ",", 1)
    lines = text.splitlines(keepends=True)
    lines[1] = lines[1].rstrip("\n") + "caf\u00e9\n"
    path.write_bytes("".join(lines).encode("latin-1", errors="replace"))
    assert ledger.check(copy) == ["figures.csv, row 2: not UTF-8. Save the file as 'CSV UTF-8'."], (
        ledger.check(copy)
    )


def test_a_byte_order_mark_is_refused(copy):
    path = copy / "events.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert "byte order mark" in ledger.check(copy)[0]


def test_a_lost_column_is_refused(copy):
    path = copy / "figures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("claimant", "who", 1), "utf-8")
    assert any("figures.csv, columns" in fault for fault in ledger.check(copy))


def test_a_row_with_too_many_fields_is_refused(copy):
    path = copy / "figures.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] += ",more"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert any("figures.csv, row 2" in fault for fault in ledger.check(copy))


def test_a_table_nobody_described_is_refused(copy):
    (copy / "extra.csv").write_text("a\n1\n", encoding="utf-8")
    assert any(fault.startswith("extra.csv: not in datapackage") for fault in ledger.check(copy))


def test_a_failed_check_changes_nothing(copy):
    edit(copy, "figures", put(source="S9999"))

    def prints():
        return {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(copy.iterdir())}

    before = prints()
    ledger.check(copy)
    assert prints() == before


def test_the_command_line_names_the_fault(copy, capsys):
    edit(copy, "figures", put(source="S9999"))
    assert ledger.run("check", copy) == 1
    assert "field source: 'S9999' is not in sources.csv" in capsys.readouterr().out


def test_ucdp_is_whole(ledger):
    """Two totals that the table's own README gives: a lost row would change them."""
    rows = ledger["ucdp_monthly"]
    assert len(rows) == 869
    assert sum(int(row["best"]) for row in rows) == 11_863


def test_the_coding_scheme_names_every_code_and_only_rows_that_are_there(ledger):
    """FRAMES.md explains each code of the table; the keys of its examples are in the table."""
    scheme = (DATA / "FRAMES.md").read_text(encoding="utf-8")
    codes = {row["code"] for row in ledger["frames"]} | {
        row["second_code"] for row in ledger["frames"] if row["second_code"]
    }
    assert not [code for code in codes if f"| `{code}` |" not in scheme]
    keys = {row["frame"] for row in ledger["frames"]}
    assert set(re.findall(r"\bQ\d{3}\b", scheme)) <= keys


def test_the_report_covers_paragraphs_sides_and_gaps():
    found = report.coverage(DATA)
    figures = sum(1 for _ in (DATA / "figures.csv").open(encoding="utf-8")) - 1
    assert found["Figures by topic and side"].to_numpy().sum() == figures
    assert "left" in found["Half-years since 2021 in which a topic has no figure"].index
    assert report.half_year("2021-06-30") == "2021 H1" and report.half_year("2021-07-01")[-1] == "2"


def test_every_oddity_is_still_one(ledger):
    """A corrected row that makes the arithmetic come out must leave the table of oddities."""
    figures = {row["figure"]: row for row in ledger["figures"]}
    for row in ledger["oddities"]:
        total = figures[row["total"]]
        others = [figures[key] for key in row["figures"].split("; ")]
        numbers = [float(other["low"] or other["high"]) for other in others]
        number = float(total["low"] or total["high"])
        words = {other["population"] for other in others} - {total["population"]}
        matters = {other["matter"] for other in others}
        holds = {
            "sum": sum(numbers) != number,
            "fall": max(numbers) < number and not words,
            "twins": set(numbers) == {number},
            "drift": bool(words) or matters != {total["matter"]} or "drift" in others[0]["note"],
            "spread": number not in numbers and not words and matters == {total["matter"]},
        }[row["kind"]]
        assert holds, f"{row['oddity']} ({row['kind']} of {row['total']}) is none any more"

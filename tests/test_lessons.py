"""What a lesson must be, apart from its numbers: whole, described, clean, in order."""

import ast
import re

import pytest
from taught import ALWAYS, COMES_WITH, TAUGHT, made_in, names_in

MACHINE_PATH = re.compile(r"(?:/(?:home|root|work|tmp|Users|var)/\w|[A-Z]:\\\\?Users)")


def complain(wrong):
    """Fail with one line for each complaint."""
    wrong = list(wrong)
    assert not wrong, "\n" + "\n".join(wrong)


def test_it_was_run_from_top_to_bottom(lesson):
    counts = [cell.execution_count for _, cell in lesson.code]
    assert counts == list(range(1, len(counts) + 1)), (
        f"{lesson.path.name}: run it again from the top (make lessons): {counts}"
    )


def test_no_error_no_warning_no_machine_path(lesson):
    wrong = []
    for number, cell in lesson.code:
        for output in cell.outputs:
            if output.output_type == "error":
                wrong.append(f"{lesson.where(number)}: shows an error, {output.ename}")
            if output.get("name") == "stderr":
                wrong.append(f"{lesson.where(number)}: shows a warning: {output.text[:80]}")
        if MACHINE_PATH.search(str(cell.outputs) + cell.source):
            wrong.append(f"{lesson.where(number)}: holds a path of somebody's machine")
    complain(wrong)


def test_the_file_is_clean(lesson):
    wrong = [
        f"{lesson.where(n)}: metadata {sorted(cell.metadata)}"
        for n, cell in lesson.cells
        if set(cell.metadata) - {"tags"}
    ]
    if set(lesson.node.metadata) != {"kernelspec", "language_info"}:
        wrong.append(f"{lesson.path.name}: metadata {sorted(lesson.node.metadata)}")
    complain([line + " (make lessons cleans it)" for line in wrong])


def test_every_chart_says_what_it_shows(lesson):
    wrong = []
    for number, spec in lesson.charts():
        where = lesson.where(number)
        title = next((t for t in titles(spec) if t.get("text")), {})
        if not title:
            wrong.append(f"{where}: the chart has no title")
        if "Source" not in str(title.get("subtitle", "")):
            wrong.append(f"{where}: the chart has no source line (subtitle='Source: ...')")
        if len(spec.get("description", "").split()) < 25:
            wrong.append(f"{where}: the description has fewer than 25 words")
        for channel, definitions in axes(spec).items():
            if not any(axis_title(definition) for definition in definitions):
                wrong.append(f"{where}: the {channel} axis has no title")
    complain(wrong)


def test_times_are_drawn_as_times(lesson):
    """Vega-Lite writes the unit of a discrete time in local time: 2021 becomes 2020 in New York."""
    complain(
        f"{lesson.where(number)}: {definition.get('field')} has a time unit: write ':T' behind it"
        for number, spec in lesson.charts()
        for part in parts(spec)
        for definition in definitions(part)
        if "timeUnit" in definition and definition.get("type") != "temporal"
    )


def definitions(part):
    """Yield the definitions of all channels of one chart, tooltips too."""
    for value in part.get("encoding", {}).values():
        yield from (d for d in (value if isinstance(value, list) else [value]))


def parts(spec):
    """Yield a chart and its layers, or the charts it is made of."""
    yield spec
    for word in ("layer", "hconcat", "vconcat", "concat"):
        for part in spec.get(word, []):
            yield from parts(part)
    if isinstance(spec.get("spec"), dict):
        yield from parts(spec["spec"])


def titles(spec):
    """Yield the titles of a chart and its layers, as dictionaries."""
    for part in parts(spec):
        title = part.get("title", {})
        yield title if isinstance(title, dict) else {"text": title}


def axes(spec):
    """Return channel -> definitions of x and y, of all layers, that draw an axis."""
    found = {}
    for part in parts(spec):
        for channel in ("x", "y"):
            definition = part.get("encoding", {}).get(channel)
            if isinstance(definition, dict) and definition.get("axis", {}) is not None:
                found.setdefault(channel, []).append(definition)
    return found


def axis_title(definition):
    """Return the title that somebody gave this axis, None if it is the bare name of a column."""
    return definition.get("title") or (definition.get("axis") or {}).get("title")


def test_charts_are_neither_few_nor_many(lesson):
    count = len(list(lesson.charts()))
    assert 6 <= count <= 12, f"{lesson.path.name} has {count} charts, 6 to 12 are asked for"


def test_code_cells_are_short(lesson):
    complain(
        [
            f"{lesson.where(n)}: {len(lines)} lines of code, at most 12"
            for n, cell in lesson.code
            if len(lines := [line for line in cell.source.splitlines() if line.strip()]) > 12
        ]
    )


def test_headings_form_an_outline(lesson):
    levels, wrong = [], []
    for number, cell in lesson.markdown:
        source = re.sub(r"```.*?```", "", cell.source, flags=re.DOTALL)
        for marks in re.findall(r"^(#+) \S", source, re.MULTILINE):
            if len(marks) > (levels[-1] if levels else 0) + 1:
                wrong.append(f"{lesson.where(number)}: a heading of level {len(marks)} is a jump")
            levels.append(len(marks))
    if levels.count(1) != 1 or levels[0] != 1:
        wrong.append(f"{lesson.path.name}: one title (# ...) at the top, found {levels.count(1)}")
    complain(wrong)


def test_it_has_the_parts_of_a_lesson(lesson):
    text = "\n".join(cell.source for _, cell in lesson.markdown)
    first = lesson.markdown[0][1].source
    wrong = [
        f"{lesson.path.name}: the opening table has no line '{row}'"
        for row in ("Question", "You will be able to", "Data", "Minutes", "You need from before")
        if f"| **{row}**" not in first
    ]
    for part in ("## Key points", "## Sources", "## Next door"):
        if part not in text:
            wrong.append(f"{lesson.path.name}: the part '{part}' is missing")
    for what, mark, least in [
        ("'Predict first' stops", "**Predict first.**", 3),
        ("self-checks with a folded answer", "<details><summary>", 3),
        ("'Change it' steps", "**Change it.**", 2),
        ("'Make your own' step", "**Make your own.**", 1),
    ]:
        if text.count(mark) < least:
            wrong.append(f"{lesson.path.name}: {text.count(mark)} {what}, at least {least}")
    complain(wrong)


def test_an_output_is_ignored_only_with_a_reason(lesson):
    complain(
        [
            f"{lesson.where(n)}: nbval-ignore-output needs a comment that begins '# May differ:'"
            for n, cell in lesson.code
            if "nbval-ignore-output" in cell.metadata.get("tags", [])
            and "# May differ:" not in cell.source
        ]
    )


def test_nothing_is_used_before_it_is_taught(lesson):
    number = lesson.path.name[:2]
    taught = [name for n, names in TAUGHT.items() if n <= number for name in names]
    known = set(ALWAYS).union(taught, *(COMES_WITH.get(name, []) for name in taught))
    known = known.union(*(made_in(cell.source) for _, cell in lesson.code))
    complain(
        [
            f"{lesson.where(n)}: '{name}' is not taught by lesson {number}"
            for n, cell in lesson.code
            for name in sorted(names_in(cell.source) - known)
        ]
    )


@pytest.mark.parametrize("number", TAUGHT)
def test_a_meeting_teaches_at_most_four_names(number):
    meetings = 2 if number in ("02", "07") else 1
    assert len(TAUGHT[number]) <= 4 * meetings, f"lesson {number}: {TAUGHT[number]}"


def test_what_is_called_taught_is_taught(lesson):
    number = lesson.path.name[:2]
    text = "\n".join(cell.source for _, cell in lesson.markdown)
    used = set().union(*(names_in(cell.source) for _, cell in lesson.code))
    complain(
        [
            f"{lesson.path.name}: '{name}' is to be taught here, but the prose never names it"
            for name in TAUGHT.get(number, [])
            if not re.search(rf"`(?:pd|alt)?\.?{name}`", text)
        ]
        + [
            f"{lesson.path.name}: '{name}' is to be taught here, but no cell uses it"
            for name in TAUGHT.get(number, [])
            if name not in used
        ]
    )


def test_the_first_code_cell_switches_the_charts_on(lesson):
    first = next(cell.source for _, cell in lesson.code)
    for line in ("import pandas as pd", "import altair as alt", "charts.on()"):
        assert line in first, f"{lesson.path.name}: the first code cell lacks '{line}'"


def test_code_can_be_read(lesson):
    for n, cell in lesson.code:
        try:
            ast.parse(cell.source)
        except SyntaxError as error:
            pytest.fail(f"{lesson.where(n)}: {error}")

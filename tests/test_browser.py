"""A lesson and an exercise in JupyterLab and a browser, offline, as a student would open them."""

import os
import re
from collections import Counter
from urllib.parse import urlsplit

import nbformat
import pytest
from conftest import LESSONS, ROOT, STUDENT_SETS
from find_browser import find_browser

if not find_browser() and os.environ.get("CI") != "true":
    pytest.skip("there is no Chromium or Chrome here", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe
from browser import PANEL, charts, chromium, opened, outputs, run_all, server, wait_until

OPENED = [p.relative_to(ROOT).as_posix() for p in (*LESSONS, *STUDENT_SETS)]
OPENED_LESSONS = [p for p in OPENED if p.startswith(("notebooks/00_", "notebooks/01_"))]
# The other lessons are opened as they were saved and not run: that takes a few seconds each.
AS_SAVED = [p for p in OPENED if p.startswith("notebooks/") and p not in OPENED_LESSONS]
OPENED_SETS = [p for p in OPENED if p.startswith("exercises/01_")]
KEYS = "notebooks/keys.ipynb"  # not in the repository: KEYS_NOTEBOOK, written by the test
VEGALITE = "application/vnd.vegalite.v5+json"
# Errors that JupyterLab itself writes to the console: a part of the text, and why it is not
# ours. JupyterLab 4.6.6 writes none.
KNOWN_ERRORS = {}

# A notebook with a slider and a select, for the keyboard.
KEYS_NOTEBOOK = """\
import altair as alt
import pandas as pd
from coursekit import charts

charts.on()
size = alt.param(name="size", value=50, bind=alt.binding_range(min=10, max=500, step=10))
colour = alt.param(name="colour", value="red", bind=alt.binding_select(options=["red", "blue"]))
alt.Chart(pd.DataFrame({"x": [1, 2]})).mark_point(size=size, color=colour).encode(
    x="x:Q", tooltip="x:Q"
).add_params(size, colour).properties(title="Keys", description="Two dots.")
"""

SPECS = f"""() => {PANEL}.content.model.toJSON().cells.flatMap((cell, number) =>
    (cell.outputs ?? []).filter(output => output.data?.['{VEGALITE}']).map(output => {{
        const spec = output.data['{VEGALITE}'];
        return {{
            cell: number,
            description: spec.description ?? '',
            params: spec.params ?? [],
            tooltip: JSON.stringify(spec).includes('"tooltip"'),
        }}}}))"""
MARKS = """
    const chart = document.querySelectorAll('.jp-Notebook .jp-RenderedVegaCommon5')[number];
    const marks = [...chart.querySelectorAll('svg.marks [role="graphics-symbol"]')].filter(
        mark => !/axis|legend|title/.test(mark.getAttribute('aria-roledescription')));
    const groups = [...new Set(marks.map(mark => mark.parentElement))];"""
GROUPS = "number => {" + MARKS + " return groups.length }"
# A spot of the screen at which the mouse meets a mark of this group, or null.
SPOT = (
    "([number, group, backwards]) => {"
    + MARKS
    + """
    const ofGroup = marks.filter(mark => mark.parentElement === groups[group]);
    for (const mark of backwards ? ofGroup.reverse() : ofGroup) {
        mark.scrollIntoView({block: 'center', inline: 'center'});
        const box = mark.getBoundingClientRect();
        const spots = [[box.x + box.width / 2, box.y + box.height / 2]];
        const all = mark.__data__?.mark;  // Vega's: a line answers at its data points only
        if (/line|area|trail/.test(all?.marktype))
            for (const item of all.items.slice(0, 50)) {
                const {x, y} = new DOMPoint(item.x, item.y).matrixTransform(mark.getScreenCTM());
                spots.push([x, y]);
            }
        for (const [x, y] of spots.map(spot => spot.map(Math.round)))
            if (mark.contains(document.elementFromPoint(x, y))) return [x, y];
    }
    return null }"""
)
TOOLTIP = "#vg-tooltip-element.visible"


def complain(wrong):
    """Fail with one line for each complaint."""
    if lines := dict.fromkeys(wrong):
        pytest.fail("\n".join(lines), pytrace=False)


# ---- one server, one browser, each notebook opened and run once ------------------------------


@pytest.fixture(scope="module")
def served():
    """JupyterLab on a copy of the course: (address, token, folder)."""
    with server() as here:
        yield here


@pytest.fixture(scope="module")
def page():
    """A page of a headless Chromium that cannot reach anything but this computer."""
    assert find_browser(), (
        "CI=true, but there is no Chromium or Chrome: python tests/find_browser.py"
    )
    with chromium() as blank:
        yield blank


def look(page, served, path):
    """Open a notebook, look at its charts, run all unless AS_SAVED, look again; give the Visit."""
    bundles = bundles_in(served, path)
    with opened(page, served, path) as visit:
        visit.saved = charts(page, len(bundles))
        if path in AS_SAVED:
            yield visit
            return
        visit.finished = run_all(page)
        visit.drawn = charts(page, len(bundles))
        yield visit


def bundles_in(served, path):
    """Return (cell, description) of each Vega-Lite bundle in the file."""
    cells = nbformat.read(served[2] / path, as_version=4).cells
    return [
        (number, output.data[VEGALITE].get("description", ""))
        for number, cell in enumerate(cells)
        for output in cell.get("outputs", [])
        if VEGALITE in output.get("data", {})
    ]


@pytest.fixture(scope="module")
def visit(request, page, served):
    """A notebook, opened and run; it is closed before the next one is opened."""
    path = request.param
    if path == KEYS:
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(KEYS_NOTEBOOK, id="keys")],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}},
        )
        nbformat.write(notebook, served[2] / path)
    yield from look(page, served, path)


def visits(*paths):
    """Return a mark: run the test once for each of the notebooks `paths`."""
    return pytest.mark.parametrize("visit", paths, indirect=True, scope="module")


# ---- what must be true of every notebook -----------------------------------------------------


def not_drawn(path, when, drawn, wanted):
    """Return complaints on `drawn` charts against `wanted`, pairs of cell and description."""
    wrong = []
    for number in sorted({number for number, _ in wanted} | {chart["cell"] for chart in drawn}):
        here = [chart for chart in drawn if chart["cell"] == number]
        named = [text for cell, text in wanted if cell == number]
        where = f"{path}, cell {number}, {when}"
        if any(not chart["svg"] for chart in here) or len(here) != len(named):
            as_svg = sum(chart["svg"] for chart in here)
            wrong.append(
                f"{where}: of {len(named)} charts JupyterLab drew {as_svg} as labelled SVG "
                "(the others: a still picture, canvas or nothing)"
            )
            continue
        for chart, description in zip(here, named, strict=True):
            if not any(chart["labels"]):
                wrong.append(f"{where}: no mark of the chart has an aria-label")
            if chart["role"] != "graphics-document" or chart["name"] != description:
                wrong.append(
                    f"{where}: a screen reader gets the role {chart['role']} and the text "
                    f"{chart['name']!r}, not the description {description!r}"
                )
    return wrong


def failures(visit):
    """Return complaints on errors and warnings among the outputs, and cells that did not end."""
    wrong = [] if visit.finished else [f"{visit.path}: the cells were not done in time"]
    for number, found in enumerate(outputs(visit.page)):
        wrong += [
            f"{visit.path}, cell {number}: {output['text'][-300:]}"
            for output in found
            if output["mime"].endswith((".error", ".stderr"))
        ]
    return wrong


def disquiet(visit):
    """Return complaints on requests that leave, errors in the console, questions about news."""
    wrong = []
    for request in visit.requests:
        address = urlsplit(request)
        if address.scheme not in ("data", "blob") and address.hostname != "127.0.0.1":
            wrong.append(f"{visit.path}: the page asks the internet for {request[:200]}")
        if address.path.startswith(("/lab/api/news", "/lab/api/update")):
            wrong.append(f"{visit.path}: JupyterLab looks for news or updates: {address.path}")
    wrong += [
        f"{visit.path}: error in the browser's console: {text[:300]}"
        for text in visit.errors
        if not any(known in text for known in KNOWN_ERRORS)
    ]
    wrong += [
        f"{visit.path}: JupyterLab asks at start: {question}"
        for question in visit.page.locator(".Toastify__toast, .jp-Dialog").all_inner_texts()
    ]
    return wrong


# ---- lessons ---------------------------------------------------------------------------------


@visits(*OPENED_LESSONS, *AS_SAVED)
def test_a_saved_lesson_shows_its_charts(visit, served):
    bundles = bundles_in(served, visit.path)
    assert bundles, f"{visit.path}: holds no chart; run it and save it (make lessons)"
    complain(not_drawn(visit.path, "as saved", visit.saved, bundles))


@visits(*OPENED_LESSONS)
def test_a_lesson_runs_and_draws_its_charts(visit, served):
    live = [(spec["cell"], spec["description"]) for spec in visit.page.evaluate(SPECS)]
    wrong = failures(visit) + not_drawn(visit.path, "after a run", visit.drawn, live)
    before = Counter(cell for cell, _ in bundles_in(served, visit.path))
    after = Counter(cell for cell, _ in live)
    complain(
        [
            *wrong,
            *(
                f"{visit.path}, cell {cell}: {before[cell]} charts in the file, {after[cell]} "
                "after a run"
                for cell in sorted({*before, *after})
                if before[cell] != after[cell]
            ),
        ]
    )


def spots(page, number, backwards=False):
    """Yield a spot of the screen over each kind of mark of chart `number`, in sight by then.

    It is over the first such mark, or the last if `backwards`.
    """
    for group in range(page.evaluate(GROUPS, number)):
        if spot := page.evaluate(SPOT, [number, group, backwards]):
            yield spot


def hover(page, number):
    """Move the mouse over marks of chart `number`, one of each kind; return the tooltip's text."""
    for spot in spots(page, number):
        page.mouse.move(1, 1)
        page.locator(TOOLTIP).wait_for(state="detached")
        page.mouse.move(*spot)
        if wait_until(page, f"() => document.querySelector('{TOOLTIP}')", seconds=3):
            return page.locator(TOOLTIP).inner_text().strip()
    return ""


@visits(*OPENED_LESSONS)
def test_a_tooltip_answers_the_mouse(visit):
    specs = visit.page.evaluate(SPECS)
    with_tooltip = [number for number, spec in enumerate(specs) if spec["tooltip"]]
    assert with_tooltip, f"{visit.path}: no chart has a tooltip"
    complain(
        f"{visit.path}, cell {specs[number]['cell']}: no tooltip with text over any mark"
        for number in with_tooltip
        if not hover(visit.page, number)
    )


def reacts(page, number, param):
    """Use `param` of chart `number` as a student would; say whether the chart changes."""
    chart = page.locator(".jp-Notebook .jp-RenderedVegaCommon5").nth(number)
    page.mouse.move(1, 1)
    before = chart.locator("svg.marks").inner_html()
    bind, select = param.get("bind"), param.get("select", {})
    kind = select if isinstance(select, str) else select.get("type")
    if isinstance(bind, dict):
        field = chart.locator(".vega-bindings").locator("input, select").last
        if bind.get("input") in ("radio", "checkbox"):
            field.click()
        else:
            field.focus()
            page.keyboard.press("ArrowDown")
    elif bind == "legend":
        chart.locator(".role-legend-entry .role-legend-symbol path").first.click()
    elif spot := next(spots(page, number, backwards=True), None):  # the tooltip was on the first
        page.mouse.move(*spot)
        if kind == "interval":
            box = chart.locator("svg.marks").bounding_box()  # drag towards the middle
            right = 40 if spot[0] < box["x"] + box["width"] / 2 else -40
            down = 40 if spot[1] < box["y"] + box["height"] / 2 else -40
            page.mouse.down()
            page.mouse.move(spot[0] + right, spot[1] + down, steps=4)
            page.mouse.up()
        else:
            page.mouse.click(*spot)
    return changed(page, number, before)


def changed(page, number, before):
    """Say whether chart `number` comes to look other than `before`."""
    return wait_until(
        page,
        "([number, before]) => document.querySelectorAll('.jp-Notebook .jp-RenderedVegaCommon5')"
        "[number].querySelector('svg.marks').innerHTML !== before",
        [number, before],
    )


@visits(*OPENED_LESSONS)
def test_what_can_be_moved_moves(visit):
    specs = visit.page.evaluate(SPECS)
    complain(
        f"{visit.path}, cell {spec['cell']}: the chart answers none of its "
        f"parameters {[param['name'] for param in usable]}"
        for number, spec in enumerate(specs)
        if (usable := [p for p in spec["params"] if "select" in p or "bind" in p])
        and not any(reacts(visit.page, number, param) for param in usable)
    )


@visits(*OPENED_LESSONS, *AS_SAVED)
def test_a_lesson_stays_here_and_quiet(visit):
    complain(disquiet(visit))


@visits(*OPENED_LESSONS, *AS_SAVED)
def test_axe_finds_nothing_in_outputs(visit):
    """Outputs are ours; the rest of the page is JupyterLab's, with findings of its own."""
    assert visit.page.locator(".jp-OutputArea-output").count()
    found = Axe().run(
        visit.page,
        context={"include": [[".jp-OutputArea-output"]]},
        options={"resultTypes": ["violations"], "preload": False},
    )
    complain(
        f"{visit.path}: {rule['id']}: {node['html'][:200]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    )


# ---- keyboard --------------------------------------------------------------------------------


@visits(*OPENED_LESSONS, *AS_SAVED)
def test_sliders_and_menus_of_a_lesson_move_by_keyboard(visit):
    page, wrong = visit.page, []
    for number, spec in enumerate(page.evaluate(SPECS)):
        chart = page.locator(".jp-Notebook .jp-RenderedVegaCommon5").nth(number)
        for field in chart.locator(".vega-bindings :is(input[type=range], select)").all():
            value, before = field.input_value(), chart.locator("svg.marks").inner_html()
            field.focus()
            page.keyboard.press("ArrowDown")
            if field.input_value() == value:  # a menu may stand at its end
                page.keyboard.press("ArrowUp")
            if field.input_value() == value or not changed(page, number, before):
                wrong.append(f"{visit.path}, cell {spec['cell']}: a slider or menu does not move")
    complain(wrong)


@visits(KEYS)
def test_arrow_keys_move_sliders_and_selects(visit):
    page = visit.page
    complain(failures(visit))
    drawn = wait_until(page, "() => document.querySelector('.jp-Notebook .vega-bind select')")
    assert drawn, f"{visit.path}: the chart with a slider and a select was not drawn"
    svg = page.locator(".jp-Notebook svg.marks")
    wrong = []
    for name, keys in (
        ("input[type=range]", ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown")),
        ("select", ("ArrowDown", "ArrowUp")),
    ):
        field = page.locator(f".jp-Notebook .vega-bindings {name}")
        for key in keys:
            value, before = field.input_value(), svg.inner_html()
            field.focus()
            page.keyboard.press(key)
            if field.input_value() == value:
                wrong.append(f"{name} in an output does not move by {key}")
            elif not changed(page, 0, before):
                wrong.append(f"{name} moves by {key}, but the chart stays as it was")
    complain(wrong)


@visits(KEYS)
def test_the_keys_notebook_stays_here_and_quiet(visit):
    complain(disquiet(visit))


# ---- exercises -------------------------------------------------------------------------------

CHECK = re.compile(r"""grader\.check\(["'](\w+)["']\)""")
UNANSWERED = re.compile(r"^\w+ = \.\.\.[ \t]*$", re.MULTILINE)


def sources(served, path):
    """Return the code of each cell of the file, '' for text."""
    cells = nbformat.read(served[2] / path, as_version=4).cells
    return [cell.source if cell.cell_type == "code" else "" for cell in cells]


@visits(*OPENED_SETS)
def test_an_unanswered_exercise_says_so(visit, served):
    wrong, found = failures(visit), outputs(visit.page)
    checks = 0
    for number, code in enumerate(sources(served, visit.path)):
        where = f"{visit.path}, cell {number}"
        if question := CHECK.search(code):
            checks += 1
            texts = [output["text"] for output in found[number]]
            if texts != [f"{question[1]}: not answered yet."]:
                wrong.append(f"{where}: shows {texts}, not '{question[1]}: not answered yet.'")
            if any(output["html"] for output in found[number]):
                wrong.append(f"{where}: the check shows HTML, not one line of text")
    assert checks, f"{visit.path}: no cell calls grader.check"
    complain(wrong)


@visits(*OPENED_SETS)
def test_an_answer_typed_gets_a_line(visit, served):
    page, code = visit.page, sources(served, visit.path)
    number = next(n for n, source in enumerate(code) if UNANSWERED.search(source))
    check = next(n for n in range(number, len(code)) if CHECK.search(code[n]))
    question = CHECK.search(code[check])[1]
    line = next(n for n, text in enumerate(code[number].split("\n")) if UNANSWERED.match(text))
    cells = page.locator(".jp-Notebook .jp-Cell")
    cells.nth(number).locator(".cm-line").nth(line).click()
    for key in ("End", "Backspace", "Backspace", "Backspace"):
        page.keyboard.press(key)
    page.keyboard.type("1")
    page.keyboard.press("Control+Enter")
    cells.nth(check).locator(".cm-line").first.click()
    page.keyboard.press("Control+Enter")
    shown = cells.nth(check).locator(".jp-OutputArea-output")
    wait_until(
        page,
        "([cell, old]) => { const shown = document.querySelectorAll('.jp-Notebook .jp-Cell')"
        "[cell].querySelector('.jp-OutputArea-output'); return shown && shown.innerText.trim() "
        "!== old }",
        [check, f"{question}: not answered yet."],
    )
    texts = shown.all_inner_texts()
    assert len(texts) == 1 and re.match(rf"{question}: (not yet\.|right|there is)", texts[0]), (
        f"{visit.path}, cell {check}: '{code[number].splitlines()[line]}' was answered with 1, "
        f"and its check shows {texts}, not one line that begins with '{question}:'"
    )
    assert not any(output["html"] for output in outputs(page)[check]), (
        f"{visit.path}, cell {check}: the check shows HTML"
    )


@visits(*OPENED_SETS)
def test_an_exercise_stays_here_and_quiet(visit):
    complain(disquiet(visit))

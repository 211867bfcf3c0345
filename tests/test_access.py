"""What people get who do not use a mouse, or their eyes: captions, and a second way to numbers."""

import ast
import re

import pandas as pd
import pytest
from conftest import LESSONS, ROOT, STUDENT_SETS, Notebook

SOURCES = sorted((ROOT / "exercises" / "source").glob("[0-9][0-9]_*.ipynb"))
NEAR = 3  # the second way stands in one of so many code cells after the brush


def complain(wrong):
    """Fail with one line for each complaint."""
    wrong = list(wrong)
    assert not wrong, "\n" + "\n".join(wrong)


def each_notebook(*paths):
    """Return a mark: run the test once for each of the notebooks `paths`."""
    names = [path.relative_to(ROOT).with_suffix("").as_posix() for path in paths]
    return pytest.mark.parametrize("notebook", [Notebook(path) for path in paths], ids=names)


# ---- captions --------------------------------------------------------------------------------


@each_notebook(*LESSONS, *STUDENT_SETS)
def test_every_table_that_is_shown_has_a_caption(notebook):
    complain(
        f"{notebook.where(number)}: shows a table without a caption: table(..., 'What is seen')"
        for number, cell in notebook.code
        for output in cell.outputs
        for shown in re.findall(
            r"<table.*?</table>", output.get("data", {}).get("text/html", ""), re.DOTALL
        )
        if not re.search(r"<caption>\s*\S.*?</caption>", shown, re.DOTALL)
    )


@each_notebook(*STUDENT_SETS)
def test_every_table_of_an_exercise_will_have_a_caption(notebook):
    """Exercises are handed out without outputs, so the given cells are run here."""
    variables, wrong = {}, []
    for number, cell in notebook.code:
        if "grader" in cell.source:
            continue
        code = ast.parse(cell.source)
        last = code.body.pop() if code.body and isinstance(code.body[-1], ast.Expr) else None
        exec(compile(code, notebook.path.name, "exec"), variables)
        shown = last and eval(compile(ast.Expression(last.value), "shown", "eval"), variables)
        if isinstance(shown, pd.DataFrame):
            wrong.append(f"{notebook.where(number)}: shows a table without a caption")
    complain(wrong)


# ---- brushes ---------------------------------------------------------------------------------


def without_second_way(cells):
    """Return the numbers of code cells with an interval selection and no second way.

    `cells`: pairs of number and code. A second way is a slider or menu in the same cell, or a
    cell soon after it that compares a brushed column with typed values, as in
    ``frame[frame["day"] >= "2023-11-01"]``, and shows what comes out.
    """
    wrong = []
    for place, (number, code) in enumerate(cells):
        calls = {getattr(n.func, "attr", "") for n in ast.walk(ast.parse(code)) if called(n)}
        if not calls & {"selection_interval", "interactive"}:
            continue
        bound = any(name.startswith("binding") for name in calls)
        columns = {
            node.value.split(":")[0]
            for node in ast.walk(ast.parse(code))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        after = [later for _, later in cells[place : place + NEAR + 1]]
        if not bound and not any(typed(later, columns) for later in after):
            wrong.append(number)
    return wrong


def called(node):
    """Say whether a node of the code is a call of something with a dot, like alt.param(...)."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


def typed(code, columns):
    """Say whether `code` compares one of `columns` with a typed value and shows the outcome."""
    tree = ast.parse(code)
    compared = any(
        isinstance(node, ast.Compare)
        and isinstance(node.left, ast.Subscript)
        and getattr(node.left.slice, "value", None) in columns
        and any(isinstance(other, ast.Constant) for other in node.comparators)
        for node in ast.walk(tree)
    )
    shows = bool(tree.body) and isinstance(tree.body[-1], ast.Expr)
    return compared and shows and "Chart" not in code


@each_notebook(*LESSONS, *STUDENT_SETS, *SOURCES)
def test_every_brush_has_a_second_way(notebook):
    cells = [(number, cell.source) for number, cell in notebook.code]
    complain(
        f"{notebook.where(number)}: one needs a mouse to select here. Give a slider or menu, or "
        "a cell that filters by typed values"
        for number in without_second_way(cells)
    )


def test_lessons_have_a_brush_at_all():
    """The test above must not pass for want of brushes."""
    codes = [cell.source for path in LESSONS for _, cell in Notebook(path).code]
    assert any("selection_interval" in code for code in codes)


BRUSH = 'b = alt.selection_interval()\nalt.Chart(t).mark_point().encode(x="day:T").add_params(b)'


@pytest.mark.parametrize(
    ("later", "wrong"),
    [
        (['t[t["day"] >= "2023-11-01"]["side"].value_counts()'], []),
        (['some = t[t["day"] >= "2023-11-01"]', 'table(some, "Some")'], [0]),
        (['t[t["place"] == "Shan"]'], [0]),
        ([], [0]),
        (["1", "2", "3", 't[t["day"] >= "2023-11-01"]'], [0]),
    ],
)
def test_a_brush_alone_is_refused(later, wrong):
    assert without_second_way(list(enumerate([BRUSH, *later]))) == wrong


def test_a_slider_is_a_second_way():
    slider = "\np = alt.param(bind=alt.binding_range(min=1, max=9))"
    assert without_second_way([(0, BRUSH + slider)]) == []

"""What the checks of the exercises are made of: one mistake, one kind hint, no answer shown.

A check in an exercise's source notebook reads

    def test_q6(police_per_30_days):
        from coursekit.checks import number, secret
        hint = number(
            police_per_30_days, "police_per_30_days", right=secret(226.96, within=0.5),
            usual={secret(1445): "That is how much it grew over the whole time ..."},
            otherwise="Take the two exact counts, and the days between them ...",
        )
        if hint:
            raise AssertionError(hint)

`coursekit build` replaces each ``secret(...)`` by a digest, so that neither the answer nor a
usual mistake stands in clear in the student's file. This hides from a glance, not from intent.

Hints in lower case ('not answered yet.') are about the cell, hints in upper case about the
answer: the student reads 'q6: not answered yet.' or 'q6: not yet. That is ...'.
"""

import hashlib
import json
import math
import numbers
import os
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from coursekit.tables import CaptionedTable

NOT_ANSWERED = "not answered yet."
STEPS = 20  # digests are of whole steps: a tolerance is cut into this many
TIME_SPANS = (pd.Timedelta, timedelta, np.timedelta64)


# ---- secrets ---------------------------------------------------------------------------------


def secret(value, within=0):
    """Return the digest of an answer, as text to compare with.

    `value`: a number, a text, a date, True or False, or a list of these (a table's column).
    `within`: for a number, how far an answer may be off (same unit); it must be 0 for others.
    At the edge a twentieth of it is blurred.
    """
    if within:
        return f"{within:g}:{_hash(math.floor(value / within * STEPS))}"
    return _hash(plain(value))


def matches(value, digest):
    """Say whether `value` is the one behind `digest`, a text that ``secret`` made."""
    if ":" not in digest:
        return _hash(plain(value)) == digest
    within, wanted = digest.split(":")
    if not _is_number(value) or not math.isfinite(value):
        return False
    step = math.floor(value / float(within) * STEPS)
    return any(_hash(step + shift) == wanted for shift in range(-STEPS, STEPS + 1))


def plain(value):
    """Return `value` in the one form that is compared: 3, 3.0 and np.int64(3) are the same."""
    if isinstance(value, (pd.Series, pd.Index)):
        value = list(value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return [[plain(key), plain(item)] for key, item in sorted(value.items())]
    if isinstance(value, (bool, type(None))) or type(value).__name__ == "bool_":
        return None if value is None else bool(value)
    if _is_number(value):
        if math.isnan(value):
            return None
        return int(value) if float(value).is_integer() else round(float(value), 6)
    if isinstance(value, (pd.Timestamp, datetime, date)):
        return str(value)[:10]
    if value is pd.NaT or value is pd.NA:
        return None
    return " ".join(str(value).split()).casefold()


def _hash(value):
    text = json.dumps(value, ensure_ascii=False)
    return hashlib.sha256(("changing sides " + text).encode()).hexdigest()[:16]


def _is_number(value):
    # NumPy counts its time spans among the numbers.
    return isinstance(value, numbers.Real) and not isinstance(value, (bool, np.timedelta64))


# ---- one hint for each kind of answer --------------------------------------------------------


def missing(value, name):
    """Return the hint for an answer that is not there, or None."""
    if value is ...:
        return NOT_ANSWERED
    if value is None:
        return f"there is no {name} yet. Check the spelling."
    return None


def _judge(value, right, usual, otherwise):
    """Return None for a right answer, else the hint of the first usual mistake that fits."""
    wanted = [right] if isinstance(right, str) else list(right)
    if any(matches(value, digest) for digest in wanted):
        return None
    for digest, hint in (usual or {}).items():
        if matches(value, digest):
            return hint
    return otherwise


def number(value, name, right, usual=None, otherwise="That is not the number."):
    """Check one number (int or float, NumPy's too); return a hint, or None when it is right.

    `right`: a digest, or several when several answers are right. `usual`: digest -> hint.
    """
    if hint := missing(value, name):
        return hint
    if isinstance(value, (pd.Series, pd.DataFrame, pd.Index, np.ndarray)):
        if value.size != 1:
            return "One number is asked for; this is a whole table or column."
        inside = value.squeeze() if isinstance(value, (pd.Series, pd.DataFrame)) else value.item()
        return number(inside, name, right, usual, otherwise) or (
            "The right row, but Python still holds a table column. "
            "Take the single number out of it (lesson 01, 'One number')."
        )
    if isinstance(value, str):
        return "This is text, in quotation marks. A number stands without them."
    if isinstance(value, TIME_SPANS):
        return "This is a time span. Take its number of days: .days."
    if isinstance(value, (pd.Timestamp, datetime, date)):
        return "This is a date. A number is asked for."
    if callable(value):
        return "This is a function, not its result. Are the round brackets () missing?"
    if not _is_number(value):
        return "One number is asked for, like 12 or 3.5."
    if math.isnan(value):
        return "This is NaN, pandas' word for 'no number here'. Which row had none?"
    return _judge(value, right, usual, otherwise)


def text(value, name, right, usual=None, otherwise="That is not it.", choices=None):
    """Check one text; capitals and spaces do not count. `choices`: what may be answered."""
    if hint := missing(value, name):
        return hint
    if isinstance(value, (pd.Series, pd.Index)) and len(value) == 1:
        return text(list(value)[0], name, right, usual, otherwise, choices) or (
            "The right row, but Python still holds a table column. "
            "Take the single value out of it (lesson 01, 'One number')."
        )
    if not isinstance(value, str):
        return "A text is asked for, in quotation marks."
    if choices and plain(value) not in [plain(choice) for choice in choices]:
        return "Choose one of: " + ", ".join(choices) + "."
    return _judge(value, right, usual, otherwise)


def rows(value, name, key, right, usual=None, otherwise="These are not the rows.", ordered=False):
    """Check which rows a table holds, by the values of its column `key`.

    Any columns, any order (unless `ordered`), a list or Series of keys too. `right` and `usual`
    are digests of the list of keys, sorted as text unless `ordered`.
    """
    if hint := missing(value, name):
        return hint
    if isinstance(value, pd.DataFrame):
        if key in value.columns:
            keys = list(value[key])
        elif value.index.name == key:
            keys = list(value.index)
        else:
            return (
                f"The column '{key}' got lost. Keep it, so that one can see which rows these are."
            )
    elif isinstance(value, pd.Series):
        if value.dtype == bool:
            return (
                "These are True and False, the question put to each row. Use it to pick the rows."
            )
        if value.name != key:
            return f"This is one column of the table. Keep the whole rows, '{key}' among them."
        keys = list(value)
    elif isinstance(value, (list, tuple)):
        keys = list(value)
    elif isinstance(value, CaptionedTable):
        return "table() only shows a table. Assign what stands in its brackets, before the comma."
    else:
        return "A table is asked for (a DataFrame)."
    if not all(isinstance(item, str) or _is_number(item) for item in keys):
        return f"A table is asked for, with the column '{key}'."
    return _judge(keys if ordered else sorted(keys, key=str), right, usual, otherwise)


def counts(value, name, right, usual=None, otherwise="These are not the counts."):
    """Check a count for each label: a Series, a two-column table, or a dictionary.

    `right` and `usual` are digests of the dictionary label -> number; the order does not count.
    """
    if hint := missing(value, name):
        return hint
    if isinstance(value, pd.DataFrame):
        numeric = value.select_dtypes("number")
        labels = value.drop(columns=numeric.columns)
        if numeric.shape[1] != 1 or labels.shape[1] > 1:
            return "One count for each label is asked for: two columns, no more."
        value = pd.Series(
            numeric.iloc[:, 0].to_numpy(),
            index=labels.iloc[:, 0] if labels.shape[1] else value.index,
        )
    if isinstance(value, dict):
        value = pd.Series(value)
    if not isinstance(value, pd.Series):
        return "One count for each label is asked for (a Series, as value_counts gives it)."
    if value.dtype == bool or value.dtype.kind not in "iuf":
        return "These are rows or labels, not counts of them."
    return _judge({str(label): n for label, n in value.items()}, right, usual, otherwise)


# ---- charts ----------------------------------------------------------------------------------


def chart(value, name, wants):
    """Check a chart by what it shows; `wants`: pairs (question put to a ``Seen``, hint).

    The first question that says no gives its hint. Any spelling that shows the same is right.
    """
    import altair as alt

    if hint := missing(value, name):
        return hint
    if not isinstance(value, alt.TopLevelMixin):  # layered charts and charts side by side too
        return "A chart is asked for: alt.Chart(...), then a mark, then encode(...)."
    try:
        seen = Seen(value.to_dict())
    except Exception:
        return "Altair cannot draw this yet. Run the chart alone in a cell and read what it says."
    return next((hint for question, hint in wants if not question(seen)), None)


class Seen:
    """What a chart shows, whatever the spelling: its layers flattened, its defaults filled in."""

    def __init__(self, spec):
        """Read `spec`, a chart as a dictionary (``chart.to_dict()``)."""
        self.spec = spec
        self.layers = list(self._flatten(spec, {}))
        self.datasets = spec.get("datasets", {})

    def _flatten(self, spec, inherited):
        encoding = {**inherited, **spec.get("encoding", {})}
        inner = [
            part
            for word in ("layer", "hconcat", "vconcat", "concat")
            for part in spec.get(word, [])
        ]
        if "spec" in spec:
            inner.append(spec["spec"])
        for part in inner:
            yield from self._flatten(part, encoding)
        if not inner:
            mark = spec.get("mark")
            yield {
                "mark": mark.get("type") if isinstance(mark, dict) else mark,
                "encoding": encoding,
                "data": spec.get("data"),
                "title": spec.get("title"),
            }

    def marks(self):
        """Return the set of marks, such as {'point', 'rule'}."""
        return {layer["mark"] for layer in self.layers}

    def channel(self, channel):
        """Return the definitions of one channel ('x', 'color' ...) in all layers, as a list."""
        return [layer["encoding"][channel] for layer in self.layers if channel in layer["encoding"]]

    def fields(self, channel):
        """Return the set of fields that `channel` shows."""
        return {d["field"] for d in self.channel(channel) if isinstance(d, dict) and "field" in d}

    def fields_of(self, marks, channel):
        """Return the set of fields that `channel` shows in the layers with one of `marks`."""
        return {
            layer["encoding"][channel].get("field")
            for layer in self.layers
            if layer["mark"] in marks and channel in layer["encoding"]
        } - {None}

    def side_by_side(self):
        """Say whether charts stand beside or below each other, not in layers."""
        return any(word in self.spec for word in ("hconcat", "vconcat", "concat"))

    def kind(self, channel):
        """Return the set of types of `channel`: quantitative, temporal, nominal, ordinal."""
        return {d.get("type") for d in self.channel(channel) if isinstance(d, dict)}

    def scale(self, channel):
        """Return the set of scale types of `channel`; 'linear' where none is set."""
        return {
            (d.get("scale") or {}).get("type", "linear")
            for d in self.channel(channel)
            if isinstance(d, dict)
        }

    def title(self):
        """Return the chart's title as text (or its first layer's that has one), else ''."""
        for title in (self.spec.get("title"), *(layer["title"] for layer in self.layers)):
            found = title.get("text") if isinstance(title, dict) else title
            if found:
                return " ".join(found) if isinstance(found, list) else str(found)
        return ""

    def axis_title(self, channel):
        """Return the title set for `channel` ('x', 'y'), '' when it is the bare field name."""
        for d in self.channel(channel):
            for place in (d, d.get("axis") or {}):
                if place.get("title"):
                    return str(place["title"])
        return ""

    def description(self):
        """Return the alternative text, '' when there is none."""
        return str(self.spec.get("description") or "")

    def data_rows(self):
        """Return the rows that the chart draws, as a list of dictionaries (first data set)."""
        for data in (self.spec.get("data"), *(layer["data"] for layer in self.layers)):
            if data and data.get("name") in self.datasets:
                return self.datasets[data["name"]]
            if data and "values" in data:
                return data["values"]
        return []


# ---- in the student's notebook ---------------------------------------------------------------


def grader(assignment):
    """Return otter's checker for this notebook, whatever the file is called by now.

    `assignment`: the name that the build wrote into the notebook. Says what to do when the
    notebook's file cannot be found (then every check says so too).
    """
    import otter

    show_one_hint()
    path = _this_notebook(assignment)
    if path is None and not otter.Notebook._grading_mode:
        print(
            f"The checks need the file of this notebook ({assignment}), and it is not in the "
            f"folder {Path.cwd().name}. Save it there (Ctrl+S), then run this cell again."
        )
        return _NoChecks()
    return otter.Notebook(None if path is None else str(path))


class _NoChecks:
    """Stands in for the checker when the notebook's file is not there."""

    def check(self, question):
        print(
            f"{question}: the checks are not there yet. Run the first cell, and read what it says."
        )


def _this_notebook(assignment):
    """Return the path of the notebook with this assignment's checks, or None."""
    candidates = []
    session = os.environ.get("JPY_SESSION_NAME") or os.environ.get("VSCODE_IPYNB_FILE", "")
    if session.endswith(".ipynb"):
        candidates += [Path(session), Path.cwd() / Path(session).name]
    candidates += sorted(Path.cwd().glob("*.ipynb"), key=lambda p: -p.stat().st_mtime)
    for path in candidates:
        try:
            meta = json.loads(path.read_text(encoding="utf-8"))["metadata"]["otter"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if meta.get("assignment_name") == assignment:
            return path
    return None


def one_line(result):
    """Return what a student reads of `result`, an otter test result: one line."""
    if result.passed_all:
        said = [r.test_case.success_message for r in result.test_case_results]
        return " ".join([f"{result.name}: right.", *[text for text in said if text]])
    failed = next(r for r in result.test_case_results if not r.passed)
    before, found, hint = (failed.message or "").partition("AssertionError: ")
    if not found or not hint.strip():
        return (
            f"{result.name}: not yet. The check could not read this answer. "
            "Compare its type with the one that the question names."
        )
    hint = hint.strip()
    return f"{result.name}: {hint}" if hint[0].islower() else f"{result.name}: not yet. {hint}"


def show_one_hint():
    """Make this notebook show one line for a check: no traceback, no source line."""
    from IPython import get_ipython
    from otter.test_files import TestFile

    shell = get_ipython()
    if shell is None:
        return
    formatters = shell.display_formatter.formatters
    formatters["text/plain"].for_type(
        TestFile, lambda result, printer, cycle: printer.text(one_line(result))
    )
    formatters["text/html"].for_type(TestFile, lambda result: None)

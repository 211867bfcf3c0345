"""Answers as data: what is packed comes out the same, and nothing but data is built of it."""

import datetime
import decimal
import fractions
import json

import altair as alt
import numpy as np
import pandas as pd
import pytest

from coursekit import charts
from coursekit.grade import travel
from coursekit.tables import CaptionedTable

DAYS = pd.date_range("2021-02-01", periods=3, freq="MS")
FRAME = pd.DataFrame(
    {
        "side": pd.Categorical(["nug", "junta", None], categories=["nug", "junta"], ordered=True),
        "low": [1, 2, 3],
        "share": [0.5, np.nan, 1],
        "day": DAYS,
        "span": pd.to_timedelta(["1D", "2D", None]),
        "name": ["a", None, "c"],
        "seen": pd.array([True, None, False], dtype="boolean"),
        "month": DAYS.to_period("M"),
    },
    index=pd.Index(["x", "y", "z"], name="key"),
)
VALUES = {
    "none": None,
    "bool": True,
    "int": 10**30,
    "float": 0.1,
    "text": "မြန်မာ",
    "ellipsis": ...,
    "NaT": pd.NaT,
    "NA": pd.NA,
    "numpy int": np.int64(3),
    "numpy bool": np.bool_(True),
    "numpy time": np.datetime64("2021-02-01", "D"),
    "Timestamp": pd.Timestamp("2021-02-01 06:00"),
    "Timestamp with a zone": pd.Timestamp("2021-02-01", tz="Asia/Yangon"),
    "Timedelta": pd.Timedelta("2D"),
    "Period": pd.Period("2021-02", freq="M"),
    "Interval": pd.Interval(0, 5, closed="left"),
    "bytes": b"\x00\xff",
    "complex": 1 + 2j,
    "range": range(1, 9, 2),
    "datetime": datetime.datetime(2021, 2, 1, 6),
    "date": datetime.date(2021, 2, 1),
    "time": datetime.time(6, 30),
    "timedelta": datetime.timedelta(days=1, seconds=2),
    "Decimal": decimal.Decimal("0.10"),
    "Fraction": fractions.Fraction(1, 3),
    "list": [1, "a", [2.5, None]],
    "tuple": (1, (2,)),
    "set": {1, "a"},
    "frozenset": frozenset({1}),
    "dict": {"a": 1, 2: [3], (4, 5): None},
    "array": np.array([[1.0, 2.0], [3.0, 4.0]]),
    "array of times": np.array(["2021-02-01"], dtype="datetime64[D]"),
    "Index": pd.Index([3, 1], name="n"),
    "DatetimeIndex": DAYS,
    "MultiIndex": pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["k", "n"]),
    "empty MultiIndex": pd.MultiIndex.from_arrays([[], []]),
    "Series": FRAME["share"],
    "grouped": FRAME.groupby(["side", "low"], observed=True)["share"].sum(),
    "extension array": pd.array([1, None], dtype="Int64"),
    "DataFrame": FRAME,
    "empty DataFrame": FRAME.iloc[:0],
    "DataFrame without columns": FRAME[[]],
    "class": pd.DataFrame,
}


def travelled(value):
    """Return `value` as it is after the way through JSON."""
    return travel.unpack(json.loads(json.dumps(travel.pack(value))))


def same(one, other):
    if isinstance(one, pd.DataFrame):
        return pd.testing.assert_frame_equal(one, other)
    if isinstance(one, pd.Series):
        return pd.testing.assert_series_equal(one, other)
    if isinstance(one, pd.Index):
        return pd.testing.assert_index_equal(one, other)
    if isinstance(one, pd.api.extensions.ExtensionArray):
        return pd.testing.assert_extension_array_equal(one, other)
    if isinstance(one, np.ndarray):
        return np.testing.assert_array_equal(one, other, strict=True)
    assert one is other or one == other
    return None


@pytest.mark.parametrize("name", VALUES)
def test_what_travels_arrives_the_same(name):
    value = VALUES[name]
    found = travelled(value)
    assert type(found) is type(value)
    same(value, found)


def test_every_kind_is_tried():
    packed = [travel.pack(value) for value in VALUES.values()]
    tried = {one["is"] for one in packed if isinstance(one, dict)} | {"table", "chart"}
    assert {*travel.KINDS, *travel.SINGLE} <= tried


def test_a_chart_arrives_with_its_specification_and_can_be_asked():
    alt.theme.register(charts.THEME, enable=True)(charts.theme)  # as in students' notebooks
    chart = alt.Chart(FRAME[["low"]]).mark_bar().encode(x="low").properties(title="A title")
    found = travelled(chart)
    assert isinstance(found, alt.Chart) and found.to_dict() == chart.to_dict()
    assert "A title" in str(found.title)
    layers = travelled(chart + chart)
    assert isinstance(layers, alt.LayerChart) and len(layers.to_dict()["layer"]) == 2
    broken = travelled(alt.Chart(FRAME[["low"]]).mark_bar().encode(x="nowhere"))
    with pytest.raises(ValueError, match="nowhere"):
        broken.to_dict()


def test_a_table_with_a_caption_arrives_with_both():
    found = travelled(CaptionedTable(FRAME, "Words"))
    assert found.caption == "Words"
    same(found.frame, FRAME)


def test_a_function_stays_where_it_is():
    functions, asked = [], []
    packed = json.loads(json.dumps(travel.pack([abs], functions)))
    (stand_in,) = travel.unpack(packed, lambda *what: asked.append(what) or 7)
    assert functions == [abs] and stand_in.__name__ == "abs"
    assert stand_in(-1, x=2) == 7 and asked == [(0, (-1,), {"x": 2})]


def endless():
    """Return a list that holds itself."""
    one = []
    one.append(one)
    return one


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (object(), "object"),
        (open, "method|function"),
        ([object()], "object"),
        (json.JSONEncoder, "a class"),
        (endless(), "nested"),
        (np.array([(1, 2)], dtype=[("a", int), ("b", int)]), "ndarray"),
        (np.array([(1,)], dtype=[("a", int)])[0], "void"),
    ],
)
def test_what_cannot_travel_says_so(value, named):
    with pytest.raises(travel.CannotTravel, match=named):
        travel.pack(value)


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"is": "os.system", "value": "id"},
        {"is": "class", "value": "builtins.eval"},
        {"is": "list"},
        {"is": "list", "value": 3},
        {"is": "array", "type": "no type", "shape": [1], "value": [1]},
        {"is": "array", "type": "<i8", "shape": [7], "value": {"is": "list", "value": [1]}},
        {"is": "DataFrame", "value": 1},
        {"is": "Timestamp", "value": "never", "unit": "s"},
        {"is": ["list"], "value": []},
        [1, 2],
    ],
)
def test_what_is_no_data_is_refused(message):
    with pytest.raises(ValueError):
        travel.unpack(message)

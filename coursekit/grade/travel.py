"""Answers as data: what may travel from a student's process to the judge, and how.

``pack`` runs in the student's process, ``unpack`` in the judge's. A value becomes plain JSON:
numbers and texts as they are, everything else a dictionary whose 'is' says what it was. A
function does not travel: the judge gets a stand-in that asks the student's process to call it.
What cannot travel raises ``CannotTravel``, and the question is checked by hand, never a 0.

Student code may have tampered with ``pack``, so ``unpack`` takes any JSON and builds only the
kinds of data named here. It never looks anything up by a name that came with the data, but for
a few classes of pandas, NumPy and Altair (``CLASSES``).
"""

import copy
import datetime
import decimal
import fractions
import functools
import json
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd

from coursekit.tables import CaptionedTable

DEEPEST = 20  # levels of nesting
# 'pd.DataFrame' assigned, and not called: a usual mistake, so these names may travel.
CLASSES = {
    f"{module.__name__}.{name}": getattr(module, name)
    for module, names in (
        (pd, ("DataFrame", "Series", "Index", "Timestamp", "Timedelta")),
        (np, ("ndarray", "float64", "int64")),
        (alt, ("Chart", "LayerChart", "HConcatChart", "VConcatChart", "X", "Y", "Title")),
    )
    for name in names
} | {f"builtins.{kind.__name__}": kind for kind in (int, float, str, bool, list, dict, set, tuple)}


class CannotTravel(Exception):
    """A value that cannot be sent as data; the message names its type."""


@dataclass(frozen=True)
class Kind:
    """One kind of data that may travel."""

    of: type | tuple
    """the classes whose values are of this kind"""
    write: object
    """a function (value, inner) -> what travels, a dictionary; ``inner`` packs a part"""
    read: object
    """a function (what travelled, inner) -> value; ``inner`` unpacks a part"""


def pack(value, functions=None, depth=0):
    """Return `value` as something that JSON can hold.

    `functions`: a list to which functions are appended; what travels is their place in it.
    Raises CannotTravel, naming the type, for values of other kinds or too deep.
    """
    if depth > DEEPEST:
        raise CannotTravel("nested too deeply")
    if value is None or type(value) in (bool, int, float, str):
        return value
    for name, single in SINGLE.items():
        if value is single:
            return {"is": name}
    for name, kind in KINDS.items():
        if isinstance(value, kind.of):
            return {"is": name, **kind.write(value, lambda part: pack(part, functions, depth + 1))}
    if isinstance(value, type):
        for name, known in CLASSES.items():
            if value is known:
                return {"is": "class", "value": name}
        raise CannotTravel("a class")
    if callable(value) and functions is not None:
        functions.append(value)
        name = str(getattr(value, "__name__", "function"))
        return {"is": "function", "value": len(functions) - 1, "name": name}
    raise CannotTravel(type(value).__name__)


def unpack(message, call=None):
    """Return the value that ``pack`` made `message` of.

    `call`: what a stand-in for a function does, ``call(place, arguments, keywords)``.
    Raises ValueError when `message` is not what ``pack`` writes.
    """
    if message is None or isinstance(message, bool | int | float | str):
        return message
    try:
        name = message["is"]
        if name in SINGLE:
            return SINGLE[name]
        if name in KINDS:
            return KINDS[name].read(message, lambda part: unpack(part, call))
        if name == "class":
            return CLASSES[message["value"]]
        if name == "function":
            return _stand_in(int(message["value"]), str(message.get("name")), call)
    except (ValueError, RecursionError, MemoryError):
        raise
    except Exception as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error
    raise ValueError(f"an unknown kind of data: {name!r:.40}")


# ---- small things ----------------------------------------------------------------------------


def _plain(type_, write, read):
    """Return a Kind for values of `type_` that one smaller value describes."""
    return Kind(
        type_,
        lambda value, inner: {"value": inner(write(value))},
        lambda message, inner: read(inner(message["value"])),
    )


def _write_scalar(value, inner):
    if value.dtype.kind in "OV":
        raise CannotTravel(type(value).__name__)
    plain = int(value.view("int64")) if value.dtype.kind in "mM" else value.item()
    return {"type": value.dtype.str, "value": inner(plain)}


def _read_scalar(message, inner):
    return np.array(inner(message["value"]), dtype=message["type"])[()]


def _moment(type_):
    """Return a Kind for a time or a length of time of pandas."""
    return Kind(
        type_,
        lambda value, _: {"value": str(value), "unit": value.unit},
        lambda message, _: type_(message["value"]).as_unit(message["unit"]),
    )


def _write_interval(value, inner):
    return {"value": [inner(value.left), inner(value.right)], "closed": value.closed}


def _read_interval(message, inner):
    return pd.Interval(*[inner(end) for end in message["value"]], closed=message["closed"])


def _container(type_):
    return Kind(
        type_,
        lambda value, inner: {"value": [inner(part) for part in value]},
        lambda message, inner: type_(inner(part) for part in message["value"]),
    )


def _write_dict(value, inner):
    return {"value": [[inner(key), inner(part)] for key, part in value.items()]}


def _read_dict(message, inner):
    return {inner(key): inner(part) for key, part in message["value"]}


# ---- arrays and tables -----------------------------------------------------------------------


def _write_array(value, inner):
    if value.dtype.kind == "V":
        raise CannotTravel(type(value).__name__)
    flat = value.ravel()
    flat = flat.view("int64").tolist() if value.dtype.kind in "mM" else flat.tolist()
    return {"type": value.dtype.str, "shape": list(value.shape), "value": inner(flat)}


def _read_array(message, inner):
    return np.array(inner(message["value"]), dtype=message["type"]).reshape(message["shape"])


def _write_levels(value, inner):
    levels = [value.get_level_values(n) for n in range(value.nlevels)]
    return {"value": inner(levels), "names": inner([*value.names])}


def _read_levels(message, inner):
    return pd.MultiIndex.from_arrays(inner(message["value"]), names=inner(message["names"]))


def _write_column(column, inner):
    dtype, categories = column.dtype, None
    if isinstance(dtype, pd.CategoricalDtype):
        categories = [inner(dtype.categories), bool(dtype.ordered)]
        values = column.astype(object).tolist()
    elif dtype.kind in "mM":
        values = column.astype("int64").tolist()
    else:
        values = column.tolist()
    packed = {
        "type": str(dtype),
        "categories": categories,
        "value": inner(values),
        "name": inner(column.name),
        "freq": getattr(column, "freqstr", None),  # a DatetimeIndex would lose it on the way
    }
    if isinstance(column, pd.Series):
        packed["index"] = inner(column.index)
    return packed


def _read_values(message, inner):
    """Return the values of a column as a Series of the right type."""
    values, dtype = inner(message["value"]), message["type"]
    if message["categories"]:
        categories, ordered = message["categories"]
        return pd.Series(pd.Categorical(values, categories=inner(categories), ordered=ordered))
    if dtype.startswith(("datetime64", "timedelta64")):
        return pd.Series(values, dtype="int64").astype(dtype)
    return pd.Series(values, dtype=dtype)


def _read_index(message, inner):
    index = pd.Index(_read_values(message, inner), name=inner(message["name"]))
    if message["freq"] and isinstance(index, pd.DatetimeIndex | pd.TimedeltaIndex):
        index = type(index)(index, freq=message["freq"])
    return index


def _read_series(message, inner):
    column = _read_values(message, inner)
    column.index, column.name = inner(message["index"]), inner(message["name"])
    return column


def _write_extension(value, inner):
    return {"value": inner(pd.Series(value))}


def _write_frame(value, inner):
    columns = [value.iloc[:, n].reset_index(drop=True) for n in range(value.shape[1])]
    return {
        "columns": inner(value.columns),
        "index": inner(value.index),
        "value": [inner(column) for column in columns],
    }


def _read_frame(message, inner):
    columns = [inner(column) for column in message["value"]]
    index = inner(message["index"])
    frame = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=range(len(index)))
    frame.columns, frame.index = inner(message["columns"]), index
    return frame


def _write_table(value, inner):
    return {"value": inner(value.frame), "caption": str(value.caption)}


def _read_table(message, inner):
    return CaptionedTable(inner(message["value"]), str(message["caption"]))


# ---- charts ----------------------------------------------------------------------------------


def _write_chart(value, _):
    try:
        return {"value": json.loads(json.dumps(value.to_dict()))}
    except Exception as error:  # a chart that cannot be drawn is still a chart
        return {"broken": f"{type(error).__name__}: {error}"[:500]}


def _read_chart(message, _):
    """Return a chart whose ``to_dict`` gives exactly what was sent, or fails as it did there.

    Its other properties are read from the specification when somebody asks for one: Altair
    checks one for half a second before it makes a chart of it, and checks rarely need more.
    """
    spec = message.get("value")
    kind = next((known for word, known in _CHARTS.items() if word in (spec or ())), alt.Chart)
    chart = object.__new__(_charts_like(kind))
    # Not by chart.name = ...: Altair takes any such line for a property of the chart.
    object.__setattr__(chart, "_spec", spec)
    object.__setattr__(chart, "_words", str(message.get("broken")))
    return chart


_CHARTS = {
    "layer": alt.LayerChart,
    "hconcat": alt.HConcatChart,
    "vconcat": alt.VConcatChart,
    "concat": alt.ConcatChart,
    "repeat": alt.RepeatChart,
    "facet": alt.FacetChart,
}


@functools.cache
def _charts_like(kind):
    """Return a subclass of `kind`, an Altair chart class, for charts that were sent."""

    def to_dict(self, *_, **__):
        if self._spec is None:
            raise ValueError(self._words)
        return copy.deepcopy(self._spec)

    def properties(self):
        if "_read" not in self.__dict__:
            whole = alt.Chart() if self._spec is None else alt.Chart.from_dict(self._spec)
            object.__setattr__(self, "_read", whole._kwds)
        return self.__dict__["_read"]

    names = {"to_dict": to_dict, "_kwds": property(properties), "_args": ()}
    return type(kind.__name__, (kind,), names)


def _stand_in(place, name, call):
    def function(*arguments, **keywords):
        return call(place, arguments, keywords)

    function.__name__ = function.__qualname__ = name
    return function


# ---- all kinds -------------------------------------------------------------------------------

SINGLE = {"ellipsis": ..., "NaT": pd.NaT, "NA": pd.NA}
# The first that fits counts: a Timestamp is a datetime, too, and a datetime a date.
KINDS = {
    "scalar": Kind(np.generic, _write_scalar, _read_scalar),
    "Timestamp": _moment(pd.Timestamp),
    "Timedelta": _moment(pd.Timedelta),
    "Period": Kind(
        pd.Period,
        lambda value, _: {"value": str(value), "freq": value.freqstr},
        lambda message, _: pd.Period(message["value"], freq=message["freq"]),
    ),
    "Interval": Kind(pd.Interval, _write_interval, _read_interval),
    "bytes": _plain(bytes, lambda v: v.hex(), bytes.fromhex),
    "complex": _plain(complex, lambda v: [v.real, v.imag], lambda v: complex(*v)),
    "range": _plain(range, lambda v: [v.start, v.stop, v.step], lambda v: range(*v)),
    "datetime": _plain(datetime.datetime, lambda v: v.isoformat(), datetime.datetime.fromisoformat),
    "date": _plain(datetime.date, lambda v: v.isoformat(), datetime.date.fromisoformat),
    "time": _plain(datetime.time, lambda v: v.isoformat(), datetime.time.fromisoformat),
    "timedelta": _plain(
        datetime.timedelta,
        lambda v: [v.days, v.seconds, v.microseconds],
        lambda v: datetime.timedelta(*v),
    ),
    "Decimal": _plain(decimal.Decimal, str, decimal.Decimal),
    "Fraction": _plain(
        fractions.Fraction,
        lambda v: [v.numerator, v.denominator],
        lambda v: fractions.Fraction(*v),
    ),
    "dict": Kind(dict, _write_dict, _read_dict),
    **{type_.__name__: _container(type_) for type_ in (list, tuple, set, frozenset)},
    "array": Kind(np.ndarray, _write_array, _read_array),
    "MultiIndex": Kind(pd.MultiIndex, _write_levels, _read_levels),
    "Index": Kind(pd.Index, _write_column, _read_index),
    "Series": Kind(pd.Series, _write_column, _read_series),
    "extension": Kind(
        pd.api.extensions.ExtensionArray,
        _write_extension,
        lambda message, inner: inner(message["value"]).array,
    ),
    "DataFrame": Kind(pd.DataFrame, _write_frame, _read_frame),
    "table": Kind(CaptionedTable, _write_table, _read_table),
    "chart": Kind(alt.TopLevelMixin, _write_chart, _read_chart),
}

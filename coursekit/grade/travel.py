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


def pack(value, functions=None, depth=0):
    """Return `value` as something that JSON can hold.

    `functions`: a list to which functions are appended; what travels is their place in it.
    Raises CannotTravel, naming the type, for values of other kinds or too deep.
    """
    if depth > DEEPEST:
        raise CannotTravel("nested too deeply")

    def inner(part):
        return pack(part, functions, depth + 1)

    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if value is ...:
        return {"is": "ellipsis"}
    if value is pd.NaT or value is pd.NA:
        return {"is": "NaT" if value is pd.NaT else "NA"}
    if isinstance(value, np.generic):
        if value.dtype.kind in "OV":
            raise CannotTravel(kind.__name__)
        plain = int(value.view("int64")) if value.dtype.kind in "mM" else value.item()
        return {"is": "scalar", "type": value.dtype.str, "value": inner(plain)}
    if isinstance(value, pd.Timestamp | pd.Timedelta):
        return {"is": kind.__name__, "value": str(value), "unit": value.unit}
    if isinstance(value, pd.Period):
        return {"is": "Period", "value": str(value), "freq": value.freqstr}
    if isinstance(value, pd.Interval):
        ends = [inner(value.left), inner(value.right)]
        return {"is": "Interval", "value": ends, "closed": value.closed}
    for name, (type_, write, _) in SMALL.items():
        if isinstance(value, type_):
            return {"is": name, "value": inner(write(value))}
    if isinstance(value, dict):
        return {"is": "dict", "value": [[inner(k), inner(v)] for k, v in value.items()]}
    for name, type_ in CONTAINERS.items():
        if isinstance(value, type_):
            return {"is": name, "value": [inner(part) for part in value]}
    if isinstance(value, np.ndarray):
        if value.dtype.kind == "V":
            raise CannotTravel(kind.__name__)
        flat = value.ravel()
        flat = flat.view("int64").tolist() if value.dtype.kind in "mM" else flat.tolist()
        return {
            "is": "array",
            "type": value.dtype.str,
            "shape": list(value.shape),
            "value": inner(flat),
        }
    if isinstance(value, pd.MultiIndex):
        return {"is": "MultiIndex", "value": inner(value.tolist()), "names": inner([*value.names])}
    if isinstance(value, pd.Index | pd.Series):
        return _pack_column(value, inner)
    if isinstance(value, pd.api.extensions.ExtensionArray):
        return {"is": "extension", "value": _pack_column(pd.Series(value), inner)}
    if isinstance(value, pd.DataFrame):
        columns = [value.iloc[:, n].reset_index(drop=True) for n in range(value.shape[1])]
        return {
            "is": "DataFrame",
            "columns": inner(value.columns),
            "index": inner(value.index),
            "value": [inner(column) for column in columns],
        }
    if isinstance(value, CaptionedTable):
        return {"is": "table", "value": inner(value.frame), "caption": str(value.caption)}
    if isinstance(value, alt.TopLevelMixin):
        try:
            return {"is": "chart", "value": json.loads(json.dumps(value.to_dict()))}
        except Exception as error:  # a chart that cannot be drawn is still a chart
            return {"is": "broken chart", "value": f"{type(error).__name__}: {error}"[:500]}
    if isinstance(value, type):
        for name, known in CLASSES.items():
            if value is known:
                return {"is": "class", "value": name}
        raise CannotTravel("a class")
    if callable(value) and functions is not None:
        functions.append(value)
        name = str(getattr(value, "__name__", "function"))
        return {"is": "function", "value": len(functions) - 1, "name": name}
    raise CannotTravel(kind.__name__)


def unpack(message, call=None):
    """Return the value that ``pack`` made `message` of.

    `call`: what a stand-in for a function does, ``call(place, arguments, keywords)``.
    Raises ValueError when `message` is not what ``pack`` writes.
    """
    if message is None or isinstance(message, bool | int | float | str):
        return message
    try:
        return _unpack(message, call)
    except (ValueError, RecursionError, MemoryError):
        raise
    except Exception as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def _unpack(message, call):
    def inner(part):
        return unpack(part, call)

    kind, value = message["is"], message.get("value")
    if kind == "ellipsis":
        return ...
    if kind in ("NaT", "NA"):
        return pd.NaT if kind == "NaT" else pd.NA
    if kind == "scalar":
        return np.array(inner(value), dtype=message["type"])[()]
    if kind == "Timestamp":
        return pd.Timestamp(value).as_unit(message["unit"])
    if kind == "Timedelta":
        return pd.Timedelta(value).as_unit(message["unit"])
    if kind == "Period":
        return pd.Period(value, freq=message["freq"])
    if kind == "Interval":
        return pd.Interval(*[inner(end) for end in value], closed=message["closed"])
    if kind in SMALL:
        return SMALL[kind][2](inner(value))
    if kind == "dict":
        return {inner(key): inner(part) for key, part in value}
    if kind in CONTAINERS:
        return CONTAINERS[kind](inner(part) for part in value)
    if kind == "array":
        return np.array(inner(value), dtype=message["type"]).reshape(message["shape"])
    if kind == "MultiIndex":
        return pd.MultiIndex.from_tuples(inner(value), names=inner(message["names"]))
    if kind in ("Index", "Series"):
        return _unpack_column(message, inner)
    if kind == "extension":
        return inner(value).array
    if kind == "DataFrame":
        columns, index = [inner(column) for column in value], inner(message["index"])
        frame = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=range(len(index)))
        frame.columns, frame.index = inner(message["columns"]), index
        return frame
    if kind == "table":
        return CaptionedTable(inner(value), str(message["caption"]))
    if kind == "chart":
        return _chart(value)
    if kind == "broken chart":
        return _broken_chart(str(value))
    if kind == "class":
        return CLASSES[value]
    if kind == "function":
        return _stand_in(int(value), str(message.get("name")), call)
    raise ValueError(f"an unknown kind of data: {kind!r:.40}")


# Kinds of data that one smaller value describes: type, how to write it, how to read it.
SMALL = {
    "bytes": (bytes, lambda v: v.hex(), bytes.fromhex),
    "complex": (complex, lambda v: [v.real, v.imag], lambda v: complex(*v)),
    "range": (range, lambda v: [v.start, v.stop, v.step], lambda v: range(*v)),
    "datetime": (
        datetime.datetime,
        lambda v: v.isoformat(),
        datetime.datetime.fromisoformat,
    ),
    "date": (datetime.date, lambda v: v.isoformat(), datetime.date.fromisoformat),
    "time": (datetime.time, lambda v: v.isoformat(), datetime.time.fromisoformat),
    "timedelta": (
        datetime.timedelta,
        lambda v: [v.days, v.seconds, v.microseconds],
        lambda v: datetime.timedelta(*v),
    ),
    "Decimal": (decimal.Decimal, str, decimal.Decimal),
    "Fraction": (
        fractions.Fraction,
        lambda v: [v.numerator, v.denominator],
        lambda v: fractions.Fraction(*v),
    ),
}
CONTAINERS = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}


def _pack_column(column, inner):
    dtype, categories = column.dtype, None
    if isinstance(dtype, pd.CategoricalDtype):
        categories = [inner(dtype.categories), bool(dtype.ordered)]
        values = column.astype(object).tolist()
    elif dtype.kind in "mM":
        values = column.astype("int64").tolist()
    else:
        values = column.tolist()
    packed = {
        "is": "Index" if isinstance(column, pd.Index) else "Series",
        "type": str(dtype),
        "categories": categories,
        "value": inner(values),
        "name": inner(column.name),
        "freq": getattr(column, "freqstr", None),  # a DatetimeIndex would lose it on the way
    }
    if packed["is"] == "Series":
        packed["index"] = inner(column.index)
    return packed


def _unpack_column(message, inner):
    values, dtype = inner(message["value"]), message["type"]
    if message["categories"]:
        categories, ordered = message["categories"]
        values = pd.Categorical(values, categories=inner(categories), ordered=ordered)
        column = pd.Series(values)
    elif dtype.startswith(("datetime64", "timedelta64")):
        column = pd.Series(values, dtype="int64").astype(dtype)
    else:
        column = pd.Series(values, dtype=dtype)
    if message["is"] == "Index":
        index = pd.Index(column, name=inner(message["name"]))
        if message["freq"] and isinstance(index, pd.DatetimeIndex | pd.TimedeltaIndex):
            index = type(index)(index, freq=message["freq"])
        return index
    column.index, column.name = inner(message["index"]), inner(message["name"])
    return column


def _chart(spec):
    """Return a chart whose ``to_dict`` gives exactly what was sent.

    Its other properties are read from `spec` when somebody asks for one: Altair checks a
    specification for half a second before it makes a chart of it, and checks rarely need more.
    """
    kind = next((known for word, known in _CHARTS.items() if word in spec), alt.Chart)
    chart = object.__new__(_charts_like(kind))
    # Not by chart.name = ...: Altair takes any such line for a property of the chart.
    object.__setattr__(chart, "_spec", spec)
    return chart


def _broken_chart(words):
    """Return a chart that cannot be drawn, for the reason in `words`."""
    chart = object.__new__(_charts_like(alt.Chart))
    object.__setattr__(chart, "_spec", None)
    object.__setattr__(chart, "_words", words)
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

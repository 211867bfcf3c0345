"""The chart of a matter: each statement on it is a line, drawn as the range that was said."""

import pandas as pd

from coursekit import charts

KINDS = {
    "more_than": "at least this many",
    "at_least": "at least this many",
    "up_to": "at most this many",
    "less_than": "at most this many",
    "between": "a range",
    "about": "about this many",
    "nearly": "about this many",
}
SHAPES = {
    "this number": "circle",
    "about this many": "diamond",
    "at least this many": "triangle-right",
    "at most this many": "triangle-left",
    "a range": "square",
}
TIP = ("label", "number", "counted", "side", "said")


def table_of(statements):
    """Return the statements (dictionaries of texts) as the table that is drawn."""
    rows = []
    for row in statements:
        low, high = (float(row[end]) if row[end] else None for end in ("low", "high"))
        kind = KINDS.get(row["qualifier"], "this number")
        rows.append(
            {
                "key": row["figure"],
                "label": f"{row['when']}: {row['claimant']}, {row['figure']}",
                "low": low if low is not None else high,
                "high": high if high is not None else low,
                "kind": kind,
                "side": row["side"],
                "unit": row["unit"],
                "counted": row["population"].replace("_", " "),
                "number": row["number"],
                "said": row["in_words"],
            }
        )
    return pd.DataFrame(rows)


def description(title, table):
    """Return what a person would say of the chart to somebody who cannot see it."""
    count = len(table)
    parts = [
        f"{count} statements on '{title}', one under the other in order of time, each as a point "
        "or a bar at the number that was said; the colour is the claimant's side."
    ]
    for unit, group in table.groupby("unit", sort=False):
        ordered = group.sort_values("low")
        least, most = ordered.iloc[0], ordered.iloc[-1]
        of = "" if table["unit"].nunique() == 1 else f" in {unit}"
        parts.append(
            f"The smallest number{of}: {least['number']} ({least['label']}). "
            f"The largest: {most['number']} ({most['label']})."
        )
    return " ".join(parts) + " The table below has every one of them."


def part(table, unit):
    """Return the chart of the statements with one unit, as a Vega-Lite dictionary."""
    table = table[table["unit"] == unit]
    has_ranges = (table["low"] < table["high"]).any()
    spread = table["high"].max() / max(table["low"].min(), 1)
    log = bool(spread > 100 and table["low"].min() > 0)
    title = ("People" if unit == "persons" else unit) + (" (log scale)" if log else "")
    sides = [side for side in charts.SIDE_COLOURS if side in set(table["side"])]
    kinds = [kind for kind in SHAPES if kind in set(table["kind"])]
    x = {
        "field": "low",
        "type": "quantitative",
        "title": title,
        "scale": {"type": "log"} if log else {"zero": True},
        "axis": {"format": "~s" if log else ",.10~g", "labelFlush": True},
    }
    y = {
        "field": "label",
        "type": "nominal",
        "sort": list(table["label"]),
        "title": None,
        "axis": {"labelLimit": 230, "labelOverlap": False, "domain": False, "ticks": False},
    }
    side = {
        "field": "side",
        "type": "nominal",
        "title": "Side",
        "scale": {"domain": sides, "range": [charts.SIDE_COLOURS[one] for one in sides]},
        "legend": {"symbolType": "circle", "symbolOpacity": 1, "columns": 4},
    }
    shape = {
        "field": "kind",
        "type": "nominal",
        "title": "What was said",
        "scale": {"domain": kinds, "range": [SHAPES[kind] for kind in kinds]},
        "legend": {"columns": 3},
    }
    points = {
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1},
        "encoding": {"x": x, "color": side, "shape": shape},
    }
    ranges = {
        "transform": [{"filter": "datum.low != datum.high"}],
        "mark": {"type": "rule", "strokeWidth": 4, "opacity": 0.6},
        "encoding": {"x": x, "x2": {"field": "high"}, "color": side},
    }
    tip = [{"field": name, "type": "nominal"} for name in TIP]
    return {
        "data": {"values": table.to_dict("records")},
        "width": 340,
        "height": {"step": 24 if len(table) < 20 else 19},
        "encoding": {"y": y, "tooltip": tip},
        "layer": [ranges, points] if has_ranges else [points],
    }


def draw(title, statements):
    """Return the chart of a matter as a Vega-Lite dictionary, in the look of coursekit.charts.

    Written as a dictionary, since Altair would take a minute for all matters.
    """
    table = table_of(statements)
    parts = [part(table, unit) for unit in dict.fromkeys(table["unit"])]
    spec = parts[0] if len(parts) == 1 else {"vconcat": parts}
    look = charts.theme()
    look["config"]["legend"]["layout"] = {"top": {"direction": "vertical", "anchor": "start"}}
    spec |= {
        "title": {"text": title, "subtitle": "Source: the ledger, figures.csv", "limit": 560},
        "description": description(title, table),
        **look,
    }
    return spec | {"$schema": charts.VEGALITE_SCHEMA}

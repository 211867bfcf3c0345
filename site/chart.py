"""The chart of a matter: each statement on it is a line, drawn as the range that was said."""

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


def rows_of(statements):
    """Return the statements (dictionaries of texts) as the rows that are drawn."""
    rows = []
    for row in statements:
        low, high = (float(row[end]) if row[end] else None for end in ("low", "high"))
        kind = KINDS.get(row["qualifier"], "this number")
        rows.append(
            {
                "key": row["figure"],
                "label": f"{row['figure']}, {row['when']}: {row['claimant']}",
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
    return rows


def description(title, rows):
    """Return what a person would say of the chart to somebody who cannot see it."""
    parts = [
        f"{len(rows)} statements on '{title}', one under the other in order of time, each as a "
        "point or a bar at the number that was said; the colour is the claimant's side."
    ]
    units = units_of(rows)
    for unit in units:
        group = [row for row in rows if row["unit"] == unit]
        ordered = sorted(group, key=lambda row: row["low"])
        least, most = ordered[0], ordered[-1]
        of = "" if len(units) == 1 else f" in {unit}"
        parts.append(
            f"The smallest number{of}: {least['number']} ({least['label']}). "
            f"The largest: {most['number']} ({most['label']})."
        )
    return " ".join(parts) + " The table below has every one of them."


def units_of(rows):
    """Return the units of the rows, each once, in the order in which they come."""
    return list(dict.fromkeys(row["unit"] for row in rows))


def part(rows, unit):
    """Return the chart of the statements with one unit, as a Vega-Lite dictionary."""
    rows = [row for row in rows if row["unit"] == unit]
    has_ranges = any(row["low"] < row["high"] for row in rows)
    least = min(row["low"] for row in rows)
    log = least > 0 and max(row["high"] for row in rows) / max(least, 1) > 100
    title = ("People" if unit == "persons" else unit) + (" (log scale)" if log else "")
    sides = [side for side in charts.SIDE_COLOURS if side in {row["side"] for row in rows}]
    kinds = [kind for kind in SHAPES if kind in {row["kind"] for row in rows}]
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
        "sort": [row["label"] for row in rows],
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
        "mark": {"type": "rule", "strokeWidth": 4, "opacity": charts.OPACITY},
        "encoding": {"x": x, "x2": {"field": "high"}, "color": side},
    }
    tip = [{"field": name, "type": "nominal"} for name in TIP]
    return {
        "data": {"values": rows},
        "width": 340,
        "height": {"step": 24 if len(rows) < 20 else 19},
        "encoding": {"y": y, "tooltip": tip},
        "layer": [ranges, points] if has_ranges else [points],
    }


def draw(title, statements):
    """Return the chart of a matter as a Vega-Lite dictionary, in the look of coursekit.charts.

    Written as a dictionary, since Altair would take a minute for all matters.
    """
    rows = rows_of(statements)
    parts = [part(rows, unit) for unit in units_of(rows)]
    spec = parts[0] if len(parts) == 1 else {"vconcat": parts}
    look = charts.theme()
    look["config"]["legend"]["layout"] = {"top": {"direction": "vertical", "anchor": "start"}}
    spec |= {
        "title": {"text": title, "subtitle": "Source: the ledger, figures.csv", "limit": 560},
        "description": description(title, rows),
        **look,
    }
    return spec | {"$schema": charts.VEGALITE_SCHEMA}

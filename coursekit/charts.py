"""One look for all charts, drawn offline, the same in every run and every time zone.

``charts.on()`` in a notebook's first cell registers one Altair renderer and one theme.
Altair's own renderers do not serve here: the default one loads Vega from the internet and
writes a random id into every output, the mimetype one speaks a version that JupyterLab
does not know.
"""

import copy
import json
import re

import altair as alt

RENDERER = THEME = "changing_sides"
# The bundle type that JupyterLab 4 draws, and the nearest version for the still picture.
VEGALITE_MIME = "application/vnd.vegalite.v5+json"
VEGALITE_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
PICTURE_VERSION = "5.8"

# Blue, red, green, violet, pink, black, ochre, from Okabe and Ito's palette: each darkened until it
# stands out from white (3:1, at OPACITY too), and moved until all seven and GREY are apart for
# usual eyes and for those with protanopia, deuteranopia and tritanopia. tests/test_colours.py
# holds both. A chart with more than seven kinds would use a colour twice.
PALETTE = ["#0072B2", "#A71C00", "#5A853D", "#6B3ECE", "#C95B90", "#000000", "#A57A05"]
GREY = "#555555"  # for what stands beside the others: not known, not given, a line to compare with
INK = "#222222"
# Of points: enough to see that two lie on each other, and no colour gets too pale by it.
OPACITY = 0.85
# One colour for one side, in every chart: alt.Color("side").scale(charts.SIDES).
SIDE_COLOURS = {
    "resistance": "#A57A05",
    "ero": "#A71C00",
    "junta": "#000000",
    "media": "#C95B90",
    "academic": "#6B3ECE",
    "host_state": "#5A853D",
    "monitor": "#0072B2",
}
SIDES = {"domain": list(SIDE_COLOURS), "range": list(SIDE_COLOURS.values())}

# Vega gives the frame of a brush the role of a picture, and no words. These are the words for marks
# without any; the marks of a chart have none by default (None) and so get those of their row.
BRUSH = "The frame that the mouse draws to select"
DATA_MARKS = [
    *("arc", "area", "bar", "circle", "geoshape", "image", "line"),
    *("point", "rect", "rule", "square", "text", "tick", "trail"),
]

_NAIVE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?")
_DATE_PARTS = {"year", "quarter", "month", "date", "hours", "minutes", "seconds", "milliseconds"}


def theme():
    """Return the look of the course's charts, an Altair theme configuration."""
    return alt.theme.ThemeConfig(
        {
            "config": {
                "view": {
                    "continuousWidth": 620,
                    "continuousHeight": 320,
                    "stroke": None,
                    "discreteWidth": 620,
                    "discreteHeight": {"step": 24},
                },
                "background": "white",
                "title": {
                    "anchor": "start",
                    "fontSize": 16,
                    "subtitleFontSize": 12,
                    "offset": 12,
                    "color": INK,
                    "subtitleColor": GREY,
                },
                "axis": {
                    "labelFontSize": 12,
                    "titleFontSize": 12,
                    "gridColor": "#e5e5e5",
                    "labelColor": INK,
                    "titleColor": INK,
                    "titleFontWeight": "normal",
                    "labelFlush": False,
                    "labelOverlap": True,
                    "labelSeparation": 8,
                },
                "legend": {
                    "labelFontSize": 12,
                    "titleFontSize": 12,
                    "orient": "top",
                    "labelLimit": 300,
                    "symbolSize": 110,
                    "labelColor": INK,
                    "titleColor": INK,
                },
                "header": {"labelFontSize": 12, "titleFontSize": 12, "labelColor": INK},
                "range": {"category": PALETTE},
                "mark": {"color": PALETTE[0]},
                "bar": {"stroke": "white", "strokeWidth": 0.5},  # parts of a stack, told apart
                "point": {"size": 90, "filled": True, "opacity": OPACITY},
                "circle": {"size": 90, "opacity": OPACITY},
                "square": {"opacity": OPACITY},
                "tick": {"opacity": OPACITY},
                "line": {"strokeWidth": 2},
                "rule": {"color": PALETTE[0]},
                "text": {"fontSize": 12, "color": INK},
                "selection": {
                    "interval": {"mark": {"fill": INK, "fillOpacity": 0.1, "stroke": INK}}
                },
            }
        }
    )


def in_utc(node):
    """Return `node`, a chart as a dictionary or a part of one, with all its times in UTC.

    Browsers read '2021-02-01' as UTC and draw it in local time: east of London all is well,
    in New York the coup moves to January. So times are marked as UTC, and drawn as UTC.
    """
    if isinstance(node, list):
        return [in_utc(item) for item in node]
    if isinstance(node, str):
        return node + "Z" if _NAIVE_TIME.fullmatch(node) else node
    if not isinstance(node, dict):
        return node
    node = {key: in_utc(value) for key, value in node.items()}
    if node and set(node) <= _DATE_PARTS:
        node["utc"] = True
    for far in ("x2", "y2"):  # the far end of a bar or rule is a time like the near one
        if isinstance(node.get(far), dict) and "field" in node[far]:
            node[far].setdefault("scale", {"type": "utc"})
    unit = node.get("timeUnit")
    if isinstance(unit, str) and not unit.startswith("utc"):
        node["timeUnit"] = "utc" + unit
    if node.get("type") == "temporal" and node.get("scale", {}) is not None:
        node["scale"] = {"type": "utc", **node.get("scale", {})}
    return node


def name_brushes(spec):
    """Give the frame that a brush draws words, in place; `spec`: a chart as a dictionary.

    Not in the theme: Altair takes no None for a description, Vega does.
    """
    if '"type": "interval"' not in json.dumps(spec):
        return
    look = spec.setdefault("config", {})
    look.setdefault("mark", {})["description"] = BRUSH
    for mark in DATA_MARKS:
        look.setdefault(mark, {})["description"] = None


def bundle(spec):
    """Return the forms of one chart (`spec`: its dictionary) that a notebook keeps, by MIME type.

    Vega-Lite for JupyterLab (interactive), SVG for pages that cannot draw (GitHub, print), and
    the description as plain text. Without vl_convert the SVG is left out.
    """
    spec = in_utc(copy.deepcopy(spec))
    name_brushes(spec)
    spec["$schema"] = VEGALITE_SCHEMA
    spec["usermeta"] = {"embedOptions": {"renderer": "svg", "actions": False}}
    forms = {
        VEGALITE_MIME: spec,
        "text/plain": spec.get("description") or "A chart without a description.",
    }
    try:
        import vl_convert
    except ImportError:
        return forms
    forms["image/svg+xml"] = vl_convert.vegalite_to_svg(spec, vl_version=PICTURE_VERSION)
    return forms


def on():
    """Switch the course's chart look on, for this notebook."""
    alt.theme.register(THEME, enable=True)(theme)
    alt.renderers.register(RENDERER, lambda spec, **_: bundle(spec))
    alt.renderers.enable(RENDERER)

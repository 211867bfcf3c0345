"""Which colours a code cell names, and which a chart draws its marks with, for test_colours.py."""

import ast
import re
from dataclasses import dataclass

HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}){1,2}")
# What Vega-Lite makes see-through unless told otherwise, and by how much.
THIN = {"point": 0.7, "circle": 0.7, "square": 0.7, "tick": 0.7}
STROKED = {"line", "rule", "trail"}
RAMP = "a colour ramp"


def named_in(code):
    """Return the colours that `code` names, and its colour schemes, in the order of the code.

    A colour is '#rrggbb' anywhere, or a word where a colour is asked for: color=, fill=, stroke=,
    in a range, in alt.value(...). In encode(color="side") the word is a column and no colour.
    """
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and HEX.fullmatch(str(node.value)):
            found.append(node)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", "")
            asked = {"scheme", "range", "background"}
            asked |= set() if name == "encode" else {"color", "fill", "stroke"}
            found += words_in(
                [word.value for word in node.keywords if word.arg in asked]
                + (node.args if name == "value" else [])
            )
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            found += words_in([v for k, v in pairs if getattr(k, "value", "") == "range"])
    found.sort(key=lambda node: (node.lineno, node.col_offset))
    return list(dict.fromkeys(node.value for node in found))


def words_in(nodes):
    """Return the words among `nodes` and in the lists among them."""
    inside = [n for node in nodes for n in (node, *getattr(node, "elts", []))]
    return [n for n in inside if isinstance(n, ast.Constant) and isinstance(n.value, str)]


@dataclass
class Drawn:
    """One mark of a chart: its colours, outline, opacity, and how many kinds it tells apart."""

    mark: str
    colours: list
    outline: str
    opacity: float
    kinds: int
    text: dict


def drawn_in(spec):
    """Yield a Drawn for each mark of a chart, layers and parts included."""
    config, data = spec.get("config", {}), spec.get("datasets", {})

    def walk(part, encoding, name):
        encoding = {**encoding, **part.get("encoding", {})}
        name = part.get("data", {}).get("name", name)
        if "mark" in part:
            yield drawn(part["mark"], encoding, config, data.get(name, []))
        words = ("layer", "hconcat", "vconcat", "concat")
        inner = [one for word in words for one in part.get(word, [])]
        for one in [*inner, *([part["spec"]] if isinstance(part.get("spec"), dict) else [])]:
            yield from walk(one, encoding, name)

    yield from walk(spec, {}, "")


def drawn(mark, encoding, config, rows):
    """Return the Drawn of one mark, as Vega-Lite reads it: channel, then mark, then theme."""
    mark = {"type": mark} if isinstance(mark, str) else mark
    kind = mark["type"]
    look = {**config.get("mark", {}), **config.get(kind, {}), **mark}
    main = "stroke" if kind in STROKED else "fill"
    channel = next((encoding[c] for c in ("color", main) if c in encoding), None)
    if channel is None:
        colours, kinds = [look.get(main, look.get("color", "Vega-Lite's own blue"))], 1
    else:
        colours, kinds = colours_of(channel, config, rows)
    opacity = encoding.get("opacity", {}).get("value", look.get("opacity", THIN.get(kind, 1)))
    opacity *= look.get(f"{main}Opacity", 1)
    return Drawn(kind, colours, look.get("stroke", ""), opacity, kinds, encoding.get("text", {}))


def colours_of(channel, config, rows):
    """Return (colours, number of kinds) of one colour channel."""
    conditions = channel.get("condition", [])
    conditions = conditions if isinstance(conditions, list) else [conditions]
    colours = [c["value"] for c in (*conditions, channel) if "value" in c]
    if "field" not in channel:
        return colours, len(colours)
    scale = channel.get("scale") or {}
    values = {row.get(channel["field"]) for row in rows} - {None}
    kinds = len(scale.get("domain", values))
    if isinstance(scale.get("range"), list):
        colours += scale["range"]
    elif "scheme" in scale or channel.get("type") == "quantitative":
        colours += [scale.get("scheme", RAMP)]
    else:
        category = config.get("range", {}).get("category", ["Vega-Lite's own colours"])
        colours += category[: max(kinds, 1)]
    return colours, kinds

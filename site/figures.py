"""A chart as a figure of a page: a picture, and what a script needs to make it live."""

import html
import json

VEGALITE_MIME = "application/vnd.vegalite.v5+json"


def figure_of(spec, picture=None):
    """Return the HTML of one chart, without an empty line (Markdown would end it there).

    `spec`: its Vega-Lite dictionary, with a description. `picture`: address of its SVG, for
    browsers without JavaScript; a figure without one is hidden there (a table has its numbers).
    """
    alt = html.escape(" ".join(spec["description"].split()))
    image = f'<img src="{picture}" alt="{alt}" loading="lazy">' if picture else ""
    # In a script element '</script' would end it, and '<!--' begin a comment.
    data = json.dumps(spec, separators=(",", ":")).replace("<", "\\u003c")
    return (
        f'<figure class="chart"{"" if picture else " hidden"}><div class="chart-box">{image}</div>'
        f'<script type="application/json">{data}</script></figure>'
    )


def title_text(spec):
    """Return the title of a chart, or of its first part that has one."""
    title = spec.get("title")
    title = title.get("text") if isinstance(title, dict) else title
    if title:
        return title
    for word in ("layer", "hconcat", "vconcat", "concat"):
        for part in spec.get(word, []):
            if found := title_text(part):
                return found
    return title_text(spec["spec"]) if isinstance(spec.get("spec"), dict) else None


def picture_of(paths, lesson, title, folder):
    """Write the picture of one chart of one lesson to `folder`; return (file name, description).

    `paths`: the lessons. Raises LookupError when no chart of `lesson` has that `title`.
    """
    path = next(path for path in paths if path.stem == lesson)
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if VEGALITE_MIME in data and title_text(data[VEGALITE_MIME]) == title:
                (folder / "best.svg").write_text("".join(data["image/svg+xml"]), encoding="utf-8")
                return "best.svg", html.escape("".join(data["text/plain"]))
    raise LookupError(f"{lesson} has no chart with the title '{title}': see site/build.py")

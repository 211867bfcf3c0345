"""A lesson as one HTML page to print: charts as pictures, answers folded, nothing fetched."""

import base64
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

STYLE = """
@page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page); font: 9pt serif } }
body { font: 11pt/1.45 Georgia, "Liberation Serif", serif; max-width: 46em; margin: 2em auto;
       padding: 0 1em; color: #111 }
h1, h2, h3 { font-family: Arial, "Liberation Sans", sans-serif; line-height: 1.2;
             break-after: avoid }
h1 { font-size: 22pt } h2 { font-size: 15pt; margin-top: 1.8em } h3 { font-size: 12pt }
.anchor-link { display: none }
pre, code { font: 9pt/1.4 "DejaVu Sans Mono", Consolas, monospace }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
.highlight pre { background: #f4f4f4; border-left: 3px solid #999; padding: .6em .8em;
                 break-inside: avoid }
.jp-OutputArea-output, .output { break-inside: avoid; margin: .6em 0 }
img { max-width: 100% }
table { border-collapse: collapse; font-size: 9.5pt; margin: .6em 0; break-inside: avoid }
th, td { border-bottom: 1px solid #ccc; padding: .25em .6em; text-align: left;
         vertical-align: top }
caption { text-align: left; font-style: italic; padding-bottom: .3em }
details { border: 1px solid #999; padding: .3em .8em; margin: .6em 0 }
.jp-InputPrompt, .jp-OutputPrompt, .prompt { display: none }
/* On paper a line of code is not broken, and a chart leaves room for the text that reads it. */
@media print {
  body { margin: 0; padding: 0; max-width: none }
  .highlight pre, .highlight code { font-size: 7.6pt }
  img { max-height: 140mm }
  a[href^="http"]::after { content: " (" attr(href) ")"; font-size: .85em; overflow-wrap: anywhere }
}
"""
PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>{style}</style></head>
<body>
{body}
</body>
</html>
"""


def handout(notebook):
    """Return the notebook at the path `notebook` as one HTML page (text), nothing run."""
    node = nbformat.read(notebook, as_version=4)
    for cell in node.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/svg+xml" in data:
                output.data = {"text/html": picture(data["image/svg+xml"], data["text/plain"])}
    body, _ = HTMLExporter(template_name="basic").from_notebook_node(node)
    title = node.cells[0].source.lstrip("# ").splitlines()[0]
    return PAGE.format(title=title, style=STYLE, body=body)


def picture(svg, description):
    """Return an SVG as an <img> with its description as alternative text."""
    encoded = base64.b64encode(svg.encode()).decode()
    alt = description.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return f'<img alt="{alt}" src="data:image/svg+xml;base64,{encoded}">'


def write_all(numbers=(), folder="notebooks", out="handouts"):
    """Write the handouts of the lessons (all, or those whose names start with `numbers`)."""
    out = Path(out)
    for path in sorted(Path(folder).glob("[0-9][0-9]_*.ipynb")):
        if not numbers or path.name.startswith(tuple(numbers)):
            out.mkdir(parents=True, exist_ok=True)
            page = out / f"{path.stem}.html"
            page.write_text(handout(path), encoding="utf-8")
            print(page)

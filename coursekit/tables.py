"""Tables that stand as a result: with a caption, and the same in every run."""

import html
import re


class CaptionedTable:
    """A table with a caption, for people who see it and for people who hear it."""

    def __init__(self, frame, caption):
        """Keep `frame` (a DataFrame or Series) and its `caption` (one sentence)."""
        self.frame = frame.to_frame() if hasattr(frame, "to_frame") else frame
        self.caption = caption
        self._index = any(name is not None for name in self.frame.index.names)

    def _repr_html_(self):
        body = self.frame.to_html(
            index=self._index, border=0, na_rep="", escape=True, float_format=_number
        )
        # pandas leaves an empty header in the corner: a cell that heads nothing is no header.
        body = body.replace("<th></th>", "<td></td>")
        # Short cells, dates among them, stay on one line.
        body = re.sub(r"<td>([^<]{1,12})</td>", r"<td nowrap>\1</td>", body)
        opening, rest = body.split(">", 1)
        return f"{opening}>\n  <caption>{html.escape(self.caption)}</caption>{rest}"

    def __repr__(self):
        """Give the plain-text form, caption first."""
        body = self.frame.to_string(index=self._index, na_rep="", float_format=_number)
        return f"{self.caption}\n{body}"


def _number(number):
    """Write a number as people do: 3,236 and not 3236.0."""
    return f"{number:,.10g}"


def table(frame, caption):
    """Show `frame` (DataFrame or Series) under `caption`, a sentence that says what is seen.

    The row numbers of pandas are left out; an index with a name is kept.
    Raises ValueError when there is no caption.
    """
    if not str(caption).strip():
        raise ValueError("A table needs a caption: table(frame, 'What the reader sees').")
    return CaptionedTable(frame, caption)


def spoken(data, label=None, value=None):
    """Return counts as words for a chart's description: 'resistance 12, media 7, junta 3'.

    `data`: a Series (label is its index), or a table and the names of two of its columns.
    Numbers get thousands separators; whole ones no decimals. Nothing is typed.
    """
    pairs = data.items() if label is None else zip(data[label], data[value], strict=True)
    return ", ".join(
        f"{name} {_number(number) if isinstance(number, int | float) else number}"
        for name, number in pairs
    )

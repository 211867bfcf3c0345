"""report.html: what the class stumbled over, on one page that needs no internet.

Names stay out unless they are asked for: a row is called by its line in grades.csv. Each chart
is drawn by Altair in the course's look, has a description for those who cannot see it, and its
numbers stand in a table below it.
"""

import html
from collections import Counter

import altair as alt
import pandas as pd

from coursekit import charts
from coursekit.grade.judge import GRADED
from coursekit.grade.sheet import points, total

FEW = 10  # below so many students a difference between strong and weak ones says little
EMPTY = "not answered yet."  # the hint of a question that was left empty
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
       color: #222; overflow-wrap: anywhere }
table { border-collapse: collapse; margin: .5rem 0; overflow-wrap: break-word }
caption { text-align: left; font-weight: 600; white-space: nowrap }
th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #ddd;
         vertical-align: top }
td:last-child:not(.n) { overflow-wrap: anywhere }
td.n, th.n { text-align: right } figure { margin: 1rem 0; overflow-x: auto }
svg { max-width: 100%; height: auto; min-width: 36rem }
@media (max-width: 30rem) { body { font-size: 15px } th, td { padding-right: .6rem } }
"""


def page(rows, title, questions, read=(), names=False):
    """Return the report as HTML.

    `rows`: see ``sheet.grades``, in its order. `questions`: those with checks, `read`: those
    that a person reads. `names`: say names, and not line numbers of grades.csv.
    """
    # Line 1 of the file is its header.
    rows = [
        {**row, "label": row["student"] if names else f"line {number}"}
        for number, row in enumerate(rows, start=2)
    ]
    checked = [row for row in rows if row["questions"] and total(row) is not None]
    parts = [
        f"<h1>{html.escape(title).replace('_', '_<wbr>')}</h1>",
        _in_short(rows, read),
        "<h2>How many points</h2>",
        distribution(checked),
        "<h2>Question by question</h2>",
        by_question(checked, questions),
        "<h2>Which wrong answers</h2>",
        wrong_answers(checked, questions),
        "<h2>Questions that divide</h2>",
        dividing(checked, questions),
        "<h2>To be looked at</h2>",
        flagged(rows),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)}: report</title><style>{STYLE}</style></head><body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _in_short(rows, read):
    counts = Counter(row["status"] for row in rows)
    said = ", ".join(f"{number} {status}" for status, number in counts.items())
    text = f"<p>{len(rows)} students: {html.escape(said)}.</p>"
    if any(row["caged"] is False for row in rows):
        text += (
            "<p><strong>Not caged:</strong> students' code ran without a cage, with the files "
            "and the network of whoever graded. Scores were still made apart from it.</p>"
        )
    if read:
        text += f"<p>Read by a person, and not counted here: {html.escape(' '.join(read))}.</p>"
    return text


def _table(caption, header, lines, numbers=()):
    """Return a table as HTML; `numbers`: the columns (from 0) that hold numbers."""

    def cell(kind, n, text, scope=""):
        number = ' class="n"' if n in numbers else ""
        return f"<{kind}{number}{scope}>{html.escape(str(text))}</{kind}>"

    head = "".join(cell("th", n, text, ' scope="col"') for n, text in enumerate(header))
    body = "\n".join(
        "<tr>" + "".join(cell("td", n, text) for n, text in enumerate(line)) + "</tr>"
        for line in lines
    )
    return (
        f"<table><caption>{html.escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _picture(chart):
    """Return an Altair chart as a picture in the page, with its description."""
    alt.theme.register(charts.THEME, enable=True)(charts.theme)
    spec = chart.to_dict()
    forms = charts.bundle(spec)
    description = html.escape(spec["description"], quote=True)
    svg = forms.get("image/svg+xml")
    if not svg:
        return f"<p>{description}</p>"
    svg = svg.replace("<svg ", f'<svg role="img" aria-label="{description}" ', 1)
    return f"<figure>{svg}<figcaption>{description}</figcaption></figure>"


def _whole(most):
    """Return whole numbers from 0 to `most` for an axis, about ten: half a student is nobody."""
    return list(range(0, int(most) + 1, max(1, round(most / 10))))


def _short(text, longest):
    return text if len(text) <= longest else text[: longest - 3] + "..."


def distribution(rows):
    """Return how many students have how many points: a chart and a table, as HTML."""
    if not rows:
        return "<p>Nothing was graded.</p>"
    counts = Counter(round(total(row), 2) for row in rows)
    frame = pd.DataFrame(sorted(counts.items()), columns=["points", "students"])
    middle = pd.Series([total(row) for row in rows]).median()
    possible = max(sum(one["possible"] for one in row["questions"].values()) for row in rows)
    words = (
        f"Bars for {len(rows)} students: from {points(frame['points'].min())} to "
        f"{points(frame['points'].max())} of {points(possible)} points, half of them with "
        f"{points(middle)} or more."
    )
    chart = (
        alt.Chart(frame)
        .mark_bar(size=18)
        .encode(
            x=alt.X("points:Q")
            .title("Points (questions that a person reads are not in it)")
            .scale(domain=[0, possible])
            .axis(values=_whole(possible), format="d"),
            y=alt.Y("students:Q")
            .title("Students")
            .axis(values=_whole(frame["students"].max()), format="d"),
        )
        .properties(title="How many students have how many points", description=words)
    )
    lines = [[points(p), n] for p, n in sorted(counts.items())]
    return _picture(chart) + _table("Students by points", ["points", "students"], lines, (0, 1))


def shares(rows, questions):
    """Return a table: question, students, right, share of points, not checked.

    `rows`: rows of the grades. A DataFrame, one row a question; `share` from 0 to 1.
    """
    lines = []
    for name in questions:
        found = [row["questions"][name] for row in rows if name in row["questions"]]
        scored = [one for one in found if one["score"] is not None]
        possible = sum(one["possible"] for one in scored)
        lines.append(
            {
                "question": name,
                "students": len(found),
                "right": sum(one["score"] == one["possible"] for one in scored),
                "share": sum(one["score"] for one in scored) / possible if possible else None,
                "not checked": len(found) - len(scored),
            }
        )
    return pd.DataFrame(
        lines, columns=["question", "students", "right", "share", "not checked"]
    ).astype({"share": float})


def by_question(rows, questions):
    """Return the share of points of each question: a chart and a table, as HTML."""
    frame = shares(rows, questions)
    if not rows:
        return "<p>Nothing was graded.</p>"
    ranked = frame.dropna(subset="share").sort_values("share")
    words = "Bars, one a question: " + ", ".join(
        f"{row.question} {row.share:.0%}" for row in frame.dropna(subset="share").itertuples()
    )
    if len(ranked):
        words += f". Fewest points in {ranked['question'].iloc[0]}."
    chart = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X("share:Q")
            .title("Share of the points that were given")
            .scale(domain=[0, 1])
            .axis(format="%"),
            y=alt.Y("question:N").title("Question").sort(list(questions)),
        )
        .properties(title="How much of each question's points was given", description=words)
    )
    lines = [
        [
            row["question"],
            row["students"],
            row["right"],
            "" if pd.isna(row["share"]) else f"{row['share']:.0%}",
            row["not checked"],
        ]
        for row in frame.to_dict("records")
    ]
    header = ["question", "students", "right", "of the points", "not checked"]
    return _picture(chart) + _table("Question by question", header, lines, (1, 2, 3, 4))


def wrong_answers(rows, questions):
    """Return which hint how many students got, most frequent first, as HTML."""
    lines = []
    for name in questions:
        hints = Counter(
            row["questions"][name]["hint"]
            for row in rows
            if name in row["questions"] and row["questions"][name]["hint"]
        )
        lines += [[name, number, hint] for hint, number in hints.most_common()]
    if not lines:
        return "<p>No wrong answers.</p>"
    # No answer is no wrong answer: it stands in the table alone.
    wrong = [line for line in lines if line[2] != EMPTY]
    header = ["question", "students", "the hint that they got"]
    table = _table("All wrong answers, by hint", header, lines, (1,))
    if not wrong:
        return table
    most = sorted(wrong, key=lambda line: -line[1])[:10]
    frame = pd.DataFrame(most, columns=["question", "students", "hint"])
    frame["answer"] = [f"{question}: {_short(hint, 60)}" for question, _, hint in most]
    words = "Bars for the most frequent hints: " + "; ".join(
        f"{question}, {number} student{'s' * (number != 1)}, '{_short(hint, 60)}'"
        for question, number, hint in most[:3]
    )
    chart = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X("students:Q")
            .title("Students")
            .axis(values=_whole(frame["students"].max()), format="d"),
            y=alt.Y("answer:N").title(None).sort(None).axis(labelLimit=420),
        )
        .properties(title="The most frequent wrong answers, by their hint", description=words)
    )
    return _picture(chart) + table


def dividing(rows, questions):
    """Return how each question divides strong from weak students, as HTML.

    The measure is the upper-lower index of test theory: the share of points in the third of
    the class with the most points in all other questions, minus that in the third with the
    fewest. From 0.4 on it divides well; near 0 it does not; below 0, look at the question.
    """
    rows = [row for row in rows if row["status"] == GRADED]
    if len(rows) < FEW:
        return f"<p>Fewer than {FEW} whole grades: too few to say.</p>"
    frame = discrimination(rows, questions)
    ranked = frame.sort_values("index", ascending=False)
    best, worst = ranked.iloc[0], ranked.iloc[-1]
    words = (
        "Points, one a question, from -1 to 1: "
        + ", ".join(f"{row['question']} {row['index']:.2f}" for row in frame.to_dict("records"))
        + f". {best['question']} divides most, {worst['question']} least."
    )
    chart = (
        alt.Chart(frame)
        .mark_point()
        .encode(
            x=alt.X("index:Q")
            .title("Share of points, strong third minus weak third")
            .scale(domain=[-1, 1]),
            y=alt.Y("question:N").title("Question").sort(list(questions)),
        )
        .properties(title="Which questions divide strong from weak students", description=words)
    )
    lines = [
        [row["question"], f"{row['strong']:.0%}", f"{row['weak']:.0%}", f"{row['index']:.2f}"]
        for row in frame.to_dict("records")
    ]
    header = ["question", "strong third", "weak third", "difference"]
    note = (
        "<p>Strong and weak are by the points in all other questions. From 0.4 on a question "
        "divides well. Near 0 everybody or nobody knew it. Below 0, weak students did better: "
        "read the question again.</p>"
    )
    return note + _picture(chart) + _table("Strong and weak", header, lines, (1, 2, 3))


def discrimination(rows, questions):
    """Return a table: question, strong, weak (shares of points, 0 to 1), index (their difference).

    `rows`: rows with a whole grade. A DataFrame, one row a question.
    """
    third = max(1, len(rows) // 3)
    lines = []
    for name in questions:

        def rest(row, name=name):
            return total(row) - row["questions"][name]["score"]

        # Rows with the same points stay in the order of the file: the same in each run.
        ranked = sorted((row for row in rows if name in row["questions"]), key=rest)
        parts = []
        for group in (ranked[-third:], ranked[:third]):
            scores = [row["questions"][name] for row in group]
            possible = sum(one["possible"] for one in scores)
            parts.append(sum(one["score"] for one in scores) / possible if possible else 0.0)
        strong, weak = parts
        lines.append({"question": name, "strong": strong, "weak": weak, "index": strong - weak})
    return pd.DataFrame(lines)


def flagged(rows):
    """Return every row that is not simply graded, or has something to note, as HTML."""
    lines = [
        [row["label"], row["status"], "; ".join([*row["reasons"], *_anonymous(row)])]
        for row in rows
        if row["status"] != GRADED or row["remarks"]
    ]
    if not lines:
        return "<p>Nothing.</p>"
    header = ["student", "status", "why"]
    named = any(row["label"] == row["student"] for row in rows)
    note = "" if named else "<p>Lines are those of grades.csv. With --names they are names.</p>"
    return note + _table("Flagged", header, lines)


def _anonymous(row):
    """Return the remarks; where the row bears no name, without the names of files."""
    if row["label"] == row["student"]:
        return row["remarks"]
    return [
        remark.split(":")[0] + ": see grades.csv"
        if "handed in" in remark or "could not be read" in remark or "--regrade" in remark
        else "the variant of somebody else: see grades.csv"
        if remark.startswith("the variant of ")
        else remark
        for remark in row["remarks"]
    ]

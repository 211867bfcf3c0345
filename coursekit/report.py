"""What the ledger covers, and where it is thin: `python -m coursekit data report`."""

from pathlib import Path

import pandas as pd

from coursekit import DATA

PARAGRAPHS = range(1, 29)


def half_year(date):
    """Return the half-year of an ISO date, like '2021 H1'."""
    return f"{date[:4]} H{1 if date[5:7] < '07' else 2}"


def coverage(folder=DATA):
    """Return the report as a dictionary: heading -> DataFrame or Series, nothing written.

    `folder`: of the ledger. Counts are of rows; a gap is a half-year since 2021 in which a topic
    has no figure.
    """
    folder = Path(folder)
    claims, figures, support, matters, sources = (
        pd.read_csv(folder / f"{name}.csv")
        for name in ("claims", "figures", "support", "matters", "sources")
    )
    figures["half_year"] = figures["date_from"].map(half_year)
    since = figures[figures["date_from"] >= "2021"]
    by_topic = pd.crosstab(since["half_year"], since["topic"])
    cited = claims["paragraph"].value_counts().reindex(PARAGRAPHS, fill_value=0)
    gaps = by_topic.apply(lambda column: ", ".join(column.index[column == 0]) or "none")
    return {
        "Claims by paragraph and verdict": pd.crosstab(
            claims["paragraph"], claims["verdict"].fillna("not judged yet")
        ),
        "Paragraphs without a claim": cited[cited == 0],
        "Claims by theme": claims["theme"].value_counts(),
        "Figures by half-year and side": pd.crosstab(since["half_year"], since["side"]),
        "Figures by topic and side": pd.crosstab(figures["topic"], figures["side"]),
        "Half-years since 2021 in which a topic has no figure": gaps,
        "Matters by support": support["support"].value_counts(),
        "Matters conceded, contested": support[["conceded", "contested"]].sum(),
        "Matters by the side they hurt": matters["hurts"].value_counts(),
        "Pages by kind": sources["kind"].value_counts(),
        "Publishers with most pages": sources["publisher"].value_counts().head(10),
    }


def run(folder=None):
    """Print the report; return the exit code 0."""
    for heading, found in coverage(folder or DATA).items():
        print(f"\n{heading}\n{'-' * len(heading)}")
        print(found.to_string() if len(found) else "none")
    return 0

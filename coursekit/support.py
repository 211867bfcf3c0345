"""How well a matter is established: computed from its statements, never typed.

The rule, in words, stands in data/README.md. Echo is not corroboration: ten newspapers that
print one claimant's number are one statement. All public functions take the ledger's tables as
DataFrames; nothing here writes a file.
"""

from itertools import combinations

import pandas as pd

GRADES = ["single claimant", "echoed", "compatible", "corroborated", "counted"]
DAYS_APART = 31  # for running totals; other statements must overlap in time
ABOUT = 0.10  # 'about' and 'nearly' are read as within a tenth
FAR = 1.25  # a floor or ceiling further away than this only does not contradict
UNNAMED = "not named"  # a newsroom prints a number and does not say whose it is
THIRD_PARTIES = {"host_state", "monitor"}
COLUMNS = [
    "matter",
    "statements",
    "origins",
    "publishers",
    "support",
    "support_by",
    "conceded",
    "conceded_by",
    "contested",
    "contested_by",
]


def reach(low, high, qualifier):
    """Return the range (from, to) that a statement allows, in its own unit.

    A floor reaches to infinity, a ceiling down to 0; 'about' and 'nearly' a tenth either way.
    """
    start = 0 if pd.isna(low) else low
    end = float("inf") if pd.isna(high) else high
    if qualifier in ("about", "nearly"):
        start, end = start * (1 - ABOUT), end * (1 + ABOUT)
    return start, end


def overlap(one, other):
    """Say whether two ranges (from, to) have a value in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def times_apart(one, other):
    """Return how many times further one statement's number is than the other's, at least 1.

    `one`, `other`: rows with low and high, of which one may be missing (floor, ceiling).
    """
    ends = []
    for row in (one, other):
        low = row.high if pd.isna(row.low) else row.low
        high = row.low if pd.isna(row.high) else row.high
        ends.append((low, high))
    (low_a, high_a), (low_b, high_b) = sorted(ends)
    if low_b <= high_a:
        return 1.0
    return low_b / high_a if high_a > 0 else float("inf")


def root(actor, depends_on):
    """Return the actor at the end of the chain of dependence that begins with `actor`.

    `depends_on`: dictionary actor -> actor whose numbers it shares (only those that depend).
    """
    seen = set()
    while actor in depends_on and actor not in seen:
        seen.add(actor)
        actor = depends_on[actor]
    return actor


def comparable(one, other):
    """Say whether two statements speak about the same people at the same time."""
    for field in ("population", "unit", "measure", "place"):
        if getattr(one, field) != getattr(other, field):
            return False
    slack = pd.Timedelta(days=DAYS_APART if one.measure == "running_total" else 0)
    return one.date_from <= other.date_to + slack and other.date_from <= one.date_to + slack


def may_have_grown(one, other):
    """Say whether two running totals differ only because the later one is larger."""
    if one.measure != "running_total":
        return False
    earlier, later = sorted((one, other), key=lambda row: row.date_from)
    if earlier.date_to >= later.date_from:
        return False
    return (
        reach(earlier.low, earlier.high, earlier.qualifier)[1]
        < reach(later.low, later.high, later.qualifier)[0]
    )


def grade(statements, hurts=""):
    """Grade one matter; return a dictionary with the columns COLUMNS but for `matter`.

    `statements`: DataFrame, one row a statement, with the columns of figures.csv and `origin`
    (who it goes back to), `origin_side`, `publisher`. `hurts`: the side that the matter hurts.
    """
    rows = list(statements.itertuples(index=False))
    found = {grade: set() for grade in GRADES}
    conceded, contested = set(), set()
    for row in rows:
        if row.side in THIRD_PARTIES and row.basis == "head_count":
            found["counted"].add(row.figure)
    for one, other in combinations(rows, 2):
        if not comparable(one, other):
            continue
        keys = {one.figure, other.figure}
        agree = overlap(
            reach(one.low, one.high, one.qualifier), reach(other.low, other.high, other.qualifier)
        )
        if UNNAMED in (one.origin, other.origin) or one.origin == other.origin:
            if agree and one.publisher != other.publisher:
                found["echoed"] |= keys
            continue
        if not agree:
            if not may_have_grown(one, other):
                contested |= keys
            continue
        open_end = any(pd.isna(row.low) or pd.isna(row.high) for row in (one, other))
        far = open_end and times_apart(one, other) > FAR
        found["compatible" if far else "corroborated"] |= keys
        if hurts and (one.origin_side == hurts) != (other.origin_side == hurts):
            conceded |= keys
    support = next((name for name in reversed(GRADES) if found[name]), GRADES[0])
    return {
        "statements": len(rows),
        "origins": len(set(statements["origin"]) - {UNNAMED}),
        "publishers": statements["publisher"].nunique(),
        "support": support,
        "support_by": " ".join(sorted(found[support])),
        "conceded": bool(conceded),
        "conceded_by": " ".join(sorted(conceded)),
        "contested": bool(contested),
        "contested_by": " ".join(sorted(contested)),
    }


def support(figures, matters, actors, sources):
    """Grade every matter; return a DataFrame with the columns COLUMNS, one row a matter.

    The arguments are the ledger's tables as read by pandas, empty fields as NaN.
    """
    depends_on = actors.dropna(subset="depends_on").set_index("actor")["depends_on"].to_dict()
    side = actors.set_index("actor")["side"]
    said_by = figures["relies_on"].fillna(figures["claimant"])
    unnamed = (figures["side"] == "media") & (figures["basis"] == "not_said")
    origin = pd.Series([root(actor, depends_on) for actor in said_by], index=figures.index)
    statements = figures.assign(
        origin=origin.mask(unnamed & figures["relies_on"].isna(), UNNAMED),
        origin_side=said_by.map(side).where(figures["relies_on"].notna(), figures["side"]),
        publisher=figures["source"].map(sources.set_index("source")["publisher"]),
        date_from=pd.to_datetime(figures["date_from"]),
        date_to=pd.to_datetime(figures["date_to"]),
    )
    graded = []
    for matter, hurts in zip(matters["matter"], matters["hurts"].fillna(""), strict=True):
        rows = statements[statements["matter"] == matter]
        hurt = "" if hurts == "none" else hurts
        graded.append({"matter": matter, **grade(rows, hurt)})
    return pd.DataFrame(graded, columns=COLUMNS)

"""One text file a student: what is right, what is not yet, and the hint. No hidden test's name."""

from coursekit.grade.judge import GRADED, NOT
from coursekit.grade.sheet import points, total

NOT_RUN = "Your notebook could not be graded: {reason}. Please talk to your teacher."


def text(row, title, read=()):
    """Return the feedback for one row of the grades (see ``sheet.grades``), as text.

    `title`: the name of the set. `read`: questions that a person reads.
    """
    lines = [title, row["student"], ""]
    if row["status"] == NOT:
        reason = row["reasons"][0] if row["reasons"] else "it did not run"
        lines.append(NOT_RUN.format(reason=reason))
        return "\n".join(lines) + "\n"
    possible = sum(one["possible"] for one in row["questions"].values())
    lines.append(f"{points(total(row))} of {points(possible)} points")
    if row["status"] != GRADED:
        lines.append(
            "This is not the whole grade yet: "
            + "; ".join(row["reasons"])
            + ". Your teacher looks at it."
        )
    lines.append("")
    for name, one in row["questions"].items():
        if one["score"] is None:
            lines.append(f"{name}: not checked by the program; your teacher looks at it.")
        elif one["score"] == one["possible"]:
            lines.append(f"{name}: right.")
        else:
            got = f" ({points(one['score'])} of {points(one['possible'])})" if one["score"] else ""
            hint = one["hint"] or "look at it again."
            between = "" if hint[:1].islower() else " not yet."
            lines.append(f"{name}:{between}{got} {hint}")
    lines += [f"{name}: read by your teacher." for name in read]
    if row["remarks"]:
        lines += ["", "What the notebook said on the way:"]
        lines += [f"- {remark}" for remark in row["remarks"]]
    return "\n".join(lines) + "\n"

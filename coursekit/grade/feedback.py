"""One text file a student: what is right, what is not yet, and the hint. No hidden test's name."""

from coursekit.grade.judge import GRADED, NOT
from coursekit.grade.sheet import points, said, total

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
    lines += [said(name, one) for name, one in row["questions"].items()]
    lines += [f"{name}: read by your teacher." for name in read]
    # Other remarks (late, newer files, unusual code) are for the teacher to weigh.
    if errors := [remark for remark in row["remarks"] if remark.startswith("cell ")]:
        lines += ["", "What the notebook said on the way:"]
        lines += [f"- {error}" for error in errors]
    return "\n".join(lines) + "\n"

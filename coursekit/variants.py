"""Variants for marks: the same questions with other states, months and numbers, drawn by a secret.

A question's parameters stand in a code cell of its source notebook, before the cells that use
them:

    # PARAMETERS q4
    from coursekit.variants import fit, one_of

    SIDE = one_of("KIO", "KNU", "NUG")
    rows = opponents[opponents["side_b"] == SIDE].sort_values("quarter")
    mean = rows["best"].rolling(4).mean().iloc[-1]
    fit(mean > 10)

Run by hand, and in the practice set, ``one_of`` gives its first value. In a variant it gives the
one that the secret draws; where ``fit`` says no, it draws again. In the cells below, the build
writes the values of the NAMES IN CAPITALS: for SIDE in code ("KIO"), for {{SIDE}} in prose, hints
and other texts (KIO). ``secret(mean)`` in a check is worked out from the names of this cell.
Students never get the cell. ``coursekit.build`` reads it, ``coursekit.marks`` builds the variants.
"""

import hashlib
import hmac
import io
import json
import re
import textwrap
import tokenize
import unicodedata

SHORTEST = 8  # characters of a secret
TRIES = 200
CAPITALS = re.compile(r"[A-Z][A-Z0-9_]*")
BRACES = re.compile(r"\{\{ *([A-Z][A-Z0-9_]*) *\}\}")

_choose = None  # chooses while a PARAMETERS cell of a variant runs


class Unfit(Exception):
    """What was drawn makes no good question."""


def one_of(*values):
    """Return the first of `values`, or in a variant the one that the secret draws."""
    return _choose(values) if _choose else values[0]


def fit(holds):
    """Say what must hold for a good question: no tie, no empty table, about as hard."""
    if not holds:
        raise Unfit


# ---- drawing ---------------------------------------------------------------------------------


def key(secret):
    """Return the key (bytes) that a secret makes; slow on purpose, so that nobody tries them all.

    Raises ValueError, in words, for a secret that is empty or too short.
    """
    text = unicodedata.normalize("NFC", secret).strip()
    if len(text) < SHORTEST:
        raise ValueError(
            f"The secret has {len(text)} characters (spaces around it do not count). "
            f"Take {SHORTEST} or more, three words for example, and keep them."
        )
    return hashlib.pbkdf2_hmac("sha256", text.encode(), b"changing sides", 200_000)


class Draw:
    """Draws by a key. The same key, set, student and question give the same on every machine."""

    def __init__(self, key, number, student=""):
        """`key`: what ``key`` made. `number`: of the set, '05'. `student`: '' for a whole class."""
        self.key, self.number, self.student = key, number, student
        self.variant = f"{self.draw('variant') % 16**8:08x}"  # tells nothing of the secret

    def draw(self, *what):
        """Return a whole number that hangs on nothing but the key and `what`."""
        message = json.dumps([self.number, self.student, *what])
        return int.from_bytes(hmac.digest(self.key, message.encode(), "sha256"), "big")


def parameters(code, question, variables, draw=None, refused=()):
    """Run a PARAMETERS cell; return its names, a dictionary.

    `variables`: what the cells above made; they stay as they are. `draw`: None for the practice
    set. `refused`: values in capitals that are no good, as dictionaries. Raises Unfit.
    """
    global _choose
    for attempt in range(TRIES if draw else 1):
        names, asked = dict(variables), []

        def choose(values, attempt=attempt, asked=asked):
            asked.append(values)
            return values[draw.draw(question, attempt, len(asked)) % len(values)]

        _choose = choose if draw else None
        try:
            exec(compile(code, f"PARAMETERS {question}", "exec"), names)
        except Unfit:
            continue
        finally:
            _choose = None
        new = {n: v for n, v in names.items() if variables.get(n) is not v}
        if written(new) not in refused:
            return new
    raise Unfit


# ---- writing values into cells ---------------------------------------------------------------


def written(names):
    """Return those of `names` that are written into cells: the ones in capitals."""
    return {name: value for name, value in names.items() if CAPITALS.fullmatch(name)}


def in_text(text, values):
    """Return `text` with {{NAME}} replaced by its value, as words."""
    return BRACES.sub(lambda found: str(values.get(found[1], found[0])), text)


def in_code(code, values):
    """Return `code` with NAME replaced by its value as Python writes it, {{NAME}} as words."""
    if not any(name in code for name in values):
        return code
    lines, found, inside = code.splitlines(keepends=True), [], 0
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        kind = tokenize.tok_name[token.type]
        inside += (kind == "FSTRING_START") - (kind == "FSTRING_END")  # no quotes in quotes
        if kind == "NAME" and not inside and token.string in values:
            found.append(token)
    for token in reversed(found):
        (row, start), (_, end) = token.start, token.end
        line = lines[row - 1]
        lines[row - 1] = line[:start] + literal(values[token.string], start) + line[end:]
    return in_text("".join(lines), values)


def literal(value, column=0):
    """Return `value` as Python writes it; a list too long for its line is broken into several."""
    text = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, list) or len(text) + column < 100:
        return text
    return "[\n" + textwrap.indent(textwrap.fill(text[1:-1], 92), " " * 4) + ",\n]"

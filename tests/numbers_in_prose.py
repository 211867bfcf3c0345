"""Find the figures in a lesson's prose, in digits and in words, and the key behind each."""

import re
from dataclasses import dataclass

WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
}
MULTIPLIERS = {"dozen", "hundred", "thousand", "million"}
SHARES = {"half": 50, "third": 100 / 3, "quarter": 25, "fifth": 20, "tenth": 10}

# Small numbers that count the page itself and what its reader does, not the world.
OF_THE_PAGE = set(
    (
        "answer answers article articles axes axis bar bars cell cells chart charts circle "
        "circles claim claimant claimants claims clock code coder coders codes column columns "
        "date dates decimal digit digits door dot dots figure "
        "figures hint hints item items kind kinds lesson lessons "
        "letter letters line lines list lists look looks mark marks meaning meanings method "
        "methods minute minutes name names number numbers origin origins panel panels paragraph "
        "paragraphs part parts picture pictures place places point points question questions "
        "reader readers reason reasons rectangle row rows rule rules scale scales section "
        "sections sentence sentences series set sets shape shapes side sides slider sliders "
        "source sources statement statements step steps stop stops stories story table tables "
        "term terms thing things time times total totals value values verdict verdicts version "
        "versions way ways week weeks word words write writes "
    ).split()
)
HEDGES = {
    r"about|around|some|roughly|approximately": {"about", "nearly"},
    r"nearly|almost|close to": {"nearly", "about"},
    r"more than|over|above": {"more_than", "at_least"},
    r"at least": {"at_least", "more_than"},
    r"up to|at most": {"up_to", "less_than"},
    r"fewer than|less than|under": {"less_than", "up_to"},
    r"exactly": {"exact"},
}

KEY = re.compile(r"\[([A-Z]\d{3,4})\]")
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# What looks like a figure and is none: code, addresses, dates, years, names with a number.
NO_FIGURE = [
    re.compile(r"```.*?```", re.DOTALL),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"`[^`]*`"),
    re.compile(r"\]\([^)]*\)"),
    re.compile(r"https?://\S+"),
    re.compile(r"<[^>]+>"),
    re.compile(rf"\b\d{{1,2}}(?:(?:,| and| to|-) \d{{1,2}})* {MONTH}(?: \d{{4}})?"),
    re.compile(rf"\b{MONTH} \d{{4}}"),
    re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b"),
    re.compile(r"(?<![\d,.])(?:19|20)\d\d(?:s|-\d\d(?:\d\d)?)?(?![\d,]*\d)"),
    re.compile(
        r"\b(?:[Ll]essons?|[Ss]ets?|[Ss]tep|[Pp]art|Operation|Brigade|Battalion|Order|No\.|CC BY|"
        r"Python|pandas|Q|P|version) ?\d[\d.]*(?:(?:,| and| to|-) ?\d+)*"
    ),
    re.compile(r"\b[A-Z]\d{1,4}\b(?!\])"),
    re.compile(r"^\s*(?:#+ )?\d+\. |^# \d\d |^\| \*\*Minutes\*\*.*$", re.MULTILINE),
    re.compile(r"\bThree Brotherhood Alliance\b"),
    re.compile(r"\b[Aa] third party\b|\b[Tt]he third (?!of)"),
    re.compile(r"\b\d+ ?(?:minutes|min)\b"),
    re.compile(
        r"\b(?:one|two|three|four|five|six) (?:or|and|to) (?:two|three|four|five|six|seven) "
        r"(?:words|sentences|minutes|lines)"
    ),
]
NUMBER = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\w]|,\d|\.\d)"
    r"( per ?cent|%| million| thousand)?"
)
WORD = re.compile(
    r"\b(?:(?:a |one )?(?:" + "|".join(WORDS) + r")(?:[- ](?:" + "|".join(WORDS) + r"))*"
    r"|(?:a|one|two|three) (?:" + "|".join(SHARES) + r")s?|half)\b",
    re.IGNORECASE,
)


@dataclass
class Found:
    """One figure in a text: what was read, its value, its hedge, the key that follows, if any."""

    text: str
    value: float
    is_share: bool
    hedge: set
    key: str
    sentence: str


def clean(text):
    """Return `text` without what looks like a figure and is none."""
    for pattern in NO_FIGURE:
        text = pattern.sub(lambda found: "\n" * found.group().count("\n") + " ", text)
    return text


def figures_in(markdown):
    """Return every figure of a Markdown text as a list of Found."""
    found = []
    for sentence in re.split(r"(?<=[.!?:])\s+(?=[^a-z])|\n\s*\n|\n(?=[|*-])|\|", clean(markdown)):
        spots = [(m, _value(m), False) for m in NUMBER.finditer(sentence)]
        spots += [(m, *_value_of_words(m.group())) for m in WORD.finditer(sentence)]
        spots.sort(key=lambda spot: spot[0].start())
        for i, (match, value, share) in enumerate(spots):
            after_here = sentence[match.end() :]
            if not match.group()[0].isdigit() and _of_the_page(after_here):
                continue
            end = spots[i + 1][0].start() if i + 1 < len(spots) else len(sentence)
            key = KEY.search(sentence[match.end() : end])
            before = sentence[: match.start()].rstrip()[-14:]
            hedge = hedge_in(before)
            share = share or "%" in match.group() or "cent" in match.group()
            key = key.group(1) if key else ""
            said = " ".join(sentence.split())
            found.append(Found(match.group().strip(), value, share, hedge, key, said))
    return found


def hedge_in(before):
    """Return the qualifiers that fit the words before a figure, an empty set for no hedge."""
    for words, allowed in HEDGES.items():
        if re.search(rf"\b(?:{words})$", before, re.IGNORECASE):
            return allowed
    return set()


def _of_the_page(after):
    """Say whether one of the next three words is something that the page itself has."""
    words = re.findall(r"[a-z]+", after.split("[")[0].lower())[:3]
    return any(word in OF_THE_PAGE for word in words)


def _value(match):
    value = float(match.group(1).replace(",", "") + (match.group(2) or ""))
    return value * {"million": 1e6, "thousand": 1e3}.get((match.group(3) or "").strip(), 1)


def _value_of_words(text):
    words = re.findall(r"[a-z]+", text.lower())
    share = next((w for w in words if w.rstrip("s") in SHARES), None)
    if share:
        times = next((WORDS[w] for w in words if w in ("two", "three")), 1)
        return SHARES[share.rstrip("s")] * times, True
    total, part = 0, 0
    for word in words:
        if word in MULTIPLIERS:
            part = max(part, 1) * WORDS[word]
            if WORDS[word] >= 1000:
                total, part = total + part, 0
        elif word in WORDS:
            part += WORDS[word]
    return float(total + part), False

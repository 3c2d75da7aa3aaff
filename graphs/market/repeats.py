"""Whether a posting repeats an earlier one: reposts and copies with small edits, not the same text for another place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphs.career.posting import Posting

SAME_TEXT = 0.80
"""Shared triples of words; a repost with new dates and a few changed words stays above it."""
SAME_JOB = 0.50
"""Enough when employer, title and place agree too."""
SAME_WORDS = 0.75
"""The same words in another order: sections that changed places."""
NEARLY_ALL = 0.92
SAME_SKILLS = 0.6
"""Texts that share a company's long passages about itself are told apart by what they ask for."""
_NOISE = re.compile(
    r"\b(?:re-?posted|posted|published|apply (?:now|soon|by|before|until)|\d+ (?:minutes?|hours?|days?|weeks?|months?) ago|new|urgent|easy apply|over \d+ applicants|\d+ applicants)\b|https?://\S+",
    re.I,
)
_CUT_WORD = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
"""The hyphen of a line that was broken in a PDF."""
_WORD = re.compile(r"[^\W_]+")
_TITLE_NOISE = re.compile(
    r"\((?:m|w|f|d|x|h|gn|all genders|/|\s|\*)+\)|\b(?:remote|hybrid|onsite|urgent|hiring|reposted|ref\.?(?:erence)? ?\w*\d+|full[- ]?time)\b|\(?\b\d{2,3}\s*(?:[-–]\s*\d{2,3}\s*)?%\)?",
    re.I,
)
_LEGAL = re.compile(
    r"\b(?:inc|llc|ltd|limited|gmbh|ag|corp|corporation|co|plc|pvt|pte|bv|b v|ab|sa|se|oy|as|group|technologies|the)\b\.?",
    re.I,
)
_SHORT_FORMS = {"sre": "site reliability engineer", "sr": "senior", "jr": "junior", "ml": "machine learning", "eng": "engineer", "ai": "artificial intelligence", "infra": "infrastructure"}  # fmt: skip
_SAME_PLACES = {"nyc": "new york", "new york city": "new york", "sf": "san francisco", "münchen": "munich", "köln": "cologne", "wien": "vienna", "zürich": "zurich", "bangalore": "bengaluru", "lisboa": "lisbon", "warszawa": "warsaw", "usa": "us", "united states": "us", "u s": "us", "europe": "eu", "european union": "eu", "united kingdom": "uk", "great britain": "uk"}  # fmt: skip


def earlier_copy(posting: Posting, earlier: Iterable[Posting]) -> str | None:
    """The id of the first posting that this one repeats; a copy of a copy leads to the original."""
    mine = shingles(posting.text)
    for other in earlier:
        if repeats(posting, other, mine):
            return other.duplicate_of or other.id
    return None


def repeats(posting: Posting, other: Posting, mine: frozenset[tuple[str, ...]] | None = None) -> bool:
    """Same work for the same employer at the same place."""
    mine = shingles(posting.text) if mine is None else mine
    theirs = shingles(other.text)
    if not mine or not theirs:
        return posting.text.strip().casefold() == other.text.strip().casefold()
    shared = len(mine & theirs)
    alike = shared / len(mine | theirs)
    if alike == 1.0 and _places(posting) == _places(other):
        return True
    if _differ(posting, other) or (alike < NEARLY_ALL and _asked_alike(posting, other) < SAME_SKILLS):
        return False
    if alike >= SAME_TEXT:
        return True
    # One text inside the other: an excerpt, or the same with the board's own lines around it.
    if shared / min(len(mine), len(theirs)) >= 0.9 and min(len(mine), len(theirs)) >= 60:
        return True
    named = bool(_company(posting)) and _company(posting) == _company(other)
    if not named or not _title(posting) or _title(posting) != _title(other) or _other_pay(posting, other):
        return False
    return alike >= SAME_JOB or _words_alike(posting.text, other.text) >= SAME_WORDS


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Triples of neighbouring words, without what job boards add."""
    whole = _CUT_WORD.sub("", text.casefold())
    words = _WORD.findall(_NOISE.sub(" ", whole))
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _differ(posting: Posting, other: Posting) -> bool:
    """What makes two alike texts two jobs: employer, place, level, title."""
    if _company(posting) and _company(other) and _company(posting) != _company(other):
        return True
    mine, theirs = _places(posting), _places(other)
    if mine and theirs and not any(_one_place(one, two) for one in mine for two in theirs):
        return True
    if posting.seniority != other.seniority and "unknown" not in (posting.seniority, other.seniority):
        return True
    mine_title, their_title = set(_title(posting).split()), set(_title(other).split())
    if mine_title and their_title:
        return len(mine_title & their_title) / len(mine_title | their_title) < 0.5
    return False


def _one_place(one: str, two: str) -> bool:
    """ "Melbourne VIC" is Melbourne."""
    return one == two or one.startswith(f"{two} ") or two.startswith(f"{one} ")


def _asked_alike(posting: Posting, other: Posting) -> float:
    mine, theirs = {each.skill for each in posting.skills}, {each.skill for each in other.skills}
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 1.0


def _other_pay(posting: Posting, other: Posting) -> bool:
    mine = {(each.min, each.max, each.currency) for each in posting.salaries}
    theirs = {(each.min, each.max, each.currency) for each in other.salaries}
    return bool(mine) and bool(theirs) and not mine & theirs


def _words_alike(text: str, other: str) -> float:
    mine, theirs = (frozenset(_WORD.findall(_NOISE.sub(" ", each.casefold()))) for each in (text, other))
    return len(mine & theirs) / len(mine | theirs)


def _title(posting: Posting) -> str:
    words = _WORD.findall(_TITLE_NOISE.sub(" ", posting.title).casefold())
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


def _company(posting: Posting) -> str:
    return " ".join(_WORD.findall(_LEGAL.sub(" ", posting.company.casefold())))


def _places(posting: Posting) -> frozenset[str]:
    found = set()
    for each in posting.locations:
        city = re.split(r"[,(]", each)[0].strip().casefold()
        found.add(_SAME_PLACES.get(city, city))
    return frozenset(found - {"remote", ""})

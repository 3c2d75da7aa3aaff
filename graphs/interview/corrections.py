"""Corrections: "make docker 2", "I'm better at bash than that", "forget what I said about git"."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Literal

from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import Correction

_NAMED = {
    "none": 0, "nothing": 0, "zero": 0, "basic": 1, "beginner": 1, "novice": 1, "one": 1, "intermediate": 2, "two": 2,
    "advanced": 3, "three": 3, "expert": 4, "four": 4,
}  # fmt: skip
_AFTER = (
    r"(?!\s*(?:years?|yrs?|months?|weeks?|days?|hours?|times|projects?|services?|clusters?|people|x\b|k\b|\.\d|\d))"
)
RATING = (
    r"(?:(?P<stars>[★⭐]{1,5})|(?:a |an |level |rating )*(?P<number>\d{1,3}(?:\.\d)?)(?:\s*(?:/|out of|of)\s*(?P<of>\d{1,3})|\s*(?P<percent>%))?"
    + _AFTER
    + r"(?:\s*stars?)?|(?:a |an )?(?P<word>" + "|".join(_NAMED) + r")\b)"
)  # fmt: skip
_RATING = re.compile(r"(?<![\w.])" + RATING, re.I)
_SET = re.compile(
    r"\b(?:make|set|change|put|mark|update|move|bump|lower|raise|drop|correct|rate|should(?:'ve| have)? be(?:en)?|ought to be|"
    r"must be|more like|closer to|rather|instead|actually|really|i meant|i'd say|i would say|call it|fairer|i think|deserves?|not)\b|^\s*no\b|=|->|→",
    re.I,
)
_THAN = r"\s*(?:\w+\s+){0,6}?than\s+(?:that|this|you|what you|it|i (?:said|told|wrote|claimed)|the|basic|intermediate|advanced|expert|\d)"
_UP = re.compile(
    r"\b(?:(?:better|stronger|higher|more experienced|more advanced|more)\b" + _THAN
    + r"|too low|underrat\w*|undersold|under-?sold|underestimat\w*|sold myself short|too harsh|too modest|bump .{0,30}\bup\b(?! to)|"
    r"(?:go|move|one) (?:it )?(?:one )?up\b|raise\b|higher$|better now\b)",
    re.I,
)  # fmt: skip
_DOWN = re.compile(
    r"\b(?:(?:worse|weaker|lower|less experienced|less advanced|less)\b" + _THAN
    + r"|too high|too generous|too kind|overrat\w*|over-?sold|overestimat\w*|exaggerat\w*|overstat\w*|"
    r"not (?:as|that|so) good (?:at|with|in) .{0,30}(?:as (?:that|you|i said))|"
    r"bump .{0,30}\bdown\b(?! to)|one down\b|lower\b|(?:rustier|weaker) than)",
    re.I,
)  # fmt: skip
_FORGET = re.compile(
    r"(?<!\bi )\b(?:forget|ignore|delete|remove|disregard|scratch|erase|take back|withdraw|strike|clear|discard)\b(?!\s+(?:all|previous|prior|your))",
    re.I,
)
_OF_WHAT = re.compile(r"\b(?:said|told|wrote|answer|rating|claim\w*|mention\w*|correct\w*|reading|evidence)\b", re.I)
_INSTEAD = re.compile(
    r"[,\s]+(?:and )?(?:not|instead of|rather than)\s+(?:a |an )?(?:\d|" + "|".join(_NAMED) + r")\b", re.I
)
_BY_STEP = re.compile(r"\bby (?:a|one|1|two|2)\b", re.I)
_BARE_SET = re.compile(
    r"^\s*(?:no+|nope|actually|sorry|oops|hmm+|wait|i meant|i mean|make (?:it|that)|that should be|it should be|it's more like|"
    r"more like|rather|correction)[\s,:]+(?:(?:it|that|this)(?:'s| is| should be)?\s+|make (?:it|that)\s+|i meant\s+|more like\s+|i'd say\s+|rather\s+)*"
    + RATING + r"\s*(?:please|then|instead|i think)?[\s.!]*$",
    re.I,
)  # fmt: skip
_BARE = re.compile(
    r"\b(?:that'?s|that is|this is|it'?s|it is|you(?:'re| are)|i(?:'m| am)|i think|way|much|far|a bit)\b", re.I
)
_COMMANDS = re.compile(
    r"^\s*(?:(?:actually|no|oh|and|also|but|please|sorry|wait|hey|ok|okay|hmm+|could you|can you|you can|just)[\s,:.!]+)*"
    r"(?:make|set|put|change|mark|update|move|bump|lower|raise|drop|correct|rate)\b(?!\s+(?:up|off|in|together)\b)"
    r"|\b(?:should(?:'ve| have)? be(?:en)?|ought to be|must be|(?:is|am) (?:really |actually )?(?:more like|closer to))\b",
    re.I,
)
_OTHERWISE = re.compile(r"\b(?:actually|rather|i meant|i'd say|i would say|call it|more like|closer to)\b", re.I)
_THAN_THAT = re.compile(
    r"\bthan\s+(?:that|this|you|what you|it (?:looks|seems|says|sounds)|i (?:said|told|wrote|claimed))\b|"
    r"\bunder-?(?:rat|estimat|s[eo]l)\w*|\bover-?(?:rat|estimat|s[eo]l)\w*",
    re.I,
)
_SHORT = 7

Change = Literal["set", "up", "down", "forget"]


def value(match: re.Match[str]) -> int | None:
    """The rating on the scale of 0 to 4; None when the number is off its own scale."""
    if match["stars"]:
        return min(4, len(match["stars"]))
    if match["word"]:
        return _NAMED[match["word"].casefold()]
    number = float(match["number"])
    top = 100.0 if match["percent"] else float(match["of"] or 4)
    if top <= 0 or number > top:
        return None
    return int(number * 4 / top + 0.5)


def rating_in(text: str) -> int | None:
    """The last rating named in the text: in "from 1 to 3" the second one is meant."""
    found = [rating for match in _RATING.finditer(text) if (rating := value(match)) is not None]
    return found[-1] if found else None


def pieces(text: str, lexicon: SkillLexicon) -> list[tuple[str, str]]:
    """(skill, words) with at most one skill each; the skill is empty where none is named."""
    found: list[tuple[str, str]] = []
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+|;\s*|(?<=,)\s+(?=(?:but|and|also|actually)\b)", text):
        mentions = lexicon.mentions(sentence)
        if len({mention.skill for mention in mentions}) <= 1:
            found.append((mentions[0].skill if mentions else "", sentence))
            continue
        start = 0
        for place, mention in enumerate(mentions):
            end = len(sentence)
            if place + 1 < len(mentions):
                between = sentence[mention.end : mentions[place + 1].start]
                cuts = [m.end() for m in re.finditer(r",\s*|\s+and\s+|\s+but\s+|\s*&\s*|\s*/\s*|\s+plus\s+", between)]
                end = mention.end + cuts[-1] if cuts else mentions[place + 1].start
            found.append((mention.skill, sentence[start:end]))
            start = end
    return [(skill, words) for skill, words in found if words.strip()]


def read_corrections(
    text: str,
    lexicon: SkillLexicon,
    known: set[str],
    last: tuple[str, ...],
    *,
    reviewing: bool,
    waiting: Container[str] = (),
) -> tuple[tuple[Correction, ...], str]:
    """The corrections, and what is left of the message.

    `known` are the skills that hold a reading; `reviewing` when readings lie before the learner, so that
    "docker 3" alone corrects; `waiting` those that the open question asks about. A skill without a reading is
    corrected only in so many words ("put docker at 2", "I know more terraform than that").
    """
    found: list[Correction] = []
    left: list[str] = []
    mood: Change | None = None
    bare = _BARE_SET.match(text)
    if bare and not lexicon.mentions(text) and last:
        rating = value(bare)
        if rating is not None:
            return (Correction("", "set", text.strip(), rating),), ""
    for skill, words in pieces(text, lexicon):
        change, rating = _change(words, mood, reviewing=reviewing)
        rest = words
        if skill:
            for mention in reversed(lexicon.mentions(words)):
                rest = rest[: mention.start] + rest[mention.end :]
            if change is not None and (skill in known or _unasked(words, change, mood, asked=skill in waiting)):
                found.append(Correction(skill, change, words.strip().rstrip(",").strip(), rating))
                mood = change
                continue
        elif change in ("up", "down") and last and _BARE.search(words) and len(words.split()) <= 12:
            found.append(Correction("", change, words.strip()))
            continue
        elif (
            change == "forget"
            and last
            and re.search(r"\b(?:said|that|it|answer|last)\b", words)
            and len(words.split()) <= 9
        ):
            found.append(Correction("", "forget", words.strip()))
            continue
        left.append(words.strip())
    both = tuple(found)
    return both, text if not both else " ".join(left).strip()


def _unasked(words: str, change: Change, mood: Change | None, *, asked: bool) -> bool:
    """Whether words about a skill that holds no reading are a correction and no answer."""
    if change == "set":
        short = len(words.split()) <= _SHORT
        return (
            bool(_COMMANDS.search(words))
            or (short and mood == "set")
            or (short and not asked and bool(_OTHERWISE.search(words)))
        )
    return change in ("up", "down") and bool(_THAN_THAT.search(words))


def _change(words: str, mood: Change | None, *, reviewing: bool) -> tuple[Change | None, int | None]:
    named = _INSTEAD.sub(" ", words)
    by_step = _BY_STEP.search(named)
    rating = None if by_step else rating_in(named)
    if _FORGET.search(words) and (_OF_WHAT.search(words) or len(words.split()) <= 4):
        return "forget", None
    too_much, too_little = _DOWN.search(words), _UP.search(words)
    verdict = too_much or too_little
    if verdict and (after := rating_in(words[verdict.end() :])) is not None and not by_step:
        return "set", after
    than = re.search(r"\bthan\b", named, re.I)
    if rating is not None and not than and (_SET.search(words) or reviewing or mood == "set"):
        return "set", rating
    if too_much and not re.search(r"\bnot (?:too|that) (?:high|generous)", words, re.I):
        return "down", None
    if too_little:
        return "up", None
    if mood in ("forget", "up", "down") and len(words.split()) <= 3:
        return mood, None
    return None, None

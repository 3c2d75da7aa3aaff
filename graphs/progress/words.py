"""The words of a check-in: its clauses, what each says of the work, durations and weeks. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Says = Literal["done", "not_done", "partly", "later"]

HOURS_OF_A_WEEK = 168
_NUMBERS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
}  # fmt: skip
_NUMBER = r"(?P<number>\d+(?:[.,]\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_UNIT = r"(?P<unit>hours?|hrs?|h|minutes?|mins?|m)(?=\b)"
_DURATION = re.compile(
    rf"(?<![\w.,/-])(?:(?P<half>half an? hour)|(?P<clock>\d{{1,2}})(?:\s?h\s?(?P<past>[0-5]\d)\s?(?:m|min)?|:(?P<past2>[0-5]\d)\s?(?:h|hours?))\b"
    rf"|{_NUMBER}(?P<more> and a half)?(?:(?<=\d)|[\s-]+|(?<=\d)[\s-]*){_UNIT}(?P<after> and a half)?"
    r"(?:[\s,]*(?:and )?(?P<minutes>\d{1,2})[\s-]*(?:minutes?|mins?|m)\b)?)"
    r"(?P<each>\s*(?:a|per|each|every)\s+(?:day|evening|morning|night)\b)?"
    r"(?:\s*(?:on|for|over|x|times)?\s*(?P<days>\d|two|three|four|five|six|seven)\s*(?:days|evenings|mornings|nights|times)\b)?",
    re.IGNORECASE,
)
_OF_PLANNED = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:h|hours?|hrs?)?\s*(?:out )?(?:of|/)\s*(?:the |my )?(?:planned )?\d+(?:[.,]\d+)?\s*(?:planned )?(?=h\b|hours?\b|hrs?\b)",
    re.IGNORECASE,
)
_SPENT = "⏱"
_NOT_SPENT = re.compile(
    r"(?:\binstead of|\bout of(?: the)?|\bof(?: the| my)?|\bplanned|\bwanted|\brather than|\bnot|\bonly have|\b(?:will|can) (?:do|have)|\bneed(?:s|ed)?|\bleft|\bin the next)\s*$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[.!?;\n•|]+(?=\s|$)|[\n;]|\s[-–—]\s|,|\b(?:but|though|although|however|whereas|while|then|also|plus|yet|as well as)\b|\band\b|&|\+",
    re.IGNORECASE,
)
_NUMBERS_IN_A_ROW = re.compile(
    r"(?<![\w.,])(#?\d{1,2})\s*(?:,|and|&|\+)\s*(?:and\s+)?(?=#?\d{1,2}\b(?![.,:]\d))", re.IGNORECASE
)
_REASON = re.compile(r"\b(?:because|due to|since i|as i (?:was|had))\b[^.!?;\n]*", re.IGNORECASE)
"""Why something was not done is not what was done."""
_ALL_DONE = re.compile(
    r"\bnothing(?:'s| is| was)? (?:left|open|missing|outstanding|to report missing|remains)\b", re.IGNORECASE
)
_NO_TROUBLE = re.compile(
    r"\b(?:no|without(?: any)?) (?:problems?|issues?|trouble|hiccups?|sweat)\b|\bnot a problem\b|\bno doubt\b|\bnot only\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:except(?: for)?|apart from|aside from|besides|all but|everything but|other than|minus|save for|but not|but no)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:will|shall|going to|gonna|plan(?:ning)? to|next week|tomorrow|tonight|want to|would like to|hope to|intend|later this|this weekend i)\b|\b\w+'ll\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:nothing|none|nope|nada|zero|zilch|no|not|never|neither|nor|without|skipp?(?:ed|ing)?|missed|failed to|unable|ran out|postpon\w*|"
    r"left out|dropped|ignored|forgot\w*|avoided|couldn|cannot|cant|didnt|havent|wasnt|untouched|yet to|"
    r"(?:still )?(?:need|have|got) to|still open|still missing|too busy|gave up)\b|n['’]t\b|[✗✘❌]",
    re.IGNORECASE,
)
_NOT_FINISHED = re.compile(
    r"(?:\bnot\b|n't\b|\bnever\b|\bdidnt\b|\bhavent\b).{0,24}\b(?:finish|complet|all of|the whole|done with|the end|quite)\w*",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:half(?:way|-way| way)?|part(?:ly|ially| of| way)|some of|a (?:bit|little|chunk) of|bits of|start(?:ed|ing)|began|begun|working on|worked a bit|"
    r"in the middle of|almost|nearly|most of|mostly|in progress|ongoing|still (?:on|at|in|doing|reading|busy|working|going|watching)|"
    r"two thirds|a (?:third|quarter)|\d{1,2} ?(?:%|percent)|first (?:part|half|chapters?)|(?:up )?to chapter|chapters? \d+|not quite|stuck (?:on|at|with|in)|getting there)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:did|done|finish\w*|complet\w*|built|build|wrote|written|read|watched|took|taken|passed|sat|made|got through|worked through|went through|"
    r"gone through|through|ticked|tick|check(?:ed)? off|deployed|set up|shipped|publish\w*|learn(?:ed|t)|studied|practi[sc]ed|wrapped|knocked out|managed|"
    r"tried|joined|created|containeri[sz]ed|configured|installed|implemented|ran|merged|tested|nailed|solved|covered|worked on|spent|reviewed|"
    r"trained|traced|automated|fixed|documented|sorted)\b|[✓✔✅]|\[x\]",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\b(?:everything|every (?:item|task|thing)|all (?:of (?:it|them|this)|done|items|tasks|the (?:items|tasks|things|work)|\w+ items)|it all|all|the (?:lot|whole (?:week|thing|lot)|entire week)|100 ?%)\b",
    re.IGNORECASE,
)
FINISHED = re.compile(
    r"\b(?:finish\w*|complet\w*|(?:all|end) of|whole|entire|through with|done with|wrapped|got through|to the end|cover to cover)\b",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"\b(?:weeks?|wks?\.?|w)[\s#-]*(?P<number>\d{1,3})(?:/\d{1,3})*\b|\bthe (?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth) week\b|"
    r"\b(?P<last>last|previous|past) week\b|\b(?P<this>this|current) week\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """A stretch of words that says one thing."""

    text: str
    says: Says | None
    """None: nothing in it tells, and nothing before it either."""
    own: bool
    """Whether it has a cue of its own; else it goes on with what was said before."""


def clauses(text: str) -> list[Clause]:
    """In order; one without a cue of its own takes over that of the clause before it in the same sentence."""
    flat = _ALL_DONE.sub(" everything is done ", _NO_TROUBLE.sub(" ", text.replace("’", "'")))
    flat = _REASON.sub(" ", flat)
    flat = _DURATION.sub(f" {_SPENT} ", _OF_PLANNED.sub(r"\1 ", flat))
    flat = _NUMBERS_IN_A_ROW.sub(r"\1/", flat)
    flat = _EXCEPT.sub(lambda match: f"{_kept(match[0])} ; ⊘ ", flat)
    found: list[Clause] = []
    before: Says | None = None
    for sentence in re.split(r"(?<=[.!?\n])\s+|\n+", flat):
        for piece in _BREAK.split(sentence):
            words = piece.strip(" \t'\"“”()-–—:*")
            if not re.search(r"[^\W_]", words):
                continue
            cue = _cue(words)
            if (
                cue is None
                and found
                and re.fullmatch(r"(?:i|we|it|so|well|ok|okay|hi|hello|hey)", words, re.IGNORECASE)
            ):
                continue
            found.append(Clause(words.replace(_SPENT, " ").strip("⊘ "), cue or before, cue is not None))
            before = cue or before
        before = before if before == "done" else None
    return found


def _kept(words: str) -> str:
    first = words.split()[0].casefold()
    return first if first in ("all", "everything") else ""


def _cue(words: str) -> Says | None:
    if words.startswith("⊘"):
        return "not_done"
    plain = words.replace(_SPENT, " ")
    if _NOT_FINISHED.search(plain):
        return "partly"
    if _LATER.search(plain) and not re.search(r"\b(?:did|done|finished|completed)\b", plain, re.IGNORECASE):
        return "later"
    if _NOT.search(plain):
        return "not_done"
    if _PARTLY.search(plain):
        return "partly"
    if WHOLE.search(plain) and not _DONE.search(plain):
        return "done"
    if _DONE.search(plain):
        # Time spent on something does not say that it is finished.
        return (
            "partly"
            if _SPENT in words
            and re.fullmatch(r".*\b(?:spent|worked on|read|watched|studied|practi[sc]ed)\b.*", plain, re.I)
            else "done"
        )
    return "partly" if _SPENT in words and re.search(r"\b(?:on|of|with|for|into)\b", plain) else None


def hours(text: str) -> float | None:
    """All durations that were spent, added up; None when none is named. A plan's own figures do not count."""
    total, named = 0.0, False
    text = _OF_PLANNED.sub(r"\1 ", text.replace("’", "'"))
    for match in _DURATION.finditer(text):
        if _NOT_SPENT.search(text[: match.start()]) or re.match(
            r"\s*(?:left|to go|planned|were planned|behind)\b", text[match.end() :]
        ):
            continue
        if match["half"]:
            value = 0.5
        elif match["clock"]:
            value = int(match["clock"]) + int(match["past"] or match["past2"]) / 60
        else:
            word = match["number"].casefold()
            value = _NUMBERS[word] if word in _NUMBERS else float(word.replace(",", "."))
            value += 0.5 if match["more"] or match["after"] else 0.0
            if match["unit"].casefold().startswith("m"):
                value /= 60
            value += int(match["minutes"]) / 60 if match["minutes"] else 0.0
        if match["days"]:
            days = match["days"].casefold()
            value *= _NUMBERS.get(days) or float(days)
        elif match["each"]:
            value *= 7
        total, named = total + value, True
    return round(total, 2) if named else None


def without_durations(text: str) -> str:
    """The words that are left, so that a figure in them is no number of an item."""
    return _DURATION.sub(" ", text)


@dataclass(frozen=True)
class NamedWeek:
    """A week that the words name: by its number, or as the last or the present one."""

    number: int | None = None
    which: Literal["last", "this"] | None = None


def named_week(text: str) -> NamedWeek | None:
    """The first one that is named."""
    match = _WEEK.search(text)
    if match is None:
        return None
    if match["number"]:
        return NamedWeek(int(match["number"]))
    if match["ordinal"]:
        return NamedWeek(_ORDINALS[match["ordinal"].casefold()])
    return NamedWeek(which="last" if match["last"] else "this")


def weeks_numbered(text: str) -> tuple[int, ...]:
    """All that the words name by number: "weeks 1 and 2", "week 3"."""
    found: list[int] = []
    for match in re.finditer(
        r"\b(?:weeks?|wks?\.?)[\s#-]*(\d{1,3}(?:(?:\s*(?:,|and|&|/|\+)\s*)(?:and\s+)?\d{1,3}\b)*)", text, re.IGNORECASE
    ):
        found += [int(each) for each in re.findall(r"\d+", match[1])]
    return tuple(dict.fromkeys(found))


def without_week(text: str) -> str:
    """The words that are left."""
    return _WEEK.sub(" ", text)


def ordinals(text: str, count: int) -> list[int]:
    """Numbers from 1 to `count` that the words pick: "the second", "1 and 3", "first two", "the last one"."""
    flat = without_durations(text.casefold())
    found: list[int] = []
    several = re.search(r"\bfirst (two|three|four|five|\d)\b", flat)
    if several:
        found += range(1, int(_NUMBERS.get(several[1], 0) or several[1]) + 1)
        flat = flat.replace(several[0], " ")
    for match in re.finditer(r"(?<![\w.,%-])#?(\d{1,2})(?:st|nd|rd|th)?(?![\w%]|[.,]\d)", flat):
        found.append(int(match[1]))
    found += [number for word, number in _ORDINALS.items() if re.search(rf"\b{word}\b", flat)]
    found += [
        int(_NUMBERS[word])
        for word in ("one", "two", "three")
        if re.search(rf"\b(?:number|option|choice|item) {word}\b", flat)
    ]
    if re.search(r"\blast(?: one| item)?\b(?! week)", flat) and not found:
        found.append(count)
    return [number for number in dict.fromkeys(found) if 1 <= number <= count]

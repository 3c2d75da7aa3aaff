"""What a learner says to a check-in as it was read: which of it stays, what is left open, what comes to it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graphs.career.plan import LearningPlan
from graphs.career.progress import CheckIn
from graphs.career.resources import ResourceCatalogue
from graphs.career.skills import SkillMatrix
from graphs.progress.check_in import works
from graphs.progress.match import Matcher
from graphs.progress.reading import MOST_READ
from graphs.progress.status import Placed
from graphs.progress.words import (
    HOURS_OF_A_WEEK,
    Clause,
    clauses,
    hours,
    hours_alone,
    ordinals,
    weeks_numbered,
    without_week,
)

_LEAVE = re.compile(
    r"\b(?:remove|drop|untick|uncheck|un-?mark|delete|scratch|strike|skip|exclude|ignore|cross out|take (?:out|off|away)|kick out|keep out|leave out|w/o|without)\b",
    re.IGNORECASE,
)
_LEAVE_AROUND = re.compile(
    r"\b(?:take|leave|keep|let|cross|strike|kick)\b(?P<what>[^.,;!?\n]{1,60}?)\b(?:out|off|open|away|unticked|undone|for later|(?:for|to) (?:next|another) \w+)\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:(?:is|are|was|were|'s|isn't it|seems|looks)?\s*(?:wrong|incorrect|a mistake|false|too much|open|missing|to ?do|remaining|(?:still )?to be done|(?:still )?to do)"
    r"|(?:still )?(?:needs?|wants?) (?:some |more |a bit |another )*(?:work|time|hours?|days?|doing|finishing)|(?:can|must|has to|have to|will have to) wait|later)\b",
    re.IGNORECASE,
)
_STAYS = re.compile(r"\b(?:yes|yep|yeah|right|correct|ok|okay|fine|good|true|stays?|keep|kept|tick)\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|just|solely|nothing but|no(?:ne|thing)? (?:else )?(?:than|but))\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:also|too|as well|add|plus|in addition|additionally|forgot)\b|^\W*and\b", re.IGNORECASE)
_YES_AND = re.compile(r"^\W*(?:yes|yep|yeah|ok|okay)\b", re.IGNORECASE)
_NOT_BUT = re.compile(
    r"\b(not\b[^.;,!?]{1,40}?)\bbut (?!not|no\b|all|the (?:rest|others?)|everything)(?=[^.;,!?]{1,40}$)", re.IGNORECASE
)
_EXCEPT = re.compile(
    r"\b(?:yes|yep|all|everything|rest|ok|right|correct|fine)\b[^.;!?]{0,24}?\b(?:but|bar)\b"
    r"(?![^.,;!?]*\b(?:is|are|was|were|isn't|half|only|just|part\w*|also|did\w*|done|finish\w*|i|it|add|not|no|never)\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:\W|\b(?:the|and|or|both|nor|numbers?|items?|not|only|just|all|one|two|three|four|five|six)\b)*", re.IGNORECASE
)
NO_BUT = re.compile(
    r"^\W*(?:no|nope|nah|yes|yeah|yep)\b[\s,.:;-]*(?=(?:i|we|it was|it's|that was|actually)\b)", re.IGNORECASE
)
"""A no to the list, and then how it was."""
_NO_AND_ANEW = re.compile(r"^\W*(?:no|nope|nah)\b[\s,.:;-]*(?:i|we|it was|it's|that was|actually)\b", re.IGNORECASE)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PART = re.compile(r"\bparts?\s+(\d{1,2})\b", re.IGNORECASE)


@dataclass
class _Said:
    """Ids, by what is said of them."""

    out: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    stay: list[str] = field(default_factory=list)
    only: list[str] = field(default_factory=list)


def amended(
    pending: CheckIn, text: str, plan: LearningPlan, skills: SkillMatrix, resources: ResourceCatalogue
) -> CheckIn | None:
    """The draft after "not 2", "yes, except the lab", "only the first", "the book is half done" or "it was 5 hours".

    None when the words say nothing of what the draft lists: then they are a report of their own.
    """
    text = text[:MOST_READ].replace("’", "'")
    anew = _NO_AND_ANEW.match(text) is not None
    listed = [Placed(week.number, item) for week, item in plan.items() if item.id in _ids(pending)]
    matcher = Matcher(listed, skills, resources)
    text = _in_words_of_a_report(text)
    said, elsewhere = _Said(), False
    for clause in clauses(text):
        if hours_alone(clause):
            continue
        meant = _meant(clause, pending, plan, listed, matcher)
        elsewhere = elsewhere or (not meant and _names_more(clause))
        _put(said, clause, meant)
    spent = hours(text)
    spent = spent if spent is not None and spent <= HOURS_OF_A_WEEK else None
    if not (said.out or said.begun or said.only):
        if elsewhere or anew or not (said.stay or spent is not None):
            return None
        if not _MORE.search(text):
            said.only = said.stay  # of a list, those that are named are the ones
    return _applied(pending, said, plan).model_copy(update={} if spent is None else {"hours": spent})


def _applied(pending: CheckIn, said: _Said, plan: LearningPlan) -> CheckIn:
    kept = [each for each in pending.done if not said.only or each in said.only]
    stay = [] if said.only else said.stay
    out = {each for each in (*said.out, *pending.done) if each not in kept or each in said.out} - set(stay)
    begun = {*pending.partly, *said.begun} - out
    done = {*kept, *stay} - out - set(said.begun)

    def in_order(ids: Iterable[str]) -> tuple[str, ...]:
        wanted = set(ids)
        return tuple(item.id for _, item in plan.items() if item.id in wanted)

    return pending.model_copy(
        update={
            "done": in_order(done),
            "partly": in_order(begun - done),
            "not_done": in_order({*pending.not_done, *out} - done - begun),
        }
    )


def adds(text: str) -> bool:
    """Whether what is named comes to the draft instead of taking its place: "also the backup script"."""
    return _MORE.search(text) is not None or _YES_AND.match(text) is not None


def merged(pending: CheckIn, more: CheckIn) -> CheckIn:
    """Both together; what is said last of an item counts."""
    said = {*more.done, *more.partly, *more.not_done}

    def both(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
        return (*(each for each in first if each not in said), *second)

    return pending.model_copy(
        update={
            "done": both(pending.done, more.done),
            "partly": both(pending.partly, more.partly),
            "not_done": both(pending.not_done, more.not_done),
            "hours": pending.hours if more.hours is None else more.hours,
            "text": f"{pending.text}\n{more.text}",
        }
    )


def _ids(pending: CheckIn) -> frozenset[str]:
    return frozenset((*pending.done, *pending.partly, *pending.not_done))


def _in_words_of_a_report(text: str) -> str:
    """A list is corrected in words that no report has: "untick", "leave it open", "the second is wrong"."""
    flat = _NOT_BUT.sub(r"\1. Yes ", NO_BUT.sub("no. ", text))
    flat = _LEAVE_AROUND.sub(lambda match: f" not {match['what']} ", flat)
    flat = _LEAVE.sub(" not ", flat)
    flat = _NOT_SO.sub(" not ", flat)
    return _EXCEPT.sub(lambda match: f"{match[0].rsplit(None, 1)[0]}, except ", flat)


def _meant(
    clause: Clause, pending: CheckIn, plan: LearningPlan, listed: Sequence[Placed], matcher: Matcher
) -> list[str]:
    """Of the draft, by words, by the numbers that it was shown with, or by week."""
    words = without_week(clause.text)
    named = list(matcher.find(words, listed).items)
    parts = {int(each) for each in _PART.findall(words)}
    if parts:
        named = [each for each in named or listed if each.item.part[1] > 1 and each.item.part[0] in parts]
    if named:
        return [each.item.id for each in named]
    shown = works(pending.done, plan)
    numbers = ordinals(_PART.sub(" ", words), len(shown))
    if not numbers and _COUNTED.fullmatch(words):
        found = [_COUNTS[word] for word in re.findall(r"[a-z]+", words.casefold()) if word in _COUNTS]
        numbers = [number for number in found if number <= len(shown)]
    if numbers:
        return [item.id for number in numbers for item in shown[number - 1].items]
    weeks = weeks_numbered(clause.text)
    in_weeks = [each.item.id for each in listed if each.week in weeks]
    return in_weeks if len(in_weeks) < len(listed) else []


def _names_more(clause: Clause) -> bool:
    """Whether it speaks of something besides the draft."""
    rest = re.sub(
        r"\b(?:i|it|was|were|is|about|only|just|more|like|took|spent|no|yes|but|around|rather|in|all|total|not|half|an?|and|h|the|rest|"
        r"to|of|that|this|please|right|correct|ok|okay|sorry|actually|really|done|did|well|hours?|week|one|two|three|four|five|six|seven|eight|nine|ten)\b|[\d\W_]",
        " ",
        clause.text,
        flags=re.IGNORECASE,
    )
    return bool(rest.split())


def _put(said: _Said, clause: Clause, meant: list[str]) -> None:
    if not meant:
        return
    if clause.says == "partly":
        said.begun += meant
    elif clause.says in ("not_done", "later") and not (not clause.own and _STAYS.search(clause.text)):
        said.out += meant
    elif _ONLY.search(clause.text) or (said.only and not clause.own):
        said.only += meant
    elif clause.says != "other" or _STAYS.search(clause.text):
        said.stay += meant

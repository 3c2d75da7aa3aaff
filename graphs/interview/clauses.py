"""An answer cut into clauses, each with the skills it names or points at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from graphs.interview.figures import rating_in
from graphs.interview.lexicon import Mention, SkillLexicon
from graphs.interview.models import SKILLS

_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n+|(?<=[:;]\))\s+|\s+(?=[:;]\)\s)")
_TURN = re.compile(r",?\s+(?=(?:but|while|whereas|though|although|however)\b)|\s+[–—]\s+|\s+-\s+|;\s*", re.I)
_LINK = re.compile(
    r"\W*(?:(?:,|&|/|\+|and|or|nor|as well as|plus|also|with|the|my|our|in|on|for|both|knowledge|skills?)[\s,/&+]*)*\W*",
    re.I,
)
_SPLITS = re.compile(r",|\band\b|\bbut\b|&|/|\+|\bplus\b|:", re.I)
_ALL = re.compile(
    r"\b(?:both(?! (?:at|in|on) )|either(?! way)|neither|(?:all|each|any|none|one) of (?:them|those|these|it|the (?:two|three|four))|"
    r"all (?:two|three|four)|(?:the|those|these) (?:two|three|four)(?! \w+s\b)|everything you (?:asked|named|said))\b",
    re.I,
)
_ENDS = r"(?: (?:one|thing|part|skill|question))?(?=\s*(?:$|[:,.;!?)]|(?:i|i'?m|i'?ve|is|are|yes|no|nope|not|never|none|a (?:lot|bit|little)|only|daily|well|please|for|out|and|every|just|quite|at|in)\b))"
_FIRST = re.compile(r"\b(?:the )?(?:former|first)" + _ENDS, re.I)
_SECOND = re.compile(r"\b(?:the )?(?:latter|second)" + _ENDS, re.I)
_LAST = re.compile(r"\bthe (?:third|last)" + _ENDS, re.I)
_OTHER = re.compile(
    r"\bthe other(?: one| thing| part| skill)?(?=\s*(?:$|[:,.;!?)]|(?:i|is|are|no|not|never|yes|only)\b))", re.I
)
_SAME = re.compile(
    r"^\W*(?:and |so |also )*(?:(?:the )?same(?: (?:level|story|answer|thing|goes|here|again|with|is true))*(?: (?:for|with|as|about|on|in))?|"
    r"ditto|likewise|similar(?:ly)?|idem)\b|\b(?:is|are|it'?s|about) (?:(?:pretty|very) much |just |about |roughly |exactly )?the same\b|"
    r"\b(?:ditto|likewise|same here|same(?: (?:level|story|again|there))?)\W*$",
    re.I,
)
_FILLER = re.compile(
    r"\b(?:the|a|an|and|or|my|for|with|of|in|on|at|as|about|well|hm+|also|so|both|i|is|are|to|use|used|it|knowledge|skills?)\b",
    re.I,
)


@dataclass(frozen=True)
class Clause:
    """Verbatim words and the skills they speak of; none where nothing is named."""

    text: str
    skills: tuple[str, ...] = ()
    same: bool = False
    """It says that these are like what was spoken of before."""
    pointed: bool = False
    """It points at another one than was spoken of, without a name."""


def clauses(text: str, asked: tuple[str, ...], lexicon: SkillLexicon) -> list[Clause]:
    """In the order of the text."""
    found: list[Clause] = []
    for sentence in _SENTENCES.split(text):
        for part in _TURN.split(sentence):
            if re.search(r"\w", part):
                found += _named(part.strip(), asked, lexicon, found)
    return found


def side_by_side(words: list[str], text: str) -> str:
    """One text where the pieces stand side by side in the message, else a line each, so that every line is verbatim."""
    joined = " ".join(words)
    return joined if joined in text else "\n".join(words)


def _named(part: str, asked: tuple[str, ...], lexicon: SkillLexicon, before: list[Clause]) -> list[Clause]:
    # What the interview does not ask about, such as GPUs, does not turn an answer away from what it does.
    mentions = [each for each in lexicon.mentions(part, SKILLS) if not each.loose or each.skill in asked]
    skills = tuple(dict.fromkeys(each.skill for each in mentions))
    inside = tuple(skill for skill in skills if skill in asked)
    if not inside and _ALL.search(part):
        return [Clause(part, asked)]
    if not inside:
        pointed = _pointed(part, asked, before)
        if pointed:
            return pointed
    if len(skills) < 2 or len(inside) == 1:
        return [Clause(part, inside or skills, bool(_SAME.search(part)))]
    if inside and _ALL.search(part) and len(inside) == len(asked):
        return [Clause(part, inside)]
    return _split(part, mentions, lexicon)


def _pointed(part: str, asked: tuple[str, ...], before: list[Clause]) -> list[Clause]:
    """ "The former a lot, the latter not yet"; "the other one"."""
    if len(asked) < 2:
        return []
    places = [(match.start(), asked[0]) for match in _FIRST.finditer(part)]
    places += [(match.start(), asked[1]) for match in _SECOND.finditer(part)]
    places += [(match.start(), asked[-1]) for match in _LAST.finditer(part)]
    if not places and len(asked) == 2 and _OTHER.search(part):
        spoken = next((each.skills for each in reversed(before) if each.skills), ())
        return [Clause(part, tuple(skill for skill in asked if skill not in spoken) or asked, pointed=True)]
    places.sort()
    cuts = [0, *(_cut(part, start, end) for (start, _), (end, _) in pairwise(places)), len(part)]
    return [Clause(part[cuts[at] : cuts[at + 1]].strip(" ,;"), (skill,)) for at, (_, skill) in enumerate(places)]


def _cut(part: str, start: int, end: int) -> int:
    """Behind the last comma or "and" between two places."""
    found = [start + match.end() for match in re.finditer(r",\s*|\s+and\s+|\s+but\s+", part[start:end])]
    return found[-1] if found else end


def _split(part: str, mentions: list[Mention], lexicon: SkillLexicon) -> list[Clause]:
    """Listed skills share the clause; those that each have words of their own are told apart."""
    groups: list[list[Mention]] = [[mentions[0]]]
    for earlier, later in pairwise(mentions):
        between = part[earlier.end : later.start]
        joined = _LINK.fullmatch(between) or not _SPLITS.search(between) or earlier.skill == later.skill
        if joined:
            groups[-1].append(later)
        else:
            groups.append([later])
    if len(groups) == 1:
        return [Clause(part, _skills(groups[0]))]
    found: list[Clause] = []
    start = 0
    for at, group in enumerate(groups):
        end = _cut(part, group[-1].end, groups[at + 1][0].start) if at + 1 < len(groups) else len(part)
        words = part[start:end].strip(" ,;")
        found.append(Clause(words, _skills(group), bool(_SAME.search(words))))
        start = end
    return _with_their_words(found, lexicon)


def _skills(group: list[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.skill for each in group))


def _with_their_words(found: list[Clause], lexicon: SkillLexicon) -> list[Clause]:
    """A bare name shares the words of the clause behind it: "cloud, terraform: none"."""
    merged: list[Clause] = []
    waiting: tuple[str, ...] = ()
    for at, clause in enumerate(found):
        if _empty(clause.text, lexicon) and at + 1 < len(found):
            waiting += clause.skills
        else:
            merged.append(Clause(clause.text, tuple(dict.fromkeys((*waiting, *clause.skills))), clause.same))
            waiting = ()
    return merged


def _empty(words: str, lexicon: SkillLexicon) -> bool:
    if rating_in(words) is not None:
        return False
    for mention in reversed(lexicon.mentions(words)):
        words = words[: mention.start] + words[mention.end :]
    return not re.search(r"\w{2,}", _FILLER.sub(" ", words))

"""Which words of an answer speak of which skill, and which skills the learner wants left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graphs.interview.clauses import Clause, clauses, side_by_side
from graphs.interview.figures import rating_in
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import SKILLS, Concern
from graphs.interview.refusals import wants_left_out

ABOUT = 0.3
"""From this probability on, words that name no skill are taken to speak of it."""
PLAINLY = 0.5
"""The same where they already have another skill to speak of."""
FAR_BEHIND = 0.25
"""Of the asked skills those are left that fall so far behind the likeliest."""
_REFERS = re.compile(r"^\W*(?:and |but |also |so |then )*(?:it|its|that|this|them|those|these|there|same)\b", re.I)
_FIGURES = re.compile(
    r"\s*(?:i'?d say|i would say|i think|maybe|probably|about|a|an)?\s*\d(?:\s*(?:/|out of|of)\s*\d+)?"
    r"(?:\s*(?:,|and|&|/|then|;)+\s*(?:a |an |maybe |about )*\d(?:\s*(?:/|out of|of)\s*\d+)?)+[\s.!]*",
    re.I,
)
_FEW = 5
_MEANT = re.compile(r"\b(?:it|this|that|them|one)\b", re.I)
_TELLING = re.compile(r"\w{3,}")


@dataclass
class Portions:
    """Of one message."""

    words: dict[str, list[str]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    same: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Skills told of as being like another one, which is named with the words: "same for Terraform"."""

    def give(self, skills: Sequence[str], text: str) -> None:
        """Words for each of these skills."""
        for skill in skills:
            if text and text not in self.words.setdefault(skill, []):
                self.words[skill].append(text)

    def joined(self, text: str) -> dict[str, str]:
        """The words of each skill as one text."""
        return {skill: side_by_side(said, text) for skill, said in self.words.items() if skill not in self.left_out}


def portions(
    text: str,
    asked: tuple[str, ...],
    lexicon: SkillLexicon,
    concern: Concern | None = None,
    left_out: tuple[str, ...] = (),
) -> Portions:
    """Reads an answer to a question about several skills.

    A clause belongs to the skills it names or points at ("both", "the latter"). One that names none goes to what was
    spoken of before it, and to asked skills that it plainly concerns; without `concern`, words alone decide.
    """
    found = Portions(left_out=left_out)
    in_order = _in_order(text, asked)
    if in_order:
        for skill, words in in_order:
            found.give((skill,), words)
        return found
    focus: tuple[str, ...] = ()
    loose: list[Clause] = []
    for clause in clauses(text, asked, lexicon):
        about = clause.skills
        if clause.same and about and focus:
            found.same |= {skill: (focus[-1], clause.text) for skill in about if skill not in focus}
            continue
        if about:
            found.give(about, clause.text)
            focus = about
        elif focus:
            _carry_on(found, clause.text, focus, asked, concern)
        else:
            loose.append(clause)
    _place(found, [clause.text for clause in loose], asked, text, concern)
    _shared(found, asked, concern)
    return found


def refused_in(
    text: str, asked: tuple[str, ...], lexicon: SkillLexicon, concern: Concern | None = None
) -> tuple[str, tuple[str, ...]]:
    """(what is left of the answer, the skills to leave out): "skip the second", "don't want it in there"."""
    left, out = text, list[str]()
    focus: tuple[str, ...] = asked if len(asked) == 1 else ()
    refused = False
    for clause in clauses(text, asked, lexicon):
        refused = wants_left_out(clause.text) or (refused and clause.same)
        if refused and not clause.skills and len(asked) == 1 and not _MEANT.search(clause.text):
            # "Skip the other thing", after an answer: nothing says that the answer was not meant.
            refused = len(_TELLING.findall(text.replace(clause.text, ""))) < _FEW
        if refused:
            meant: tuple[str, ...] = clause.skills or focus
            left = left.replace(clause.text, "", 1) if meant else left
            if clause.pointed and len(meant) > 1 and concern is not None:  # "the other one", after an unnamed first
                meant = (min(meant, key=lambda skill: concern(skill, left)),)
            out += [skill for skill in meant if skill not in out and skill in SKILLS]
        focus = clause.skills or focus
    return (left.strip(" ,;\n"), tuple(out)) if out else (text, ())


def _in_order(text: str, asked: tuple[str, ...]) -> list[tuple[str, str]]:
    """ "3 and 1": as many figures as skills were asked about."""
    if len(asked) < 2 or not _FIGURES.fullmatch(text):
        return []
    figures = re.findall(r"\d(?:\s*(?:/|out of|of)\s*\d+)?", text)
    return list(zip(asked, figures, strict=True)) if len(figures) == len(asked) else []


def _carry_on(
    found: Portions, text: str, focus: tuple[str, ...], asked: tuple[str, ...], concern: Concern | None
) -> None:
    """What follows words about a skill speaks of it, unless it plainly turns to another one that was asked."""
    if concern is None or _REFERS.search(text) or len(_TELLING.findall(text)) < _FEW or rating_in(text) is not None:
        found.give(focus, text)
        return
    chances = {skill: concern(skill, text) for skill in dict.fromkeys((*asked, *focus))}
    best = max(chances.values())
    others = [s for s in asked if s not in focus and chances[s] >= PLAINLY and chances[s] >= FAR_BEHIND * best]
    stays = [s for s in focus if not others or chances[s] >= PLAINLY * best]
    found.give((*stays, *others), text)


def _place(found: Portions, loose: list[str], asked: tuple[str, ...], text: str, concern: Concern | None) -> None:
    """Words before any skill was named, or without any at all."""
    open_ones = tuple(skill for skill in asked if skill not in found.left_out)
    if not loose or not open_ones:
        return
    if not found.words and not found.left_out and not _by_lines(found, text, asked, concern):
        chances = _chances(" ".join(loose), open_ones, concern)
        for sentence in loose:
            found.give(_concerned(sentence, open_ones, concern, chances), sentence)
        return
    if found.words:
        silent = tuple(skill for skill in open_ones if skill not in found.words)
        for sentence in loose:
            about = _concerned(sentence, silent, concern, {}) if silent and concern is not None else ()
            if about:
                found.give(about, sentence)
            else:  # "I use it daily" in front of what names the skill
                for skill in [each for each in open_ones if each in found.words] or open_ones:
                    found.words.setdefault(skill, []).insert(0, sentence)
    elif found.left_out:
        found.give(open_ones, " ".join(loose))


def _by_lines(found: Portions, text: str, asked: tuple[str, ...], concern: Concern | None) -> bool:
    """As many lines as skills were asked about: each line for the skill it concerns, in order where that is unclear."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) != len(asked) or len(asked) < 2:
        return False
    left = list(asked)
    for line in lines:
        chances = {skill: concern(skill, line) for skill in left} if concern is not None else {}
        best = max(left, key=lambda skill: chances.get(skill, 0.0))
        chosen = best if chances.get(best, 0.0) > chances.get(left[0], 0.0) + ABOUT else left[0]
        found.give((chosen,), line)
        left.remove(chosen)
    return True


def _chances(text: str, skills: Sequence[str], concern: Concern | None) -> dict[str, float]:
    return {skill: concern(skill, text) for skill in skills} if concern is not None else {}


def _concerned(text: str, skills: tuple[str, ...], concern: Concern | None, whole: dict[str, float]) -> tuple[str, ...]:
    """The skills that words without a name speak of; all of them where nothing tells."""
    if concern is None or len(_TELLING.findall(text)) < _FEW:
        return skills if whole or concern is None else ()
    chances = {skill: max(concern(skill, text), 0.8 * whole.get(skill, 0.0)) for skill in skills}
    best = max(chances.values(), default=0.0)
    if best < ABOUT:
        return skills if whole else ()
    return tuple(skill for skill in skills if chances[skill] >= max(FAR_BEHIND * best, ABOUT / 2))


def _shared(found: Portions, asked: tuple[str, ...], concern: Concern | None) -> None:
    """An episode told of one skill shows another one as well where it plainly concerns it."""
    if concern is None:
        return
    for skill in asked:
        if skill in found.words or skill in found.left_out or skill in found.same:
            continue
        every = list(dict.fromkeys(words for said in found.words.values() for words in said))
        found.give((skill,), " ".join(words for words in every if concern(skill, words) >= PLAINLY))

"""A CV or a background paragraph becomes proposed readings, for the learner to confirm."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graphs.career.skills import Skill
from graphs.interview.denial import denies
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import SKILLS, SOFT, Fact, Rate, SkillReading
from graphs.interview.own_words import is_posting, set_aside, verbatim
from graphs.interview.profile import background, read_facts

LEAST = 0.35
"""A reading from a background paragraph less sure than this is asked about instead of proposed."""
_WISH = re.compile(
    r"\b(?:want to (?:learn|get|know|become|be)|hope to|would like to|"
    r"'d like to|plan(?:ning)? to|interested in|curious about|"
    r"need to learn|looking to|goal|aim(?:ing)?|my target|next step)\b",
    re.I,
)
_AGAINST = re.compile(r",?\s+but\s+|,\s+(?=never|no\b|haven't|and (?:i|never|no)\b)|\s+[–—]\s+")
_JOINTS = re.compile(r",\s+(?:and\s+)?|\s+and\s+(?=(?:I|did|have|used|wrote|built|set|ran|some|a bit|a little)\b)")
_NEVER = re.compile(r"\b(?:never|no experience|haven't|have not|not (?:yet )?(?:used|touched|worked))\b", re.I)


@dataclass(frozen=True)
class Nothing:
    """A plain "no Kubernetes so far", which needs no weighing."""

    evidence: str
    rating: int | None = 0
    confidence: float = 0.9
    reason: str = "you have not worked with it yet"
    action: str = "rate"


def proposals(
    text: str, lexicon: SkillLexicon, rate: Rate, *, only: Callable[[str], bool] = bool
) -> tuple[tuple[str, SkillReading, str], ...]:
    """(skill, reading, quote) for what the text tells of skills; wishes and postings tell nothing."""
    own, _ = set_aside(text)
    if not own or is_posting(own):
        return ()
    found: list[tuple[str, SkillReading, str]] = []
    for skill_id, clause in told_of(own, lexicon).items():
        skill = lexicon.matrix.get(skill_id)
        if skill is None or not only(skill_id):
            continue
        reading: SkillReading = (
            Nothing(evidence=clause) if denies(clause, skill.terms) else rate(skill, asked_about(skill), clause)
        )
        quote = verbatim(reading.evidence, text) or verbatim(clause, text)
        if reading.rating is not None and reading.action == "rate" and reading.confidence >= LEAST and quote:
            found.append((skill_id, reading, quote))
    return tuple(found)


def told_of(text: str, lexicon: SkillLexicon) -> dict[str, str]:
    """The sentences that tell what the writer does or did with each technical skill."""
    found: dict[str, list[str]] = {}
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+|\s+[•·]\s+", text):
        if _WISH.search(sentence) and not _NEVER.search(sentence):
            continue
        for part in _parts(sentence, lexicon):
            for skill in dict.fromkeys(m.skill for m in lexicon.mentions(part, SKILLS) if not m.loose):
                if skill not in SOFT:
                    found.setdefault(skill, []).append(part.strip(" ,;-*"))
    return {skill: max(_joined(text, parts), key=len) for skill, parts in found.items()}


def _parts(sentence: str, lexicon: SkillLexicon) -> list[str]:
    """Clauses that set one thing against another, or tell of one skill each, are read apart."""
    found: list[str] = []
    for part in _AGAINST.split(sentence):
        split = _JOINTS.split(part)
        each_tells = all(lexicon.mentions(each) and len(each.split()) >= 3 for each in split)
        found += split if each_tells else [part]
    return [part for part in found if part.strip()]


def _joined(text: str, parts: list[str]) -> list[str]:
    """Neighbouring sentences together stay verbatim; others alone."""
    whole = " ".join(parts)
    return [whole] if whole in text else ["\n".join(parts)]


def asked_about(skill: Skill) -> str:
    """The question a background answers without being asked."""
    return f"What have you done with {skill.name}?"


def profile_facts(text: str) -> tuple[Fact, ...]:
    """Everything the paragraph says for the profile."""
    own, _ = set_aside(text)
    if is_posting(own):
        return ()
    whole = background(own)
    return (*read_facts(own, opening=True), *((whole,) if whole and whole.quote in text else ()))

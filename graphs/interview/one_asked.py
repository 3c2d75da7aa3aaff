"""The words that speak of each skill when at most one was asked about."""

from __future__ import annotations

import re

from graphs.interview.clauses import side_by_side
from graphs.interview.corrections import pieces
from graphs.interview.figures import rating_in
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import SKILLS

_DENIES = re.compile(r"\b(?:never|not|no|none|haven'?t|don'?t|didn'?t|without|nothing)\b", re.I)
_REFERS = re.compile(r"\b(?:it|its|that|this|them|those|these)\b", re.I)


def by_one_skill(text: str, asked: tuple[str, ...], lexicon: SkillLexicon) -> dict[str, str]:
    """The whole answer speaks of the one asked about, except clauses that are about another skill alone."""
    found: dict[str, list[str]] = {}
    plain: list[str] = []
    current = ""
    single = asked[0] if asked else ""
    if not text.strip():
        return {}
    for skill, words in _clauses(text, set(asked), lexicon):
        if skill:
            found.setdefault(skill, []).append(words.strip(" ,;"))
            current = skill
        elif current and not single:
            found[current].append(words)
        else:
            plain.append(words)
    named = [skill for skill in asked if skill in found]
    joined = {skill: side_by_side(words, text) for skill, words in found.items()}
    if plain:
        loose = side_by_side(plain, text)
        for skill in named or asked:
            joined[skill] = side_by_side([loose, *found.get(skill, ())], text)
    if single and single not in joined and len(joined) < 2 and not _another(text, single, lexicon):
        joined[single] = text
    return joined


def _clauses(text: str, asked: set[str], lexicon: SkillLexicon) -> list[tuple[str, str]]:
    """(skill, clause): a sentence that names an asked skill belongs to it whole, unless it names two asked ones."""
    found: list[tuple[str, str]] = []
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+", text):
        # What the interview does not ask about, such as GPUs, does not turn an answer away from what it does.
        mentions = [m for m in lexicon.mentions(sentence, SKILLS if asked else ()) if not m.loose or m.skill in asked]
        inside = {m.skill for m in mentions if m.skill in asked}
        if not sentence.strip():
            continue
        if len(inside) == 1 and len(asked) == 1:
            found += _one_asked(sentence, next(iter(inside)), lexicon)
        elif len(inside) == 1 and len({m.skill for m in mentions}) == 1:
            found.append((inside.pop(), sentence.strip()))
        elif mentions:
            found += [(skill, words.strip()) for skill, words in pieces(sentence, lexicon)]
        else:
            found.append(("", sentence.strip()))
    return found


def _one_asked(sentence: str, skill: str, lexicon: SkillLexicon) -> list[tuple[str, str]]:
    """Splits "docker daily, k8s only in a course" but leaves "a Dockerfile for my Python service" together."""
    parts = [part for part in pieces(sentence, lexicon) if part[1].strip()]
    about = {named for named, _ in parts}
    telling = all(len(words.split()) >= 2 or rating_in(words) is not None for named, words in parts if named != skill)
    if len(about) > 1 and telling and re.search(r",|;|\bbut\b|\band\b", sentence) and _contrast(parts):
        return [(named, words.strip(" ,;")) for named, words in parts]
    return [(skill, sentence.strip())]


def _contrast(parts: list[tuple[str, str]]) -> bool:
    """Each part says how well or how much."""
    measure = re.compile(
        r"\b(?:never|only|daily|every day|years?|little|bit|basic\w*|beginner|intermediate|advanced|expert|well|solid|good|"
        r"weak|none|no|not|use|used|know|wrote|course|tutorial|\d)\b",
        re.I,
    )
    return all(measure.search(words) for _, words in parts)


def _another(text: str, skill: str, lexicon: SkillLexicon) -> bool:
    """The answer is about another skill alone."""
    mentions = [m for m in lexicon.mentions(text) if not m.loose]
    if not mentions or any(m.skill == skill for m in mentions):
        return False
    if len(text.split()) <= 6 and (rating_in(text) is not None or not _REFERS.search(text)):
        return True
    # "never touched Kubernetes" tells nothing of Linux; with an "it" in it, it might.
    return len(text.split()) <= 14 and bool(_DENIES.search(text)) and not _REFERS.search(text)

"""Reads a whole message against the question that stands open: who it speaks of, and what it asks of the interview."""

from __future__ import annotations

import re

from graphs.interview.control import (
    asks_how_far,
    blank,
    foreign,
    says_no,
    says_nothing_done,
    says_yes,
    split_question,
    steering,
)
from graphs.interview.corrections import pieces, rating_in, read_corrections
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import GROUPS, Act, Fact, Meaning
from graphs.interview.own_words import is_posting, set_aside
from graphs.interview.profile import read_facts
from graphs.interview.state import InterviewState, OpenQuestion

MOST_CHARACTERS = 12_000
_REVIEWING = ("confirm_prefill", "final_confirmation")
_DENIES = re.compile(r"\b(?:never|not|no|none|haven'?t|don'?t|didn'?t|without|nothing)\b", re.I)
_REFERS = re.compile(r"\b(?:it|its|that|this|them|those|these)\b", re.I)
_AGREES = re.compile(r"^\s*(?:yes|yep|yeah|correct|right|exactly|that'?s right|looks good)\b(?!,? but\b)", re.I)
_PROFILE_ONLY = re.compile(
    r"^\s*(?:(?:by the way|btw|also|oh|and|actually|just so you know|fyi|sorry|note|ps)[\s,:]+)*"
    r"(?:i (?:can|could|have|only|live|want|work|am|would)|i'?m|i'?d|my|only|about|around|maybe|make it|\d)\b",
    re.I,
)


def read_answer(text: str, state: InterviewState, lexicon: SkillLexicon) -> Meaning:
    """What the message means now; never rates anything itself."""
    asked = state.open
    nothing = blank(text)
    if nothing:
        return Meaning(nothing)
    if len(text) > MOST_CHARACTERS:
        return Meaning("too_long")
    picked = _picked(text, asked, lexicon)
    if picked:
        return Meaning("answer", picked=picked)
    own, aside_parts = set_aside(text)
    if not own or (is_posting(text) and state.open is not None):
        return Meaning("pasted", set_aside=aside_parts or (text.strip()[:200],))
    if asked and asked.kind in (*_REVIEWING, "profile_check", "probe_up", "probe_down"):
        if says_yes(own):
            return Meaning("yes", set_aside=aside_parts)
        if says_no(own) or (asked.kind.startswith("probe") and says_nothing_done(own)):
            return Meaning("no", set_aside=aside_parts)
    act = steering(own)
    if act == "restore" and not any(not change.withdrawn for change in state.changes):
        act = "repeat" if len(own.split()) < 4 else None
    if act == "restore":
        return Meaning("restore", volunteered=tuple((m.skill, "") for m in lexicon.mentions(own)[:1]))
    if act == "back":
        named = lexicon.mentions(own)
        return Meaning("back", volunteered=tuple((m.skill, "") for m in named[:1]))
    if act:
        return Meaning(act, facts=read_facts(own), set_aside=aside_parts)
    if foreign(own):
        return Meaning("foreign")
    told, side = split_question(own)
    if side and asks_how_far(side):
        return Meaning("how_far", facts=read_facts(told))
    if side and len(re.findall(r"\w+", told)) < 3:
        return Meaning("side_question", aside=side)
    return _telling(told, side, aside_parts, state, lexicon)


def _telling(
    told: str, side: str, aside_parts: tuple[str, ...], state: InterviewState, lexicon: SkillLexicon
) -> Meaning:
    asked = state.open
    known = {s for s, track in state.skills.items() if track.now.standing != "pending"}
    waits = set(asked.skills) if asked else set()
    reviewing = asked is not None and asked.kind in _REVIEWING
    if asked and asked.kind in ("episode", "probe_up", "probe_down", "follow_up") and rating_in(told) is not None:
        known -= {skill for skill in waits if len(waits) == 1}
    corrections, rest = read_corrections(told, lexicon, known, state.last_read, reviewing=reviewing, waiting=waits)
    facts = read_facts(told, asked=asked is not None and asked.kind in ("aim", "profile_check"))
    if lexicon.mentions(told):  # "my Docker is a 2" tells of no hours
        facts = tuple(fact for fact in facts if fact.field != "hours_per_week" or re.search(r"[a-z]", fact.quote, re.I))
    if asked is None or reviewing or asked.kind in ("background", "aim", "profile_check"):
        loose = _by_skill(rest, (), lexicon) if rest else {}
        act: Act = "correction" if corrections else "answer"
        if reviewing and not corrections and not loose and _AGREES.match(rest):
            act = "yes"
        return Meaning(act, (), (), _pairs(loose), corrections, facts, aside_parts, side)
    facts_alone = bool(facts) and _about_profile(rest, facts) and not lexicon.mentions(rest, asked.skills)
    if facts_alone:
        return Meaning("correction" if corrections else "profile", (), (), (), corrections, facts, aside_parts, side)
    if corrections and (
        len(re.findall(r"\w+", rest)) < 3 or (not lexicon.mentions(rest, asked.skills) and len(rest) < 25)
    ):
        return Meaning("correction", (), (), (), corrections, facts, aside_parts, side)
    by_skill = _by_skill(rest, asked.skills, lexicon)
    answers = {skill: words for skill, words in by_skill.items() if skill in asked.skills}
    kin = {mate for group in GROUPS for mate in group if set(group) & set(asked.skills)} - set(asked.skills)
    answers |= {s: w for s, w in by_skill.items() if s in kin and state.held(s).standing == "pending"}
    others = {skill: words for skill, words in by_skill.items() if skill not in answers}
    return Meaning("answer", _pairs(answers), (), _pairs(others), corrections, facts, aside_parts, side)


def _pairs(found: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((skill, words) for skill, words in found.items() if words.strip())


def _about_profile(text: str, facts: tuple[Fact, ...]) -> bool:
    """A short remark about hours or place says nothing about a skill."""
    quotes = " ".join(fact.quote for fact in facts)
    return bool(_PROFILE_ONLY.match(text)) and len(text.split()) <= len(quotes.split()) + 9


def _picked(text: str, asked: OpenQuestion | None, lexicon: SkillLexicon) -> tuple[tuple[str, int, str], ...]:
    """An anchor picked as a quick reply, alone or behind the skill's name and a colon."""
    if asked is None or not asked.skills:
        return ()
    wanted = text.strip().rstrip(".").casefold()
    for skill_id in asked.skills:
        skill = lexicon.matrix.get(skill_id)
        for rating, anchor in enumerate(skill.anchors if skill else ()):
            plain = anchor.rstrip(".").casefold()
            if wanted in (plain, f"{lexicon.name(skill_id).casefold()}: {plain}"):
                return ((skill_id, rating, text.strip()),)
    return ()


def _by_skill(text: str, asked: tuple[str, ...], lexicon: SkillLexicon) -> dict[str, str]:
    """The words that speak of each skill: its own clauses, and for what was asked those that name no skill.

    With one skill asked the whole answer speaks of it, except clauses that are about another skill alone. With several
    asked and some named, those that are not named get nothing: they are asked again by themselves.
    """
    found: dict[str, list[str]] = {}
    plain: list[str] = []
    current = ""
    single = asked[0] if len(asked) == 1 else ""
    kindred = set(asked)
    together = len(asked) > 2
    if together or not text.strip():
        return dict.fromkeys(asked, text) if text.strip() else {}
    for skill, words in _clauses(text, kindred, lexicon):
        if skill:
            found.setdefault(skill, []).append(words.strip(" ,;"))
            current = skill
        elif current and not single:
            found[current].append(words)
        else:
            plain.append(words)
    named = [skill for skill in asked if skill in found]
    joined = {skill: " ".join(words) for skill, words in found.items()}
    if plain:
        loose = " ".join(plain)
        for skill in named or asked:
            joined[skill] = f"{loose} {joined.get(skill, '')}".strip() if loose in text else loose
    if single and single not in joined and len(joined) < 2 and not _another(text, single, lexicon):
        joined[single] = text
    return joined


def _clauses(text: str, asked: set[str], lexicon: SkillLexicon) -> list[tuple[str, str]]:
    """(skill, clause): a sentence that names an asked skill belongs to it whole, unless it names two asked ones."""
    found: list[tuple[str, str]] = []
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+", text):
        mentions = [m for m in lexicon.mentions(sentence) if not m.loose or m.skill in asked]
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
    if len(text.split()) <= 6 and rating_in(text) is not None:
        return True
    # "never touched Kubernetes" tells nothing of Linux; with an "it" in it, it might.
    return len(text.split()) <= 14 and bool(_DENIES.search(text)) and not _REFERS.search(text)

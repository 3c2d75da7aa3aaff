"""Reads a whole message against the question that stands open: who it speaks of, and what it asks of the interview."""

from __future__ import annotations

import re
from dataclasses import replace

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
from graphs.interview.corrections import read_corrections
from graphs.interview.figures import rating_in
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.models import GROUPS, SKILLS, Act, Concern, Fact, Meaning
from graphs.interview.one_asked import by_one_skill
from graphs.interview.own_words import is_posting, set_aside
from graphs.interview.policy import TRIES
from graphs.interview.portions import portions, refused_in
from graphs.interview.profile import read_facts
from graphs.interview.state import InterviewState, OpenQuestion
from graphs.interview.withdrawals import withdrawn_in

MOST_CHARACTERS = 12_000
ENOUGH = 5
"""Words from which on it can be told what they are about."""
HARDLY, SURELY = 0.05, 0.9
"""Probabilities that an answer speaks of a skill."""
FEW_MORE = 4
"""Words beside facts of the profile that tell nothing else."""
_REVIEWING = ("confirm_prefill", "final_confirmation")
_DENIES = re.compile(r"\b(?:never|not|no|none|haven'?t|don'?t|didn'?t|without|nothing)\b", re.I)
_REFERS = re.compile(r"\b(?:it|its|that|this|them|those|these)\b", re.I)
_AGREES = re.compile(r"^\s*(?:yes|yep|yeah|correct|right|exactly|that'?s right|looks good)\b(?!,? but\b)", re.I)
_PROFILE_ONLY = re.compile(
    r"^\s*(?:(?:by the way|btw|also|oh|and|actually|just so you know|fyi|sorry|note|ps)[\s,:]+)*"
    r"(?:i (?:can|could|have|only|live|want|work|am|would)|i'?m|i'?d|my|only|about|around|maybe|make it|\d)\b",
    re.I,
)


def read_answer(text: str, state: InterviewState, lexicon: SkillLexicon, concern: Concern | None = None) -> Meaning:
    """What the message means now; never rates anything itself.

    `concern` tells what words without a name are about; without it the names alone decide.
    """
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
    if act is None and asked and asked.kind in ("open", "follow_up", "episode") and says_yes(own):
        act = "repeat"  # a bare yes tells of nothing yet
    if act in ("skip", "refused") and asked is not None:
        _, refused = refused_in(own, asked.skills, lexicon, concern)
        if refused and set(refused) != set(asked.skills):  # "rather not talk about k8s" leaves Docker to speak of
            return Meaning("answer", left_out=refused, set_aside=aside_parts)
    if act == "restore" and not any(not change.withdrawn for change in state.changes):
        act = "repeat" if len(own.split()) < 4 else None
    if act == "restore":
        return Meaning("restore", restored=tuple(m.skill for m in lexicon.mentions(own)[:1]) or ("",))
    if act == "back":
        named = lexicon.mentions(own)
        return Meaning("back", volunteered=tuple((m.skill, "") for m in named[:1]))
    if act:
        return Meaning(act, facts=read_facts(own), set_aside=aside_parts)
    if foreign(own):
        return Meaning("foreign")
    live = {change.skill for change in state.changes if not change.withdrawn}
    held = {skill for skill, track in state.skills.items() if track.now.rating is not None}
    restored, own = withdrawn_in(own, lexicon, live, held)
    if restored and len(re.findall(r"\w+", own)) < 3:
        return Meaning("restore", restored=restored, set_aside=aside_parts)
    asked_now = asked.skills if asked and asked.kind not in _REVIEWING else ()
    own, left_out = refused_in(own, asked_now, lexicon, concern)
    if left_out and len(re.findall(r"\w+", own)) < 2:
        return Meaning("answer", left_out=left_out, restored=restored, set_aside=aside_parts)
    told, side = split_question(own)
    if side and asks_how_far(side):
        return Meaning("how_far", facts=read_facts(told))
    if side and len(re.findall(r"\w+", told)) < 3:
        act = "answer" if left_out or restored else "side_question"
        return Meaning(act, left_out=left_out, restored=restored, aside=side)
    meaning = _telling(told, side, aside_parts, state, lexicon, concern, left_out)
    return replace(meaning, left_out=left_out, restored=restored)


def _telling(
    told: str,
    side: str,
    aside_parts: tuple[str, ...],
    state: InterviewState,
    lexicon: SkillLexicon,
    concern: Concern | None,
    left_out: tuple[str, ...],
) -> Meaning:
    asked = state.open
    known = {s: track.now.rating for s, track in state.skills.items() if track.now.standing != "pending"}
    waits = set(asked.skills) if asked else set()
    reviewing = asked is not None and asked.kind in _REVIEWING
    if asked and asked.kind in ("episode", "probe_up", "probe_down", "follow_up") and rating_in(told) is not None:
        known = {skill: rating for skill, rating in known.items() if len(waits) != 1 or skill not in waits}
    corrections, rest = read_corrections(
        told, lexicon, known, state.last_read, reviewing=reviewing, waiting=waits, concern=concern
    )
    facts = read_facts(told, asked=asked is not None and asked.kind in ("aim", "profile_check"))
    if lexicon.mentions(told):  # "my Docker is a 2" tells of no hours
        facts = tuple(fact for fact in facts if fact.field != "hours_per_week" or re.search(r"[a-z]", fact.quote, re.I))
    if asked is None or reviewing or asked.kind in ("background", "aim", "profile_check"):
        loose = by_one_skill(rest, (), lexicon) if rest else {}
        act: Act = "correction" if corrections else "answer"
        if reviewing and not corrections and not loose and _AGREES.match(rest):
            act = "yes"
        return Meaning(act, (), (), _pairs(loose), corrections, facts, set_aside=aside_parts, aside=side)
    facts_alone = bool(facts) and _about_profile(rest, facts) and not lexicon.mentions(rest, asked.skills)
    if facts_alone:
        about: Act = "correction" if corrections else "profile"
        return Meaning(about, corrections=corrections, facts=facts, set_aside=aside_parts, aside=side)
    if corrections and (
        len(re.findall(r"\w+", rest)) < 3 or (not lexicon.mentions(rest, asked.skills) and len(rest) < 25)
    ):
        return Meaning("correction", corrections=corrections, facts=facts, set_aside=aside_parts, aside=side)
    same: tuple[tuple[str, str, str], ...] = ()
    if len(asked.skills) > 1:
        found = portions(rest, asked.skills, lexicon, concern, left_out)
        by_skill = found.joined(rest)
        same = tuple((skill, like, words) for skill, (like, words) in found.same.items())
    else:
        tried = any(state.skills[skill].times >= TRIES for skill in asked.skills)
        elsewhere = "" if tried else _about_another(rest, asked.skills, lexicon, concern)
        by_skill = {elsewhere: rest} if elsewhere else by_one_skill(rest, asked.skills, lexicon)
    by_skill = {skill: words for skill, words in by_skill.items() if skill not in left_out}
    answers = {skill: words for skill, words in by_skill.items() if skill in asked.skills}
    kin = {mate for group in GROUPS for mate in group if set(group) & set(asked.skills)} - set(asked.skills)
    answers |= {s: w for s, w in by_skill.items() if s in kin and state.held(s).standing == "pending"}
    others = {skill: words for skill, words in by_skill.items() if skill not in answers}
    return Meaning(
        "answer",
        answers=_pairs(answers),
        volunteered=_pairs(others),
        corrections=corrections,
        facts=facts,
        same=same,
        set_aside=aside_parts,
        aside=side,
    )


def _about_another(text: str, asked: tuple[str, ...], lexicon: SkillLexicon, concern: Concern | None) -> str:
    """The skill that an answer speaks of when it is hardly the one asked about; empty where that cannot be told."""
    if concern is None or len(asked) != 1 or len(text.split()) < ENOUGH or lexicon.mentions(text, asked):
        return ""
    if concern(asked[0], text) >= HARDLY:
        return ""
    best = max((skill for skill in SKILLS if skill not in asked), key=lambda skill: concern(skill, text))
    return best if concern(best, text) >= SURELY else ""


def _pairs(found: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((skill, words) for skill, words in found.items() if words.strip())


def _about_profile(text: str, facts: tuple[Fact, ...]) -> bool:
    """A short remark about hours or place says nothing about a skill."""
    rest = text
    for fact in facts:
        rest = rest.replace(fact.quote, " ", 1)
    if len(re.findall(r"[^\W\d_]+", rest)) <= FEW_MORE:
        return True
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

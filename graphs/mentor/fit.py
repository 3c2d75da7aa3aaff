"""One saved posting held against the learner's assessment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphs.career.assessment import Assessment
from graphs.career.posting import Posting, Postings, SkillAsked
from graphs.career.wording import say
from graphs.events import Event
from graphs.interview.lexicon import SkillLexicon

USEFUL = 2
"""From Intermediate on a skill counts as brought along: a posting names no rating of its own."""


def named_posting(text: str, postings: Postings) -> Posting | None:
    """The posting that the question names by id, company or title; else the one saved last."""
    low = text.casefold()
    for each in postings.postings:
        if re.search(rf"\b{re.escape(each.id.casefold())}\b", low):
            return each
    named = [each for each in postings.distinct if _named(each.company, low) or _named(each.title, low)]
    if named:
        return named[-1]
    return postings.postings[-1] if postings.postings else None


def _named(name: str, text: str) -> bool:
    return len(name) >= 3 and name.casefold() in text


def fit_lines(posting: Posting, assessment: Assessment | None, lexicon: SkillLexicon) -> Iterator[Event]:
    """What it asks for, what the learner brings, what is missing, each with the posting's own words."""
    title = posting.title or "this posting"
    of = f"**{title}**" + (f" at {posting.company}" if posting.company else "")
    required = [each for each in posting.skills if each.required]
    if not posting.skills:
        yield say(f"I found no skill of my catalogue in {of}, so I cannot compare you with it.", "lead")
        return
    if assessment is None:
        yield say(f"{of} asks for {_names(required or posting.skills, lexicon)}.", "lead")
        yield say(
            "Whether you bring that I can say once I know your skills: “Assess my skills” takes about a dozen questions."
        )
        return
    asked = required or list(posting.skills)
    read = {each.skill: each.rating for each in assessment.ratings if each.rating is not None}
    met = [each for each in asked if read.get(each.skill, -1) >= USEFUL]
    short = [each for each in asked if each.skill in read and read[each.skill] < USEFUL]
    unknown = [each for each in asked if each.skill not in read]
    kind = "must-have" if required else "named"
    yield say(f"For {of} you bring {len(met)} of the {len(asked)} {kind} skills that I could read.", "lead")
    if met:
        yield say(f"You have: {_names(met, lexicon)}.")
    for each in short:
        yield say(
            f"**{lexicon.name(each.skill)}** is at {int(read[each.skill])} of 4"
            + (f"; the posting says “{_short(each.quote)}”." if each.quote else "."),
            "bullet",
        )
    if unknown:
        yield say(f"Not assessed with me: {_names(unknown, lexicon)}.")
    if posting.years_min:
        years = "1 year" if posting.years_min == 1 else f"{posting.years_min} years"
        yield say(f"It asks for {years} of experience or more.")
    if len(met) == len(asked):
        verdict = "By its must-haves you can apply." if required else "By what it names you can apply."
    elif len(short) + len(unknown) <= max(1, len(asked) // 3):
        verdict = "Little is missing, so applying is reasonable: say openly what you are still learning."
    else:
        verdict = "A good part is missing. Close the gaps above first, or apply knowing that it is a stretch."
    yield say(verdict)
    for warning in posting.warnings:
        yield say(warning.text, "note")


def _names(skills: list[SkillAsked] | tuple[SkillAsked, ...], lexicon: SkillLexicon) -> str:
    return ", ".join(lexicon.name(each.skill) for each in skills)


def _short(quote: str, most: int = 90) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + " …"

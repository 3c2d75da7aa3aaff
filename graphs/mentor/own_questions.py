"""Tells questions about the learner's own records from questions about careers in general."""

from __future__ import annotations

import re
from typing import Literal

from graphs.career.skills import Level
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.profile import level_named

OwnQuestion = Literal["this_week", "readiness", "posting_fit", "balance", "gaps", "rating"]

_LEVEL = r"(?:junior|entry[- ]level|mid(?:[- ]?level)?|intermediate|senior|staff|principal)"
_POSTING = r"(?:posting|job ad|advert\w*|ad|vacancy|opening|listing|job description)s?"
_THIS = r"(?:this|that|the (?:last|latest|first|second|third|same)|my (?:last|latest)|these|those|any of (?:my|these|those))"
_PATTERNS: tuple[tuple[OwnQuestion, str], ...] = (
    ("posting_fit", rf"\b(?:am i|would i be|do i|are my|is my|should i|could i|can i|how (?:well|far|close)|what (?:am i|do i)|where (?:am i|do i))\b.*\b(?:{_THIS}) (?:\w+ ){{0,3}}?(?:{_POSTING}|job|role|position)\b"),
    ("posting_fit", rf"\b(?:fit|match|compare|qualif\w+|apply)\b.*\b(?:my|the saved|saved|these|those) (?:\w+ )?{_POSTING}\b"),
    ("balance", r"\b(?:is|are|isn't|does|do|looks?|seems?)\b.{0,12}\b(?:my|this|that|the|your) (?:learning |study |whole |current )*plan\b.{0,40}\b(?:niche|narrow|broad|balanced?|speciali[sz]\w*|one[- ]sided|lopsided|too (?:much|many|little|few)|foundation\w*|ai[- ]specific|generic|general|wide)\b"),
    ("balance", r"\b(?:am i|will i be|would i be)\b.{0,30}\b(?:over-?speciali[sz]\w*|too speciali[sz]ed|too narrow|too niche)\b.{0,30}\bplan\b"),
    ("this_week", r"\b(?:what|which)\b.{0,40}\b(?:should|do|must|can|shall|need|have|am|are|is|'s)\b.{0,40}\b(?:this week|today|tonight|this weekend|tomorrow|next week|now|right now|(?:up )?next on my plan)\b"),
    ("this_week", r"\b(?:what(?:'s| is)|show me|tell me)\b.{0,25}\b(?:on|in|due|planned|scheduled|up|for)\b.{0,25}\b(?:this week|today|next week)\b|\bwhat(?:'s| is) (?:my )?next (?:task|step|item)\b|\bmy (?:tasks|goal|plan) (?:for )?(?:this|next) week\b"),
    ("readiness", rf"\b(?:am i|would i be|will i be|do you think i(?:'m| am))\b.{{0,30}}\b(?:ready|prepared|qualified|good enough|fit|there)\b.{{0,40}}\b(?:{_LEVEL}|apply|jobs?|role|position)\b"),
    ("readiness", rf"\bhow (?:far|close|near|ready)\b.{{0,12}}\b(?:am i|i am|i'm)\b.{{0,40}}\b(?:{_LEVEL}|job|role|goal|target|ready)\b|\bwhat(?:'s| is| am| do)\b.{{0,15}}\b(?:i (?:still )?(?:missing|lack|need to work on)|keeps? me from|separates me from)\b.{{0,40}}\b(?:{_LEVEL})\b|^\W*am i ready\W*$"),
    ("gaps", r"\bwhat (?:are|is) (?:all )?my (?:\w+ ){0,3}(?:gaps?|weak(?:ness(?:es)?| spots?| points?)|strengths?|strong points?)\b|\b(?:which|what)\b.{0,20}\b(?:my|of my)\b.{0,20}\b(?:gaps?|skills?)\b.{0,30}\b(?:first|biggest|priority|work on|weakest|improve|close|missing)\b|\bwhere am i (?:weak|weakest|strong|strongest)\b|\bmy (?:biggest|largest|main|top|three) (?:skill )?gaps?\b"),
    ("gaps", r"\bwhat should i (?:learn|study|work on|focus on|improve) (?:next|first) (?:given|with|based on|from|considering) (?:my|where i)\b"),
    ("rating", r"\b(?:what(?:'s| is| are| was| did)|how (?:good|well|high|low)|why)\b.{0,30}\b(?:my|did you (?:rate|give|put|score)|you (?:rated?|gave|put|scored?)|am i rated|was i rated|i(?:'m| am) (?:only )?(?:rated|at))\b"),
)  # fmt: skip
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for name, pattern in _PATTERNS)
_LONGEST = 300


def own_question(text: str, lexicon: SkillLexicon) -> OwnQuestion | None:
    """None for anything that could as well be asked by somebody who has told nothing of themselves."""
    bare = " ".join(text.replace("’", "'").split())
    if len(bare) > _LONGEST:
        return None
    for name, pattern in _COMPILED:
        if pattern.search(bare) and (name != "rating" or _about_a_rating(bare, lexicon)):
            return name
    return None


def _about_a_rating(text: str, lexicon: SkillLexicon) -> bool:
    rated = re.search(
        r"\b(?:rat(?:ed?|ings?|e)|scored?|scores|level|grade|points?|stars?|[0-4])\b", text, re.IGNORECASE
    )
    return bool(rated) and bool([each for each in lexicon.mentions(text) if not each.loose])


def level_in(text: str) -> Level | None:
    """The one level that a question names."""
    found = {level_named(each) for each in re.findall(rf"\b{_LEVEL}\b", text, re.IGNORECASE)}
    return found.pop() if len(found) == 1 else None

"""Rates one answer about one skill: by the acts it tells of, in the learner's own words, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from graphs.career.skills import Rating, Skill
from graphs.interview.claims import claim_alone, explicit_claim
from graphs.interview.control import blank, foreign, says_nothing_done, split_question, steering
from graphs.interview.cues import cues_in
from graphs.interview.foreign_words import own_words
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.model import ACTIONS, Described, Floats, RatingModel, describe, sentences
from graphs.interview.models import Concern
from graphs.interview.reasons import evidence_of, reason_for, why_not
from graphs.interview.relevance import Relevance
from graphs.ports import Embedder

FLOOR = 0.3
"""Below this confidence the mentor asks instead of guessing; the caller asks once."""
STEERED = {
    "skip": "skip", "pause": "pause", "stop": "pause", "refused": "refused", "repeat": "side_question",
    "restore": "correction", "back": "skip", "resume": "off_topic", "dont_know": "follow_up",
}  # fmt: skip
SURE = 0.7
"""From here on a rating of nothing needs no word that says so."""
MOST_CHARACTERS = 12_000
_LEVEL = r"(?:a |an |at |level )*(?:[0-4]\b|basic|intermediate|advanced|expert)"
_CORRECTS = re.compile(
    r"\b(?:(?:change|correct|lower|raise|bump|adjust|fix) (?:it|that|this|me|my|the rating|\w+ (?:back )?(?:up|down|to))\b(?! (?:til|till|until|so|and|in|code|bug|issue|script|app|service))"
    r"|(?:please|can you|could you) (?:change|correct|lower|raise|bump|adjust|fix)"
    r"|(?:set|put|make|move|mark|drop) (?:[\w-]+ ){1,3}(?:to|at|as|down to|up to|back to) "
    + _LEVEL
    + r"|(?:for|on) [\w ]{2,20} (?:put|make it|write|note) "
    + _LEVEL
    + r"|make (?:it|that) (?:"
    + _LEVEL
    + r"|higher|lower)"
    r"|(?:should|ought to) (?:have been|be) (?:" + _LEVEL + r"|lower|higher)"
    r"|you(?:'ve| have)? (?:put|rated|got|scored|placed|marked|set|understood) (?:me|that|it|this)\b.{0,30}\b(?:wrong|low|high|down|up|generous|harsh)"
    r"|(?:rating|put|rated|is|that's|was|me) (?:(?:is|was|way|far|much|a|bit|down) )*too (?:high|low|generous|harsh)\b"
    r"|(?:better|worse|weaker|stronger|less \w+|lower|higher) (?:at|in|with)? ?.{0,25}than (?:that|this|you|what (?:you|i)|i (?:said|told|claimed)|i said)"
    r"|i (?:want to |would like to |'d like to )?take (?:that |it )?back|i (?:under|over)-?(?:sold|stated|rated) (?:myself|it)"
    r"|(?:scratch|forget) what i (?:said|told)|(?:got|understood) me wrong|mixed (?:that|it|this) up)",
    re.I,
)
_BACKSTORY = 250
_OPENS_QUESTION = re.compile(
    r"^\s*(?:(?:and|but|so|btw|sorry|wait|hm+|ok)[\s,]+)*(?:what(?! an?\b| (?:lovely|nice|great|beautiful|awful))|which|who|why|how (?:much|many|do|does|is|are|long|can|should)|do i|does|is (?:it|that|there|this)|"
    r"are (?:there|you)|can (?:i|you|we)|could you|should i|would)\b",
    re.I,
)
HIGH = 3
_TEAM = r"my (?:whole |entire )?(?:team|company|firm|employer|department|organi[sz]ation|group|startup|colleagues?)"
_OF_TEAM = re.compile(rf"\b{_TEAM}\b", re.I)
_COLLECTIVE = re.compile(rf"\s*(?:(?:yes|sure|and|so|well|at|in)[\s,]+)*(?:we|our|{_TEAM})\b", re.I)
_MYSELF = re.compile(r"\b(?:i|i'm|i've|i'd|me|my|mine|myself)\b", re.I)
_NAMES = re.compile(
    r"^\s*[\w/.+-]+(?: [\w/.+-]+)?(?:\s*(?:,|&|and|/)\s*(?:and )?[\w/.+-]+(?: [\w/.+-]+)?){1,9}(?:,? (?:you name it|all of (?:it|them)|etc))?[\s.!]*$",
    re.I,
)
_NOTHING = frozenset({"negation", "never", "only_heard", "not_skill", "wish", "others_do", "instead"})
_SOMETHING = frozenset({"tutorial", "can_read", "build", "past", "whole", "given"})


@dataclass(frozen=True)
class Reading:
    """One answer, read."""

    rating: int | None
    action: str
    """rate, follow_up, skip, pause, side_question, off_topic, correction or refused."""
    skill: str
    confidence: float
    evidence: str
    """A verbatim piece of the answer; empty when there is none."""
    reason: str
    """One sentence for the learner."""


@dataclass(frozen=True)
class Rater:
    """`rate_answer` with its parts: what the interview is given as its `Rate`."""

    model: RatingModel
    embedder: Embedder
    lexicon: SkillLexicon
    relevance: Relevance

    def __call__(self, skill: Skill, question: str, answer: str) -> Reading:
        """See `rate_answer`."""
        return rate_answer(skill, question, answer, self.model, self.embedder, self.lexicon, self.relevance)

    @property
    def concern(self) -> Concern | None:
        """See `graphs.interview.models.Hearing`."""
        return self.relevance.concern if self.relevance.fits else None


def rate_answer(
    skill: Skill,
    question: str,
    answer: str,
    model: RatingModel,
    embedder: Embedder,
    lexicon: SkillLexicon | None = None,
    relevance: Relevance | None = None,
) -> Reading:
    """Never raises on any text. With a lexicon, a correction names the skill that it is about.

    With `relevance`, an answer that surely speaks of something else is not rated.
    """
    text = answer.strip()[:MOST_CHARACTERS]
    if blank(text):
        return _unrated("follow_up", skill, 0.9)
    for rating, anchor in enumerate(skill.anchors):
        if text.rstrip(".").casefold() == anchor.rstrip(".").casefold():
            return Reading(rating, "rate", skill.id, 0.9, text, "You picked this description yourself.")
    own = own_words(text.replace(question.strip(), "\n") if question.strip() else text)
    if not re.search(r"\w{1,}|[★⭐✭]", own):
        return _unrated("follow_up", skill, 0.9, "others")
    ruled = _by_rule(skill, own, lexicon)
    if ruled is not None:
        return ruled
    told, asked = _split(own)
    described = describe(skill, told or own, embedder, relevance.shipped_anchors(skill.id) if relevance else None)
    reading = _judged(skill, told or own, bool(asked), described, model, embedder, lexicon)
    if reading.rating and relevance is not None and relevance.elsewhere(skill.id, question, told or own):
        return _unrated("follow_up", skill, 0.6, "elsewhere")
    return reading


_STEERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("skip", re.compile(r"\b(?:skip|omit|leave (?:it|this|that)(?: one)? (?:out|blank)|(?:go|move|jump)(?: on)? to (?:the )?(?:next|another)|next (?:one|question|topic|please)|move (?:on|along)|do another skill)\b", re.I)),
    ("pause", re.compile(r"\b(?:brb|bbl|afk|gotta (?:go|run)|have to (?:go|run|leave)|need to (?:stop|go)|back (?:in (?:a|an|\w+ min)|tonight|later|soon|after)|(?:continue|finish|resume|go on|pick (?:it|this) up|do this)\b.{0,30}\b(?:later|tomorrow|tonight|next week|evening|after\w*|weekend|monday|thursday|another (?:day|time))|one sec|short break|stop (?:here|for now)|going to bed)\b", re.I)),
    ("refused", re.compile(r"\b(?:rather not|prefer(?: to)? (?:not|keep)|none of your|not your business|no comment|nda|confidential|^(?:sorry,? )?(?:it'?s )?(?:classified|private)\b|company secrets?|decline to|do(?:n't| not) (?:wish|want|feel comfortable)|not comfortable (?:with|sharing|answering)|won'?t (?:answer|tell)|not (?:going to )?(?:answer|say|tell)ing?|refuse to|too personal|forbids? me|not allowed to (?:say|tell|talk|speak))\b", re.I)),
)  # fmt: skip
_TOLD = frozenset({"past", "debug", "optimise", "whole", "production", "internals"})


def _steers(own: str) -> str:
    """A short message that steers in more words than the fixed phrases, and tells of no act."""
    if len(own.split()) > 18:
        return ""
    told = bool(cues_in(own) & _TOLD)
    return next((action for action, said in _STEERS if said.search(own) and (action == "refused" or not told)), "")


def _by_rule(skill: Skill, own: str, lexicon: SkillLexicon | None) -> Reading | None:
    act = steering(own)
    if act in STEERED:
        return _unrated(STEERED[act], skill, 0.95)
    steered = _steers(own)
    if steered:
        return _unrated(steered, skill, 0.85)
    if says_nothing_done(own):
        return Reading(0, "rate", skill.id, 0.9, own, reason_for(skill, Rating.NONE, own))
    if foreign(own):
        return _unrated("follow_up", skill, 0.8, "foreign")
    if len(own) < _BACKSTORY and _CORRECTS.search(own):
        return _unrated("correction", skill, 0.85, about=_skill_meant(skill, own, lexicon))
    told, asked = _split(own)
    if asked and len(re.findall(r"\w+", told)) < 3:
        return _unrated("side_question", skill, 0.9)
    if _NAMES.match(own) and not cues_in(own) & (_SOMETHING | _NOTHING | _TOLD):
        return _unrated("follow_up", skill, 0.8, "names")
    claim = explicit_claim(own)
    if claim is not None and claim_alone(own, skill.terms):
        if claim <= 1:
            return Reading(
                claim, "rate", skill.id, 0.6, own.strip(), "You place yourself there, and I take your word for it."
            )
        return _unrated("follow_up", skill, 0.9, "claim")
    return None


def _split(own: str) -> tuple[str, str]:
    """(what was told, what was asked); without a question mark only a short question counts."""
    if own.endswith("?") and len(own.split()) <= 12 and not cues_in(own) & _TOLD:
        return "", own
    if "?" not in own and not (_OPENS_QUESTION.match(own) and len(own.split()) <= 16):
        return own, ""
    return split_question(own)


def _judged(
    skill: Skill, own: str, asked: bool, described: Described, model: RatingModel, embedder: Embedder,
    lexicon: SkillLexicon | None,
) -> Reading:  # fmt: skip
    head, full = model.head_for(embedder)
    x = described.full if full else described.cues
    acts = head.actions(x)
    best = int(np.argmax(acts))
    action = ACTIONS[best]
    if action == "side_question" and not asked and "?" not in own:
        acts[best] = 0.0
        action = ACTIONS[int(np.argmax(acts))]
    if action != "rate":
        about = _skill_meant(skill, own, lexicon) if action == "correction" else None
        return _unrated(action, skill, float(acts.max()), about=about)
    chances = head.ratings(x)
    rating = choose(chances)
    if rating == 0 and chances[0] < SURE and not cues_in(own) & _NOTHING:
        if not cues_in(own) & _SOMETHING:
            return _unrated("follow_up", skill, 0.6)
        rating = 1
    if rating >= HIGH and not _own_part(own):
        return _unrated("follow_up", skill, 0.6, "we")
    confidence = float(chances[rating] ** model.sharpness)
    if confidence < FLOOR:
        return _unrated("follow_up", skill, 1.0 - confidence)
    evidence = evidence_of(rating, own, described)
    return Reading(
        rating, "rate", skill.id, round(confidence, 3), evidence, reason_for(skill, Rating(rating), evidence)
    )


def _own_part(own: str) -> bool:
    """What a team or a company does shows a high rating only where the learner comes into it."""
    return bool(_MYSELF.search(_OF_TEAM.sub(" ", own))) or not all(map(_COLLECTIVE.match, sentences(own)))


def choose(chances: Floats) -> int:
    """The median: half of the chance lies on either side."""
    return min(4, int(np.searchsorted(np.cumsum(chances), 0.5)))


def _skill_meant(skill: Skill, own: str, lexicon: SkillLexicon | None) -> str:
    named = [mention.skill for mention in lexicon.mentions(own)] if lexicon else []
    return named[0] if named else skill.id


def _unrated(action: str, skill: Skill, confidence: float, cause: str = "", about: str | None = None) -> Reading:
    return Reading(None, action, about or skill.id, round(confidence, 3), "", why_not(action, cause, skill))

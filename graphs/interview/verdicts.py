"""What words say of a reading: another figure, too high, too low, forget it."""

from __future__ import annotations

import re
from typing import Literal

from graphs.interview.figures import NAMED, rating_in
from graphs.interview.lexicon import SkillLexicon

_RATED = (
    r"(?:one|rating|score|level|skills?|knowledge|experience|part|thing|number|value|reading|mark|stars?|estimate|is|was|'s|isn|wasn|should|"
    r"seems?|looks?|feels?|at|too|a|way|much|than|needs?|deserves?|could|must|has|had|and|or|higher|lower|up|down|now|by|to|from|with|i|you|one|"
    r"not|just|basic|beginner|intermediate|advanced|expert|none|zero|more|less|better|worse|really|actually|please|stuff|side|ones|far|bit|down|up|earlier|answer|back|then|instead|though|where|can)"
)
_THINGS = re.compile(
    r"\b(?:docs?|documentation|tutorials?|courses?|community|support|messages?|ecosystem|syntax|pric(?:es?|ing)|book|tooling|performance|"
    r"version|adoption|demand|market) (?:of|for|in|around|on|about) (?:the )?$",
    re.I,
)
_ABOUT_ME = re.compile(r"\b(?:i|i'?m|i'?ve|i'?d|myself|you|make|set|put|change|lower|raise|bump|correct)\b|\d", re.I)
_ANOTHER = re.compile(
    r"\b(?:my|our|the|a) (?:\w+ )?(?:boss|manager|friend|colleagues?|coworkers?|brother|sister|team|lead|teacher|company|bill|cousin|husband|wife)\b"
    r"[^,.;]{0,30}\b(?:is|are|was|were|knows?|has)\b",
    re.I,
)
_NOT_NOW = re.compile(
    r"\b(?:would have been|used to be|(?:a|one|two|\d+|few) (?:years?|months?) ago|back then|last year|goal|aim|hope to|hoping|plan(?:ning)? to|"
    r"by (?:the end|next|summer|winter|spring|autumn|christmas|january|february|march|april|june|july|august|\w+ber)|"
    r"in (?:\d+|a few|six|three|two) (?:months?|weeks?|years?)|want to (?:get|reach|be|become|learn)|(?:i(?:'d| would) (?:like|love) to (?:get|reach|be)))\b",
    re.I,
)

Change = Literal["set", "up", "down", "forget", "told"]

_SET = re.compile(
    r"\b(?:make|set|change|put|mark|update|move|bump|lower|raise|drop|correct|rate|should(?:'ve| have)? be(?:en)?|ought to be|"
    r"must be|from \d to \d|would be (?:right|fair|better)|more like|closer to|rather|instead|actually|really|i meant|i'd say|i would say|call it|fairer|i think|deserves?|not)\b|^\s*no\b|=|->|→",
    re.I,
)
_THAN = r"\s*(?:\w+\s+){0,6}?than\s+(?:that|this|you|what you|it|i (?:said|told|wrote|claimed)|the|basic|intermediate|advanced|expert|\d)"
_UP = re.compile(
    r"\b(?:(?:better|stronger|higher|more experienced|more advanced|more)\b" + _THAN
    + r"|too low|(?:one|a) (?:(?:bit|notch|point|step|level|star) )?(?:more|higher|up|better)\b(?! than)|"
    r"(?:deserves?|add|give (?:it|me)) (?:one|a point|a star|more)\b|(?:go|goes|bring|take|nudge) (?:it |that )?(?:higher|up)\b(?! to)|underrat\w*|undersold|under-?sold|underestimat\w*|sold myself short|too harsh|too modest|bump .{0,30}\bup\b(?! to)|"
    r"(?:go|move|one) (?:it )?(?:one )?up\b|raise\b|higher$|better now\b)",
    re.I,
)  # fmt: skip
_DOWN = re.compile(
    r"\b(?:(?:worse|weaker|lower|less experienced|less advanced|less)\b" + _THAN
    + r"|too high|(?:one|a) (?:(?:bit|notch|point|step|level|star) )?(?:less|lower|down|off)\b(?! than)|take (?:one|a point|a star) (?:off|away)\b|"
    r"(?:go|goes|bring|take|nudge|knock) (?:it |that |me )?(?:lower|down)\b(?! to)|bragg\w*|show(?:ed|ing) off|inflat\w*|too generous|too kind|(?:bump|bring|take|nudge|knock|drop) .{0,30}\bdown\b(?! to)|overrat\w*|over-?sold|overestimat\w*|exaggerat\w*|overstat\w*|"
    r"not (?:as|that|so) good (?:at|with|in) .{0,30}(?:as (?:that|you|i said))|"
    r"bump .{0,30}\bdown\b(?! to)|one down\b|lower\b|(?:rustier|weaker) than)",
    re.I,
)  # fmt: skip
_FORGET = re.compile(
    r"(?<!\bi )\b(?:forget|ignore|delete|remove|disregard|scratch|erase|take back|withdraw|strike|clear|discard)\b(?!\s+(?:all|previous|prior|your))",
    re.I,
)
_OF_WHAT = re.compile(r"\b(?:said|told|wrote|answer|rating|claim\w*|mention\w*|correct\w*|reading|evidence)\b", re.I)
_INSTEAD = re.compile(
    r"[,\s]+(?:and )?(?:not|instead of|rather than)\s+(?:a |an )?(?:\d|" + "|".join(NAMED) + r")\b", re.I
)
_BY_STEP = re.compile(
    r"\bby (?:a|one|1|two|2)\b|\b(?:one|1|a|two|2) (?:notch|point|step|level|star|more|less|higher|lower|up|down|off|too)(?:es|s)?\b"
    r"|\b(?:up|down|higher|lower) (?:by )?(?:one|1|two|2|a (?:bit|notch|point|step|level))\b(?!\s*/)|[+\u2212-]\s?[12]\b",
    re.I,
)
_TWO = re.compile(r"\b(?:two|2) (?:notches|points|steps|levels|stars|up|down|higher|lower)\b|\bby (?:two|2)\b", re.I)


_SOFT_UP = re.compile(
    r"\b(?:higher|better|stronger|up|raise|increase|upgrade|bump|push|boost|lowball\w*|undervalu\w*|under-?rat\w*|too (?:low|harsh\w*|hard|modest|strict|little)|"
    r"more credit|hard on me|not (?:that|so|as) (?:bad|weak|low)|\w+n'?t (?:that|so|as) (?:bad|weak|low)|that low|short of|selling me short|more than|improved|a bit low|"
    r"could be more|should be more|deserves?|decent at|pretty good at)\b|\+\s?1\b",
    re.I,
)
_SOFT_DOWN = re.compile(
    r"\b(?:lower|worse|weaker|down|reduce|decrease|downgrade|drop|cut|dial|tone|flatter\w*|inflat\w*|optimistic|generous|(?:too|so|very) kind|overdid|over-?rat\w*|over-?valu\w*|"
    r"too (?:high|much|generous|kind|good|optimistic|strong)|too much credit|\w+n'?t (?:really |actually |all )?(?:that|so|as|quite) (?:good|high|strong|far|advanced|great|much|deep)|"
    r"not (?:really |actually |all )?(?:that|so|as|quite) (?:good|high|strong|far|advanced|great|much|deep)|that (?:high|far)|less|a bit high|rust(?:y|ier)|only ever|"
    r"never (?:really|actually)|embellish\w*|stretch\w*)\b|[-\u2212]\s?1\b",
    re.I,
)
COMPLAINS = re.compile(
    r"\b(?:\w+n'?t|not|never) (?:quite |really |at all )?(?:right|correct|fair|accurate|true)\b|\b(?:is|are|was|got|have|had|that'?s)\b[^.,;:]{0,30}\bwrong\b|\bunfair\b|"
    r"\bmis(?:read|judged|understood|rated)\b(?! the question)",
    re.I,
)
"""The reading is said to be wrong; a figure before it is the one that is meant to go."""
_COMPARES = re.compile(
    r"\b(?:better|worse|more|less|higher|lower|stronger|weaker)\b[^.;]{0,25}\bthan\b(?! (?:that|this|you|what|i\b|it|how|rated|average|a?\s?\d|basic|intermediate|advanced|expert|before|the (?:rating|number|score)))",
    re.I,
)
_LIKELY = 18
"""Words up to which a remark about a reading that nobody asked about is likely to weigh it."""


def leaning_in(words: str) -> Change | None:
    """Up or down in a loose remark about a reading that was not asked about; None where both or neither is said."""
    if len(words.split()) > _LIKELY or _COMPARES.search(words):
        return None
    up, down = bool(_SOFT_UP.search(words)), bool(_SOFT_DOWN.search(words))
    if up == down:
        return None
    return "up" if up else "down"


def steps_in(words: str) -> int:
    """How far up or down, where no figure says it."""
    return 2 if _TWO.search(words) else 1


def speaks_of_something_else(words: str, lexicon: SkillLexicon) -> bool:
    """Whether the words weigh a thing, another person or another time, and not the learner's reading."""
    if _NOT_NOW.search(words) or _ANOTHER.search(words):
        return True
    for mention in lexicon.mentions(words):
        before, after = words[: mention.start], words[mention.end :]
        if _THINGS.search(before):
            return True
        follows = re.match(
            r"\s+([a-z]\w*)\s+(?:is|are|was|were|has|have|had|got|seems?|looks?|feels?|\w+n't)\b", after, re.I
        )
        if follows and not re.fullmatch(_RATED, follows[1], re.I) and not _ABOUT_ME.search(words):
            return True
    return False


def verdict_in(words: str, mood: Change | None, *, reviewing: bool) -> tuple[Change | None, int | None]:
    """The change that words about one reading ask for, with the figure where one is named.

    `mood` is what the words before asked for; `reviewing` when readings lie before the learner, so that a bare figure
    is one that they want.
    """
    rejected = COMPLAINS.search(words)
    named = _INSTEAD.sub(" ", words[rejected.end() :] if rejected else words)
    by_step = _BY_STEP.search(named)
    rating = None if by_step else rating_in(named)
    if _FORGET.search(words) and (_OF_WHAT.search(words) or len(words.split()) <= 4):
        return "forget", None
    too_much, too_little = _DOWN.search(words), _UP.search(words)
    verdict = too_much or too_little
    if verdict and (after := rating_in(words[verdict.end() :])) is not None and not by_step:
        return "set", after
    than = re.search(r"\bthan\b", named, re.I)
    if rating is not None and not than and (_SET.search(words) or reviewing or mood == "set"):
        return "set", rating
    if too_much and not re.search(r"\bnot (?:too|that) (?:high|generous)", words, re.I):
        return "down", None
    if too_little:
        return "up", None
    if mood in ("forget", "up", "down") and len(words.split()) <= 3:
        return mood, None
    return None, None

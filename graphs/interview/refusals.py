"""Wishes to leave a skill out, said inside an answer: "skip the second one", "rather not talk about k8s"."""

from __future__ import annotations

import re

_ASKS_TO = (
    r"(?:^|[,;:.(–—-]\s*|\b(?:and|but|so|please|pls|just|let'?s|better|can (?:we|you|i)|could (?:we|you|i)|may i|maybe|"
    r"i(?:'d| would|'ll| will)?(?: (?:like to|rather|prefer to|want to|just))?)\s+)"
)
_TALK = r"(?:talk|discuss|speak|say|share|answer|be (?:rated|asked|assessed)|go into|get into|cover|tell)(?:ing)?"
_LEAVE = re.compile(
    _ASKS_TO
    + r"(?<!\bi )(?:skip|pass(?= *(?:$|[.,;!)])| (?:on|for) (?:it|this|that|those|these|both|now|the (?:first|second|other|last))\b| (?:on|for) [\w/-]+\W*$)|omit|leave out)\b(?! (?:(?:the|my|our|all) )?(?:tests?|lunch|meetings?|exam|builds?|step|steps))"
    r"|\bleave (?:\S+ ){1,5}(?:out|aside|off|blank|unrated)\b"
    r"|\brather (?:you|someone|that you) (?:asked?|didn'?t|skip(?:ped)?|leave|left|not)\b"
    r"|\bwon'?t get (?:me|anything|much|a word)\b"
    r"|\bi skip (?:that|this|it|them|the (?:first|second|other|last))\b"
    r"|\b(?:rather|prefer|like)(?: to)? not\b(?: to)?(?=\s*(?:$|[,.;!:)]|(?:talk|say|speak|discuss|go|get|answer|share|be|rate|have|tell|do)\b))"
    r"|\b(?:rather|prefer(?: to)?) (?:keep|do|leave)\b[^.;]{0,40}\b(?:private|to myself|out|(?:an|some )?other (?:time|day)|later)\b"
    r"|\b(?:no comment|none of your business|off limits|not up for discussion)\b"
    r"|\b(?:don'?t|do not|won'?t|will not|not going to|not willing to|refuse to|not comfortable|rather not)"
    r"(?: (?:really|even))?(?: (?:want|wanna|wish|like|feel like|feel comfortable|care))?(?: to)? "
    + _TALK
    + r"\b(?! (?:much|a lot|what|how) )"
    r"|\b(?:don'?t|do not) (?:want|need|like)\b[^.;]{0,50}\b(?:in (?:there|it|here|this|that|(?:my|the) \w+)|rated|assessed|included|counted|on (?:record|file|there))"
    r"|\bkeep (?:it|that|this|them|\S+(?: \S+)?) out\b"
    r"|\b(?:don'?t|do not|please don'?t) (?:rate|ask|count|assess|include|bother with)\b"
    r"|\b(?:next|another) (?:one|question|topic) please\b",
    re.I,
)


def wants_left_out(clause: str) -> bool:
    """Whether the clause asks to leave out what it speaks of."""
    return len(clause.split()) <= 30 and bool(_LEAVE.search(clause))

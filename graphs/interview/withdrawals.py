"""A correction taken back: "leave docker as it was", "undo that", "the old rating was right"."""

from __future__ import annotations

import re
from collections.abc import Collection, Container

from graphs.interview.figures import rating_in
from graphs.interview.lexicon import SkillLexicon

_WAS = (
    r"(?:as|at|where|how|the way|like|with) (?:it|they|that|what|you|i)\b.{0,12}\b(?:was|were|is|had|stood|before|been)"
)
_BACK = re.compile(
    r"\b(?:leave|keep|let|put|set|restore|return|change|move|turn|bring|have)\b[^.;!?]{0,40}\b(?:"
    + _WAS
    + r"|back\b|stay\b)"
    r"|\b(?:undo|revert|cancel|withdraw|take back|retract|roll back|restore)\b"
    r"|\btake\b[^.;!?]{0,40}\bback\b"
    r"|\b(?:forget|ignore|scratch|disregard|never ?mind|drop|strike)\b[^.;!?]{0,30}\b(?:said|told|wrote|change|correction|edit|about|that|it)\b"
    r"|\b(?:old|first|previous|original|earlier|prior|initial) (?:one|rating|number|value|reading|score|level|figure)?\b[^.;!?]{0,25}\b(?:was|is|were)?\s*(?:right|correct|fine|ok|okay|better|fair|back|stands?|please)"
    r"|\b(?:was|were) (?:right|fine|correct|ok|okay|good|fair|better) (?:before|as (?:it|they) (?:was|were)|the first time|in the first place|originally|already|all along)\b"
    r"|\byou (?:were|had it|got it) (?:right|correct)\b|\bstay(?:s)? (?:as|where|at) (?:it|what|how)\b|\bback to (?:what|how|where|the way|the old|the first|before|as)\b",
    re.I,
)
_ALONE = re.compile(
    r"\b(?:undo|revert|cancel|withdraw|retract|take back|roll back|restore)\b[^.;!?]{0,20}\b(?:that|it|this|the|my|last|change|correction|edit)\b"
    r"|\b(?:forget|ignore|scratch|disregard|never ?mind|drop|strike)\b[^.;!?]{0,20}\b(?:change|correction|edit)\b"
    r"|\b(?:old|previous|original|earlier|prior|initial) (?:one|rating|number|value|reading|score|level|figure)\b[^.;!?]{0,25}\b(?:right|correct|fine|ok|okay|better|fair|back|stands?)\b"
    r"|\byou were right (?:before|the first time|all along|at first)\b|\bleave (?:it|that) (?:as|where|at) (?:it|what)\b|\btake (?:that|it|my correction|the correction) back\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:don'?t|do not|never|not|to|how) (?:\w+ )?(?:undo|revert|cancel|restore|roll back)|\bi (?:\w+ )?(?:undo|revert|roll|restore|cancel|keep|forget)",
    re.I,
)
_STAYS = re.compile(
    r"^\W*(?:(?:no|oh|ok|wait|please|actually|just|and|but)[\s,]+)*(?:leave|keep|let)\b[^.;!?]{0,30}\b" + _WAS, re.I
)
_LONGEST = 25


def withdrawn_in(
    text: str, lexicon: SkillLexicon, live: Collection[str], held: Container[str] = ()
) -> tuple[tuple[str, ...], str]:
    """(the skills whose last correction is taken back, what is left of the message).

    `live` are the skills with a correction that stands, `held` those with a rating: to leave one of them as it was is
    no answer either. An empty name is the last correction of all.
    """
    found: list[str] = []
    left: list[str] = []
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+|,?\s+(?=but\b)", text):
        named = [mention.skill for mention in lexicon.mentions(sentence)]
        short = len(sentence.split()) <= _LONGEST and rating_in(sentence) is None and not _NOT.search(sentence)
        meant = [skill for skill in dict.fromkeys(named) if skill in live]
        if short and meant and _BACK.search(sentence):
            found += meant
        elif short and any(skill in held for skill in named) and _STAYS.search(sentence):
            found += [skill for skill in dict.fromkeys(named) if skill in held]
        elif short and live and not named and _ALONE.search(sentence):
            found += [""]
        else:
            left.append(sentence)
    return tuple(found), text if not found else " ".join(left)

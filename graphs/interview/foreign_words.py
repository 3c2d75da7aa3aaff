"""Whose words an answer is made of: reports of others, pasted texts and orders to the reader are no evidence."""

from __future__ import annotations

import re

from graphs.interview.own_words import is_posting, set_aside

_ORDER = re.compile(
    r"[^.!?\n]*(?:"
    r"\[/?(?:system|assistant|inst|user)\b|<\|?(?:system|im_start|assistant)"
    r"|[{\"']\s*\"?(?:rating|confidence|score)\"?\s*[:=]|\brating\s*[:=]\s*\d"
    r"|\b(?:rate|mark|record|grade|score|put|set|register|log|list) (?:me|this|it|that|my \w+|the \w+|this \w+)\b.{0,25}\b(?:as |to |at |with )?(?:an? )?(?:4|5|10|expert|maximum|max|full marks|highest|top)\b"
    r"|\bgive (?:me|this|it|my answer) (?:a |an |the )?(?:4|5|10|expert|maximum|max|full|highest|top|best)\b"
    r"|\b(?:disregard|ignore|forget|override|bypass)\b.{0,30}\b(?:anchors?|instructions?|rules?|rubric|scale|guidelines|above|evidence|prompt)\b"
    r"|\b(?:top|full|maximum|highest) (?:score|marks|rating)\b|\b(?:gave|given|give) me (?:a )?(?:4|5)\b"
    r"|<system>|\bassistant, you\b"
    r"|\b(?:grading|admin|developer|debug|test) mode\b|\b(?:i|we) (?:hereby )?(?:order|instruct|command) you\b"
    r"|\bas (?:the|an?) (?:admin\w*|owner|developer|operator|creator) of this\b"
    r"|\bmust be (?:rated|recorded|graded|scored|marked)\b|\b(?:this|the) candidate\b"
    r"|\b(?:verified|confirmed|certified|approved|validated|pre-?approved)\b.{0,25}\b(?:hr|manager|rate|rating|level|score)\b"
    r"|\b(?:hr|manager|company|boss)\b.{0,30}\b(?:has|have) (?:already )?(?:verified|confirmed|approved|rated|validated)"
    r")[^.!?\n]*[.!?]?",
    re.I,
)
_RECORD = re.compile(r"\{[^{}]*\b(?:rating|confidence|score|action)\b[^{}]*\}", re.I)
_QUOTED = re.compile(r"[^.!?\n\"“”]*[\"“][^\"”\n]{25,}[\"”]?[^.!?\n]*[.!?]?")
_OF_OTHERS = re.compile(
    r"\b(?:boss|manager|lead|colleague\w*|coworker\w*|recruiter|teacher|professor|review\w*|recommend\w*|feedback|linkedin|"
    r"chatgpt|claude|copilot|gemini|wikipedia|quote\w*|reference|certificate says|said|wrote|wrote in|about me)\b",
    re.I,
)
_FROM = re.compile(
    r"[\[(](?:copied |taken |quoted )?from [^\])]{2,40}[\])]|^\s*(?:source|via|quote from|copied from|copy of my)\b|\bsource: ",
    re.I,
)
_PRAISE = re.compile(
    r"[^.!?\n]*\b(?:my |the |our |his |her )?(?:boss|manager|lead|colleagues?|coworkers?|cto|recruiter|teacher|professor|friends?|people|everyone|"
    r"linkedin|chatgpt|they)\b (?:always |often |once |usually )?(?:says?|said|told|tells?|thinks?|calls?|called|consider\w*|considers|describes?|described|rated|rates|swears?)\b"
    r"(?! (?:me )?(?:to|how|which|what|when|where|there|they|it (?:was|is) (?:slow|down|broken)))[^.!?\n]*\b(?:i|i'm|me|my)\b[^.!?\n]*[.!?]?",
    re.I,
)
_ADVERT = re.compile(
    r"\b(?:the ideal candidate|job description:|requirements?:|qualifications?:|years of experience required|must have:|we (?:are looking|seek|offer)|"
    r"responsibilities|you (?:will|bring|have) (?:own|be|build|design|lead|proven|solid|strong))\b",
    re.I,
)
_FIRST = re.compile(r"\b(?:i|i'm|i've|i'd|me|my|mine|we|our)\b", re.I)
_DEFINES = re.compile(
    r"^\s*[\w /+.-]{2,30} (?:is|are) (?:an? |the )?(?:\w+[ -]){0,4}(?:tool|platform|system|language|framework|practice|process|technique|"
    r"network|networks|method|service|software|library|orchestrat\w+|discipline|ability)\b",
    re.I,
)


def own_words(text: str) -> str:
    """What is left of the learner's own words; each line of it stands in the text."""
    own, _ = set_aside(text)
    own = _RECORD.sub("\n", own)
    own = _ORDER.sub("\n", own)
    own = _QUOTED.sub(lambda found: "\n" if _OF_OTHERS.search(found.group()) else found.group(), own)
    own = _PRAISE.sub("\n", own)
    if _FROM.search(own) or is_posting(own) or (_ADVERT.search(own) and len(_FIRST.findall(own)) < 2):
        return ""
    if _DEFINES.match(own) and not _FIRST.search(own):
        return ""
    return own.strip()

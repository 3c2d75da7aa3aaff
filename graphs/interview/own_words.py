"""The learner's own words: what others wrote, and orders to the reader, are set aside before anything is rated."""

from __future__ import annotations

import re

_FENCE = re.compile(r"```.*?(?:```|\Z)", re.S)
_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.M)
_JSON = re.compile(
    r"\{(?:[^{}]|\{[^{}]*\})*\"[^\"\n]+\"\s*:(?:[^{}]|\{[^{}]*\})*\}|^[ \t]*\[[^\[\]]*\"[^\"\n]+\"[^\[\]]*\]", re.M
)
_LETTER = re.compile(
    r"(?:\bto whom it may concern\b|^[ \t]*dear (?:hiring|sir|madam|recruit|committee|selection)|^[ \t]*(?:letter of )?"
    r"(?:recommendation|reference)(?: letter)?[^.!?\n:]{0,40}:|(?<![^.!?\n])[^.!?\n]*\b(?:it is my pleasure|i am (?:pleased|happy|delighted|writing)) "
    r"to (?:recommend|endorse)\b).*?(?:\n[ \t]*\n|\b(?:sincerely|kind regards|best regards|yours faithfully|regards)\b[^\n]*"
    r"(?:\n[^\n]*)?|\Z)",
    re.I | re.S | re.M,
)
"""Up to its signature, an empty line, or the end: the "I" in it is somebody else."""
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\s|$|[\"”'’])|[.!?](?=\S)[^.!?\n]*)*[.!?\"”'’]*|\n")
_RATER = (
    r"(?:hr\b|human resources|(?:my|our|the|an?) (?:own |former |current |official |independent |certified )?(?:hr|manager|boss|employer|"
    r"company|supervisor|cto|ceo|team lead|lead|recruiter|expert|examiner|assessor|authority|board|panel)\b|linkedin|openai|anthropic|chatgpt)"
)
_HARD_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override) (?:all |any |the |your |these |of )*(?:previous|prior|above|earlier|system|instructions?|rules?)\b"
    r"|^\W*(?:system|assistant|developer|admin)\W*:|\b(?:system|developer|admin) (?:prompt|message|note|override)\b\s*:"
    r"|\bnote to (?:the )?(?:ai|model|mentor|assessor|rater|interviewer|grader)\b"
    r"|\byou (?:must|have to|are (?:required|instructed) to|are now)\b[^.!?\n]{0,30}\b(?:rate|rating|score|grade|mark me|give me|expert|skills?)\b"
    r"|\b(?:set|record|output|return|write) (?:all|every|my|the) (?:\w+ )?(?:ratings?|skills?|scores?) (?:to|as|at|of)\b",
    re.I,
)
_SOFT_ORDER = re.compile(
    r"\b(?:verified|confirmed|certified|approved|assessed|rated|validated|endorsed) by " + _RATER
    + r"|\b(?:rate|score|grade|give|mark|award) me (?:a |an |as (?:a |an )?|at |with )?(?:[0-4]\b(?! (?:min|hour|day|week|task|project|ticket))|"
    r"expert|advanced|full|maximum|top|four|highest)",
    re.I,
)  # fmt: skip
_OWN_ACT = re.compile(
    r"\b(?:i|i'd|i've|i'll|i usually|i often|i always|we|to)\s+(?:\w+ly\s+|would\s+|also\s+|can\s+|had to\s+)?$", re.I
)
_CLAUSE = re.compile(r"(?<=[,;:()—–])\s*|\s+(?=(?:so|and|but|please|now|which|as)\b)", re.I)
_QUOTATION = re.compile(r"[\"“][^\"“”]*[\"”]?")
_REPORTER = re.compile(
    r"\b(?:my |our |the |a |an )?(?:\w+ )?(?:manager|boss|colleagues?|recruiter|hr|lead|teacher|professor|mentor|client|reference|linkedin|"
    r"chatgpt|review|feedback|recommendation|letter|he|she|they)\b[^.!?\n\"“]{0,40}"
    r"(?:said|says|wrote|writes|say|call(?:s|ed)?|states?|:)[^.!?\n\"“]{0,20}[\"“][^\"“”]*[\"”]?",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"\b(?:he|she|they|his|her|their|the candidate|this person|(?:an? )?(?:true |real )?expert)\b", re.I
)
_I = re.compile(r"\b(?:i|i'm|i've|i'd|i’m|i’ve)\b", re.I)
_POSTING = re.compile(
    r"\b(?:we are looking for|we're looking for|we are hiring|we're hiring|you will (?:be|work|own|build|design|join)|"
    r"you(?:'ll| will) (?:be|work|own|build|design|join|help)|you have (?:\d+\+? years|experience|strong|solid)|join our (?:team|company)|"
    r"job description|about the role|the (?:ideal|successful) candidate|what you'll do|what you will do|who you are:?$|"
    r"responsibilities:|requirements:|qualifications:|required qualifications|nice to have:|apply now|equal opportunity|competitive salary|"
    r"we offer\b|minimum (?:of )?\d+\+? years|years of experience (?:in|with) .{0,60} required)",
    re.I | re.M,
)


def set_aside(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with those parts blanked, and the parts; every line that is left is verbatim.

    A sentence in which the learner tells what they do themselves stays, without the clause that is an order or the
    words of another.
    """
    parts: list[str] = []

    def blank(match: re.Match[str]) -> str:
        if match.group().strip():
            parts.append(match.group().strip())
        return "\n"

    for pattern in (_FENCE, _QUOTED_LINE, _JSON, _LETTER):
        text = pattern.sub(blank, text)
    text = _without_reports(text, parts)
    text = _SENTENCE.sub(lambda match: _without_orders(match.group(), parts), text)
    return text.strip(), tuple(parts)


def _without_reports(text: str, parts: list[str]) -> str:
    """Quotations of others go; so does the sentence around one, unless the learner tells of themselves in it."""
    found: list[str] = []
    place = 0
    for match in re.finditer(r"(?<![^.!?\n])[^.!?\n\"“]*(?:[\"“][^\"“”]*[\"”]?[^.!?\n\"“]*)+[.!?]?", text):
        sentence = match.group()
        report = _REPORTER.search(sentence)
        if report is None:
            report = next((q for q in _QUOTATION.finditer(sentence) if _praise(q.group())), None)
        if report is None:
            continue
        before, after = sentence[: report.start()], sentence[report.end() :]
        found.append(text[place : match.start()])
        place = match.end()
        if _I.search(before) or _I.search(after):
            parts.append(report.group().strip())
            found.append(f"{before}\n{after.lstrip(' ,;.!?')}")
        else:
            parts.append(sentence.strip())
            found.append("\n")
    return "".join((*found, text[place:]))


def _praise(quotation: str) -> bool:
    return len(quotation) >= 25 and bool(_OF_ANOTHER.search(quotation)) and not _I.search(quotation)


def _without_orders(sentence: str, parts: list[str]) -> str:
    hard, soft = _orders(_HARD_ORDER, sentence), _orders(_SOFT_ORDER, sentence)
    if not hard and not soft:
        return sentence
    if hard or not _I.search(sentence):
        parts.append(sentence.strip())
        return "\n"
    own: list[str] = []
    for clause in _CLAUSE.split(sentence):
        if clause and _I.search(clause) and not _orders(_SOFT_ORDER, clause):
            own.append(clause)
        elif clause.strip():
            parts.append(clause.strip())
    return "\n".join(own) + "\n"


def _orders(pattern: re.Pattern[str], text: str) -> bool:
    """Whether it is told to the reader; "I ignore the rules" and "I'd rate me 2" tell of the learner."""
    return any(not _OWN_ACT.search(text[: match.start()]) for match in pattern.finditer(text))


def is_posting(text: str) -> bool:
    """A job posting tells of a job and not of the learner."""
    marks, own = len(_POSTING.findall(text)), len(_I.findall(text))
    return (marks >= 2 and own <= marks) or (marks == 1 and len(text) > 300 and own < 2)


def verbatim(quote: str, text: str) -> str:
    """The quote when it is a substring of the text; otherwise the longest of its lines that is; otherwise nothing."""
    if quote and quote in text:
        return quote
    lines = [line.strip() for line in re.split(r"\n|(?<=[.!?])\s+", quote)]
    return max((line for line in lines if line and line in text), key=len, default="")

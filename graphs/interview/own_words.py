"""The learner's own words: what others wrote, and orders to the reader, are set aside before anything is rated."""

from __future__ import annotations

import re

_FENCE = re.compile(r"```.*?(?:```|\Z)", re.S)
_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.M)
_ORDER = re.compile(
    r"[^.!?\n]*(?:"
    r"\bignore (?:all |any |the |your )*(?:previous|prior|above|earlier|instructions?|rules?)"
    r"|\bdisregard (?:all |any |the |your )*(?:previous|prior|above|instructions?|rules?)"
    r"|\b(?:verified|confirmed|certified|approved|assessed|rated) by (?:hr|my|the|our|a|an)\b"
    r"|\b(?:rate|score|grade|give|mark|award) me (?:a |an |as (?:a |an )?|at )?(?:\d|expert|advanced|full|maximum|top|four|highest)"
    r"|\b(?:system|assistant|developer|admin)\s*(?:prompt|message|note|override)?\s*:"
    r"|\bnote to (?:the )?(?:ai|model|mentor|assessor|rater|interviewer|grader)"
    r"|\byou (?:must|have to|are required to) (?:rate|score|give|mark|record|set)"
    r"|\b(?:set|record|output|return|write) (?:all|every|my|the) (?:ratings?|skills?|scores?) (?:to|as|at|of)"
    r")[^.!?\n]*[.!?]?",
    re.I,
)
_REPORTED = re.compile(
    r"[^.!?\n]*\b(?:manager|boss|colleagues?|recruiter|hr|lead|teacher|professor|mentor|client|reference|linkedin|chatgpt|"
    r"review|feedback|recommendation|he|she|they)\b[^.!?\n\"“]{0,40}(?:said|says|wrote|writes|say|call(?:s|ed)?|:)[^.!?\n\"“]{0,20}"
    r"[\"“][^\"”]*[\"”]?[^.!?\n]*[.!?]?",
    re.I,
)
_POSTING = re.compile(
    r"\b(?:we are looking for|we're looking for|we are hiring|we're hiring|you will (?:be|work|own|build|design|join)|"
    r"job description|about the role|the ideal candidate|what you'll do|what you will do|responsibilities:|"
    r"required qualifications|nice to have:|apply now|equal opportunity|years of experience (?:in|with) .{0,60} required)",
    re.I,
)
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|my|me|we|our)\b", re.I)


def set_aside(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with those parts blanked, and the parts; every line that is left is verbatim."""
    parts: list[str] = []

    def blank(match: re.Match[str]) -> str:
        if match.group().strip():
            parts.append(match.group().strip())
        return "\n"

    for pattern in (_FENCE, _QUOTED_LINE, _ORDER, _REPORTED):
        text = pattern.sub(blank, text)
    return text.strip(), tuple(parts)


def is_posting(text: str) -> bool:
    """A job posting tells of a job and not of the learner."""
    marks = len(_POSTING.findall(text))
    return marks >= 2 or (marks == 1 and len(text) > 300 and len(_FIRST_PERSON.findall(text)) < 2)


def verbatim(quote: str, text: str) -> str:
    """The quote when it is a substring of the text; otherwise the longest of its lines that is; otherwise nothing."""
    if quote and quote in text:
        return quote
    lines = [line.strip() for line in re.split(r"\n|(?<=[.!?])\s+", quote)]
    return max((line for line in lines if line and line in text), key=len, default="")

"""Questions about several matters of one level ("skills, tasks and pay of a senior", "the whole profile"): one search each."""

from __future__ import annotations

import re
from dataclasses import replace

from graphs.ask.reading import Reading
from graphs.ports import Match, Retriever

_MATTERS = {
    "years": (r"years?|experience|how long", "How many years of experience does {level} have?"),
    "skills": (r"skills?|requirements?|required|know(?:ledge)?|competenc\w+", "Which skills are required of {level}?"),
    "ratings": (r"ratings?|stars?|matrix|proficienc\w+", "Which ratings in the skills matrix does {level} need?"),
    "tasks": (
        r"tasks?|dut(?:y|ies)|responsib\w+|daily work|day[- ]to[- ]day|what (?:they|he|she) do(?:es)?",
        "What are the typical tasks of {level}?",
    ),
    "pay": (r"pay|paid|salar\w+|earn\w*|money|compensation|wages?", "What is the salary of {level}?"),
    "certificates": (r"certif\w+|certs?", "Which certifications are recommended for {level}?"),
    "degree": (r"degrees?|diplomas?", "Which degree does {level} need?"),
    "measures": (r"success|measured|metrics|kpis?", "How is the success of {level} measured?"),
}
_PATTERNS = {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, (pattern, _) in _MATTERS.items()}
_PROFILE = re.compile(
    r"\b(?:profile|portrait|picture of|at a glance|in full|fact ?sheet|summar\w+|sum up|overview|describe|characteri[sz]e|"
    r"(?:all|everything|the whole thing) about|full description|what makes an?)\b",
    re.IGNORECASE,
)
_WHOLE = ("years", "skills", "ratings", "tasks", "pay")
"""What the profile of a level is made of."""
_NAMED = {
    "junior": "a junior",
    "mid": "a mid-level AI infrastructure engineer",
    "senior": "a senior",
    "staff": "a staff or principal engineer",
}


def matters_asked(reading: Reading) -> tuple[str, ...]:
    """The matters of one level that a question asks for; empty when it asks for fewer than two."""
    if len(reading.levels) != 1 or reading.yes_no:
        return ()
    named = tuple(name for name, pattern in _PATTERNS.items() if pattern.search(reading.question))
    if len(named) >= 2:
        return named
    return _WHOLE if _PROFILE.search(reading.question) and not named else ()


def search_matters(reading: Reading, retriever: Retriever) -> list[tuple[Reading, Match]]:
    """For each matter what answers it best, without repeats, with the question that was put for it."""
    found: dict[str, tuple[Reading, Match]] = {}
    for matter in matters_asked(reading):
        level = reading.levels[0]
        asked = _MATTERS[matter][1].format(level=_NAMED[level])
        matches = [
            match
            for match in retriever.search(asked, limit=5, levels=(level,))
            if not match.passage.levels or level in match.passage.levels
        ]
        if matches:
            found.setdefault(matches[0].passage.id, (replace(reading, question=asked, wants="list"), matches[0]))
    return list(found.values())

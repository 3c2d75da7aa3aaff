"""The words of postings that name a skill: the catalogue's own, more tools, and which of them mean it only sometimes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graphs.career.skills import SkillMatrix

WORDS = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True)
class Named:
    """A skill named in a text."""

    skill: str
    start: int
    end: int


class PostingWords:
    """All ways in which postings name the skills of a catalogue, compiled once; words of the catalogue come first."""

    def __init__(self, matrix: SkillMatrix) -> None:
        listed = _listed()
        never = set(listed["never_alone"])
        words = {term: skill.id for term, skill in matrix.by_term.items()}
        for skill in matrix.skills:
            parts = (part.strip().casefold() for part in re.split(r"[/(),]", skill.name))
            words |= {part: skill.id for part in parts if len(part) > 2}
        for skill_id, terms in listed["names"].items():
            for term in terms if skill_id in matrix.by_id else ():
                words.setdefault(term, skill_id)
        self._skill = {term: skill_id for term, skill_id in words.items() if term not in never}
        longest_first = sorted(self._skill, key=len, reverse=True)
        self._pattern = re.compile(
            r"(?<![\w.@-])(?:"
            + "|".join(re.escape(term).replace(r"\ ", r"[\s-]+") for term in longest_first)
            + r")(?![\w@]|\.\w)",
            re.I,
        )
        self._capital = frozenset(listed["with_capital"])
        self._context = [
            (each["skill"], re.compile("|".join(each["patterns"]), 0 if each.get("case") else re.I))
            for each in listed["in_context"]
            if each["skill"] in matrix.by_id
        ]
        self._not = {skill: re.compile("|".join(patterns), re.I) for skill, patterns in listed["not_meant"].items()}
        self._matrix = matrix

    def named(self, text: str) -> list[Named]:
        """Skills named, in the order of the text; the longest name wins where two overlap."""
        text = _URL.sub(lambda match: " " * len(match.group()), text)
        found: list[Named] = []
        for match in self._pattern.finditer(text):
            skill = self._resolve(match.group())
            if skill and self._meant(match, text, skill):
                found.append(Named(skill, match.start(), match.end()))
        taken = [(each.start, each.end, each.skill) for each in found]
        for skill, pattern in self._context:
            for match in pattern.finditer(text):
                if any(_covered(match, start, end, known == skill) for start, end, known in taken):
                    continue
                if not self._excluded(skill, text, match.start(), match.end()):
                    found.append(Named(skill, match.start(), match.end()))
        return sorted(found, key=lambda each: each.start)

    def name(self, skill_id: str) -> str:
        """The name a learner reads."""
        skill = self._matrix.get(skill_id)
        return skill.name if skill else skill_id

    def _resolve(self, words: str) -> str | None:
        low = " ".join(words.casefold().split())
        return self._skill.get(low) or self._skill.get(low.replace("-", " ")) or self._skill.get(low.replace(" ", "-"))

    def _meant(self, match: re.Match[str], text: str, skill: str) -> bool:
        word = match.group()
        if word.casefold() in self._capital and word.islower() and not _among_tools(text, match.start(), match.end()):
            return False
        if (
            skill == "linux-bash"
            and word.casefold() == "command line"
            and "tool" in text[match.end() : match.end() + 8].casefold()
        ):
            return False
        return not self._excluded(skill, text, match.start(), match.end())

    def _excluded(self, skill: str, text: str, start: int, end: int) -> bool:
        pattern = self._not.get(skill)
        if pattern is None:
            return False
        return any(each.start() < end and start < each.end() for each in pattern.finditer(text))


def _covered(match: re.Match[str], start: int, end: int, same: bool) -> bool:
    """By a name found before: inside it, or over it for the same skill."""
    if same:
        return match.start() < end and start < match.end()
    return start <= match.start() and match.end() <= end


_URL = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+")
_LIST_EDGE = re.compile(r"[,/+&|;:(•]\s*$")
_LIST_NEXT = re.compile(r"^\s*[,/+&|;)]")


def _among_tools(text: str, start: int, end: int) -> bool:
    """In a list ("airflow, spark, sql"), or alone on its line."""
    before, after = text[:start], text[end:]
    alone = not before.strip(" -*•") and not after.strip(" .")
    return alone or bool(_LIST_EDGE.search(before)) or bool(_LIST_NEXT.match(after))


@cache
def _listed() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return found

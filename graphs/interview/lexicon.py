"""Finding the skills that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graphs.career.skills import SkillMatrix

_LOOSE = frozenset(
    [
        "cli",
        "terminal",
        "shell",
        "sh",
        "ml",
        "collaboration",
        "debugging",
        "productivity",
        "statistics",
        "caching",
        "pods",
        "http",
        "tcp",
        "cluster",
        "iam",
        "numpy",
        "pip",
        "logging",
        "dashboards",
        "teamwork",
        "troubleshooting",
        "transformers",
        "scalability",
        "scripts",
        "frameworks",
    ]
)
"""Words that people also use without meaning the skill: they do not change what an answer is about."""
_PLURAL = 6
"""Letters from which on a name is also found in the plural: "Dockerfiles"."""
_MORE = {
    "comms": "communication", "dockers": "docker", "kubernets": "kubernetes", "kubernates": "kubernetes",
    "k8": "kubernetes", "terra form": "terraform", "ml framework": "ml-frameworks", "the cloud": "cloud",
    "scripting": "linux-bash", "scripts": "linux-bash", "tf": "terraform", "frameworks": "ml-frameworks", "time": "", "time thing": "time-management",
    "time part": "time-management", "linux": "linux-bash", "soft skills": "",
}  # fmt: skip


@dataclass(frozen=True)
class Mention:
    """A skill named in a text."""

    skill: str
    start: int
    end: int
    loose: bool


class SkillLexicon:
    """All ways to name a skill, compiled once."""

    def __init__(self, matrix: SkillMatrix) -> None:
        self.matrix = matrix
        self._skill = {term: skill.id for term, skill in matrix.by_term.items()}
        self._skill |= {term: skill for term, skill in _MORE.items() if skill}
        for skill in matrix.skills:
            self._skill |= {
                part.strip().casefold(): skill.id for part in re.split(r"[/(),]", skill.name) if part.strip()
            }
        terms = sorted(self._skill, key=len, reverse=True)
        self._pattern = re.compile(
            r"(?<![\w-])(?:"
            + "|".join(
                re.escape(term).replace(r"\ ", r"[\s-]+") + ("s?" if len(term) >= _PLURAL else "") for term in terms
            )
            + r")(?![\w-]|\.\w)",
            re.I,
        )

    def mentions(self, text: str, among: Iterable[str] = ()) -> list[Mention]:
        """Skills named, in the order of the text, those of `among` only when it is given."""
        wanted = set(among)
        found = []
        for match in self._pattern.finditer(text):
            term = re.sub(r"[\s-]+", " ", match.group().casefold())
            skill = (
                self._skill.get(match.group().casefold())
                or self._skill.get(term)
                or self._skill.get(term.replace(" ", "-"))
                or self._skill.get(term.removesuffix("s"))
            )
            if skill and (not wanted or skill in wanted):
                found.append(Mention(skill, match.start(), match.end(), match.group().casefold() in _LOOSE))
        return found

    def name(self, skill_id: str) -> str:
        """The name a learner reads."""
        skill = self.matrix.get(skill_id)
        return skill.name if skill else skill_id

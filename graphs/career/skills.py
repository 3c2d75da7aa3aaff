"""What a person can be good at, how well, and how well each level of the job asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from graphs.events import Frozen

SkillId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Alias = Annotated[str, StringConstraints(min_length=2, pattern=r"^[^A-Z\s](?:[^A-Z]*[^A-Z\s])?$")]
Anchor = Annotated[str, StringConstraints(min_length=10, max_length=139)]


class Rating(IntEnum):
    """Proficiency in one skill; 1 to 4 carry the names of the first source's legend."""

    NONE = 0
    BASIC = 1
    INTERMEDIATE = 2
    ADVANCED = 3
    EXPERT = 4

    @property
    def label(self) -> str:
        """The name a learner reads."""
        return self.name.capitalize()


class Level(StrEnum):
    """Career levels; the third is Mid, the last Staff and Principal alike."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"


class Targets(Frozen):
    """The rating each level asks for; None where no source says one, which is not the same as 0."""

    junior: Rating | None = None
    mid: Rating | None = None
    senior: Rating | None = None
    staff: Rating | None = None

    def at(self, level: Level) -> Rating | None:
        """The target of one level."""
        found: Rating | None = getattr(self, level.value)
        return found


class Skill(Frozen):
    """One skill of the catalogue."""

    id: SkillId
    name: Annotated[str, StringConstraints(min_length=2)]
    group: Literal["matrix", "ml", "soft", "further"]
    """Where it comes from: the skills matrix, ML knowledge, the soft skills, or the finer topics of the sources."""
    tag: Literal["foundation", "ai-specific"]
    """A plan keeps the two in balance."""
    aliases: tuple[Alias, ...] = ()
    """Lower-case words that mean this skill, or tools that exercise it; no word belongs to two skills."""
    prerequisites: tuple[SkillId, ...] = ()
    """Skills to have at Basic before starting on this one."""
    targets: Targets
    source_note: str = ""
    """Which words of a source a target was read from, or why there is none."""
    anchors: Annotated[tuple[Anchor, ...], Field(min_length=5, max_length=5)]
    """What a person at each rating from 0 to 4 can be seen doing; short enough for a quick reply."""

    @field_validator("anchors", mode="before")
    @classmethod
    def in_order_of_rating(cls, value: object) -> object:
        """The file maps ratings to sentences; order makes them a tuple."""
        if isinstance(value, Mapping):
            if set(value) != set(range(5)):
                raise ValueError("needs exactly one sentence for each rating 0, 1, 2, 3 and 4")
            return tuple(value[rating] for rating in range(5))
        return value

    def anchor(self, rating: Rating) -> str:
        """What a person with this rating can be seen doing."""
        return self.anchors[rating]

    @property
    def terms(self) -> tuple[str, ...]:
        """Every lower-case way to name the skill, id and name included, without repeats."""
        own = (self.name.casefold(), self.id, self.id.replace("-", " "))
        return tuple(dict.fromkeys((*own, *self.aliases)))


class SkillMatrix(Frozen):
    """All skills, with the targets of each level; validity across skills is checked where it is loaded."""

    staff_note: str
    """The matrix has no column for Staff and Principal: what their targets mean. Show it beside them."""
    skills: Annotated[tuple[Skill, ...], Field(min_length=1)]

    @cached_property
    def by_id(self) -> Mapping[str, Skill]:
        """Skills by their id, in the order of the file."""
        return {skill.id: skill for skill in self.skills}

    @cached_property
    def by_term(self) -> Mapping[str, Skill]:
        """Skills by every lower-case way to name them."""
        return {term: skill for skill in self.skills for term in skill.terms}

    def get(self, skill_id: str) -> Skill | None:
        """The skill with this id."""
        return self.by_id.get(skill_id)

    def resolve(self, words: str) -> Skill | None:
        """The skill that exactly these words name ("K8s", "infra as code"), whatever their case and spacing."""
        return self.by_term.get(" ".join(words.casefold().split()))

    def target(self, skill_id: str, level: Level) -> Rating | None:
        """The rating this level asks for; None where no source says, or for an unknown skill."""
        skill = self.by_id.get(skill_id)
        return None if skill is None else skill.targets.at(level)

    def asked_at(self, level: Level) -> tuple[tuple[Skill, Rating], ...]:
        """Skills that have a target at this level, in the order of the file."""
        found = ((skill, skill.targets.at(level)) for skill in self.skills)
        return tuple((skill, rating) for skill, rating in found if rating is not None)

    def before(self, skill_id: str) -> tuple[str, ...]:
        """Ids of all skills that come before this one, directly or not, those to begin with first."""
        found: list[str] = []
        entered: set[str] = set()

        def visit(current: str) -> None:
            skill = self.by_id.get(current)
            for earlier in skill.prerequisites if skill else ():
                if earlier not in entered:
                    entered.add(earlier)
                    visit(earlier)
                    found.append(earlier)

        visit(skill_id)
        return tuple(found)

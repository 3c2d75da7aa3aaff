"""What to learn from: the curated catalogue."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from graphs.career.skills import Rating, SkillId
from graphs.events import Frozen

Kind = Literal[
    "book",
    "course",
    "certificate",
    "newsletter",
    "community",
    "conference",
    "documentation",
    "tutorial",
    "video",
    "paper",
    "tool",
    "repository",
]
Address = Annotated[str, StringConstraints(pattern=r"^https://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(/\S*)?$")]

_PRICE = re.compile(r"(?P<amount>\d+) (?P<currency>[A-Z]{3})")


class Cost(Frozen):
    """Free, or paid with the list price where it is well known; prices drift, so show one as "about"."""

    kind: Literal["free", "paid"]
    amount: int | None = Field(default=None, gt=0)
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None

    @model_validator(mode="before")
    @classmethod
    def from_words(cls, value: object) -> object:
        """The file says `free`, `paid` or `150 USD`."""
        if not isinstance(value, str):
            return value
        if value in ("free", "paid"):
            return {"kind": value}
        price = _PRICE.fullmatch(value)
        if price is None:
            raise ValueError(f"'{value}' is no cost: write free, paid, or an amount and a currency such as 150 USD")
        return {"kind": "paid", "amount": int(price["amount"]), "currency": price["currency"]}

    @property
    def label(self) -> str:
        """As a learner reads it."""
        return self.kind if self.amount is None else f"about {self.amount} {self.currency}"


class Resource(Frozen):
    """One thing to learn from, and how far it carries."""

    id: SkillId
    title: Annotated[str, StringConstraints(min_length=2)]
    kind: Kind
    skills: Annotated[tuple[SkillId, ...], Field(min_length=1)]
    from_rating: Rating
    """Whom it is for: a person who has this rating."""
    to_rating: Rating
    """What it can bring them to, with practice; every step between the two is covered."""
    hours: int = Field(gt=0, le=400)
    """An estimate of the whole; for newsletters, communities and conferences, of twelve weeks or one visit."""
    cost: Cost
    address: Address
    provider: Annotated[str, StringConstraints(min_length=2)]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    sources: tuple[str, ...]
    """File names of the source documents that name it."""
    last_verified: datetime.date | None
    """When `mentor corpus check-links` last found it there; None until a person with a network ran it."""
    available: bool = True
    """False when it can no longer be taken up (a retired exam): never plan it, but do know its name."""
    note: str = ""
    """What a learner should know before starting, such as a new name."""

    @model_validator(mode="after")
    def goes_up(self) -> Resource:
        """A resource that leads nowhere cannot be planned."""
        if self.from_rating >= self.to_rating:
            raise ValueError(f"from_rating {self.from_rating:d} is not below to_rating {self.to_rating:d}: correct one")
        if len(set(self.skills)) != len(self.skills):
            raise ValueError("the same skill is listed twice: remove one")
        return self

    def covers(self, skill_id: str, step: Rating) -> bool:
        """Whether it can be planned for the step from `step` to the next rating in this skill."""
        return self.available and skill_id in self.skills and self.from_rating <= step < self.to_rating


class SourceDocument(Frozen):
    """A work that recommends resources."""

    file: str
    title: str


class ResourceCatalogue(Frozen):
    """All resources; validity across them is checked where they are loaded."""

    documents: tuple[SourceDocument, ...]
    """The works that `Resource.sources` refers to by file name."""
    resources: tuple[Resource, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Resource]:
        """Resources by their id, in the order of the file."""
        return {resource.id: resource for resource in self.resources}

    def get(self, resource_id: str) -> Resource | None:
        """The resource with this id."""
        return self.by_id.get(resource_id)

    def covering(self, skill_id: str, step: Rating) -> tuple[Resource, ...]:
        """What leads from `step` to the next rating, in the order of the file; ranking is the caller's."""
        return tuple(resource for resource in self.resources if resource.covers(skill_id, step))

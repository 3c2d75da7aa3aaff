"""The JSON of postings and of the market."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app.web.views import View
from graphs.career.posting import Posting, Postings, RemoteWork, Salary, Seniority, SkillAsked, WarningSign
from graphs.career.skills import SkillMatrix
from graphs.market.keep import Added
from graphs.market.market import Fit, Market, Pattern, Pay, PostingFit, Requirement
from graphs.market.render import fit_line, so_far
from graphs.market.wording import LEVELS, headline, pay, place, years

TEXT_LIMIT = 200_000
"""Above what is read, so that a paste over the limit gets the sentence that says what to do."""


class SkillView(View):
    """A skill that a posting asks for."""

    skill: str
    name: str
    required: bool
    quote: str
    """Verbatim; show it as text."""


class PostingView(View):
    """One posting: the fields as read, and the same worded for people."""

    id: str
    title: str
    company: str
    locations: tuple[str, ...]
    remote: RemoteWork
    seniority: Seniority
    years_min: int | None
    years_max: int | None
    salaries: tuple[Salary, ...]
    skills: tuple[SkillView, ...]
    posted: date | None
    warnings: tuple[WarningSign, ...]
    saved_at: datetime
    origin: str
    duplicate_of: str | None
    headline: str
    place: str
    level: str
    experience: str
    pay: str
    """All ranges as stated; "not stated" without one."""
    fit: str = ""
    """One sentence against the learner's assessment; empty without one."""
    text: str | None = None
    """Only when one posting is asked for; untrusted: show it as text."""

    @classmethod
    def of(cls, posting: Posting, skills: SkillMatrix, fit: str = "", *, whole: bool = False) -> PostingView:
        """From the record."""
        fields = {name: getattr(posting, name) for name in Posting.model_fields if name not in ("skills", "text")}
        return cls(
            **fields,
            skills=tuple(_skill(each, skills) for each in posting.skills),
            headline=headline(posting),
            place=place(posting),
            level=LEVELS[posting.seniority],
            experience=years(posting),
            pay="; ".join(pay(each) for each in posting.salaries) or "not stated",
            fit=fit,
            text=posting.text if whole else None,
        )


class SkillName(View):
    """A skill of the catalogue, to pick from."""

    skill: str
    name: str


class PostingsView(View):
    """All postings, oldest first, with where the collection stands."""

    postings: tuple[PostingView, ...]
    saved: int
    counted: int
    missing: int
    """To the ten that the exercise asks for."""
    summary: str
    """One sentence."""
    known: tuple[SkillName, ...] = ()
    """Every skill that a posting can ask for, by name."""

    @classmethod
    def of(cls, postings: Postings, market: Market, skills: SkillMatrix) -> PostingsView:
        """From the records."""
        fits = {each.posting: fit_line(each, skills) for each in market.posting_fits}
        shown = tuple(PostingView.of(each, skills, fits.get(each.id, "")) for each in postings.postings)
        known = sorted((SkillName(skill=each.id, name=each.name) for each in skills.skills), key=lambda each: each.name)
        return cls(
            postings=shown,
            saved=market.saved,
            counted=market.n,
            missing=market.missing,
            summary=so_far(market),
            known=tuple(known),
        )


class AddedView(View):
    """What adding led to."""

    posting: PostingView
    again: bool
    """The very same text was saved before; nothing was added."""
    unsure: bool
    """Few marks of a posting: ask the learner to look at what was read."""
    counted: int
    missing: int
    summary: str

    @classmethod
    def of(cls, added: Added, market: Market, skills: SkillMatrix) -> AddedView:
        """From the records."""
        fits = {each.posting: fit_line(each, skills) for each in market.posting_fits}
        return cls(
            posting=PostingView.of(added.posting, skills, fits.get(added.posting.id, "")),
            again=added.again,
            unsure=added.unsure,
            counted=market.n,
            missing=market.missing,
            summary=so_far(market),
        )


class MarketView(View):
    """The market as counted; the ids are those of the postings."""

    made_on: date
    saved: int
    counted: tuple[str, ...]
    set_aside: tuple[str, ...]
    repeats: tuple[tuple[str, str], ...]
    missing: int
    summary: str
    requirements: tuple[Requirement, ...]
    pays: tuple[Pay, ...]
    without_pay: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    level: str
    assessed: bool
    fits: tuple[Fit, ...]
    posting_fits: tuple[PostingFit, ...]
    near: tuple[str, ...]

    @classmethod
    def of(cls, market: Market) -> MarketView:
        """From the count."""
        same = ("made_on", "saved", "repeats", "missing", "requirements", "pays", "without_pay", "patterns", "assessed", "fits", "posting_fits", "near")  # fmt: skip
        return cls(
            **{name: getattr(market, name) for name in same},
            counted=tuple(each.id for each in market.counted),
            set_aside=tuple(each.id for each in market.set_aside),
            level=market.level.value,
            summary=so_far(market),
        )


class NewPosting(BaseModel):
    """A pasted posting; title, company and location help where the text leaves them out."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=TEXT_LIMIT)
    title: str = Field(default="", max_length=300)
    company: str = Field(default="", max_length=300)
    location: str = Field(default="", max_length=300)
    sure: bool = False
    """The learner says that it is a posting, after it was refused."""


class PostingChange(BaseModel):
    """Fields that are sent replace what was read; null clears one."""

    model_config = ConfigDict(extra="forbid")

    title: str | None = Field(default=None, max_length=300)
    company: str | None = Field(default=None, max_length=300)
    locations: tuple[str, ...] | None = Field(default=None, max_length=20)
    remote: RemoteWork | None = None
    seniority: Seniority | None = None
    years_min: int | None = Field(default=None, ge=0, le=40)
    years_max: int | None = Field(default=None, ge=0, le=40)
    salaries: tuple[Salary, ...] | None = Field(default=None, max_length=20)
    skills: tuple[SkillAsked, ...] | None = Field(default=None, max_length=60)
    posted: date | None = None
    duplicate_of: str | None = None

    def changes(self) -> dict[str, Any]:
        """Only what was sent; null stands for "not stated" where the field cannot be empty otherwise."""
        empty: dict[str, Any] = {"title": "", "company": "", "locations": (), "remote": "unknown", "seniority": "unknown", "salaries": (), "skills": ()}  # fmt: skip
        sent = {name: getattr(self, name) for name in self.model_fields_set}
        return {name: empty.get(name) if value is None else value for name, value in sent.items()}


def _skill(asked: SkillAsked, skills: SkillMatrix) -> SkillView:
    known = skills.get(asked.skill)
    return SkillView(
        skill=asked.skill, name=known.name if known else asked.skill, required=asked.required, quote=asked.quote
    )

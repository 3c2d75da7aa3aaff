"""The JSON of the profile and the assessment."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.learner_assessment import Standing
from app.learner_profile import KeptProfile, flags
from app.web.views import View
from graphs.career.assessment import Assessment, Evidence, Known, Origin, Profile, SkillRating
from graphs.career.gaps import Gap, Readiness
from graphs.career.skills import Level, Rating, Skill

FieldValue = str | int | None


class KnownView(View):
    """A fact of the profile and where it came from."""

    model_config = ConfigDict(populate_by_name=True)

    value: str | int | float | bool
    source: Literal["quote", "form"] = Field(alias="from")
    quote: str
    """The learner's own words; for a form, what was typed into it."""
    message_id: str
    at: datetime

    @classmethod
    def of(cls, known: Known) -> KnownView:
        """From the record."""
        kept = known.evidence
        source: Literal["quote", "form"] = "form" if kept.origin == "form" else "quote"
        return cls(value=known.value, source=source, quote=kept.quote, message_id=kept.message_id, at=kept.at)


class ProfileView(View):
    """Each field is null until it was told."""

    version: int
    """Send it back with a change, so that another window's change is not covered; 0 when nothing is kept yet."""
    fields: dict[str, KnownView | None]
    flags: tuple[str, ...]
    """What is allowed, but worth a second look: show it beside the form."""

    @classmethod
    def of(cls, kept: KeptProfile) -> ProfileView:
        """From the record."""
        fields: dict[str, KnownView | None] = {}
        for name in Profile.model_fields:
            known: Known | None = getattr(kept.profile, name)
            fields[name] = None if known is None else KnownView.of(known)
        return cls(version=kept.version, fields=fields, flags=flags(kept.profile))


class ProfileChange(BaseModel):
    """Fields that are left out stay as they are; null or an empty text clears one."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    version: int | None = None
    """The version that the change was made on; without it, the newest."""
    background: FieldValue = None
    current_job: FieldValue = None
    target_level: FieldValue = None
    target_role: FieldValue = None
    hours_per_week: FieldValue = None
    location: FieldValue = None
    currency: FieldValue = None
    budget: FieldValue = None
    time_zone: FieldValue = None
    preferences: FieldValue = None

    def changes(self) -> dict[str, FieldValue]:
        """Only what was sent."""
        return {name: getattr(self, name) for name in self.model_fields_set if name != "version"}


class EvidenceView(View):
    """Words of the learner."""

    quote: str
    message_id: str
    at: datetime
    origin: Origin

    @classmethod
    def of(cls, kept: Evidence) -> EvidenceView:
        """From the record."""
        return cls(quote=kept.quote, message_id=kept.message_id, at=kept.at, origin=kept.origin)


class SkillView(View):
    """One skill: what was read, and what the level asks for."""

    skill: str
    name: str
    group: str
    rating: int | None
    label: str
    """Empty when there is no rating."""
    target: int | None
    """Null where no source names one for this level."""
    confidence: float | None
    confirmed: bool
    reason: str
    evidence: tuple[EvidenceView, ...]
    anchors: tuple[str, ...]
    """What a person at each rating from 0 to 4 can be seen doing: the choices of an edit."""

    @classmethod
    def of(cls, skill: Skill, read: SkillRating | None, target: Rating | None) -> SkillView:
        """From the records."""
        rating = read.rating if read else None
        return cls(
            skill=skill.id,
            name=skill.name,
            group=skill.group,
            rating=rating,
            label="" if rating is None else rating.label,
            target=target,
            confidence=read.confidence if read else None,
            confirmed=read.confirmed if read else False,
            reason=read.reason if read else "",
            evidence=tuple(EvidenceView.of(each) for each in read.evidence) if read else (),
            anchors=skill.anchors,
        )


class VersionView(View):
    """A confirmed assessment of the past."""

    version: int
    level: Level
    started_at: datetime
    confirmed_at: datetime | None
    ratings: dict[str, int | None]
    changes: tuple[str, ...]

    @classmethod
    def of(cls, kept: Assessment) -> VersionView:
        """From the record."""
        return cls(
            version=kept.version,
            level=kept.level,
            started_at=kept.started_at,
            confirmed_at=kept.confirmed_at,
            ratings={each.skill: each.rating for each in kept.ratings},
            changes=kept.changes,
        )


class AssessmentView(View):
    """The assessment as it stands; all but `level` are empty before anything was read."""

    version: int | None
    level: Level
    started_at: datetime | None
    confirmed_at: datetime | None
    """Null while it is not final."""
    skills: tuple[SkillView, ...]
    gaps: tuple[Gap, ...]
    """In order of priority."""
    readiness: Readiness | None
    unassessed: tuple[str, ...]
    """Names of skills that the level asks for and that have no rating."""
    changes: tuple[str, ...]
    history: tuple[VersionView, ...]
    """Confirmed versions, oldest first."""

    @classmethod
    def of(cls, standing: Standing) -> AssessmentView:
        """From the records."""
        kept = standing.assessment
        return cls(
            version=kept.version,
            level=standing.level,
            started_at=kept.started_at,
            confirmed_at=kept.confirmed_at,
            skills=tuple(SkillView.of(*row) for row in standing.rows()),
            gaps=standing.gaps,
            readiness=standing.readiness,
            unassessed=tuple(skill.name for skill in standing.unassessed),
            changes=kept.changes,
            history=tuple(VersionView.of(each) for each in standing.history),
        )

    @classmethod
    def empty(cls, level: Level) -> AssessmentView:
        """Before anything was read."""
        return cls(
            version=None,
            level=level,
            started_at=None,
            confirmed_at=None,
            skills=(),
            gaps=(),
            readiness=None,
            unassessed=(),
            changes=(),
            history=(),
        )


class NewRating(BaseModel):
    """An edit of a rating, with the reason if the learner likes to say."""

    model_config = ConfigDict(extra="forbid")

    rating: int = Field(ge=0, le=4)
    why: str = ""

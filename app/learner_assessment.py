"""A learner's assessment in the store: as it stands, its history, and a rating set by form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.adapters.store.versions import LearnerRecords, Records, validated
from app.learner_profile import read_profile
from graphs.career.assessment import Assessment, Evidence, Profile, SkillRating
from graphs.career.gaps import Gap, Readiness, gaps, readiness, unassessed
from graphs.career.skills import Level, Rating, Skill, SkillMatrix
from graphs.errors import NotFound
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.records import ASSESSMENT, INTERVIEW, load
from graphs.interview.render import assessment
from graphs.interview.state import Held, InterviewState, SkillTrack, correct

NONE_YET = "There is no assessment yet. Start one by writing “assess my skills”."
SET_BY_FORM = "you set this rating yourself"
"""Worded like the interview's own reasons, which stand after a colon."""
SURE = 0.9
"""Confidence in a rating that the learner set with the descriptions before their eyes."""


@dataclass(frozen=True)
class Standing:
    """Everything that a page or a document tells of an assessment at one level."""

    assessment: Assessment
    profile: Profile
    level: Level
    skills: SkillMatrix
    gaps: tuple[Gap, ...]
    readiness: Readiness
    unassessed: tuple[Skill, ...]
    history: tuple[Assessment, ...]
    """Every confirmed version, oldest first; the one that is being made is not in it."""

    def rows(self) -> tuple[tuple[Skill, SkillRating | None, Rating | None], ...]:
        """(skill, reading, target) of what was read or is asked for, in the order of the catalogue."""
        read = {each.skill: each for each in self.assessment.ratings}
        found = ((skill, read.get(skill.id), skill.targets.at(self.level)) for skill in self.skills.skills)
        return tuple(row for row in found if row[1] is not None or (row[2] is not None and row[0].group != "further"))


def read_standing(
    records: Records, learner_id: str, skills: SkillMatrix, level: Level | None = None
) -> Standing | None:
    """None before anything was read. `level` defaults to the one that the learner aims for."""
    versions = records.history(learner_id, ASSESSMENT)
    if not versions:
        return None
    read = [validated(each, Assessment) for each in versions]
    latest = read[-1]
    profile = read_profile(records, learner_id).profile
    chosen = level or (Level(str(profile.target_level.value)) if profile.target_level else latest.level)
    confirmed = {each.version: each for each in read if each.confirmed_at is not None}
    return Standing(
        assessment=latest,
        profile=profile,
        level=chosen,
        skills=skills,
        gaps=gaps(latest, skills, chosen),
        readiness=readiness(latest, skills, chosen),
        unassessed=unassessed(latest, skills, chosen),
        history=tuple(confirmed[version] for version in sorted(confirmed)),
    )


def require_standing(records: Records, learner_id: str, skills: SkillMatrix, level: Level | None = None) -> Standing:
    """Raises `NotFound` before anything was read."""
    found = read_standing(records, learner_id, skills, level)
    if found is None:
        raise NotFound(NONE_YET)
    return found


def set_rating(
    records: Records, learner_id: str, skills: SkillMatrix, skill_id: str, rating: Rating, why: str, at: datetime
) -> Standing:
    """A correction by form, through the interview's own record, so that it is known there and can be taken back.

    Its evidence is what the learner wrote as the reason, or the description that was picked. After the confirmation
    it makes a new version, and says in it what changed. Raises `NotFound`, and `RecordChanged` when a turn or another
    window wrote at the same moment.
    """
    bound = LearnerRecords(records, learner_id, known_learner=True)
    bound.get(INTERVIEW)
    state = load(bound)
    skill = skills.get(skill_id)
    if skill is None:
        raise NotFound(f"There is no skill {skill_id}.")
    if state is None or state.started_at is None:
        raise NotFound(NONE_YET)
    if skill_id not in state.skills:
        state = state.with_(skills={**state.skills, skill_id: SkillTrack()})
    if state.status == "confirmed":
        state = _next_version(state, at)
    before = state.held(skill_id)
    evidence = Evidence(quote=why or skill.anchor(rating), at=at, origin="form")
    after = Held(
        standing="rated",
        rating=int(rating),
        confidence=SURE,
        evidence=(*before.evidence, evidence),
        reason=SET_BY_FORM,
    )
    state = correct(state, skill_id, after, evidence.quote, at)
    values = {INTERVIEW: state.model_dump(mode="json")}
    shown = assessment(state, SkillLexicon(skills))
    if shown is not None:
        values[ASSESSMENT] = shown.model_dump(mode="json")
    bound.put_all(values)
    return require_standing(records, learner_id, skills)


def _next_version(state: InterviewState, at: datetime) -> InterviewState:
    return state.with_(
        previous={skill: track.now for skill, track in state.skills.items()},
        assessment_version=state.assessment_version + 1,
        confirmed_at=at,
    )

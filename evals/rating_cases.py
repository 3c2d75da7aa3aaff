"""The typed cases of the interview: rated answers, messages in context, and whole scripted interviews."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol, Self, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from evals.cases import CaseError

EVALS = Path(__file__).parent
RATINGS = EVALS / "ratings" / "cases.jsonl"
INTENTS = EVALS / "intents" / "cases.jsonl"
INTERVIEWS = EVALS / "interviews"
SKILLS = EVALS.parent / "corpus" / "skills.yaml"

Action = Literal["rate", "follow_up", "skip", "pause", "side_question", "off_topic", "correction", "refused"]
Context = Literal["idle", "in_interview", "in_market", "has_plan"]
Intent = Literal[
    "ask",
    "start_assessment",
    "answer",
    "correct_rating",
    "skip",
    "back",
    "pause",
    "resume",
    "make_plan",
    "make_roadmap",
    "add_posting",
    "market_report",
    "progress_update",
    "replan",
    "show_status",
    "export",
    "delete_my_data",
    "help",
    "smalltalk",
    "out_of_scope",
    "feedback",
    "set_profile",
]
ProfileField = Literal[
    "background",
    "current_job",
    "target_level",
    "target_role",
    "hours_per_week",
    "location",
    "currency",
    "budget",
    "time_zone",
    "preferences",
]
State = Literal["finished", "paused", "stopped"]

INTERVIEW_SKILLS = (
    "python",
    "docker",
    "kubernetes",
    "linux-bash",
    "git",
    "cloud",
    "terraform",
    "ml-frameworks",
    "monitoring",
    "system-design",
    "ml-knowledge",
    "communication",
    "problem-solving",
    "time-management",
    "continuous-learning",
)


@cache
def _known_skills() -> frozenset[str]:
    return frozenset(skill["id"] for skill in yaml.safe_load(SKILLS.read_text(encoding="utf-8"))["skills"])


def _exists(skill: str) -> str:
    if skill not in _known_skills():
        raise ValueError(f"{skill!r} is no skill of {SKILLS.name}")
    return skill


CaseId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)+$")]
SkillId = Annotated[str, AfterValidator(_exists)]
Stars = Annotated[int, Field(ge=0, le=4, strict=True)]
Why = Annotated[str, Field(min_length=4)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class RatingCase(_Frozen):
    """One answer to one question about one skill."""

    id: CaseId
    skill: SkillId
    question: str = Field(min_length=5)
    answer: str
    """May be blank: that too is something a learner sends."""
    rating: Stars | None
    """By the behavioural anchors, from what was done and not from what is claimed; None where nothing was shown."""
    action: Action
    why: Why

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.action == "rate") != (self.rating is not None):
            raise ValueError(f"action {self.action} does not fit rating {self.rating}")
        return self


class IntentCase(_Frozen):
    """One message and what it means where the conversation stands."""

    id: CaseId
    message: str = Field(min_length=1)
    context: Context
    intent: Intent


class Saying(_Frozen):
    """Something the learner says that no question asked for; those of one moment are said in their order."""

    say: str
    after_question: int | None = Field(default=None, ge=1)
    """Said once this many of the mentor's questions were answered."""
    after_skill: SkillId | None = None
    """Said once this skill was first answered, whenever the mentor gets there."""
    new_shell: bool = False
    """The process is killed before, and the message comes from another shell."""

    @model_validator(mode="after")
    def _one_moment(self) -> Self:
        if (self.after_question is None) == (self.after_skill is None):
            raise ValueError("needs either after_question or after_skill")
        return self


class Correction(_Frozen):
    """A correction that has to be in force at the end."""

    skill: SkillId
    rating: Stars | None


class Expected(_Frozen):
    """The end state."""

    ratings: dict[SkillId, Stars | None]
    """Gold of each skill the learner got to speak of; a skill that never came up has to end without a rating."""
    profile: dict[ProfileField, str | int | float] = Field(default_factory=dict)
    """Numbers are equal; words are found in the field whatever their case. Fields not named here are not judged."""
    corrections: tuple[Correction, ...] = ()
    skipped: tuple[SkillId, ...] = ()
    state: State

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for correction in self.corrections:
            if self.ratings.get(correction.skill) != correction.rating:
                raise ValueError(f"the rating of {correction.skill} is not the corrected one")
        for skill in self.skipped:
            if self.ratings.get(skill) is not None:
                raise ValueError(f"{skill} is skipped and rated")
        return self


class Interview(_Frozen):
    """A learner's side of a whole interview, in whatever order the mentor asks.

    A question about several skills gets the answers of all of them, a line each; a repeated question about a skill gets the
    next of its answers; where none is left, the fallback.
    """

    id: CaseId
    persona: str = Field(min_length=3)
    why: Why
    opening: tuple[str, ...] = Field(min_length=1)
    """Messages before the first question."""
    about: dict[ProfileField, str] = Field(default_factory=dict)
    """Said when the mentor asks for this field of the profile."""
    answers: dict[SkillId, tuple[str, ...]]
    fallback: str = Field(min_length=1)
    events: tuple[Saying, ...] = ()
    confirm: tuple[str, ...] = ("yes",)
    """Replies to the final reading, one after the other; none where the interview does not get there."""
    expect: Expected

    @model_validator(mode="before")
    @classmethod
    def _one_answer_or_several(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("answers"), dict):
            answers = {skill: [said] if isinstance(said, str) else said for skill, said in value["answers"].items()}
            return {**value, "answers": answers}
        return value

    @property
    def sayings(self) -> tuple[str, ...]:
        """Everything the learner may say; every quoted piece of evidence is part of one of these."""
        answers = (each for said in self.answers.values() for each in said)
        events = (event.say for event in self.events)
        return (*self.opening, *self.about.values(), *answers, self.fallback, *events, *self.confirm)

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        for event in self.events:
            if event.after_skill and event.after_skill not in self.answers:
                raise ValueError(f"no answer about {event.after_skill} for the event to follow")
        if (self.expect.state == "finished") != bool(self.confirm):
            raise ValueError("a finished interview is confirmed, any other is not")
        if self.expect.state == "finished" and set(INTERVIEW_SKILLS) - set(self.expect.ratings):
            raise ValueError("a finished interview has gold for every skill it covers")
        return self


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


CaseType = TypeVar("CaseType", bound=BaseModel)
IdentifiedType = TypeVar("IdentifiedType", bound=_Identified)


def _validated(model: type[CaseType], raw: object, where: str) -> CaseType:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "case"
        raise CaseError(f"{where}: {field}: {first['msg']}") from error


def _lines(path: Path, model: type[CaseType]) -> Iterator[tuple[str, CaseType]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line:
            continue
        where = f"{path}:{number}"
        try:
            raw = json.loads(line)
        except json.JSONDecodeError as error:
            raise CaseError(f"{where}: not JSON: {error.msg}") from error
        yield where, _validated(model, raw, where)


def _items(path: Path) -> Iterator[tuple[str, Interview]]:
    loader = yaml.SafeLoader(path.read_text(encoding="utf-8"))
    try:
        root = loader.get_single_node()
        if not isinstance(root, yaml.SequenceNode):
            raise CaseError(f"{path}:1: expected a list of interviews")
        for node in root.value:
            where = f"{path}:{node.start_mark.line + 1}"
            yield where, _validated(Interview, loader.construct_object(node, deep=True), where)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CaseError(f"{path}:{line}: not YAML: {error.problem}") from error
    finally:
        loader.dispose()


def _unique(found: Iterable[tuple[str, IdentifiedType]]) -> list[IdentifiedType]:
    seen: dict[str, str] = {}
    cases = []
    for where, case in found:
        if case.id in seen:
            raise CaseError(f"{where}: id {case.id} is already used at {seen[case.id]}")
        seen[case.id] = where
        cases.append(case)
    return cases


def load_ratings(path: Path = RATINGS) -> list[RatingCase]:
    """The rated answers; raises `CaseError` naming file, line and field."""
    return _unique(_lines(path, RatingCase))


def load_intents(path: Path = INTENTS) -> list[IntentCase]:
    """The messages in context; raises `CaseError` naming file, line and field."""
    return _unique(_lines(path, IntentCase))


def load_interviews(folder: Path = INTERVIEWS) -> list[Interview]:
    """The scripted interviews of all files of a folder; raises `CaseError` naming file, line and field."""
    return _unique(item for path in sorted(folder.glob("*.yaml")) for item in _items(path))


LOADERS: dict[str, Callable[[], list[Any]]] = {
    "ratings": load_ratings,
    "intents": load_intents,
    "interviews": load_interviews,
}
"""By the names under which `mentor eval predict` knows them."""

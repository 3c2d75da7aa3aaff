"""The typed cases of `evals/ask/*.yaml`: what a learner asks and what any right answer has to say."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from evals.matching import compiled, found, normalise

ASK_CASES = Path(__file__).parent / "ask"

Kind = Literal[
    "fact",
    "list",
    "comparison",
    "conflict",
    "synthesis",
    "advice",
    "followup",
    "false_premise",
    "typo",
    "unanswerable",
    "out_of_scope",
    "smalltalk",
    "injection",
]
DECLINING: frozenset[Kind] = frozenset({"unanswerable", "out_of_scope", "injection"})


class CaseError(ValueError):
    """A case file breaks the schema; the message starts with file and line."""


def _source_id(value: object) -> object:
    # YAML reads an unquoted 001 as the number 1.
    return f"{value:03d}" if isinstance(value, int) and not isinstance(value, bool) else value


def _compiles(alternative: str) -> str:
    try:
        compiled(alternative)
    except re.error as error:
        raise ValueError(f"{alternative!r} is not a regular expression: {error}") from error
    return alternative


SourceId = Annotated[Literal["000", "001", "002", "003"], BeforeValidator(_source_id)]
Alternative = Annotated[str, Field(min_length=2), AfterValidator(_compiles)]
Atom = Annotated[tuple[Alternative, ...], Field(min_length=1)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class AnyOf(_Frozen):
    """At least `n` of the atoms, for lists of which a good answer need not show every item."""

    n: int = Field(ge=1)
    of: tuple[Atom, ...]

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if self.n > len(self.of):
            raise ValueError(f"asks for {self.n} of only {len(self.of)} atoms")
        return self


class Case(_Frozen):
    """One conversation whose last turn is judged."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)+$")
    kind: Kind
    source: tuple[SourceId, ...] = ()
    """Source documents that hold the answer; empty where none does."""
    why: str = Field(min_length=5)
    """What this case tests that its neighbours do not."""
    turns: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    """The learner's messages, oldest first; replies in between are whatever the system says."""
    must: tuple[Atom, ...] = ()
    any_of: AnyOf | None = None
    must_not: tuple[Atom, ...] = ()
    """Wording that no right answer contains."""
    declined: bool = False
    cites: tuple[SourceId, ...] = ()
    """Sources that have to be among the citations."""

    @property
    def cites_nothing(self) -> bool:
        """Small talk rests on no document, so a citation in it is a fault; a refusal may point at the nearest one."""
        return self.kind == "smalltalk"

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """Every positive atom, required or one of several."""
        return self.must + (self.any_of.of if self.any_of else ())

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.declined != (self.kind in DECLINING):
            raise ValueError(f"declined: {self.declined} does not fit kind {self.kind}")
        answerable = not self.declined and self.kind != "smalltalk"
        if answerable and not (self.source and self.atoms):
            raise ValueError("an answerable case needs source and gold (must or any_of)")
        if not answerable and (self.atoms or self.cites or self.source):
            raise ValueError(f"kind {self.kind} takes no gold, source or cites")
        if self.kind == "followup" and len(self.turns) < 2:
            raise ValueError("a follow-up needs an earlier turn")
        if not set(self.cites) <= set(self.source):
            raise ValueError("cites names a source that does not hold the answer")
        for forbidden in self.must_not:
            if any(found(forbidden, normalise(a)) for atom in self.must for a in atom if not a.startswith("re:")):
                raise ValueError(f"must_not {forbidden} forbids the gold itself")
        return self


def _nodes(path: Path) -> Iterator[tuple[int, Any]]:
    """Each item of the file's list with its first line, so that an error can name it."""
    loader = yaml.SafeLoader(path.read_text(encoding="utf-8"))
    try:
        root = loader.get_single_node()
        if not isinstance(root, yaml.SequenceNode):
            raise CaseError(f"{path}:1: expected a list of cases")
        for node in root.value:
            yield node.start_mark.line + 1, loader.construct_object(node, deep=True)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CaseError(f"{path}:{line}: not YAML: {error.problem}") from error
    finally:
        loader.dispose()


def read_cases(path: Path) -> list[Case]:
    """The cases of one file in its order; raises `CaseError` naming file, line and field."""
    cases = []
    for line, raw in _nodes(path):
        try:
            cases.append(Case.model_validate(raw))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "case"
            raise CaseError(f"{path}:{line}: {where}: {first['msg']}") from error
    return cases


def load_cases(folder: Path = ASK_CASES) -> list[Case]:
    """All cases of a folder, file by file; an id used twice is an error."""
    cases: list[Case] = []
    seen: dict[str, Path] = {}
    for path in sorted(folder.glob("*.yaml")):
        for case in read_cases(path):
            if case.id in seen:
                raise CaseError(f"{path}: id {case.id} is already used in {seen[case.id]}")
            seen[case.id] = path
            cases.append(case)
    return cases

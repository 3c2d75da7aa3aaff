"""Loads `skills.yaml` and `resources.yaml`; whatever is wrong in them is told with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from app.adapters.located_yaml import LocatedYaml, Place, read_located
from graphs.career.resources import ResourceCatalogue
from graphs.career.skills import Rating, SkillMatrix
from graphs.errors import CatalogueError

SKILLS_FILE = "skills.yaml"
RESOURCES_FILE = "resources.yaml"

STEPS = (Rating.NONE, Rating.BASIC, Rating.INTERMEDIATE)
"""A plan may need to lead from each of these ratings to the next."""
PER_STEP = 3
"""Fewer resources than this per skill and step leave a learner no choice of kind, cost or hours."""

_SHOWN = 10
_Model = TypeVar("_Model", bound=BaseModel)
_Problem = tuple[Place, str]


@dataclass(frozen=True)
class Catalogue:
    """Both catalogues, checked against each other."""

    skills: SkillMatrix
    resources: ResourceCatalogue


def load_catalogue(corpus_dir: Path) -> Catalogue:
    """Both files of the corpus folder; raises `CatalogueError` with every problem found, one per line."""
    skills = load_skills(corpus_dir / SKILLS_FILE)
    return Catalogue(skills, load_resources(corpus_dir / RESOURCES_FILE, skills))


def load_skills(path: Path) -> SkillMatrix:
    """The skills; ids, aliases and prerequisites agree. Raises `CatalogueError`."""
    located = read_located(path)
    matrix = _validated(SkillMatrix, located)
    _refuse(located, [*_repeated_ids(matrix), *_ambiguous_terms(matrix), *_bad_prerequisites(matrix)])
    return matrix


def load_resources(path: Path, skills: SkillMatrix) -> ResourceCatalogue:
    """The resources; ids are unique, skills and documents exist, each step is covered. Raises `CatalogueError`."""
    located = read_located(path)
    catalogue = _validated(ResourceCatalogue, located)
    problems = list(_bad_references(catalogue, skills))
    # A misspelt skill also leaves a step uncovered: only the cause is worth reporting.
    _refuse(located, problems or _uncovered(catalogue, skills))
    return catalogue


def _validated(model: type[_Model], located: LocatedYaml) -> _Model:
    if not isinstance(located.data, dict):
        raise CatalogueError(
            f"{located.file}:1: expected keys such as `{next(iter(model.model_fields))}:` at the top level."
        )
    try:
        return model.model_validate(located.data)
    except ValidationError as error:
        _refuse(
            located,
            [(problem["loc"], _advice(problem["loc"], problem["type"], problem["msg"])) for problem in error.errors()],
        )
        raise


def _advice(loc: tuple[int | str, ...], kind: str, message: str) -> str:
    name = ".".join(str(part) for part in loc if not isinstance(part, int)) or "the file"
    if kind == "missing":
        return f"{name} is missing. Add it."
    if kind == "extra_forbidden":
        return f"{name} is not a known field. Remove it or correct its spelling."
    return f"{name}: {message.removeprefix('Value error, ')}. Correct the value."


def _refuse(located: LocatedYaml, problems: list[_Problem] | Iterator[_Problem]) -> None:
    found = list(problems)
    if not found:
        return
    told = [f"{located.at(place)} {message}" for place, message in found[:_SHOWN]]
    if len(found) > _SHOWN:
        told.append(f"and {len(found) - _SHOWN} more; correct these first.")
    raise CatalogueError("\n".join(told))


def _repeated_ids(matrix: SkillMatrix) -> Iterator[_Problem]:
    seen: set[str] = set()
    for index, skill in enumerate(matrix.skills):
        if skill.id in seen:
            yield (
                ("skills", index, "id"),
                f"the id '{skill.id}' is already taken. Choose another, or merge the two skills.",
            )
        seen.add(skill.id)


def _ambiguous_terms(matrix: SkillMatrix) -> Iterator[_Problem]:
    # Names and ids first, so that the alias is blamed whichever of the two skills comes first in the file.
    owner: dict[str, str] = {}
    for skill in matrix.skills:
        for term in {skill.id, skill.id.replace("-", " "), skill.name.casefold()}:
            owner.setdefault(term, skill.id)
    for index, skill in enumerate(matrix.skills):
        if owner[skill.name.casefold()] != skill.id:
            yield ("skills", index, "name"), f"'{skill.name}' also names '{owner[skill.name.casefold()]}'. Rename one."
        for position, alias in enumerate(skill.aliases):
            taken = owner.setdefault(alias, skill.id)
            if taken != skill.id:
                yield (
                    ("skills", index, "aliases", position),
                    f"the alias '{alias}' of '{skill.id}' already means '{taken}'. Keep it with one skill only.",
                )


def _bad_prerequisites(matrix: SkillMatrix) -> Iterator[_Problem]:
    for index, skill in enumerate(matrix.skills):
        for position, earlier in enumerate(skill.prerequisites):
            place = ("skills", index, "prerequisites", position)
            if matrix.get(earlier) is None:
                yield place, f"the prerequisite '{earlier}' of '{skill.id}' is no skill. Correct it or add the skill."
            elif earlier == skill.id or skill.id in matrix.before(earlier):
                yield (
                    place,
                    f"'{skill.id}' comes after '{earlier}', which itself comes after '{skill.id}'. "
                    "Remove one of the prerequisites.",
                )


def _bad_references(catalogue: ResourceCatalogue, skills: SkillMatrix) -> Iterator[_Problem]:
    documents = {document.file for document in catalogue.documents}
    seen: set[str] = set()
    for index, resource in enumerate(catalogue.resources):
        place = ("resources", index)
        if resource.id in seen:
            yield (*place, "id"), f"the id '{resource.id}' is already taken. Choose another, or merge the two entries."
        seen.add(resource.id)
        for position, skill in enumerate(resource.skills):
            if skills.get(skill) is None:
                yield (
                    (*place, "skills", position),
                    f"'{resource.id}' names the skill '{skill}', not in {SKILLS_FILE}. Correct it or add it.",
                )
        for position, source in enumerate(resource.sources):
            if source not in documents:
                yield (
                    (*place, "sources", position),
                    f"'{resource.id}' names the source '{source}', not under `documents`. Correct it or add it.",
                )


def _uncovered(catalogue: ResourceCatalogue, skills: SkillMatrix) -> Iterator[_Problem]:
    for skill in skills.skills:
        for step in STEPS:
            count = len(catalogue.covering(skill.id, step))
            if count < PER_STEP:
                yield (
                    ("resources",),
                    f"'{skill.id}' has {count} resources from rating {step:d} to {step + 1:d}. "
                    f"Add available ones until there are {PER_STEP}.",
                )

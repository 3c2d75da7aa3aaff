"""Which items of a plan a clause speaks of: by resource, skill, kind of work, and the words of the item. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer
from rapidfuzz import fuzz

from graphs.career.plan import ItemKind, PlanItem
from graphs.career.resources import Kind, ResourceCatalogue
from graphs.career.skills import SkillMatrix
from graphs.progress.status import Placed
from graphs.progress.words import WHOLE

NEAR = 88
"""Of 100: how near words must be to a title or a skill's name to count as it, slips of the finger included."""
LEAST_FOR_SLIPS = 5
"""Letters; shorter words are too easily another one."""
ENOUGH = 0.5
CLOSE = 0.2
"""What is this near to the best counts as well."""

_KINDS: tuple[tuple[ItemKind, re.Pattern[str]], ...] = (
    ("review", re.compile(r"\breviews?\b", re.IGNORECASE)),
    ("certificate", re.compile(r"\b(?:exams?|certificates?|certifications?|certs?)\b", re.IGNORECASE)),
    ("project", re.compile(r"\b(?:projects?|portfolio)\b", re.IGNORECASE)),
    ("exploration", re.compile(r"\b(?:trials?|exploration|experiments?|tried out|trying out)\b", re.IGNORECASE)),
    ("practice", re.compile(r"\b(?:exercises?|practi[cs]e|practical|labs?|hands.on|build(?:ing)?|built|wrote|created)\b", re.IGNORECASE)),
    ("study", re.compile(r"\b(?:courses?|books?|tutorials?|videos?|papers?|docs|documentation|reading|read|watch(?:ed)?|chapters?|lessons?|lectures?|classes|class)\b", re.IGNORECASE)),
)  # fmt: skip
_RESOURCE_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("course", re.compile(r"\b(?:courses?|class(?:es)?|lectures?)\b", re.IGNORECASE)),
    ("book", re.compile(r"\bbooks?\b", re.IGNORECASE)),
    ("tutorial", re.compile(r"\btutorials?\b", re.IGNORECASE)),
    ("video", re.compile(r"\bvideos?\b", re.IGNORECASE)),
    ("paper", re.compile(r"\bpapers?\b", re.IGNORECASE)),
    ("documentation", re.compile(r"\b(?:docs|documentation)\b", re.IGNORECASE)),
)
_STOP_WORDS = (
    "a an the of for to in on at by and or with from into that this it its your my our is are was were be been am i we "
    "you they about hours hour part parts project study work works worked through read take watch course book tutorial "
    "exercise exercises practice week weeks thing things item items stuff bit some all did done finish finished complete "
    "completed nothing not no have has had do so just still yet more got get made make one two three first second third "
    "say when what which how as than then them page pages using use used own small new day days time start started also "
    "learn learned learning learnt studied studying"
)
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True)
class Matched:
    """What a clause speaks of."""

    items: tuple[Placed, ...]
    skills: tuple[str, ...]
    """Skills that it names."""
    sure: bool = False
    """By a title or by the item's own words, not by its skill or kind alone."""
    whole: bool = False
    """One resource or piece of work is meant, whose parts belong together."""


class Matcher:
    """For one plan and the catalogues; made anew for each message."""

    def __init__(self, items: Sequence[Placed], skills: SkillMatrix, resources: ResourceCatalogue):
        self._items = items
        self._terms = Terms(skills)
        self._titles = {
            key: _titles(resources.by_id[key].title)
            for key in {each.item.resource for each in items}
            if key is not None and key in resources.by_id
        }
        self._kinds = {key: resources.by_id[key].kind for key in self._titles}
        self._weights = _weights([_stems(f"{each.item.title} {each.item.check}") for each in items])
        self._spoken: dict[str, frozenset[str]] = {}

    def find(self, clause: str, near: Sequence[Placed], week: int | None = None) -> Matched:
        """`near` are the items that are meant when the words fit several: those of the week that is spoken of."""
        named = tuple(self._terms.named(clause))
        titled = [item for item in self._items if self._titled(item.item, clause)]
        if titled:
            return Matched(tuple(titled), named, sure=True, whole=len({each.item.resource for each in titled}) == 1)
        pool = [each for each in self._items if not named or each.item.skill in named or self._says_skill(each, named)]
        reviews = _KINDS[0][1].search(clause) is not None
        pool = [each for each in pool if reviews or each.item.kind != "review"]
        scored = {each.item.id: self._overlap(clause, each.item, named) for each in pool}
        best = max(scored.values(), default=0.0)
        if best >= ENOUGH:
            chosen = [each for each in pool if scored[each.item.id] >= max(ENOUGH, best - CLOSE)]
            bases = {base(each.item.id) for each in _prefer(chosen, near)}
            found = [each for each in chosen if base(each.item.id) in bases]
            return Matched(tuple(found), named, sure=True, whole=len(bases) == 1)
        kinds = [kind for kind, pattern in _KINDS if pattern.search(clause)]
        if kinds:
            found = self._of_kind(pool, kinds, clause)
            due = [each for each in found if week is None or each.week <= week]
            if due and WHOLE.search(clause):
                return Matched(tuple(due), named)
            bases = {base(each.item.id) for each in _prefer(found, near)}
            chosen = [each for each in found if base(each.item.id) in bases]
            return Matched(tuple(chosen), named, whole=len(bases) == 1)
        if not named:
            return Matched((), named)
        pool = [each for each in pool if each.item.skill] or pool
        due = [each for each in pool if week is None or each.week <= week]
        return Matched(tuple(due or _prefer(pool, near)), named)

    def _of_kind(self, pool: list[Placed], kinds: list[ItemKind], clause: str) -> list[Placed]:
        """ "Built the course project" is a project; of study items those of the named kind, if there are such."""
        found = [each for each in pool if each.item.kind == kinds[0]]
        if not found and kinds[0] == "study":
            return []
        if kinds[0] == "study":
            wanted = [kind for kind, pattern in _RESOURCE_KINDS if pattern.search(clause)]
            exact = [each for each in found if self._kinds.get(each.item.resource or "") in wanted]
            return exact or found
        if not found and "study" in kinds:
            return [each for each in pool if each.item.kind == "study"]
        return found

    def _titled(self, item: PlanItem, clause: str) -> bool:
        words = _plain(clause)
        for title in self._titles.get(item.resource or "", ()):
            if title in words or (
                len(title) >= 8 and len(words) >= len(title) - 2 and fuzz.partial_ratio(title, words) >= NEAR
            ):
                return True
        return False

    def _says_skill(self, placed: Placed, named: Iterable[str]) -> bool:
        """Projects and trials carry no skill; their words may name it."""
        if placed.item.skill:
            return False
        words = f"{placed.item.title} {placed.item.check}"
        if words not in self._spoken:
            self._spoken[words] = frozenset(self._terms.named(words))
        return bool(self._spoken[words] & set(named))

    def _overlap(self, clause: str, item: PlanItem, named: Sequence[str]) -> float:
        """The share of the clause's telling words that stand in the item, rare words counting more.

        The bare name of a skill tells nothing: all items of the skill carry it.
        """
        said = tuple(
            each for each in _stems(clause) if not any(each in _stems(skill.replace("-", " ")) for skill in named)
        )
        if not said:
            return 0.0
        words = _stems(item.title)
        held = sum(self._weight(each) for each in said if _in(each, words))
        told = [each for each in said if _in(each, words)]
        if len(told) < 2 and not any(self._weight(each) > 2.0 and len(each) > 4 for each in told):
            return 0.0
        return held / sum(self._weight(each) for each in said)

    def _weight(self, stem: str) -> float:
        return self._weights.get(stem, 1.0)


def base(item_id: str) -> str:
    """The work that an item is a part of."""
    return item_id.rpartition(".")[0] or item_id


class Terms:
    """Finds the skills that words name."""

    def __init__(self, skills: SkillMatrix):
        found = [(_plain(term), skill.id) for skill in skills.skills for term in skill.terms if term not in _LOOSE]
        self._terms = sorted(found, key=lambda each: -len(each[0]))

    def named(self, text: str) -> list[str]:
        """Ids in the order of the words; small slips in longer names are forgiven."""
        words = f" {_plain(text)} "
        found: dict[str, int] = {}
        for term, skill in self._terms:
            if term not in words:
                continue
            match = re.search(rf"(?<![\w-]){re.escape(term)}(?![\w-])", words)
            if match:
                found.setdefault(skill, match.start())
                words = words[: match.start()] + " " * len(term) + words[match.end() :]
        for match in re.finditer(r"[a-z]{5,}", words):
            skill_meant = None if match[0] in _COMMON else self._slipped(match[0])
            if skill_meant:
                found.setdefault(skill_meant, match.start())
        return sorted(found, key=lambda skill: found[skill])

    def _slipped(self, word: str) -> str | None:
        for term, skill in self._terms:
            if len(term) < LEAST_FOR_SLIPS or " " in term or term[0] != word[0] or abs(len(term) - len(word)) > 2:
                continue
            if sorted(term) == sorted(word) or fuzz.ratio(term, word) >= NEAR:
                return skill
        return None


_COMMON = frozenset({"finish", "started", "starting", "finished", "working", "project", "reading", "writing"})
_LOOSE = frozenset(
    {"learning", "writing", "cli", "terminal", "shell", "http", "tcp", "logging", "debugging", "planning"}
)


def _prefer(found: Sequence[Placed], near: Sequence[Placed]) -> list[Placed]:
    """Those of the week that is spoken of; without any there, of the nearest week before it, else after it."""
    here = {each.item.id for each in near}
    chosen = [each for each in found if each.item.id in here]
    if chosen or not found:
        return chosen
    weeks = sorted({each.week for each in found})
    centre = near[0].week if near else weeks[0]
    earlier = [week for week in weeks if week <= centre]
    week = earlier[-1] if earlier else weeks[0]
    return [each for each in found if each.week == week]


def _titles(title: str) -> tuple[str, ...]:
    """The title, and what stands before a colon or a bracket."""
    short = re.split(r"[:(]", title)[0]
    plain = [_plain(each) for each in (title, short)]
    plain += [each.removeprefix("the ").removeprefix("a ").removeprefix("an ") for each in plain]
    return tuple(dict.fromkeys(each for each in plain if len(each) >= 6 and " " in each))


def _plain(text: str) -> str:
    return (
        " ".join(re.sub(r"[^\w+#/.\-]+", " ", text.casefold().replace("’", "'")).split())
        .replace(" & ", " and ")
        .strip(".- ")
    )


@lru_cache(maxsize=4096)
def _stems(text: str) -> tuple[str, ...]:
    words = [word for word in re.findall(r"[a-z][a-z+#]+", text.casefold()) if word not in _STOP and len(word) > 2]
    return tuple(dict.fromkeys(snowballstemmer.stemmer("english").stemWords(words)))


def _in(stem: str, words: Sequence[str]) -> bool:
    if stem in words:
        return True
    return len(stem) >= 6 and any(fuzz.ratio(stem, word) >= NEAR for word in words)


def _weights(items: Sequence[tuple[str, ...]]) -> Mapping[str, float]:
    """Words that stand in few items tell more."""
    import math

    counted: dict[str, int] = {}
    for stems in items:
        for stem in stems:
            counted[stem] = counted.get(stem, 0) + 1
    return {stem: 1.0 + math.log(len(items) / count) for stem, count in counted.items()}

"""Which resources of the catalogue lead through a step, within the learner's budget and wishes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from graphs.career.plan import Spending
from graphs.career.resources import Resource, ResourceCatalogue
from graphs.plan.request import PlanRequest
from graphs.plan.steps import Step

STUDIED = frozenset({"book", "course", "documentation", "tutorial", "video", "paper", "repository", "tool"})
"""Newsletters, communities and conferences are followed, not worked through; certificates come at the end of a step."""
AS_TEACHER = {"documentation": 0.15, "repository": 0.5, "tool": 0.5, "paper": 0.3}
"""What makes a kind less fit to learn from, beside its length."""
BESIDE = frozenset({"vscode-python", "pycharm-docs", "awesome-docker"})
"""About an editor, or a list of links: worth knowing beside a course, not enough to learn a skill from."""
LOWEST_WORTH = {"EUR": 0.8, "GBP": 1.0, "CHF": 0.9, "CAD": 0.6, "AUD": 0.55, "NZD": 0.5}
"""Dollars that one unit is taken for when a budget meets a price in dollars: low on purpose, so that it suffices."""
EXAMS = 3
"""In six months; more would crowd out the work that they are to prove."""


@dataclass
class Purse:
    """What may still be spent; knows what it was spent on."""

    request: PlanRequest
    spent: list[Spending] = field(default_factory=list)
    refused: list[Resource] = field(default_factory=list)
    """Wanted, but over the budget or of unknown price."""

    def affordable(self, resource: Resource) -> bool:
        """A paid resource without a known price is never taken on a budget."""
        if resource.cost.kind == "free" or self._has(resource):
            return True
        if self.request.wishes.free_only or self.request.budget == 0:
            return False
        if self.request.budget is None:
            return True
        price = self._price(resource)
        return price is not None and price <= self.request.budget - self._used()

    def take(self, resource: Resource) -> None:
        """Raises nothing: ask `affordable` first."""
        if resource.cost.kind == "paid" and not self._has(resource):
            self.spent.append(
                Spending(resource=resource.id, amount=resource.cost.amount, currency=resource.cost.currency)
            )

    def _has(self, resource: Resource) -> bool:
        return any(each.resource == resource.id for each in self.spent)

    def _price(self, resource: Resource) -> float | None:
        """In the budget's currency, rather too high than too low; None when it cannot be told."""
        return _in(self.request.currency, resource.cost.amount, resource.cost.currency)

    def _used(self) -> float:
        return sum(_in(self.request.currency, each.amount, each.currency) or 0 for each in self.spent)


def _in(currency: str, amount: float | None, of: str | None) -> float | None:
    if amount is None or of is None:
        return None
    if of == currency:
        return amount
    if of == "USD" and currency in LOWEST_WORTH:
        return amount / LOWEST_WORTH[currency]
    return None


def comparable(currency: str) -> bool:
    """Whether prices in US dollars can be held against a budget in this currency."""
    return currency == "USD" or currency in LOWEST_WORTH


def share(resource: Resource) -> float:
    """Hours of one skill and one step, when the whole is worked through for all that it covers."""
    return resource.hours / (resource.to_rating - resource.from_rating) / len(resource.skills)


def studied(
    step: Step, hours: float, full: float, catalogue: ResourceCatalogue, purse: Purse, used: Iterable[str]
) -> tuple[tuple[Resource, float], ...]:
    """One or two resources with the hours to give each; none when the catalogue has nothing for the step.

    `full` are the hours of an unhurried step: what fits those is read in part when there are fewer.
    What the learner already works with goes on; then what fits the hours, is about this skill alone, and is named by a
    source. Free ones come before paid ones: a learner without a budget was not asked for money.
    """
    wishes, known = purse.request.wishes, set(used)
    fitting = [each for each in catalogue.covering(step.skill, step.start) if each.kind in STUDIED]
    fitting = [each for each in fitting if purse.affordable(each)]
    fitting = [each for each in fitting if each.id not in BESIDE] or fitting
    if any(each.cost.kind == "free" for each in fitting):
        fitting = [each for each in fitting if each.cost.kind == "free" or each.kind in wishes.prefer]

    def best(among: list[Resource], wanted: float, fit: float) -> tuple[Resource, float]:
        first = min(
            among,
            key=lambda each: (
                each.kind in wishes.avoid,
                each.kind not in wishes.prefer,
                each.id not in known,
                _misfit(each, step.skill, fit),
            ),
        )
        return first, min(share(first), wanted)

    if not fitting:
        return ()
    found = [best(fitting, hours, full)]
    first, given = found[0]
    if len(fitting) > 1 and given < hours * 0.6:
        found.append(
            best([each for each in fitting if each is not first], hours - given, max(1.0, full - share(first)))
        )
    for resource, _ in found:
        purse.take(resource)
    return tuple(found)


def _misfit(each: Resource, skill: str, hours: float) -> float:
    """Too short is worse than too long, of which a part can be worked through; reference works teach less than courses."""
    ratio = log(share(each) / hours)
    size = -1.2 * ratio if ratio < 0 else 0.7 * ratio
    aside = 0.6 if each.skills[0] != skill else 0.0
    return size + aside + AS_TEACHER.get(each.kind, 0.0) + 0.3 * (len(each.skills) - 1) - 0.1 * bool(each.sources)


def exam(step: Step, catalogue: ResourceCatalogue, purse: Purse, taken: Iterable[str]) -> Resource | None:
    """A certificate whose last step this is, when the learner wants certificates and can pay for it."""
    wishes, held = purse.request.wishes, set(taken)
    if not wishes.certificates or step.check or len(held) >= EXAMS:
        return None
    found = [
        each
        for each in catalogue.covering(step.skill, step.start)
        if each.kind == "certificate" and each.to_rating == step.to and each.id not in held
    ]
    # One that names the skill first and costs little; two exams on one skill prove nothing new.
    found = [each for each in found if each.skills[0] == step.skill and not _same_skill(each, held, catalogue)]
    found.sort(key=lambda each: (not each.sources, each.cost.amount or 0, each.id))
    payable = [each for each in found if purse.affordable(each)]
    if found and not payable and found[0] not in purse.refused:
        purse.refused.append(found[0])
    if not payable:
        return None
    purse.take(payable[0])
    return payable[0]


def _same_skill(resource: Resource, held: set[str], catalogue: ResourceCatalogue) -> bool:
    return any(catalogue.by_id[other].skills[0] == resource.skills[0] for other in held if other in catalogue.by_id)


def preparation(resource: Resource) -> float:
    """Hours for practice tests and the exam itself, on top of the step's own study."""
    return min(12.0, max(3.0, resource.hours / 5))

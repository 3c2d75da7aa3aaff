"""Composes an answer from evidence alone: the sources' own sentences, led in and laid out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graphs.ask.conflicts import Disagreement, rating_words, ratings_of_level
from graphs.ask.guard import planted
from graphs.ask.quantities import Quantity, quantities
from graphs.ask.reading import Reading
from graphs.ask.select import Chosen, Evidence
from graphs.ask.text import content
from graphs.ports import Passage, Unit

Style = Literal["lead", "text", "bullet", "heading", "note"]
Told = tuple[frozenset[str], frozenset[Quantity]]
"""Stems and figures of a statement."""
SAID_AGAIN = 0.8
"""Share of a statement's stems that an earlier one holds, with all its figures, from which on it is no news."""
LONGEST_LIST = 18
"""Items shown before the rest is named by its count."""


@dataclass(frozen=True)
class Line:
    """One sentence of an answer and what bears it out."""

    text: str
    style: Style
    support: tuple[tuple[Passage, str], ...] = ()
    """Passages with the exact words."""


def compose(reading: Reading, evidence: Evidence, uncovered: Sequence[str] = ()) -> list[Line]:
    """The lines of the answer, best first; never empty for non-empty evidence.

    `uncovered` are single questions of the message without an answer: the end of the answer says so.
    """
    lines: list[Line] = []
    opening = opening_line(reading, evidence)
    # Where the answer goes matter by matter, a disagreement is named at its matter.
    later = evidence.disagreement is not None and any(c.heading for c in evidence.chosen)
    if opening is not None and not later:
        lines.append(opening)
    text = " ".join(c.passage.text for c in evidence.chosen)
    if _asks_other_money(reading, text):
        lines.append(Line("My sources tell it in US dollars only, and I do not convert it.", "note"))
    said: set[str] = set()
    told: list[Told] = []
    heading = ""
    for index, chosen in enumerate(evidence.chosen):
        block = block_lines(_news(chosen, told) if chosen.role == "besides" else _once(chosen), said, first=index == 0)
        told += [_told(unit) for unit in (chosen.passage.units[i] for i in chosen.units)]
        if not block:
            continue
        if chosen.heading and chosen.heading != heading:
            heading = chosen.heading
            lines.append(Line(heading, "heading"))
            here = tuple(c for c in evidence.chosen if c.heading == heading)
            if evidence.disagreement is not None and later and any(c.role == "other_source" for c in here):
                stand = claim_stands(reading, " ".join(c.passage.text for c in here))
                lines.append(disagreement_line(Evidence(here), evidence.disagreement, stand))
                later = False
        if chosen.role == "besides" and index == _first(evidence.chosen, "besides"):
            lines.append(Line("Related:", "heading"))
        elif (
            chosen.role == "other_source"
            and evidence.disagreement is None
            and index == _first(evidence.chosen, "other_source")
        ):
            lines.append(Line("A second source adds:", "heading"))
        lines.extend(block)
    if _asks_cost(reading, text):
        lines.append(Line("My sources do not say what it costs.", "note"))
    if uncovered:
        lines.append(Line("My sources do not cover the rest of your question.", "note"))
    return lines


def _told(unit: Unit) -> Told:
    return frozenset(content(unit.statement)), quantities(unit.statement)


def _news(chosen: Chosen, told: Sequence[Told]) -> Chosen:
    """Without the units that only say again, in other words, what an earlier one has said."""
    units = chosen.passage.units
    new = {i for i in chosen.units if not _again(_told(units[i]), told)}
    # A line that leads in a list says nothing without its items, and several of them read badly without it.
    listed = {i for i in chosen.units if units[i].kind != "sentence"}
    leads = {i for i in chosen.units if units[i].text.rstrip().endswith(":")} if listed else set()
    new = new | leads if len(new & listed) > 1 else new - leads
    return replace(chosen, units=tuple(i for i in chosen.units if i in new))


def _once(chosen: Chosen) -> Chosen:
    """Without the rows of a table that a sentence of the same passage has told together ("Basic for a junior, ...")."""
    units = chosen.passage.units
    whole = [_told(units[i]) for i in chosen.units if units[i].kind == "sentence"]
    rows = {i for i in chosen.units if units[i].kind != "sentence" and quantities(units[i].statement)}
    kept = (i for i in chosen.units if i not in rows or not _again(_told(units[i]), whole))
    return replace(chosen, units=tuple(kept))


def _again(now: Told, told: Sequence[Told]) -> bool:
    stems, figures = now
    return any(figures <= held and len(stems & words) >= SAID_AGAIN * len(stems) for words, held in told)


def _first(chosen: Sequence[Chosen], role: str) -> int:
    return next((i for i, c in enumerate(chosen) if c.role == role), -1)


def block_lines(chosen: Chosen, said: set[str], *, first: bool) -> list[Line]:
    """The chosen units of one passage; units said before are left out."""
    units = chosen.passage.units
    kept = [i for i in chosen.units if units[i].text not in said and not planted(units[i].text)]
    items = [i for i in kept if units[i].kind != "sentence"]
    whole = len(items) >= 2 or (bool(items) and any(units[i].text.rstrip().endswith(":") for i in kept))
    lines: list[Line] = []
    shown = 0
    for i in kept:
        unit = units[i]
        said.add(unit.text)
        if unit.kind == "sentence":
            if unit.text.rstrip().endswith(":") and not items:
                continue
            lines.append(Line(unit.text, "lead" if first and not lines else "text", ((chosen.passage, unit.text),)))
        elif shown < LONGEST_LIST:
            shown += 1
            support = ((chosen.passage, unit.text),)
            under_lead = whole and any(line.style in {"lead", "text"} for line in lines)
            text = unit.text if unit.kind == "item" and under_lead else _statement(unit)
            alone: Style = "lead" if first and not lines else "text"
            lines.append(Line(text, "bullet" if len(items) > 1 or under_lead else alone, support))
    if len(items) > shown:
        lines.append(Line("The list goes on in the source.", "note", ((chosen.passage, units[items[shown]].text),)))
    return lines


def short_title(passage: Passage) -> str:
    """The document's title up to its colon, which is how a person would refer to it."""
    return passage.title.split(":")[0].strip()


def _statement(unit: Unit) -> str:
    text = unit.statement.strip()
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


def opening_line(reading: Reading, evidence: Evidence) -> Line | None:
    """A first line that sets a claim right, confirms it, or names a disagreement; it holds no figure itself."""
    text = " ".join(unit.text for c in evidence.chosen for unit in c.passage.units)
    stand = claim_stands(reading, text)
    if evidence.disagreement is not None:
        return disagreement_line(evidence, evidence.disagreement, stand)
    if stand is False:
        return Line("That is not what the sources say.", "note")
    if stand is True and reading.yes_no:
        return Line("Yes, that is what the sources say.", "note")
    if reading.insists:
        return Line("I can only go by my sources, and they still say this:", "note")
    return None


_OTHER_MONEY = re.compile(
    r"[€£₹¥]|\b(?:eur|euros?|gbp|quid|pounds?(?: sterling)?|rupees?|inr|francs?|chf|zloty|pln|yen|lakhs?|lpa|cad|aud|sek|nok|dkk|brl|reais)\b",
    re.IGNORECASE,
)


def _asks_other_money(reading: Reading, text: str) -> bool:
    """Whether an amount is asked for in a currency, and the evidence has sums in dollars alone."""
    sums = any(q.kind == "money" for q in quantities(text))
    return sums and bool(_OTHER_MONEY.search(reading.said)) and not _OTHER_MONEY.search(text)


_COST = re.compile(
    r"\b(?:what|how much)\b[^.?!]{0,60}\b(?:costs?|fees?|prices?)\b|\b(?:fees?|prices?|cost) of\b", re.IGNORECASE
)


def _asks_cost(reading: Reading, text: str) -> bool:
    """Whether a price is asked for beside what the evidence tells, which holds none."""
    return bool(_COST.search(reading.said)) and not any(q.kind == "money" for q in quantities(text))


DISAGREES: dict[Disagreement, str] = {
    "figures": "give different figures",
    "bar": "set the bar differently",
    "stance": "advise differently",
}
BEFORE_DISAGREEMENT: dict[bool | None, str] = {
    True: "That figure does occur, but the sources disagree",
    False: "That is not what the sources say, and they also disagree with each other",
    None: "The sources disagree",
}


def disagreement_line(evidence: Evidence, how: Disagreement, stand: bool | None) -> Line:
    """Names the documents that disagree; their own words follow it."""
    matters = {c.passage.about for c in evidence.chosen if c.role == "other_source"}
    sides = [c for c in evidence.chosen if c.passage.about in matters and c.role in {"main", "other_source"}]
    titles = list(dict.fromkeys(short_title(c.passage) for c in sides))
    named = " and ".join(f"*{title}*" for title in titles[:3])
    support = tuple((c.passage, c.passage.units[c.units[0]].text) for c in sides if c.units)
    return Line(f"{BEFORE_DISAGREEMENT[stand]}: {named} {DISAGREES[how]}.", "note", support)


def claim_stands(reading: Reading, evidence: str) -> bool | None:
    """Whether figures or ratings that the learner takes for granted are the evidence's.

    True when each stands there, False when one lies outside all that the evidence spans, None when nothing is claimed,
    nothing comparable is told, or the figure lies inside a range without being named.
    """
    if not reading.asserts:
        return None
    held = quantities(evidence)
    verdicts = [_held(claim, held) for claim in reading.claims if _comparable(claim, held)]
    if reading.digits and (sums := [q.value for q in held if q.kind == "money"]):
        fitting = [10 ** (reading.digits - 1) <= value < 10**reading.digits for value in sums]
        verdicts.append(True if all(fitting) else (None if any(fitting) else False))
    if verdicts:
        return False if False in verdicts else (True if all(verdicts) else None)
    claimed = rating_words(reading.said)
    spoken = ratings_of_level(evidence, reading.levels)
    if len(claimed) == 1 and spoken and reading.skills and len(reading.levels) == 1:
        return bool(claimed & spoken)
    return None


def _comparable(claim: Quantity, held: frozenset[Quantity]) -> bool:
    return any(q.kind == claim.kind and q.unit == claim.unit for q in held)


def _held(claim: Quantity, held: frozenset[Quantity]) -> bool | None:
    same = [q.value for q in held if q.kind == claim.kind and q.unit == claim.unit]
    if claim.value in same:
        return True
    inside = claim.kind in {"money", "duration"} and len(same) >= 2 and min(same) <= claim.value <= max(same)
    return None if inside else False

"""Chooses the evidence of an answer: which passages, and which of their units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graphs.ask.aspects import MATTERS, search_matters
from graphs.ask.conflicts import Disagreement, disagreement
from graphs.ask.enumerated import search_things, things_named
from graphs.ask.lexicon import LEVEL_PATTERNS, Lexicon, levels_in
from graphs.ask.mentions import mentions
from graphs.ask.names import occurs
from graphs.ask.quantities import quantities
from graphs.ask.reading import Reading
from graphs.ask.text import content
from graphs.ports import Match, Passage, Retriever

Role = Literal["main", "other_source", "besides", "level"]

SURELY_ASKED = 0.82
"""Cosine to a known question from which its passage is taken to be what was asked for."""
EXACTLY_ASKED = 0.95
"""Cosine to a known question from which nothing else can be meant."""
LEAST_AGREEING = 0.6
"""Share of the best score from which another source is shown that agrees, or only adds."""
COVERS_ALL = 0.92
"""Share of the best score from which one passage about all the levels asked for is better than one for each."""
SURE_SHARE, UNSURE_SHARE = 0.9, 0.75
"""Of the best score, from which a passage without a chance of its own is shown beside a sure or an unsure one."""
SHORT_ENOUGH = 7
"""Units up to which a passage beside the main one is shown like any other: half a short list misleads."""
ENOUGH_SAID = 16
"""Units of an answer from which only the likeliest rival is still put beside."""
_EACH = re.compile(
    r"\b(?:each|every|one by one|individually|respectively|apiece|all (?:of )?(?:the|them)|all (?:three|four|five|six))\b",
    re.IGNORECASE,
)
MOST_BRIEF = 5
"""Units shown of a longer one."""
RIVAL = 0.1
"""Share of the highest chance to be the passage asked for, from which another one may be meant as well."""
NEAR_FIRST, ADVICE_SHARE = 4, 0.85
"""Among how many, and from which share of the best score, a passage that advises is taken before one that does not."""
LONG_LIST, MOST_MEANT = 4, 2
"""Items from which a list is too long an answer to a question after one of them, and how many of them may be that one."""
_ONE = re.compile(
    r"\b(?:which|what) (?:[\w-]+ ){1,4}(?:is|does|was|has)\b|\bstands? for\b|\bany (?:for|from|by)\b|\bis there (?:an?|one|any)\b|\bwhat is\b",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(
    r"\b(?:besides|other|others|else|except|apart|instead|rather|than|both|or|and|all|list|along|together|more)\b",
    re.IGNORECASE,
)
LEVEL_SHARE = 0.8
"""Of the best score, from which a passage about the level asked for is taken before one about none."""
MOST_BESIDE_SURE, MOST_BESIDE = 2, 3
"""Passages beside the main one: of a question that nearly equals a known one, and of others."""


@dataclass(frozen=True)
class Chosen:
    """A passage of the answer with the units to show, in their order."""

    passage: Passage
    units: tuple[int, ...]
    role: Role
    level: str = ""
    heading: str = ""
    """Put before it, unless what comes before has the same."""


@dataclass(frozen=True)
class Evidence:
    """All that an answer may say."""

    chosen: tuple[Chosen, ...]
    disagreement: Disagreement | None = None

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Distinct passages in citation order."""
        return tuple({c.passage.id: c.passage for c in self.chosen}.values())


def gather(
    reading: Reading, matches: Sequence[Match], retriever: Retriever, lexicon: Lexicon, also: Sequence[Match] = ()
) -> Evidence:
    """The evidence for a question whose matches were judged enough; `matches` is best first and not empty.

    `also` are the best finds of other wordings of the question.
    """
    by_matter = gather_matters(reading, matches, retriever, lexicon)
    if by_matter is not None:
        return by_matter
    if reading.wants == "comparison" or len(reading.levels) > 1:
        by_level = compare_levels(reading, matches, retriever, lexicon)
        if by_level is not None:
            return by_level
    matches = _advice_first(reading, _level_first(reading, matches))
    main = matches[0]
    chosen = [Chosen(main.passage, choose_units(reading, main, lexicon), "main")]
    differs: Disagreement | None = None
    for partner in other_sources(main, matches, retriever):
        found = disagreement(main.passage, partner.passage)
        if found is None and partner.score < LEAST_AGREEING * main.score:
            continue
        differs = differs or found
        chosen.append(Chosen(partner.passage, choose_units(reading, partner, lexicon), "other_source"))
    taken = {c.passage.id for c in chosen}
    for thing, match in search_things(reading, retriever, lexicon, taken):
        about = replace(reading, question=thing)
        chosen.append(Chosen(match.passage, choose_units(about, match, lexicon, briefly=True), "main"))
    taken = {c.passage.id for c in chosen}
    chosen += [
        Chosen(m.passage, choose_units(reading, m, lexicon), "besides") for m in also if m.passage.id not in taken
    ]
    chosen += _beside(reading, matches, chosen, lexicon)
    taken = {c.passage.id for c in chosen}
    chosen += [Chosen(match.passage, units, "besides") for match, units in mentions(reading, matches, taken, lexicon)]
    return Evidence(tuple(chosen), differs)


def _level_first(reading: Reading, matches: Sequence[Match]) -> Sequence[Match]:
    """Who asks about a level is told first what the sources say of it, where that came near and the nearest is of none."""
    main, wanted = matches[0], set(reading.levels)
    if not wanted or set(main.passage.levels) & wanted or main.question_cosine >= EXACTLY_ASKED:
        return matches
    near = [m for m in matches[1:NEAR_FIRST] if set(m.passage.levels) & wanted and m.score >= LEVEL_SHARE * main.score]
    return [near[0], *(m for m in matches if m is not near[0])] if near else matches


def _advice_first(reading: Reading, matches: Sequence[Match]) -> Sequence[Match]:
    """Who asks what to do is told first what the sources advise, if that came near."""
    main = matches[0]
    if reading.wants != "advice" or "advice" in main.passage.kinds or main.question_cosine >= SURELY_ASKED:
        return matches
    near = [m for m in matches[1:NEAR_FIRST] if "advice" in m.passage.kinds and m.score >= ADVICE_SHARE * main.score]
    return [near[0], *(m for m in matches if m is not near[0])] if near else matches


def _beside(reading: Reading, matches: Sequence[Match], chosen: Sequence[Chosen], lexicon: Lexicon) -> Iterator[Chosen]:
    """Other passages that may be meant as well, the likeliest first, for as long as the answer is not too long."""
    main = matches[0]
    taken = {c.passage.id for c in chosen}
    others = rivals(matches) if main.question_cosine < EXACTLY_ASKED else []
    beside = [match for match in others if match.passage.id not in taken and _fits(reading, match)]
    said = sum(len(c.units) for c in chosen)
    for match in beside[: MOST_BESIDE_SURE if main.question_cosine >= SURELY_ASKED else MOST_BESIDE]:
        units = choose_units(reading, match, lexicon, briefly=True)
        # The likeliest rival may be what was meant, however long the answer is already.
        if match is beside[0] or said + len(units) <= ENOUGH_SAID:
            said += len(units)
            yield Chosen(match.passage, units, "besides")


def gather_matters(
    reading: Reading, matches: Sequence[Match], retriever: Retriever, lexicon: Lexicon
) -> Evidence | None:
    """One passage for each matter of each level, or None when fewer than two are asked for or found."""
    found = search_matters(reading, retriever)
    if len(found) < 2:
        return None
    chosen = [
        Chosen(
            told.match.passage, _all_of_level(told.about, told.match), "main", told.level, MATTERS[told.matter].heading
        )
        for told in found
    ]
    taken = {c.passage.id for c in chosen}
    asked = matches[0] if matches else None
    if asked is not None and asked.question_cosine >= SURELY_ASKED and asked.passage.id not in taken:
        chosen.insert(0, Chosen(asked.passage, choose_units(reading, asked, lexicon), "main"))
        taken.add(asked.passage.id)
    differs: Disagreement | None = None
    for told in found:
        for partner in other_sources(told.match, (), retriever):
            how = disagreement(told.match.passage, partner.passage)
            if how == "figures" and partner.passage.id not in taken:
                differs = differs or how
                place = next(i for i, c in enumerate(chosen) if c.passage.id == told.match.passage.id)
                units = choose_units(told.about, partner, lexicon)
                chosen.insert(
                    place + 1, Chosen(partner.passage, units, "other_source", told.level, chosen[place].heading)
                )
    return Evidence(tuple(chosen), differs)


def _all_of_level(reading: Reading, match: Match) -> tuple[int, ...]:
    """A section about one matter of one level is short, and half of its list would mislead."""
    return _of_level(reading, match, tuple(range(len(match.passage.units))))


def rivals(matches: Sequence[Match]) -> list[Match]:
    """Passages that may be meant as well as the first, best first.

    The classifier over the listed questions tells best what else may be meant: on questions of readers, showing two such
    passages beside the main one holds the right one for 95%, where the nearest two by score hold it for 93%. A passage
    that is no class of it (an operator's document) is shown when its score is near to the first.
    """
    main = matches[0]
    highest = max(match.head_share for match in matches)
    by_score = SURE_SHARE if main.question_cosine >= SURELY_ASKED else UNSURE_SHARE
    return [
        match
        for match in matches[1:]
        if (match.head_share >= RIVAL * highest if match.head_share else match.score >= by_score * main.score)
    ]


def _fits(reading: Reading, match: Match) -> bool:
    """Speaks of a level that was asked for, and of an amount where one was."""
    wanted, spoken = set(reading.levels), set(match.passage.levels)
    if reading.wants == "amount" and not quantities(match.passage.text):
        return False
    return not wanted or not spoken or bool(wanted & spoken)


def other_sources(main: Match, matches: Sequence[Match], retriever: Retriever) -> list[Match]:
    """One passage of each other work about the same matter, found or not: a low rank must not hide a disagreement."""
    if not main.passage.about:
        return []
    found = {match.passage.id: match for match in matches}
    partners: dict[str, Match] = {}
    for passage in retriever.by_about(main.passage.about):
        if passage.source == main.passage.source:
            continue
        none = (0.0,) * len(passage.units)
        match = found.get(passage.id) or Match(passage, 0.0, 0.0, 0.0, none, none)
        best = partners.get(passage.source)
        if best is None or match.score > best.score:
            partners[passage.source] = match
    return list(partners.values())


def compare_levels(
    reading: Reading, matches: Sequence[Match], retriever: Retriever, lexicon: Lexicon
) -> Evidence | None:
    """One passage per level asked about, or None when the question does not compare levels or the levels are not found."""
    levels = reading.levels if len(reading.levels) > 1 else ()
    if not levels:
        return None
    near = [match.passage for match in matches[:5] if match.score >= COVERS_ALL * matches[0].score]
    main = next((p for p in near if set(levels) <= set(p.levels) and len(levels_in(p.text)) >= len(levels)), None)
    if main is not None:
        units = tuple(
            i
            for i, unit in enumerate(main.units)
            if not levels_in(unit.statement) or set(levels_in(unit.statement)) & set(levels)
        )
        return Evidence((Chosen(main, units or tuple(range(len(main.units))), "main"),))
    chosen: list[Chosen] = []
    for level in levels:
        found = list(retriever.search(_for_level(reading.question, level, levels), limit=6, levels=(level,)))
        exact = [m for m in found if m.passage.levels == (level,)] or [m for m in found if level in m.passage.levels]
        if exact:
            chosen.append(
                Chosen(
                    exact[0].passage, choose_units(replace(reading, levels=(level,)), exact[0], lexicon), "level", level
                )
            )
    if len({c.passage.id for c in chosen}) < 2:
        return None
    return Evidence(tuple(chosen))


def _for_level(question: str, level: str, levels: Sequence[str]) -> str:
    """The question asked of one level alone."""
    text = question
    for other in levels:
        if other != level:
            text = LEVEL_PATTERNS[other].sub("", text)
    for word in (
        "difference",
        "different",
        "differ",
        "compare",
        "compared",
        "comparison",
        "between",
        "versus",
        "vs",
        " and a ",
        " and an ",
    ):
        text = text.replace(word, " ")
    return " ".join(text.split())


def choose_units(reading: Reading, match: Match, lexicon: Lexicon, *, briefly: bool = False) -> tuple[int, ...]:
    """Which units of a passage to show: the whole list when a list is asked for, else those that answer."""
    units = match.passage.units
    everything = tuple(range(len(units)))
    if briefly and len(units) > SHORT_ENOUGH:
        scores = unit_scores(reading, match, lexicon)
        brief = sorted(everything[1:], key=lambda i: -scores[i])[: MOST_BRIEF - 1]
        return _of_level(reading, match, (0, *sorted(brief)))
    if len(units) <= 3 or (_EACH.search(reading.question) and len(units) <= SHORT_ENOUGH + 1):
        return _of_level(reading, match, everything)
    scores = unit_scores(reading, match, lexicon)
    items = [i for i in everything if units[i].kind == "item"]
    if meant := _items_meant(reading, match.passage, items, lexicon):
        leads = (i for i in everything if units[i].text.rstrip().endswith(":"))
        return tuple(sorted({*leads, *meant}))
    whole_list = len(items) >= 2
    best = max(scores)
    order = sorted(everything, key=lambda i: -scores[i])
    if whole_list:
        spread = scores[order[0]] - scores[order[min(len(order) - 1, 3)]]
        single = reading.wants in {"yes_no", "fact", "definition", "amount", "reason"} and spread > 0.22
        if not single or len(things_named(reading, lexicon)) > 1:
            return everything
        near = [i for i in order[:3] if scores[i] >= best - 0.1]
        lead = [0] if units[0].kind == "sentence" and not units[0].text.rstrip().endswith(":") else []
        return tuple(sorted({*lead, *near}))
    near = [i for i in order[:4] if scores[i] >= best - 0.16]
    return _of_level(reading, match, tuple(sorted({0, *near})) if reading.wants != "amount" else tuple(sorted(near)))


def _items_meant(reading: Reading, passage: Passage, items: Sequence[int], lexicon: Lexicon) -> tuple[int, ...]:
    """The one or two items that hold a name of a question after a single thing; none when the whole list may be meant."""
    if len(items) < LONG_LIST or not _ONE.search(reading.question) or _ALL_BUT.search(reading.question):
        return ()
    for name in reading.names:
        holding = tuple(i for i in items if occurs(name, passage.units[i].text, lexicon))
        if 0 < len(holding) <= MOST_MEANT:
            return holding
    return ()


def _of_level(reading: Reading, match: Match, units: tuple[int, ...]) -> tuple[int, ...]:
    """Without the units that speak of other levels only."""
    if not reading.levels:
        return units
    wanted = set(reading.levels)
    kept = tuple(
        i for i in units if not (spoken := set(levels_in(match.passage.units[i].statement))) or spoken & wanted
    )
    return kept or units


def unit_scores(reading: Reading, match: Match, lexicon: Lexicon) -> list[float]:
    """Closeness of each unit to the question: cosine, weighted shared words, and a figure where one is asked for."""
    # In order: sums of fractions differ in their last bits with the order of a set, which is another in every process.
    asked = sorted(set(content(reading.question)))
    total = sum(lexicon.weight(s) for s in asked) or 1.0
    scores = []
    for unit, cosine in zip(match.passage.units, match.unit_cosines or (0.0,) * len(match.passage.units), strict=False):
        told = set(content(unit.statement))
        shared = sum(lexicon.weight(s) for s in asked if s in told) / total
        figure = 0.15 if reading.wants == "amount" and quantities(unit.text) else 0.0
        scores.append(cosine + 0.5 * shared + figure)
    return scores

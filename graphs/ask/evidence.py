"""Judges whether what was found is enough to answer, by a small calibrated model over plain features and vectors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

import numpy as np

from graphs.ask.guard import closeness_weight, planted
from graphs.ask.judgement import Calibration
from graphs.ask.lexicon import LEVEL_PATTERNS, Lexicon
from graphs.ask.names import names_in_sentence, occurs
from graphs.ask.quantities import QuantityKind, quantities
from graphs.ask.reading import Reading, focal
from graphs.ask.text import content
from graphs.ports import Match, Passage, Vectors

LIKE_AN_ORDER = 0.6
NEARLY_ASKED = 0.45
FAR_OFF = 0.42
HARDLY_RELATED = 0.62
"""Cosines; they only choose the wording of the refusal."""
NEARLY_FOREIGN = 0.1
FOREIGN_FLOOR = 0.8
"""Of the questions written for the calibration, 86% of those about other matters come so near to the examples of such, but one
in 170 of those that the sources answer: there the mentor must be surer."""
STRANGE_FLOOR = 0.8
"""For questions without a word in common with what was found. Of 700 that the sources answer, five are so and reach it."""
COMMONLY_ASKED = 3
"""Listed questions that must use a word before it counts as harmless in a question."""
_QUESTION_WORD = re.compile(
    r"\b(?:how (?:many|much|long|often|big|old|far)|what(?:'s| is| are| was| were)?|which|who|whose|when|where|why)\b",
    re.IGNORECASE,
)

_ASKS_NAME = re.compile(
    r"\b(?:which|who|whose|name (?:a|an|the|some|two|three|of)|what (?:tool|software|book|vendor|product|service|company|certificat\w+|exam|library|framework|database|platform|is .{2,30} called)s?)\b",
    re.IGNORECASE,
)
_ASKS_FIGURE = re.compile(
    r"\b(?:how (?:many|much|long|often|old|big|far|high|low)|when|what (?:percent\w*|share|year|age|number|fraction|portion|salary|pay|range|sum|figure|time)|salary|pay|median|average)\b",
    re.IGNORECASE,
)

Verdict = Literal["enough", "not_covered", "out_of_scope", "instructions"]


@dataclass(frozen=True)
class Judgement:
    """The verdict, how sure it is, and what is missing."""

    verdict: Verdict
    probability: float
    """Calibrated probability that the sources answer the question."""
    missing: tuple[str, ...] = ()
    """Named things of the question that the evidence does not speak of, as typed."""


def evidence_text(passage: Passage) -> str:
    """All words a passage brings: its title and section path count as said, orders planted in it do not."""
    text = passage.text
    for unit in passage.units:
        if planted(unit.text):
            text = text.replace(unit.text, " ")
    return " ".join((passage.title, *passage.section, text))


def features(
    reading: Reading, matches: Sequence[Match], nearness: Mapping[str, float], lexicon: Lexicon
) -> dict[str, float]:
    """What the verdict rests on; each about 0 to 1. Names are stable: the calibration refers to them."""
    if not matches:
        return {}
    top = matches[0]
    near = matches[:3]
    texts = " ".join(evidence_text(match.passage) for match in near)
    missing = missing_names(reading, matches, lexicon)
    asked = content(_without_levels(focal(reading.question)))
    evidence_stems = set(content(texts))
    question_stems = {s for match in near for s in content(match.matched_question)}
    weights = [lexicon.weight(s) for s in asked]
    total = sum(weights) or 1.0
    covered = sum(w for s, w in zip(asked, weights, strict=True) if s in evidence_stems)
    covered_loosely = sum(w for s, w in zip(asked, weights, strict=True) if s in evidence_stems or s in question_stems)
    unheard = [
        (s, w)
        for s, w in zip(asked, weights, strict=True)
        if s not in evidence_stems and s not in question_stems and s not in lexicon.document_frequency
    ]
    novel = sum(w for s, w in unheard if lexicon.asked.get(s, 0) < COMMONLY_ASKED)
    focus = focus_stem(focal(reading.question))
    figures = {q.kind for q in quantities(texts)}
    years = {q.value for q in quantities(reading.said) if q.kind == "year"} - {q.value for q in quantities(texts)}
    unit = best_unit(near)
    asks_name = bool(_ASKS_NAME.search(focal(reading.question)))
    asks_figure = bool(_ASKS_FIGURE.search(focal(reading.question)))
    new_names = [n for n in names_in_sentence(unit, lexicon) if not occurs(n, reading.question, lexicon)]
    return {
        "name_found": float(asks_name and bool(new_names)),
        "name_lacking": float(asks_name and not new_names),
        "figure_found": float(asks_figure and bool(quantities(unit))),
        "figure_lacking": float(asks_figure and not quantities(unit)),
        "unit_words": best_overlap(asked, weights, near),
        "score": top.score,
        "question_cosine": top.question_cosine,
        "passage_cosine": max(match.passage_cosine for match in near),
        "unit_cosine": max((max(match.unit_cosines, default=0.0) for match in near), default=0.0),
        "second_question": matches[1].question_cosine if len(matches) > 1 else 0.0,
        "coverage": covered / total,
        "coverage_loose": covered_loosely / total,
        "novel": novel / total,
        "novel_words": min(3.0, float(len(unheard))) / 3.0,
        "focus_missing": float(bool(focus) and focus not in evidence_stems and focus not in question_stems),
        "margin": top.question_cosine - nearness["not_in_corpus"],
        "missing_one": float(len(missing) == 1),
        "missing_more": float(len(missing) > 1),
        "missing_place": float(any(name.lower() in lexicon.places for name in missing)),
        "foreign_year": float(bool(years)),
        "no_figure": float(reading.wants == "amount" and not figures),
        "figure_of_kind": _figure_of_kind(reading, top),
        "other_level": float(_of_other_level(reading, top)),
        "missing_named": float(any(surely_named(name, lexicon) for name in missing)),
        "advice": float(reading.wants == "advice"),
        "near_outside": nearness["out_of_scope"],
        "near_uncovered": nearness["not_in_corpus"],
        "near_orders": nearness["instructions"],
        "short": float(len(asked) <= 2),
        **_certainty(matches, nearness),
        "subjects": min(1.0, len(set(content(reading.question))) / 12),
        "length": min(1.0, len(reading.question.split()) / 25),
    }


_KINDS_OF_FIGURE: tuple[tuple[QuantityKind, re.Pattern[str]], ...] = (
    ("money", re.compile(r"\b(?:salar\w+|pay|paid|pays|earn\w*|wages?|cost\w*|price\w*|fees?|budget|money|dollars?|bonus\w*|income)\b|\$", re.IGNORECASE)),
    ("percent", re.compile(r"\b(?:percent\w*|share|fraction|portion|proportion|by how much)\b|%", re.IGNORECASE)),
    ("duration", re.compile(r"\b(?:how (?:long|old|soon|fast|quickly)|how (?:many|much) (?:years?|months?|weeks?|days?|hours?|minutes?|time)|years of|duration)\b", re.IGNORECASE)),
)  # fmt: skip


def _figure_of_kind(reading: Reading, top: Match) -> float:
    """1 when the best passage tells a sum, a share or a time as the question asks for, -1 when it does not; else 0."""
    focus = focal(reading.question)
    if not _ASKS_FIGURE.search(focus):
        return 0.0
    held = {q.kind for q in quantities(top.passage.text)}
    asked = {kind for kind, pattern in _KINDS_OF_FIGURE if pattern.search(focus)}
    return (1.0 if asked & held else -1.0) if asked else 0.0


def _of_other_level(reading: Reading, top: Match) -> bool:
    """Whether a level is asked about that the best passage does not speak of, though it speaks of others."""
    spoken = set(top.passage.levels)
    return bool(reading.levels) and bool(spoken) and not set(reading.levels) <= spoken


def surely_named(name: str, lexicon: Lexicon) -> bool:
    """Whether a word that was taken for a name is one, and not a mistyped or unusual word."""
    lower = name.lower()
    return (
        lower in lexicon.places or lower in lexicon.aliases or lower in lexicon.names or any(c.isupper() for c in name)
    )


def _certainty(matches: Sequence[Match], nearness: Mapping[str, float]) -> dict[str, float]:
    """How clearly one passage stands out, and whether known questions or near misses crowd around the question."""
    scores = [match.score for match in matches]
    answered = closeness_weight(np.array([match.question_cosine for match in matches], dtype=np.float32))
    uncovered = nearness.get("uncovered_density", 0.0)
    return {
        "head_share": matches[0].head_share,
        "head_highest": max(match.head_share for match in matches),
        "ahead_of_second": scores[0] - scores[1] if len(scores) > 1 else 0.0,
        "ahead_of_fifth": scores[0] - scores[4] if len(scores) > 4 else 0.0,
        "crowd": _bounded(log((answered + 1e-6) / (uncovered + 1e-6)) / 8),
        "crowd_uncovered": _bounded(log(uncovered + 1e-6) / 8),
        "words": min(1.0, max(max(match.unit_bm25, default=0.0) for match in matches) / 30),
    }


def _bounded(value: float) -> float:
    return max(-1.0, min(1.0, value))


def best_unit(matches: Sequence[Match]) -> str:
    """The unit nearest to the question, as it would be said alone."""
    scored = [
        (cosine, unit.statement)
        for match in matches
        for cosine, unit in zip(match.unit_cosines, match.passage.units, strict=False)
    ]
    return max(scored, default=(0.0, ""))[1]


def best_overlap(asked: Sequence[str], weights: Sequence[float], matches: Sequence[Match]) -> float:
    """The largest weighted share of the question's words that a single unit holds."""
    total = sum(weights) or 1.0
    held = (
        sum(w for s, w in zip(asked, weights, strict=True) if s in stems)
        for match in matches
        for stems in (set(content(unit.statement)) for unit in match.passage.units)
    )
    return max(held, default=0.0) / total


def focus_stem(question: str) -> str:
    """What is asked for: the first word with a subject after the question word (`how many members` -> `member`)."""
    match = _QUESTION_WORD.search(question)
    stems = content(question[match.end() :]) if match else []
    return stems[0] if stems else ""


def missing_names(reading: Reading, matches: Sequence[Match], lexicon: Lexicon) -> tuple[str, ...]:
    """Named things of the question that none of the three best passages holds."""
    texts = " ".join(evidence_text(match.passage) for match in matches[:3])
    return tuple(name for name in reading.names if not occurs(name, texts, lexicon))


def judge(
    reading: Reading,
    matches: Sequence[Match],
    nearness: Mapping[str, float],
    vectors: tuple[Vectors, Vectors],
    calibration: Calibration,
    lexicon: Lexicon,
) -> Judgement:
    """Whether to answer; if not, whether the matter itself is foreign or only this detail is missing.

    `vectors` are those of the question and of the best match's known question.
    """
    if not matches:
        return Judgement("not_covered", 0.0)
    values = features(reading, matches, nearness, lexicon)
    sure = calibration.probability(values, *vectors)
    missing = missing_names(reading, matches, lexicon)
    # Not a word in common with what was found, nor near to any known question: chance nearness of vectors.
    strange = values["coverage_loose"] == 0.0 and values["question_cosine"] < NEARLY_ASKED
    beside_the_point = strange and sure < STRANGE_FLOOR
    elsewhere = bool(values["missing_place"]) and (reading.wants == "amount" or bool(reading.levels))
    floor = max(calibration.floor, FOREIGN_FLOOR) if _foreign(matches[0], values) else calibration.floor
    if sure >= floor and not elsewhere and not beside_the_point:
        return Judgement("enough", sure, missing)
    if nearness["instructions"] >= LIKE_AN_ORDER and nearness["instructions"] > values["question_cosine"]:
        return Judgement("instructions", sure, missing)
    related = max(values["question_cosine"], values["unit_cosine"], values["passage_cosine"])
    foreign = nearness["out_of_scope"] - nearness["not_in_corpus"]
    # A tool or a detail of this field that the sources lack ("InfiniBand") is near to nothing, but not foreign.
    outside = (related < FAR_OFF and foreign > -0.05) or (foreign > 0.05 and related < HARDLY_RELATED)
    return Judgement("out_of_scope" if outside else "not_covered", sure, missing)


def _foreign(top: Match, values: Mapping[str, float]) -> bool:
    """Whether the question is about as near to examples of other matters, or of orders, as to what the sources answer."""
    known = values["question_cosine"] if top.matched_question else values["unit_cosine"]
    return max(values["near_outside"], values["near_orders"]) > known - NEARLY_FOREIGN


def _without_levels(text: str) -> str:
    for pattern in LEVEL_PATTERNS.values():
        text = pattern.sub(" ", text)
    return text

"""Searches for each question of a message, judges what was found, and gathers what the answer may say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from graphs.ask.aspects import matters_asked, surely_told
from graphs.ask.conflicts import Disagreement
from graphs.ask.deps import AskDeps
from graphs.ask.evidence import Judgement, Verdict, judge
from graphs.ask.guard import Topic
from graphs.ask.lexicon import levels_in
from graphs.ask.reading import Reading, focal, read_question
from graphs.ask.replies import offers
from graphs.ask.select import Chosen, Evidence, gather
from graphs.ask.text import content
from graphs.ports import Match

SEARCH_LIMIT = 12
"""Matches by which the evidence is judged."""
LOOKED_THROUGH = 20
"""Matches from which the answer may take a statement."""
LIKE_SMALL_TALK = 0.5
"""Cosine to an example of small talk from which a short reply fits better than a refusal."""
LEAST_FOCUS, LEAST_FOCUS_NAMED = 3, 2
"""Words with a subject that the asking part must hold to be searched for by itself; fewer where it names a level or a skill."""
MOST_BESIDE_OF_MANY = 1
"""Passages beside the main ones that each of several questions brings along."""
NEARLY_AS_NEAR = 0.85
"""Of the best wording's closeness, from which the find of another wording is told too."""
_LEANS_BACK = re.compile(r"\b(?:it|its|they|them|their|those|these)\b", re.IGNORECASE)
_AIM = re.compile(
    r"\b(?:i(?:'d| would)? (?:want|wanna|like|love|hope|plan|aim|need) to|i(?:'m| am) (?:trying|hoping|planning|looking|thinking) (?:to|of|about)|"
    r"my (?:goal|aim|dream|plan) is)\b[^.,;!?]{5,80}?(?=[.,;!?]|\s(?:but|because|so|and|though|while)\s|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """The outcome for the whole message."""

    verdict: Verdict
    topic: Topic
    """`question`, unless the message turns out to be small talk in words that no rule knows."""
    evidence: Evidence
    missing: tuple[str, ...] = ()
    """Named things that the sources do not speak of, as typed."""
    uncovered: tuple[str, ...] = ()
    """Single questions of the message that the sources do not answer, while others are answered."""
    offers: tuple[str, ...] = ()


def find_evidence(reading: Reading, deps: AskDeps) -> Found:
    """One search per single question; the message is answered when any of them is."""
    # Several matters of a level are told side by side, not one after the other.
    parts = reading.parts if len(reading.parts) > 1 and not matters_asked(reading) else (reading.question,)
    if len(parts) == 1:
        # Once for the whole turn: the embedder remembers what it has just encoded.
        deps.embedder.encode(list(dict.fromkeys([*wordings(reading), reading.said])))
    chosen: list[Chosen] = []
    verdicts: list[Verdict] = []
    missing: list[str] = []
    uncovered: list[str] = []
    disagreement: Disagreement | None = None
    all_matches: list[Match] = []
    for part in parts:
        about = reading if len(parts) == 1 else _part(part, reading, deps)
        about, matches, also, judged = _best_search(about, deps)
        all_matches.extend(matches)
        verdicts.append(judged.verdict)
        if judged.verdict != "enough":
            missing.extend(judged.missing)
            uncovered.append(part)
            continue
        evidence = gather(about, matches, deps.retriever, deps.lexicon, also)
        disagreement = disagreement or evidence.disagreement
        taken = {c.passage.id for c in chosen}
        own = [c for c in evidence.chosen if c.passage.id not in taken]
        beside = [c for c in own if c.role == "besides"]
        chosen.extend(c for c in own if len(parts) == 1 or c not in beside[MOST_BESIDE_OF_MANY:])
    if len(parts) > 1:
        # What answers each question comes before what may interest besides.
        chosen.sort(key=lambda each: each.role == "besides")
    enough = "enough" in verdicts
    likeness = max((match.question_cosine for match in all_matches), default=0.0) if enough else LIKE_SMALL_TALK
    topic: Topic = (
        "question"
        if len(parts) > 1 or reading.insists
        else _small_talk(reading, verdicts[0], max(likeness, LIKE_SMALL_TALK), deps)
    )
    return Found(
        topic=topic,
        verdict="enough" if enough else verdicts[0],
        evidence=Evidence(tuple(chosen), disagreement),
        missing=tuple(dict.fromkeys(missing)),
        uncovered=tuple(uncovered) if enough else (),
        offers=offers(_by_score(all_matches), reading.question),
    )


def _small_talk(reading: Reading, verdict: Verdict, least: float, deps: AskDeps) -> Topic:
    """A greeting or a question about the mentor itself, when it is nearer to an example of that than `least`."""
    vector = deps.embedder.encode([reading.said])[0]
    topic, cosine = deps.examples.topic_of_small_talk(vector)
    nearness = deps.examples.nearness(vector)
    rival = max(nearness["out_of_scope"], nearness["not_in_corpus"], nearness["instructions"])
    chatty = verdict != "instructions" and cosine >= least and cosine > rival
    return topic if chatty else "question"


def wordings(reading: Reading) -> tuple[str, ...]:
    """What to search for: the whole question, and the part that asks or that was added when it says enough by itself."""
    wanted = [reading.question]
    focus = focal(reading.question)
    named = bool(reading.names or levels_in(focus))
    if len(content(focus)) >= (LEAST_FOCUS_NAMED if named else LEAST_FOCUS) and (
        named or not _LEANS_BACK.search(focus)
    ):
        wanted.append(focus)
    elif (aim := _AIM.search(reading.question)) and focus not in aim[0]:
        # A bare "where do I start?" after an account of oneself asks about what the account says is wanted.
        wanted.append(f"{aim[0].strip()}, {focus}")
    if len(content(reading.added)) >= LEAST_FOCUS_NAMED:
        wanted.append(reading.added)
    return tuple(dict.fromkeys(wanted))


def _best_search(reading: Reading, deps: AskDeps) -> tuple[Reading, Sequence[Match], Sequence[Match], Judgement]:
    """Searches for the whole question and for the part that asks, and keeps the one that came nearer.

    An account of oneself before the question adds words that no source holds; without it, a question may have lost what
    it points to. Which is the case shows in the evidence.
    """
    found = []
    for wording in wordings(reading):
        about = replace(reading, question=wording)
        matches = deps.retriever.search(wording, limit=LOOKED_THROUGH, levels=reading.levels)
        found.append((about, matches))
    # By closeness, not by sureness: a bare "which one is left out?" is sure to find something that is beside the point.
    about, matches = max(found, key=lambda each: closeness(each[1]))
    judged = _judged(about, matches[:SEARCH_LIMIT], deps)
    if judged.verdict != "enough" and surely_told(about):
        judged = replace(judged, verdict="enough")
    return about, matches, _also(matches, [others for _, others in found]), judged


def _also(matches: Sequence[Match], searches: Sequence[Sequence[Match]]) -> list[Match]:
    """The best passage of each other wording that came about as near: it may be meant as well."""
    least = NEARLY_AS_NEAR * closeness(matches)
    best = {others[0].passage.id: others[0] for others in searches if others and closeness(others) >= least}
    return [match for match in best.values() if match.passage.id != matches[0].passage.id]


def closeness(matches: Sequence[Match]) -> float:
    """How near the best match is to a wording, to choose between wordings of one question."""
    return matches[0].score + matches[0].question_cosine if matches else 0.0


def _judged(about: Reading, matches: Sequence[Match], deps: AskDeps) -> Judgement:
    vector = deps.embedder.encode([about.question])[0]
    known = matches[0].matched_vector if matches else None
    vectors = (vector, known if known is not None else np.zeros_like(vector))
    return judge(about, matches, deps.examples.nearness(vector), vectors, deps.calibration, deps.lexicon)


def _part(part: str, whole: Reading, deps: AskDeps) -> Reading:
    """A single question, which may lean on the level that the others name."""
    own = read_question(part, (), deps.lexicon)
    return replace(own, said=whole.said, levels=own.levels or whole.levels)


def _by_score(matches: Sequence[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: -match.score)

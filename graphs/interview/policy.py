"""What to ask next, and whether a reading needs a second look: pure functions of the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphs.career.skills import Level, SkillMatrix
from graphs.interview.models import GROUPS, MOST_QUESTIONS, SOFT, QuestionKind, SkillReading
from graphs.interview.state import InterviewState

UNSURE = 0.5
"""Below this confidence one more question is worth its time."""
TELLING = 0.75
"""A claim of Advanced read with less confidence than this wants one concrete episode."""
HIGH = 3
TRIES = 2
"""Questions about a skill that nothing comes of."""
MOST_TOGETHER = 4
"""Skills of one question."""
AT_ONCE = 8
"""Readings confirmed in one question."""


@dataclass(frozen=True)
class Next:
    """What to ask."""

    kind: QuestionKind
    skills: tuple[str, ...] = ()


def in_order(matrix: SkillMatrix, level: Level) -> tuple[tuple[str, ...], ...]:
    """Groups with prerequisites first, then those that the level asks most of; the soft skills come last."""
    covered = {skill for group in GROUPS for skill in group}
    left = [group for group in GROUPS if group != SOFT]
    placed: list[tuple[str, ...]] = []
    while left:
        done = {skill for group in placed for skill in group}
        ready = [
            group
            for group in left
            if all(
                earlier in done or earlier in group or earlier not in covered
                for skill in group
                for earlier in matrix.before(skill)
            )
        ] or left
        best = max(ready, key=lambda group: max(int(matrix.target(skill, level) or 0) for skill in group))
        placed.append(best)
        left.remove(best)
    return (*placed, SOFT)


def groups_left(state: InterviewState, matrix: SkillMatrix, *, again: bool = False) -> tuple[tuple[str, ...], ...]:
    """What is still to be asked, skills already told of left out; `again`: what was asked and got no answer."""
    ordered = in_order(matrix, state.level or Level.JUNIOR)

    def wanted(skill: str) -> bool:
        track = state.skills[skill]
        return track.now.standing == "pending" and (0 < track.times < TRIES if again else not track.times)

    left = (tuple(skill for skill in group if wanted(skill)) for group in ordered)
    return tuple(group for group in left if group)


def packed(groups: tuple[tuple[str, ...], ...], room: int) -> tuple[tuple[str, ...], ...]:
    """The groups in no more questions than there is room for: neighbours share one, as far as one question can hold them.

    Where even that is not enough, the questions that cover most come first.
    """
    left = list(groups)
    while len(left) > max(1, room):
        pairs = [at for at in range(len(left) - 1) if len(left[at]) + len(left[at + 1]) <= MOST_TOGETHER]
        if not pairs:
            return tuple(sorted(left, key=lambda group: (len(group), groups.index(group) if group in groups else -1)))[
                ::-1
            ]
        at = min(pairs, key=lambda place: len(left[place]) + len(left[place + 1]))
        left[at : at + 2] = [(*left[at], *left[at + 1])]
    return tuple(left)


def spare(state: InterviewState, matrix: SkillMatrix, besides: tuple[str, ...] = ()) -> int:
    """Questions beyond those that a first pass over the skills still needs; follow-ups are paid from them."""
    left = [group for group in groups_left(state, matrix) if not set(group) <= set(besides)]
    left += [group for group in groups_left(state, matrix, again=True) if not set(group) <= set(besides)]
    needed = len(left) + 1  # the confirmation at the end
    needed += (bool(state.proposed) and not _confirmed_once(state)) + (not aim_known(state) and not state.aim_asked)
    return MOST_QUESTIONS - state.asked - needed


def aim_known(state: InterviewState) -> bool:
    """The level decides the targets and the hours the plan: both are worth a question."""
    return "target_level" in state.profile and "hours_per_week" in state.profile


def _confirmed_once(state: InterviewState) -> bool:
    """Readings told of later are shown with all the others at the end, where they can be corrected as well."""
    return any(question.kind == "confirm_prefill" for question in state.closed)


def next_question(state: InterviewState, matrix: SkillMatrix) -> Next:
    """The next thing to ask when nothing stands open."""
    if not state.asked and not state.settled and "background" not in state.profile:
        return Next("background")
    if state.asked >= MOST_QUESTIONS - 1:
        return Next("final_confirmation")
    if state.proposed and not _confirmed_once(state):
        return Next("confirm_prefill", state.proposed[:AT_ONCE])
    if not aim_known(state) and not state.aim_asked:
        return Next("aim")
    room = MOST_QUESTIONS - 1 - state.asked
    fresh, again = groups_left(state, matrix), groups_left(state, matrix, again=True)
    if again and room > len(fresh):
        return Next("open", again[0])
    for groups in (fresh, again):  # every skill is asked about before any is asked about twice
        if groups:
            return Next("open", packed(groups, room)[0])
    return Next("final_confirmation")


def second_look(
    skill: str, reading: SkillReading, state: InterviewState, matrix: SkillMatrix, besides: tuple[str, ...] = ()
) -> QuestionKind | None:
    """Whether one more question about this skill is worth it; never a second time.

    `besides` are the skills of the question that was just answered: they need no first question any more.
    """
    if state.skills[skill].followed_up or spare(state, matrix, besides) < 1:
        return None
    if reading.action == "follow_up" or reading.rating is None:
        return "follow_up"
    if reading.rating == 4 or (reading.rating >= HIGH and reading.confidence < TELLING):
        return "episode"
    if reading.confidence < UNSURE:
        return "probe_down" if reading.rating >= 2 else "probe_up"
    return None


def most_urgent(looks: Sequence[tuple[str, QuestionKind]]) -> Next | None:
    """One question for all second looks that can share it: unclear ones first, then claims, then doubts."""
    for kinds in (("follow_up",), ("episode",), ("probe_down",), ("probe_up",)):
        skills = tuple(skill for skill, kind in looks if kind in kinds)
        if skills:
            return Next(
                looks[[s for s, _ in looks].index(skills[0])][1], skills if kinds == ("follow_up",) else skills[:1]
            )
    return None

"""Reminders: due by the learner's own clock, made once however many servers there are, quiet when they should be."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.adapters.reminders import Reminding
from app.adapters.store.store import Store
from graphs.career.progress import CheckIn, Progress, Reminders, Review, Tick
from graphs.errors import OperatorError
from graphs.progress.reminding import due
from tests.progress.made import plan, works

ON = Reminders(on=True, weekday=6, at=time(18, 0))
SUNDAY = datetime(2026, 12, 6, 17, 0, tzinfo=UTC)
"""18:00 in Berlin on the last day of week 2."""
LEARNER = "ann1"


def found(progress: Progress, now: datetime, zone: str = "Europe/Berlin"):
    return due(plan(), progress, zone, now)


def test_it_falls_due_on_the_learners_own_clock() -> None:
    progress = Progress(reminders=ON)
    assert found(progress, SUNDAY - timedelta(seconds=1)) is None
    first = found(progress, SUNDAY)
    assert first is not None and (first.name, first.kind) == ("check_in-2026-12-06", "check_in")
    assert first.text.startswith("Week 2: it has 4 items.")
    assert found(progress, SUNDAY, "America/New_York") is None
    assert found(progress, SUNDAY + timedelta(hours=6), "America/New_York") is not None


@pytest.mark.parametrize(("day", "utc"), [(date(2027, 3, 21), 17), (date(2027, 4, 4), 16)])
def test_over_a_clock_change_it_keeps_its_hour(day: date, utc: int) -> None:
    at = found(Progress(reminders=ON), datetime(day.year, day.month, day.day, 23, tzinfo=UTC))
    assert at is not None and at.at.hour == utc


def test_an_hour_that_does_not_exist_or_exists_twice_reminds_once() -> None:
    wish = Reminders(on=True, weekday=6, at=time(2, 30))
    spring = found(Progress(reminders=wish), datetime(2027, 3, 28, 12, tzinfo=UTC))
    assert spring is not None and spring.name.endswith("2027-03-28")


@pytest.mark.parametrize(
    ("progress", "now"),
    [
        pytest.param(Progress(), SUNDAY, id="off"),
        pytest.param(Progress(reminders=ON.model_copy(update={"away_until": date(2026, 12, 7)})), SUNDAY, id="away"),
        pytest.param(Progress(reminders=ON.model_copy(update={"away_until": date(2026, 12, 6)})), SUNDAY + timedelta(days=1), id="back"),
        pytest.param(Progress(reminders=ON.model_copy(update={"since": SUNDAY + timedelta(hours=1)})), SUNDAY + timedelta(hours=2), id="turned on after"),
        pytest.param(Progress(reminders=ON), SUNDAY + timedelta(days=3), id="long past"),
        pytest.param(Progress(reminders=ON), datetime(2026, 11, 22, 18, tzinfo=UTC), id="before the plan"),
        pytest.param(Progress(reminders=ON), datetime(2027, 5, 30, 18, tzinfo=UTC), id="after the plan"),
        pytest.param(
            Progress(reminders=ON, check_ins=(CheckIn(at=SUNDAY - timedelta(hours=5), text="x", confirmed=True),)), SUNDAY, id="told already"
        ),
    ],
)  # fmt: skip
def test_when_it_is_quiet(progress: Progress, now: datetime) -> None:
    assert found(progress, now) is None


def test_a_review_day_asks_for_the_review_unless_there_was_one() -> None:
    day = plan().reviews[0]
    evening = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
    first = found(Progress(reminders=ON), evening)
    assert first is not None and first.kind == "review" and "Month 1" in first.text
    held = Progress(reminders=ON, reviews=(Review(at=evening - timedelta(days=2), before={}, after={}, text=""),))
    after = found(held, evening)
    assert after is None or after.kind == "check_in"


def test_a_finished_week_is_only_asked_for_its_hours() -> None:
    ticks = tuple(Tick(item=each, at=SUNDAY) for each in works(plan(), 2))
    first = found(Progress(reminders=ON, ticks=ticks), SUNDAY)
    assert first is not None and "all 4 items" in first.text


class Box:
    """A way of delivery that keeps what it was given."""

    def __init__(self, *answers: bool | Exception) -> None:
        self.got: list[tuple[str, str]] = []
        self.answers = list(answers)

    async def send_reminder(self, learner: str, text: str, *, replies: tuple[str, ...] = ()) -> bool:
        assert replies
        self.got.append((learner, text))
        answer = self.answers.pop(0) if self.answers else True
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def wished(store: Store) -> Store:
    store.conversations.create(LEARNER)
    store.records.put(LEARNER, "plan", plan().model_dump(mode="json"))
    store.records.put(LEARNER, "progress", Progress(reminders=ON).model_dump(mode="json"))
    return store


def ticks_of(*schedulers: Reminding) -> list[int]:
    async def all_at_once() -> list[int]:
        return list(await asyncio.gather(*(each.tick() for each in schedulers)))

    return asyncio.run(all_at_once())


def test_two_servers_send_it_once_and_a_restart_not_again(wished: Store) -> None:
    box = Box()
    servers = [Reminding(wished, lambda: [box], lambda: SUNDAY) for _ in range(3)]
    assert sum(ticks_of(*servers)) == 1
    ticks_of(Reminding(wished, lambda: [box], lambda: SUNDAY + timedelta(hours=3)))
    assert len(box.got) == 1 and box.got[0][0] == LEARNER


def test_after_weeks_without_a_server_only_the_newest_is_made(wished: Store) -> None:
    box = Box()
    server = Reminding(wished, lambda: [box], lambda: datetime(2027, 1, 11, 6, tzinfo=UTC))
    ticks_of(server)
    ticks_of(server)
    assert len(box.got) == 1 and "Week 7" in box.got[0][1]


def test_what_is_refused_is_tried_again_a_few_times_and_is_on_the_page_all_the_same(wished: Store) -> None:
    box = Box(False, OperatorError("Slack is away"), False, False, False)
    moment = SUNDAY
    server = Reminding(wished, lambda: [box], lambda: moment)
    for _ in range(6):
        ticks_of(server)
    assert len(box.got) == 3
    shown = wished.reminders.open(LEARNER, SUNDAY)
    assert [each.kind for each in shown] == ["check_in"]
    wished.reminders.dismiss(LEARNER, shown[0].key, SUNDAY)
    assert wished.reminders.open(LEARNER, SUNDAY) == ()


def test_a_process_that_died_while_sending_does_not_send_twice(wished: Store) -> None:
    key = f"{LEARNER}:check_in-2026-12-06"
    assert wished.reminders.claim(LEARNER, key, "check_in", "x", SUNDAY, SUNDAY)
    box = Box()
    ticks_of(Reminding(wished, lambda: [box], lambda: SUNDAY))
    assert box.got == []


def test_turning_them_on_is_noticed_by_a_running_server(wished: Store) -> None:
    box = Box()
    wished.records.put(LEARNER, "progress", Progress().model_dump(mode="json"))
    server = Reminding(wished, lambda: [box], lambda: SUNDAY)
    assert ticks_of(server) == [0]
    wished.records.put(LEARNER, "progress", Progress(reminders=ON).model_dump(mode="json"))
    assert ticks_of(server) == [1]


def test_an_unreadable_record_of_one_does_not_silence_the_others(wished: Store) -> None:
    wished.conversations.create("ben2")
    wished.records.put("ben2", "plan", {"odd": True})
    wished.records.put("ben2", "progress", {"odd": True})
    box = Box()
    ticks_of(Reminding(wished, lambda: [box], lambda: SUNDAY))
    assert [learner for learner, _ in box.got] == [LEARNER]


def test_a_deleted_learner_is_not_reminded(wished: Store) -> None:
    wished.learners.delete(LEARNER)
    box = Box()
    assert ticks_of(Reminding(wished, lambda: [box], lambda: SUNDAY)) == [0] and box.got == []

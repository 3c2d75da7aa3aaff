"""The scheduler of reminders. It keeps nothing of its own: what is due follows from the records, what was sent is stored."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from starlette.concurrency import run_in_threadpool

from app.adapters.store.conversations import now
from app.adapters.store.reminders import SentReminder
from app.adapters.store.store import Store
from app.adapters.store.versions import LearnerRecords
from graphs.errors import MentorError
from graphs.progress.records import read_plan, read_progress, zone_of_learner
from graphs.progress.reminding import CHECK_IN_REPLIES, REVIEW_REPLIES, due

log = logging.getLogger(__name__)

EVERY_S = 60.0
TRY_AGAIN = timedelta(hours=6)
"""A reminder that could not be delivered is offered again within this time."""


class Sender(Protocol):
    """One way to reach a learner beside the page, which shows every reminder by itself."""

    async def send_reminder(self, learner: str, text: str, *, replies: tuple[str, ...] = ()) -> bool:
        """Called once for each reminder. False when the learner is not there, or it could not be delivered."""
        ...


class Reminding:
    """One per process; several processes over one database send each reminder once."""

    def __init__(
        self,
        store: Store,
        senders: Callable[[], Sequence[Sender]],
        clock: Callable[[], datetime] = now,
        every: float = EVERY_S,
    ):
        self._senders = senders
        self._store = store
        self._clock = clock
        self._every = every
        self._quiet: dict[str, tuple[int, ...]] = {}
        """Versions of the records of learners who want none: read again only when something was written."""

    async def run(self) -> None:
        """Until it is cancelled; the first round waits, so that a shell that starts beside it can be ready."""
        while True:
            await asyncio.sleep(self._every)
            try:
                await self.tick()
            except MentorError as error:  # a database that is away for a moment: the next round finds the same due
                log.warning("reminders wait: %s", error.code)
            except Exception:  # else one surprise would end all reminders until the next start, unseen
                log.exception("a round of reminders broke")

    async def tick(self) -> int:
        """Makes what is due and delivers it; how many were made."""
        made = await run_in_threadpool(self._claim_due)
        again = await run_in_threadpool(self._claim_failed)
        for each in (*made, *again):
            delivered = await self._deliver(each)
            await run_in_threadpool(partial(self._store.reminders.settle, each.key, delivered=delivered))
        return len(made)

    async def _deliver(self, reminder: SentReminder) -> bool:
        """Without any way beside the page it is delivered by being there."""
        replies = REVIEW_REPLIES if reminder.kind == "review" else CHECK_IN_REPLIES
        senders = self._senders()
        delivered = not senders
        for sender in senders:
            try:
                delivered = await sender.send_reminder(reminder.learner, reminder.text, replies=replies) or delivered
            except MentorError as error:
                log.warning("a reminder was not delivered: %s", error.code)
        return delivered

    def _claim_due(self) -> list[SentReminder]:
        moment = self._clock()
        reminders = self._store.reminders
        versions = [reminders.newest(kind) for kind in ("progress", "plan", "profile")]
        made = []
        for learner in versions[0].keys() & versions[1].keys():
            held = tuple(each.get(learner, 0) for each in versions)
            if self._quiet.get(learner) == held:
                continue
            found = self._due_for(learner, moment, held)
            if found is not None:
                made.append(found)
        return made

    def _due_for(self, learner: str, moment: datetime, held: tuple[int, ...]) -> SentReminder | None:
        records = LearnerRecords(self._store.records, learner)
        try:
            plan, progress = read_plan(records), read_progress(records)
            if plan is None or not progress.reminders.on:
                self._quiet[learner] = held
                return None
            found = due(plan, progress, zone_of_learner(records, plan), moment)
        except MentorError as error:  # a record of another release: the others get theirs
            log.warning("reminders of one learner cannot be worked out: %s", error.code)
            self._quiet[learner] = held
            return None
        if found is None:
            return None
        key = f"{learner}:{found.name}"
        if not self._store.reminders.claim(learner, key, found.kind, found.text, found.at, moment):
            return None
        return SentReminder(key, learner, found.kind, found.text, found.at, dismissed=False)

    def _claim_failed(self) -> list[SentReminder]:
        waiting = self._store.reminders.failed(self._clock() - TRY_AGAIN)
        return [each for each in waiting if self._store.reminders.claim_again(each.key)]

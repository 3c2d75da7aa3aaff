"""What the mentor remembers of where its conversations stand: the record `talk`, a few lines, no message text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from pydantic import Field

from graphs.errors import RecordChanged
from graphs.events import Frozen
from graphs.ports import Records

TALK = "talk"
REMEMBERED = 12
"""Conversations; of an older one it is only forgotten what its last turn was about."""
CONFIRM_WITHIN = timedelta(minutes=30)
"""A "yes" that comes later confirms nothing."""


class PendingFact(Frozen):
    """A fact of the profile that the mentor has asked about, because it looks like a slip."""

    field: str
    value: str | int
    quote: str
    otherwise: str | int | None = None


class Thread(Frozen):
    """Where one conversation stands."""

    slice: str = ""
    """The slice that answered last."""
    expecting: bool = False
    """That slice ended with a question of its own."""
    confirming: str = ""
    """The intent that the next message must confirm; it holds for that one message."""
    pending: PendingFact | None = None
    at: datetime

    def with_(self, **changes: object) -> Thread:
        """A copy with some fields changed, validated."""
        return Thread.model_validate({**{name: getattr(self, name) for name in Thread.model_fields}, **changes})

    @property
    def blank(self) -> bool:
        """There is nothing to remember, so that a plain question leaves no record."""
        return not (self.slice or self.expecting or self.confirming or self.pending)


class Talk(Frozen):
    """The record."""

    threads: dict[str, Thread] = Field(default_factory=dict)
    interview: str = ""
    """The conversation in which the interview spoke last; elsewhere it counts as paused."""

    def thread(self, conversation: str) -> Thread | None:
        """None for a conversation that is new or long past."""
        return self.threads.get(conversation)

    def with_thread(self, conversation: str, thread: Thread, *, interview: bool = False) -> Talk:
        """A copy; the conversations that rested longest are dropped."""
        threads = {**self.threads, conversation: thread}
        kept = sorted(threads, key=lambda each: threads[each].at)[-REMEMBERED:]
        return Talk(
            threads={each: threads[each] for each in kept}, interview=conversation if interview else self.interview
        )


def read_talk(records: Records) -> Talk:
    """Empty when nothing is kept."""
    kept = records.get(TALK)
    return Talk() if kept is None else Talk.model_validate(kept)


def keep_talk(records: Records, talk: Talk) -> None:
    """A new version."""
    records.put(TALK, talk.model_dump(mode="json"))


def remember(
    records: Callable[[], Records], conversation: str, thread: Thread, now: datetime, *, interview: bool
) -> None:
    """Writes what changed, onto what is kept by then: a turn in another tab may have written meanwhile.

    `interview`: the interview speaks in this conversation now.
    """
    for last in (False, True):
        mine = records()
        kept = read_talk(mine)
        before = kept.thread(conversation)
        same = thread.blank if before is None else before.with_(at=thread.at) == thread
        if same and not (interview and kept.interview != conversation):
            return
        try:
            keep_talk(mine, kept.with_thread(conversation, thread.with_(at=now), interview=interview))
            return
        except RecordChanged:
            if last:
                raise


def still_confirming(thread: Thread | None, now: datetime) -> str:
    """The intent to confirm, if the question for it is fresh."""
    return thread.confirming if thread is not None and now - thread.at <= CONFIRM_WITHIN else ""

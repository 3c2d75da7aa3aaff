"""What the mentor remembers of where its conversations stand: the record `talk`, a few lines, no message text."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field

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


def still_confirming(thread: Thread | None, now: datetime) -> str:
    """The intent to confirm, if the question for it is fresh."""
    return thread.confirming if thread is not None and now - thread.at <= CONFIRM_WITHIN else ""

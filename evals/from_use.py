"""What a maintainer learns from use: answers that were voted down, and questions that the sources did not cover.

The one reader of the records that looks across learners, which is why it is no part of the product: a maintainer runs
it on the machine that holds them, no learner's id leaves it, and every text goes through `evals.anonymous` first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from app.adapters.store.engine import Database
from app.adapters.store.tables import Feedback, Message, MessageEvent
from app.adapters.store.wording import plain_text
from graphs.events import EVENT, Declined, Event

Occasion = Literal["down", "not_covered"]


@dataclass(frozen=True)
class Complaint:
    """One answer that left something to wish for."""

    occasion: Occasion
    turns: tuple[str, ...]
    """The learner's messages of the conversation up to this answer, oldest first."""
    answer: str
    reason: str = ""
    """What the learner wrote with the vote."""
    declined: bool = False


def complaints(database: Database, *, earlier_turns: int = 3) -> Iterator[Complaint]:
    """In the order in which they came; at most so many messages before the one that was answered."""
    with database.read() as session:
        votes = {row.message_id: row for row in session.scalars(select(Feedback).where(Feedback.vote == "down"))}
        answers = session.scalars(
            select(Message).where(Message.role == "mentor").order_by(Message.created_at, Message.id)
        ).all()
        for answer in answers:
            bodies = session.scalars(
                select(MessageEvent.body).where(MessageEvent.message_id == answer.id).order_by(MessageEvent.seq)
            )
            events = [event for body in bodies if (event := _event(body)) is not None]
            refused = next((event for event in events if isinstance(event, Declined)), None)
            vote = votes.get(answer.id)
            if vote is None and (refused is None or refused.kind != "not_covered"):
                continue
            said = session.scalars(
                select(Message.body)
                .where(
                    Message.conversation_id == answer.conversation_id,
                    Message.role == "learner",
                    Message.position < answer.position,
                )
                .order_by(Message.position)
            ).all()
            yield Complaint(
                occasion="down" if vote is not None else "not_covered",
                turns=tuple(said[-1 - earlier_turns :]),
                answer=plain_text(events),
                reason=vote.reason if vote is not None else "",
                declined=refused is not None,
            )


def _event(body: str) -> Event | None:
    try:
        return EVENT.validate_json(body)
    except ValueError:  # written by another version of the program
        return None

"""Two learners become one person, or a copy is taken for one who leaves; nothing is lost either way."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.adapters.store.conversations import now
from app.adapters.store.engine import Database
from app.adapters.store.slack_tables import LinkCode, SlackPerson
from app.adapters.store.tables import Base, Learner, Record, Turn
from graphs.errors import ConversationBusy

Side = Literal["kept", "joined"]
MATTERS: dict[str, tuple[str, ...]] = {
    "your skills and profile": ("profile", "interview", "assessment"),
    "your plan and progress": ("plan", "progress", "roadmap"),
}
"""Records that only make sense together are chosen together; other kinds each for itself."""
UNITED = "postings"
"""Gathered, never chosen: a posting that both sides saved is kept twice and marked by the market slice."""


@dataclass(frozen=True)
class Conflict:
    """A matter that both sides have something of, and when each was last changed."""

    matter: str
    kinds: tuple[str, ...]
    kept: datetime
    joined: datetime

    @property
    def newer(self) -> Side:
        """The side that is proposed."""
        return "joined" if self.joined > self.kept else "kept"


class Joining:
    """Works on every table that carries `learner_id`, so one that is added later is covered."""

    def __init__(self, database: Database):
        self._database = database

    def conflicts(self, kept: str, joined: str) -> tuple[Conflict, ...]:
        """What both have; empty when one side is new."""
        with self._database.read() as session:
            changed = {learner: _changed(session, learner) for learner in (kept, joined)}
        kinds = (set(changed[kept]) & set(changed[joined])) - {UNITED}
        found = []
        grouped = {kind for group in MATTERS.values() for kind in group}
        groups = {**MATTERS, **{f"your {kind}": (kind,) for kind in sorted(set(changed[kept]) - grouped - {UNITED})}}
        for matter, group in groups.items():
            if not kinds & set(group):
                continue
            latest = [max(changed[each][kind] for kind in group if kind in changed[each]) for each in (kept, joined)]
            found.append(Conflict(matter, group, latest[0], latest[1]))
        return tuple(found)

    def join(self, kept: str, joined: str, choices: dict[str, Side] | None = None) -> None:
        """Gives `kept` all that `joined` had; what is not chosen stays in the history below what is.

        `choices` by matter; the newer side counts where nothing is chosen. Raises `ConversationBusy` during a turn.
        """
        if kept == joined:
            return
        sides = {each.matter: each.newer for each in self.conflicts(kept, joined)} | (choices or {})
        with self._database.write() as session:
            running = select(Turn.id).where(Turn.learner_id.in_((kept, joined)), Turn.state == "running")
            if session.scalar(running) is not None:
                raise ConversationBusy("An answer is still being written. Wait until it is done, then link again.")
            if session.get(Learner, kept) is None:
                session.add(Learner(learner_id=kept, created_at=now()))
                session.flush()
            losers = {kind for matter, side in sides.items() if side == "kept" for kind in MATTERS.get(matter, (matter.removeprefix("your "),))}  # fmt: skip
            _join_records(session, kept, joined, losers)
            session.execute(delete(LinkCode).where(LinkCode.learner_id.in_((kept, joined))))
            for table in Base.metadata.sorted_tables:
                if table.name not in ("learners", "records"):
                    session.execute(update(table).where(table.c.learner_id == joined).values(learner_id=kept))
            session.execute(delete(Learner).where(Learner.learner_id == joined))

    def attach(self, team_id: str, user_id: str, learner_id: str, moment: datetime | None) -> None:
        """Whose records a person of Slack writes from now on."""
        with self._database.write() as session:
            row = session.get(SlackPerson, (team_id, user_id))
            if row is not None:
                row.learner_id = learner_id
                row.linked_at = moment

    def copy_records(self, source: str, target: str) -> None:
        """The newest version of each record, for one who goes on alone."""
        with self._database.write() as session:
            if session.get(Learner, target) is None:
                session.add(Learner(learner_id=target, created_at=now()))
                session.flush()
            for kind in _changed(session, source):
                newest = _versions(session, source, kind)[-1]
                number = len(_versions(session, target, kind)) + 1
                session.add(
                    Record(learner_id=target, kind=kind, version=number, body=newest.body, created_at=newest.created_at)
                )


def _changed(session: Session, learner: str) -> dict[str, datetime]:
    rows = session.execute(
        select(Record.kind, func.max(Record.created_at)).where(Record.learner_id == learner).group_by(Record.kind)
    )
    return {row[0]: row[1] for row in rows}


def _versions(session: Session, learner: str, kind: str) -> list[Record]:
    query = select(Record).where(Record.learner_id == learner, Record.kind == kind).order_by(Record.version)
    return list(session.scalars(query))


def _join_records(session: Session, kept: str, joined: str, losers: set[str]) -> None:
    """Numbers the versions anew: the side that loses first, the chosen one last."""
    for kind in sorted({*_changed(session, kept), *_changed(session, joined)}):
        mine, theirs = _versions(session, kept, kind), _versions(session, joined, kind)
        if not theirs:
            continue
        ordered = [*theirs, *mine] if kind in losers else [*mine, *theirs]
        bodies = [(each.body, each.created_at) for each in ordered]
        if kind == UNITED and mine and theirs:
            bodies.append((_united(mine[-1].body, theirs[-1].body), now()))
        for each in ordered:
            session.delete(each)
        session.flush()
        for number, (body, created_at) in enumerate(bodies, start=1):
            session.add(Record(learner_id=kept, kind=kind, version=number, body=body, created_at=created_at))
        session.flush()


def _united(mine: str, theirs: str) -> str:
    """All postings of both, each once by its text, numbered anew where two have the same id."""
    first: dict[str, Any] = json.loads(mine)
    postings = list(first.get("postings", []))
    texts = {each.get("text") for each in postings}
    used = {each.get("id") for each in postings}
    renamed: dict[str, str] = {}
    for posting in json.loads(theirs).get("postings", []):
        if posting.get("text") in texts:
            renamed[str(posting.get("id"))] = next(
                str(each["id"]) for each in postings if each.get("text") == posting["text"]
            )
            continue
        fresh = posting["id"]
        number = len(postings) + 1
        while fresh in used:
            fresh, number = f"p{number}", number + 1
        renamed[str(posting["id"])] = fresh
        used.add(fresh)
        texts.add(posting.get("text"))
        original = posting.get("duplicate_of")
        postings.append({**posting, "id": fresh, "duplicate_of": renamed.get(original) if original else None})
    return json.dumps({**first, "postings": postings}, ensure_ascii=False)

"""Versioned records of a learner: profile, interview, assessment and what later slices add."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.adapters.store.conversations import now
from app.adapters.store.engine import Database
from app.adapters.store.tables import Learner, Record
from graphs.errors import NotFound, RecordChanged, RecordUnreadable

TRIES = 5
_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True)
class RecordVersion:
    """One version of a record, as it was kept."""

    kind: str
    version: int
    value: dict[str, Any]
    created_at: datetime


class Records:
    """Every method takes the learner's id; nothing is ever changed in place."""

    def __init__(self, database: Database):
        self._database = database

    def newest(self, learner_id: str, kind: str) -> RecordVersion | None:
        """None when there is none. Raises `RecordUnreadable`."""
        with self._database.read() as session:
            row = session.scalar(_of(learner_id, kind).order_by(Record.version.desc()).limit(1))
        return None if row is None else _version(row)

    def read(self, learner_id: str, kind: str, model: type[_Model]) -> _Model | None:
        """The newest version, validated. Raises `RecordUnreadable` for what another release wrote differently."""
        found = self.newest(learner_id, kind)
        return None if found is None else validated(found, model)

    def put(
        self,
        learner_id: str,
        kind: str,
        value: dict[str, Any],
        *,
        after: int | None = None,
        known_learner: bool = False,
    ) -> int:
        """Adds a version and gives its number.

        `after` is the version that the caller has read (0 for none): raises `RecordChanged` when there is a newer one.
        `known_learner`: raises `NotFound` for a learner that was deleted meanwhile, instead of bringing them back.
        """
        return self.put_all(learner_id, {kind: value}, after={kind: after}, known_learner=known_learner)[kind]

    def put_all(
        self,
        learner_id: str,
        values: Mapping[str, dict[str, Any]],
        *,
        after: Mapping[str, int | None] | None = None,
        known_learner: bool = False,
    ) -> dict[str, int]:
        """The same for several kinds in one transaction: all of them are kept, or none."""
        # In one order always, or two writers on PostgreSQL could wait for each other.
        bodies = {kind: json.dumps(values[kind], ensure_ascii=False) for kind in sorted(values)}
        expected = after or {}
        for attempt in range(TRIES):
            try:
                with self._database.write() as session:
                    _require_learner(session, learner_id, must_exist=known_learner)
                    return {
                        kind: _add(session, learner_id, kind, body, expected.get(kind)) for kind, body in bodies.items()
                    }
            except IntegrityError:  # PostgreSQL: another writer took the same number at the same moment
                if attempt == TRIES - 1:
                    raise RecordChanged(_changed(next(iter(bodies)))) from None
        raise AssertionError("unreachable")

    def history(self, learner_id: str, kind: str) -> tuple[RecordVersion, ...]:
        """All versions, oldest first."""
        with self._database.read() as session:
            rows = session.scalars(_of(learner_id, kind).order_by(Record.version)).all()
        return tuple(_version(row) for row in rows)


class LearnerRecords:
    """The port `graphs.ports.Records`, bound to one learner; make one for each turn or request.

    The version that was read first is the one a write builds on: when another tab wrote in between, `put` raises
    `RecordChanged` instead of covering its change.
    """

    def __init__(self, records: Records, learner_id: str, *, known_learner: bool = False):
        self._records = records
        self._learner_id = learner_id
        self._known_learner = known_learner
        self._seen: dict[str, int] = {}
        self._refused: set[str] = set()

    def get(self, kind: str) -> dict[str, Any] | None:
        """The newest version; after a refused write it is the one that the next write builds on."""
        found = self._records.newest(self._learner_id, kind)
        version = found.version if found else 0
        if kind in self._refused:
            self._refused.discard(kind)
            self._seen[kind] = version
        self._seen.setdefault(kind, version)
        return found.value if found else None

    def put(self, kind: str, value: dict[str, Any]) -> int:
        """Adds a version. Raises `RecordChanged`."""
        return self._put({kind: value})[kind]

    def put_all(self, values: Mapping[str, dict[str, Any]]) -> None:
        """Adds a version of each, or of none. Raises `RecordChanged`."""
        self._put(values)

    def _put(self, values: Mapping[str, dict[str, Any]]) -> dict[str, int]:
        try:
            versions = self._records.put_all(
                self._learner_id,
                values,
                after={kind: self._seen.get(kind) for kind in values},
                known_learner=self._known_learner,
            )
        except RecordChanged:
            self._refused.update(values)
            raise
        self._seen.update(versions)
        return versions

    def history(self, kind: str) -> list[dict[str, Any]]:
        """All versions, oldest first."""
        return [each.value for each in self._records.history(self._learner_id, kind)]


def validated(found: RecordVersion, model: type[_Model]) -> _Model:
    """The record as the caller's model. Raises `RecordUnreadable`."""
    try:
        return model.model_validate(found.value)
    except ValidationError as error:
        raise RecordUnreadable(_unreadable(found.kind)) from error


def _of(learner_id: str, kind: str) -> Any:
    return select(Record).where(Record.learner_id == learner_id, Record.kind == kind)


def _require_learner(session: Session, learner_id: str, *, must_exist: bool) -> None:
    if session.get(Learner, learner_id) is not None:
        return
    if must_exist:
        raise NotFound("What was kept about you has been deleted meanwhile, so this was not kept either.")
    session.add(Learner(learner_id=learner_id, created_at=now()))
    session.flush()


def _add(session: Session, learner_id: str, kind: str, body: str, after: int | None) -> int:
    newest = session.scalar(
        select(func.max(Record.version)).where(Record.learner_id == learner_id, Record.kind == kind)
    )
    version = (newest or 0) + 1
    if after is not None and version != after + 1:
        raise RecordChanged(_changed(kind))
    session.add(Record(learner_id=learner_id, kind=kind, version=version, body=body, created_at=now()))
    return version


def _version(row: Record) -> RecordVersion:
    try:
        value = json.loads(row.body)
    except ValueError as error:
        raise RecordUnreadable(_unreadable(row.kind)) from error
    if not isinstance(value, dict):
        raise RecordUnreadable(_unreadable(row.kind))
    return RecordVersion(row.kind, row.version, value, row.created_at)


def _changed(kind: str) -> str:
    return (
        f"Your {kind} was changed in another window meanwhile. Nothing is lost: load it again and repeat your change."
    )


def _unreadable(kind: str) -> str:
    return (
        f"Your {kind} was written by another version of the program and cannot be read by this one. "
        "It is kept, and `mentor export` holds it; install the newer version."
    )

"""One-time codes that show that two shells are one person's."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.adapters.store.conversations import new_id, now
from app.adapters.store.engine import Database
from app.adapters.store.slack_tables import LinkCode, LinkTry
from graphs.errors import BadValue, TooManyRequests

Shell = Literal["slack", "page"]
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without the letters and digits that are read as one another."""
LENGTH = 8
LIVES = timedelta(minutes=10)
TRIES = 5
"""Wrong codes that one learner may enter in ten minutes."""
ALL_TRIES = 100
"""The same over everybody: new learners cost nothing, so the first limit alone would not stop a guesser."""
CODES = 5
"""Codes that one learner may ask for in ten minutes."""
_WRONG = (
    "That code is not valid (any more). Codes hold for ten minutes and work once: ask for a new one and enter it here."
)


@dataclass(frozen=True)
class Redeemed:
    """Who made the code, and where."""

    learner_id: str
    shell: Shell


class LinkCodes:
    """Made in one shell, entered in the other."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now):
        self._database = database
        self._clock = clock

    def make(self, learner_id: str, shell: Shell) -> str:
        """A code such as `KX4M-27QP`; the ones made before stop working. Raises `TooManyRequests`."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        moment = self._clock()
        with self._database.write() as session:
            self._count(learner_id, "made", CODES, session)
            session.execute(
                delete(LinkCode).where((LinkCode.learner_id == learner_id) | (LinkCode.expires_at < moment))
            )
            session.add(LinkCode(code_hash=_hash(code), learner_id=learner_id, shell=shell, expires_at=moment + LIVES))
        return f"{code[:4]}-{code[4:]}"

    def redeem(self, code: str, learner_id: str, shell: Shell) -> Redeemed:
        """Who made it; it does not work again. Raises `BadValue` and `TooManyRequests`."""
        return self._find(code, learner_id, shell, use=True)

    def look(self, code: str, learner_id: str, shell: Shell) -> Redeemed:
        """The same without using it up, to show first what linking would change."""
        return self._find(code, learner_id, shell, use=False)

    def _find(self, code: str, learner_id: str, shell: Shell, *, use: bool) -> Redeemed:
        wrong = ""
        with self._database.write() as session:  # the try is counted, so nothing is raised in here after it
            self._count(learner_id, "tried", TRIES, session)
            row = session.get(LinkCode, _hash(code))
            if row is None or row.expires_at < self._clock():
                wrong = _WRONG
            elif row.shell == shell:
                other = "on the mentor's page" if shell == "slack" else "in Slack, with `/mentor link CODE`"
                wrong = f"This code was made here; enter it {other}."
            else:
                redeemed = Redeemed(row.learner_id, "slack" if row.shell == "slack" else "page")
                session.execute(delete(LinkTry).where(LinkTry.learner_id == learner_id, LinkTry.what == "tried"))
                if use:
                    session.delete(row)
        if wrong:
            raise BadValue(wrong)
        return redeemed

    def _count(self, who: str, what: str, limit: int, session: Session) -> None:
        moment = self._clock()
        session.execute(delete(LinkTry).where(LinkTry.tried_at < moment - LIVES))
        counted = select(func.count()).select_from(LinkTry).where(LinkTry.what == what)
        mine = session.scalar(counted.where(LinkTry.learner_id == who))
        everybody = session.scalar(counted) if what == "tried" else 0
        if (mine or 0) >= limit or (everybody or 0) >= ALL_TRIES:
            raise TooManyRequests("Too many codes were tried. Wait ten minutes, then ask for a new code.")
        session.add(LinkTry(id=new_id(), learner_id=who, what=what, tried_at=moment))


def _hash(code: str) -> str:
    letters = "".join(each for each in code.upper() if each.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()

"""The bounded queue in front of an engine: round robin between askers, first come first served within one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from graphs.errors import Cancelled, TooManyRequests

_POLL_S = 0.02


@dataclass(eq=False)
class Ticket:
    """One request's place; `leave` may be called any number of times, by any thread."""

    queue: FairQueue
    asker: str
    order: tuple[int, int]
    """Round, then arrival: a request waits behind every asker's request of an earlier round."""
    served: bool = False

    def wait(self, cancelled: Callable[[], bool], on_position: Callable[[int], None] | None = None) -> None:
        """Returns when it is this request's turn; raises `Cancelled` (and leaves) when `cancelled()` turned true.

        `on_position` is called by the waiting thread, without a lock: 1 is next, 0 means go.
        """
        told: int | None = None
        while True:
            position = self.queue.position(self)
            if on_position is not None and position != told:
                told = position
                on_position(position)
            if cancelled():
                self.leave()
                raise Cancelled("You stopped this answer. Ask again when you like.")
            if position == 0:
                return
            self.queue.pause(_POLL_S)

    def leave(self) -> None:
        """Gives the place to the next."""
        self.queue.remove(self)


class FairQueue:
    """`limit` requests may wait or be served; `slots` are served at once.

    Start-time fair queueing with requests of equal cost: an asker's nth outstanding request belongs to the nth
    round after the one being served, so that ten requests of one person delay another person by one at most.
    """

    def __init__(self, limit: int, slots: int = 1) -> None:
        self.limit = limit
        self.slots = slots
        self._changed = threading.Condition()
        self._tickets: list[Ticket] = []
        self._last_round: dict[str, int] = {}
        self._round = 0
        self._arrivals = 0

    @property
    def waiting(self) -> int:
        """Requests waiting or being served."""
        with self._changed:
            return len(self._tickets)

    def enter(self, asker: str) -> Ticket:
        """Raises `TooManyRequests` at once when the queue is full."""
        with self._changed:
            if len(self._tickets) >= self.limit:
                raise TooManyRequests(
                    f"{len(self._tickets)} people are being answered or waiting already. Please try again in a minute."
                )
            turn = max(self._round, self._last_round.get(asker, self._round - 1) + 1)
            self._last_round[asker] = turn
            self._arrivals += 1
            ticket = Ticket(self, asker, (turn, self._arrivals))
            self._tickets.append(ticket)
            self._tickets.sort(key=lambda each: (not each.served, each.order))
            self._serve()
            self._changed.notify_all()
            return ticket

    def position(self, ticket: Ticket) -> int:
        """0 when it is served, else the number of requests before it, those being served counting as one."""
        with self._changed:
            if ticket.served:
                return 0
            waiting = [each for each in self._tickets if not each.served]
            return waiting.index(ticket) + 1

    def pause(self, seconds: float) -> None:
        """Sleeps until something changed, or for so long."""
        with self._changed:
            self._changed.wait(seconds)

    def remove(self, ticket: Ticket) -> None:
        """Takes a ticket out, served or not; the next in order is served."""
        with self._changed:
            if ticket not in self._tickets:
                return
            self._tickets.remove(ticket)
            if not self._tickets:
                self._last_round.clear()
                self._round = 0
            self._serve()
            self._changed.notify_all()

    def _serve(self) -> None:
        free = self.slots - sum(each.served for each in self._tickets)
        for ticket in [each for each in self._tickets if not each.served][: max(free, 0)]:
            ticket.served = True
            self._round = max(self._round, ticket.order[0])

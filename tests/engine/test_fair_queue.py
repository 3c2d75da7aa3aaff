from __future__ import annotations

import threading
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.fair_queue import FairQueue, Ticket
from graphs.errors import Cancelled, TooManyRequests
from graphs.ports import never


def drain(queue: FairQueue, tickets: dict[str, Ticket]) -> list[str]:
    order: list[str] = []
    left = dict(tickets)
    while left:
        name = next(name for name, ticket in left.items() if queue.position(ticket) == 0)
        order.append(name)
        left.pop(name).leave()
    return order


def test_one_asker_is_served_first_come_first_served() -> None:
    queue = FairQueue(10)
    assert drain(queue, {str(n): queue.enter("a") for n in range(5)}) == ["0", "1", "2", "3", "4"]


def test_askers_take_turns() -> None:
    queue = FairQueue(10)
    names = ["a1", "a2", "a3", "b1", "b2", "c1"]
    assert drain(queue, {name: queue.enter(name[0]) for name in names}) == ["a1", "b1", "c1", "a2", "b2", "a3"]


def test_who_comes_back_after_being_served_does_not_pass_those_who_wait() -> None:
    queue = FairQueue(10)
    first = queue.enter("a")
    waiting = {"b1": queue.enter("b"), "c1": queue.enter("c")}
    first.leave()
    assert drain(queue, {**waiting, "a2": queue.enter("a")}) == ["b1", "c1", "a2"]


def test_a_full_queue_refuses_and_a_place_given_back_is_free() -> None:
    queue = FairQueue(2)
    first = queue.enter("a")
    queue.enter("b")
    with pytest.raises(TooManyRequests, match="try again"):
        queue.enter("c")
    first.leave()
    first.leave()
    assert queue.waiting == 1
    queue.enter("c")


def test_positions_go_down_to_zero() -> None:
    queue = FairQueue(10)
    tickets = [queue.enter(str(n)) for n in range(4)]
    assert [queue.position(ticket) for ticket in tickets] == [0, 1, 2, 3]
    told: list[int] = []
    waiter = threading.Thread(target=tickets[3].wait, args=(never, told.append))
    waiter.start()
    for ticket in tickets[:3]:
        time.sleep(0.1)
        ticket.leave()
    waiter.join(5)
    assert told == [3, 2, 1, 0]


def test_several_slots_serve_several_at_once() -> None:
    queue = FairQueue(10, slots=2)
    tickets = [queue.enter(str(n)) for n in range(4)]
    assert [queue.position(ticket) for ticket in tickets] == [0, 0, 1, 2]


def test_a_cancel_while_waiting_leaves_the_queue() -> None:
    queue = FairQueue(10)
    queue.enter("a")
    second = queue.enter("b")
    with pytest.raises(Cancelled):
        second.wait(lambda: True)
    assert queue.waiting == 1


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=12))
def test_everyone_is_served_and_nobody_waits_for_three_turns_of_another(askers: list[str]) -> None:
    queue = FairQueue(20)
    order = drain(queue, {f"{asker}{n}": queue.enter(asker) for n, asker in enumerate(askers)})
    assert sorted(name[0] for name in order) == sorted(askers)
    for asker in set(askers):
        mine = [place for place, name in enumerate(order) if name[0] == asker]
        for before, after in pairwise(mine):
            between = [name[0] for name in order[before + 1 : after]]
            assert all(between.count(other) <= 2 for other in set(between))

"""One message, one answer, whatever Slack, the network or the model does."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.slack.sandbox.server import settled
from tests.slack.minds import Echo, Held, Sentences, parts_of
from tests.slack.stage import ANN, BEN, opened, play


def test_the_same_event_four_times_before_and_after_a_restart_is_one_answer(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage:
            echo = Echo()
            async with stage.mentor_running(parts_of(echo)):
                message = await stage.ask("What does a junior earn?")
                event = stage.hands.message_event(stage.im().id, message)
                for event_id in ("Ev1", "Ev1", "Ev2"):
                    delivery = await stage.hands.event(event, event_id=event_id, again=True)
                    assert delivery.acknowledged_after is not None
                await stage.quiet()
            async with stage.mentor_running(parts_of(echo)):
                for _ in range(4):
                    await stage.hands.event(event, event_id="Ev1", again=True)
                await stage.quiet()
                assert len(stage.said(stage.im().id)) == 1
                assert len(echo.asked) == 1

    play(scene)


def test_a_model_that_takes_minutes_acknowledged_at_once_status_shown_answer_delivered(tmp_path: Path) -> None:
    async def scene() -> None:
        held = Held(before=0)
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(held)):
            asked = await stage.hands.write(ANN, stage.im().id, "A slow question?")
            (delivery,) = [each for each in stage.sandbox.deliveries.made if each.kind == "events_api"]
            assert delivery.attempts == 1
            assert delivery.acknowledged_after is not None and delivery.acknowledged_after < 3
            team = stage.slack.workspaces["T1"]
            await settled(lambda: bool(team.statuses.get((stage.im().id, asked.ts))))
            assert team.sessions[(stage.im().id, asked.ts)] == "processing"
            assert stage.said(stage.im().id) == []
            held.go.set()
            await stage.quiet()
            (answer,) = stage.said(stage.im().id)
            assert "Late sentence 1." in answer.markdown
            assert team.sessions[(stage.im().id, asked.ts)] == "active"
            assert not team.statuses.get((stage.im().id, asked.ts))

    play(scene)


@pytest.mark.parametrize(
    ("method", "error"),
    [
        ("chat.appendStream", "ratelimited"),
        ("chat.appendStream", "message_not_in_streaming_state"),
        ("chat.stopStream", "ratelimited"),
        ("chat.stopStream", "message_not_in_streaming_state"),
        ("chat.startStream", "ratelimited"),
        ("chat.startStream", "feature_not_enabled"),
        ("chat.startStream", "internal_error"),
        ("chat.postMessage", "ratelimited"),
        ("assistant.threads.setStatus", "internal_error"),
        ("agents.sessions.setStatus", "unknown_method"),
        ("users.info", "missing_scope"),
    ],
)
def test_whatever_slack_refuses_in_the_middle_the_whole_answer_arrives_once(
    tmp_path: Path, method: str, error: str
) -> None:
    async def scene() -> None:
        held = Held(before=2, after=2)
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(held)):
            stage.slack.fail(method, error, times=2 if error != "ratelimited" else 1)
            await stage.hands.write(ANN, stage.im().id, "What does a junior earn?")
            await asyncio.to_thread(held.begun.wait, 30)
            await asyncio.sleep(1.2)  # time for a flush in the middle
            held.go.set()
            await stage.quiet()
            shown = stage.text(stage.im().id)
            assert [shown.count(f"{when} sentence {n}.") for when in ("Early", "Late") for n in (1, 2)] == [1, 1, 1, 1]
            assert shown.count("[[1] Pay of a junior]") == 1

    play(scene)


def test_a_stream_that_slack_closes_after_five_minutes_is_made_whole(tmp_path: Path) -> None:
    async def scene() -> None:
        held = Held(before=2, after=2)
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(held)):
            await stage.hands.write(ANN, stage.im().id, "What does a junior earn?")
            await settled(lambda: bool(stage.said(stage.im().id)))
            stage.slack.stream_lifetime = 0.0
            held.go.set()
            await stage.quiet()
            (answer,) = stage.said(stage.im().id)
            assert answer.edited
            assert "Early sentence 1." in stage.text(stage.im().id) and "Late sentence 2." in stage.text(stage.im().id)

    play(scene)


def test_an_answer_of_forty_thousand_characters_arrives_whole_and_in_order(tmp_path: Path) -> None:
    async def scene() -> None:
        turn = Sentences(400, "a hundred characters of an answer that is very long indeed " * 2)
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(turn)):
            await stage.ask("Everything?")
            shown = stage.text(stage.im().id)
            places = [shown.find(f"Sentence {number + 1}:") for number in range(400)]
            assert -1 not in places
            assert places == sorted(places)
            assert all(shown.count(f"Sentence {number + 1}:") == 1 for number in range(400))
            assert not any(call.error for call in stage.slack.calls)

    play(scene)


def test_a_dropped_socket_reconnects_and_nothing_is_lost(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(Echo())):
            await stage.ask("first")
            await stage.sandbox.deliveries.disconnect()
            await settled(lambda: len(stage.slack.calls_of("apps.connections.open")) == 2)
            await stage.sandbox.deliveries.connected()
            await stage.ask("second")
            await stage.sandbox.deliveries.cut()
            await settled(lambda: len(stage.slack.calls_of("apps.connections.open")) == 3)
            await stage.sandbox.deliveries.connected()
            await stage.ask("third")
            assert [each.markdown for each in stage.said(stage.im().id)] == [
                "You wrote: first [1]",
                "You wrote: second [1]",
                "You wrote: third [1]",
            ]

    play(scene)


def test_what_waited_is_answered_after_a_restart_and_what_was_cut_off_says_so(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path, slack_turns=1) as stage:
            held = Held()
            async with stage.mentor_running(parts_of(held)) as mentor:
                await stage.hands.write(ANN, stage.im().id, "Cut off?")
                await asyncio.to_thread(held.begun.wait, 30)
                await stage.hands.write(BEN, stage.im(BEN).id, "Still waiting?")
                # A killed process: nothing of it may end in good order.
                for task in list(mentor.arrivals.line._running.values()):
                    task.cancel()
                mentor.arrivals.line._closed = True
            echo = Echo()
            async with stage.mentor_running(parts_of(echo)):
                await settled(lambda: "I was restarted in the middle" in stage.text(stage.im().id))
                await settled(lambda: "You wrote: Still waiting?" in stage.text(stage.im(BEN).id))
                assert len(echo.asked) == 1

    play(scene)


@pytest.mark.timeout(420)
def test_two_hundred_people_in_ten_seconds(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage:
            team = stage.slack.workspaces["T1"]
            people = [f"U{number:04}" for number in range(200)]
            for user in people:
                team.add_user(user, user)
            echo = Echo()
            async with stage.mentor_running(parts_of(echo), stream_after=0.6):

                async def write(number: int, user: str) -> None:
                    await asyncio.sleep(number * 0.045)  # all within ten seconds
                    await stage.hands.write(user, team.im(user).id, f"Question of {user}?")

                await asyncio.gather(*(write(number, user) for number, user in enumerate(people)))
                late = [each for each in stage.sandbox.deliveries.made if (each.acknowledged_after or 99) >= 3]
                assert late == []
                await settled(lambda: len(echo.asked) == 200, 300)
                await stage.quiet()
                for user in people:
                    shown = stage.text(team.im(user).id)
                    assert shown.count(f"You wrote: Question of {user}?") == 1
                    assert shown.count("are before you") == len(stage.said(team.im(user).id)) - 1
                assert sum(1 for each in stage.slack.calls if each.error == "ratelimited") == 0

    play(scene, 400)


def test_who_waits_is_told_their_place(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path, slack_turns=1) as stage:
            team = stage.slack.workspaces["T1"]
            people = [f"U{number:04}" for number in range(6)]
            for user in people:
                team.add_user(user, user)
            held = Held()
            async with stage.mentor_running(parts_of(held)):
                for user in people:
                    await stage.hands.write(user, team.im(user).id, "When?")
                last = team.im(people[-1])
                await settled(lambda: "4 before you" in team.statuses.get((last.id, last.messages[0].ts), ""))
                held.go.set()
                await stage.quiet()
                assert all(len(stage.said(team.im(user).id)) == 1 for user in people)

    play(scene)


def test_without_the_status_feature_the_place_is_told_by_a_message(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path, slack_turns=1) as stage:
            team = stage.slack.workspaces["T1"]
            team.agent = False
            people = [f"U{number:04}" for number in range(6)]
            for user in people:
                team.add_user(user, user)
            held = Held()
            async with stage.mentor_running(parts_of(held)):
                for user in people:
                    await stage.hands.write(user, team.im(user).id, "When?")
                last = team.im(people[-1]).id
                await settled(lambda: "4 are before you" in stage.text(last))
                held.go.set()
                await stage.quiet()
                assert "Late sentence 1." in stage.text(last)

    play(scene)


def test_edits_bots_and_the_mentors_own_messages_are_not_answered(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(echo)):
            channel = stage.im().id
            plain = {"type": "message", "channel": channel, "channel_type": "im", "ts": "1.1", "text": "x", "user": ANN}
            for event in (
                plain | {"subtype": "message_changed", "message": plain},
                plain | {"subtype": "message_deleted"},
                plain | {"subtype": "bot_message", "bot_id": "B2"},
                plain | {"bot_id": "BMENTOR", "user": "UMENTOR"},
                plain | {"user": "UMENTOR"},
                plain | {"subtype": "channel_join"},
                {"type": "reaction_added", "user": ANN},
            ):
                delivery = await stage.hands.event(event)
                assert delivery.acknowledged_after is not None
                assert delivery.attempts == 1
            await stage.quiet()
            assert stage.said(channel) == []
            assert echo.asked == []

    play(scene)

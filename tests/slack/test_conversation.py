"""Talking with the mentor in Slack, through the stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest

from app.slack.sandbox.server import settled
from graphs.events import Done, Event, Progress, Question, Sentence
from graphs.mentor.request import TurnRequest
from tests.slack.minds import Echo, Held, Interview, parts_of
from tests.slack.stage import ANN, BEN, opened, play
from tests.web.scripted import QUOTE

GENERAL = "CGEN"


def test_an_answer_reads_well_with_its_sources_and_thumbs(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            asked = await stage.ask("What does a junior earn?")
            (answer,) = stage.said(stage.im().id)
            assert answer.thread_ts == asked.ts
            assert answer.streamed
            assert stage.text(stage.im().id).splitlines() == [
                "Direct message with Ann",
                "=======================",
                "",
                "Ann:",
                "  What does a junior earn?",
                "    Mentor:",
                "      A junior AI infrastructure engineer in the US earned between $67,000 and $120,000 in 2025. [1]",
                "",
                "      Sentence **1** of the `answer` with <script>alert(1)</script>. [1]",
                "",
                "      - Sentence **2** of the `answer` with <script>alert(1)</script>. [1]",
                "      [[1] Pay of a junior]",
                "      [And for seniors?]",
                "      [👍 Helpful] [👎 Not helpful]",
            ]

    play(scene)


def test_a_quick_answer_is_one_plain_message_with_the_same_words(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running(stream_after=60):
            await stage.ask("What does a junior earn?")
            (answer,) = stage.said(stage.im().id)
            assert not answer.streamed
            assert QUOTE in answer.blocks[0]["text"]
            assert stage.slack.calls_of("chat.startStream") == []

    play(scene)


def test_a_thread_is_one_conversation_and_a_new_message_another(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(echo)):
            first = await stage.ask("What does a junior earn?")
            await stage.ask("And a senior?", thread=first.ts)
            await stage.ask("Something else?")
            assert [len(each.history) for each in echo.asked] == [0, 1, 0]
            assert {each.learner_id for each in echo.asked} == {f"slack:T1:{ANN}"}

    play(scene)


def test_nothing_readable_and_too_much_are_told_and_not_sent_to_the_mind(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(echo)):
            await stage.ask("!!!")
            await stage.ask("word " * 8000)
            shown = stage.text(stage.im().id)
            assert "There is nothing to read in your message" in shown
            assert "Your message has 39,999 characters" in shown
            assert echo.asked == []

    play(scene)


def test_what_a_person_writes_cannot_mention_or_mark_anything(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(echo)):
            await stage.ask("<!channel> & <@UBEN> a < b")
            (answer,) = stage.said(stage.im().id)
            assert echo.asked[0].text == "<!channel> & <@UBEN> a < b"
            assert "<!" not in answer.markdown
            assert "<@" not in answer.markdown
            assert "&lt;!channel>" in answer.markdown

    play(scene)


def test_prompts_are_suggested_without_a_thread(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            await stage.hands.open_home(ANN, "messages")
            await stage.quiet()
            prompts = stage.slack.workspaces["T1"].prompts[stage.im().id]
            assert [each["message"] for each in prompts][:2] == ["Start my skills assessment", "Make my learning plan"]
            assert 1 <= len(prompts) <= 4

    play(scene)


def test_the_stop_button_stops_the_turn_and_says_so(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(Held())):
            asked = await stage.hands.write(ANN, stage.im().id, "A long question?")
            await settled(lambda: bool(stage.said(stage.im().id)))
            await stage.hands.stop(ANN, stage.im().id, asked.ts)
            await stage.quiet()
            assert "Late sentence" not in stage.text(stage.im().id)
            assert stage.slack.workspaces["T1"].sessions[(stage.im().id, asked.ts)] == "active"
            stopped = stage.store.turns.running(f"slack:T1:{ANN}")
            assert stopped == ()

    play(scene)


def test_a_mention_is_answered_in_its_thread_once_and_followed_up_without_a_mention(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(echo)):
            await stage.hands.write(ANN, GENERAL, "Good morning, all")
            root = await stage.hands.write(ANN, GENERAL, "<@UMENTOR> what does a junior earn?")
            await stage.quiet()
            await stage.hands.write(BEN, GENERAL, "And a senior?", thread=root.ts)
            await stage.quiet()
            await stage.hands.write(BEN, GENERAL, "<@UANN> lunch?", thread=root.ts)
            await stage.quiet()
            assert [each.text for each in echo.asked] == ["what does a junior earn?", "And a senior?"]
            assert all(each.thread_ts == root.ts for each in stage.said(GENERAL))
            assert {each.learner_id for each in echo.asked} == {f"slack:T1:{ANN}:pub", f"slack:T1:{BEN}:pub"}
            assert [each.arguments["recipient_user_id"] for each in stage.slack.calls_of("chat.startStream")] == [
                ANN,
                BEN,
            ]

    play(scene)


@pytest.mark.parametrize("first", ["question", "progress", "own words"])
def test_a_personal_matter_in_a_channel_goes_on_in_private(tmp_path: Path, first: str) -> None:
    def turn(request: TurnRequest) -> Iterator[Event]:
        if request.learner_id.endswith(":pub"):
            if first == "own words":
                yield Sentence(text="Welcome to your assessment.", quoted=False)
            if first != "question":
                yield Progress(step=1, of=3, label="Linux")
            yield Question(text="How well do you know Linux?", quick_replies=("Well",))
        else:
            yield Sentence(text="In private now.", quoted=False)
        yield Done(message_id="")

    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(turn)):
            await stage.hands.write(ANN, GENERAL, "<@UMENTOR> assess my skills")
            await stage.quiet()
            shown = stage.text(GENERAL)
            assert "between you and me" in shown
            assert "Linux" not in shown and "Welcome" not in shown
            assert all(not rows for rows in stage.store.learners.export(f"slack:T1:{ANN}:pub").values())
            (offer,) = stage.said(stage.im().id)
            await stage.hands.press(ANN, stage.im().id, offer, "assess my skills")
            await stage.quiet()
            assert "In private now." in stage.text(stage.im().id)

    play(scene)


def test_a_source_opens_with_its_passage_and_the_vote_with_its_reason_is_kept(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            await stage.ask("What does a junior earn?")
            (answer,) = stage.said(stage.im().id)
            team, channel = stage.slack.workspaces["T1"], stage.im().id
            await stage.hands.press(ANN, channel, answer, "[1] Pay of a junior")
            await stage.quiet()
            (modal,) = team.modals[ANN]
            assert QUOTE in str(modal.view["blocks"])
            assert "Role Requirements" in str(modal.view["blocks"])
            await stage.hands.press(ANN, channel, answer, "Not helpful")
            await stage.quiet()
            (modal,) = team.modals[ANN]
            for _ in range(2):  # submitted twice
                delivery = await stage.hands.submit(ANN, modal, {"why": {"value": "It says nothing of <Berlin>."}})
                assert delivery.acknowledged_after is not None
                await stage.quiet()
            (row,) = stage.store.learners.export(f"slack:T1:{ANN}")["feedback"]
            assert (row["vote"], row["reason"]) == ("down", "It says nothing of <Berlin>.")
            await stage.hands.press(BEN, channel, answer, "Helpful")
            await stage.quiet()
            assert "Only who asked can rate" in stage.text(channel, BEN)
            await stage.hands.press(ANN, channel, answer, "Helpful")
            await stage.quiet()
            (row,) = stage.store.learners.export(f"slack:T1:{ANN}")["feedback"]
            assert row["vote"] == "up"

    play(scene)


def test_an_interview_with_buttons_free_text_and_an_old_button(tmp_path: Path) -> None:
    async def scene() -> None:
        interview = Interview()
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(interview)):
            channel = stage.im().id
            await stage.ask("Assess my skills")
            first = stage.said(channel)[-1]
            unchanged = deepcopy(first)
            await stage.hands.press(ANN, channel, first, "Yes")
            await stage.hands.press(ANN, channel, unchanged, "No")  # pressed again before the message changed
            await stage.quiet()
            assert [each.text for each in interview.answers] == ["Assess my skills", "Yes"]
            assert interview.answers[1].answers_to == "q1"
            second = stage.said(channel)[-1]
            shown = stage.text(channel, ANN)
            assert "You answered: Yes" in shown
            assert "1 of 2 skills" in shown
            assert "*C*  You run it in production" in shown
            await stage.hands.press(ANN, channel, second, "C")
            await stage.quiet()
            assert interview.answers[2].text == Interview.anchors[2]
            for old in (first, second):  # a month later
                before = len(interview.answers)
                old_blocks = [{"type": "actions", "elements": []}]
                assert old.blocks != old_blocks
                action = {
                    "type": "button",
                    "action_id": "reply#0",
                    "value": '{"q":"0123456789abcdef01234567","i":"q1","r":"Yes"}',
                }
                await stage.hands.act(ANN, channel, old, action)
                await stage.quiet()
                assert len(interview.answers) == before
            assert "That question is no longer open" in stage.text(channel, ANN)

    play(scene)


def test_an_unthreaded_message_answers_the_question_before_it(tmp_path: Path) -> None:
    async def scene() -> None:
        interview = Interview()
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(interview)):
            await stage.ask("Assess my skills")
            await stage.ask("I use it daily")
            assert len({each.conversation_id for each in interview.answers}) == 1
            await stage.ask("Enough")
            await stage.ask("Something new")
            assert len({each.conversation_id for each in interview.answers}) == 2

    play(scene)


def test_the_same_user_id_in_another_workspace_is_another_person(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage:
            other = stage.slack.add_workspace("T2", "Elsewhere")
            other.add_user(ANN, "Another Ann")
            channel = other.im(ANN).id
            async with stage.mentor_running(parts_of(echo)) as mentor:
                stage.slack.workspaces["T2"].bot_token = "xoxb-T2"
                await stage.hands.write(ANN, channel, "not installed", team="T2")
                await stage.quiet()
                assert echo.asked == []
                await mentor.shell.workspaces.install("xoxb-T2")
                await stage.ask("mine?")
                await stage.hands.write(ANN, channel, "mine too?", team="T2")
                await stage.quiet()
                assert [each.learner_id for each in echo.asked] == [f"slack:T1:{ANN}", f"slack:T2:{ANN}"]
                assert "mine?" not in stage.text(channel, team="T2")
                assert "You wrote: mine too?" in stage.text(channel, team="T2")

    play(scene)

"""`/mentor …`, the shortcut, files, exports, links: each through the stand-in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from app.slack.sandbox.server import settled
from app.slack.sandbox.state import Message
from tests.slack.minds import Echo, Interview, parts_of
from tests.slack.stage import ANN, BEN, Stage, opened, play

GENERAL = "CGEN"


async def _command(stage: Stage, text: str, channel: str = GENERAL, user: str = ANN) -> None:
    delivery = await stage.hands.command(user, channel, text)
    assert delivery.acknowledged_after is not None and delivery.acknowledged_after < 3
    await stage.quiet()


def test_help_and_what_is_not_known_are_answered_privately(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            await _command(stage, "help")
            await _command(stage, "dance")
            await _command(stage, "ask")
            assert "/mentor forget-me" in stage.text(GENERAL, ANN)
            assert "I do not know “dance”" in stage.text(GENERAL, ANN)
            assert stage.text(GENERAL, BEN) == "#general\n========\n"

    play(scene)


def test_ask_is_answered_where_it_was_asked_for_the_asker_alone(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(echo)):
            await _command(stage, "ask What does a junior earn?")
            assert "You wrote: What does a junior earn?" in stage.text(GENERAL, ANN)
            assert "junior" not in stage.text(GENERAL, BEN)
            assert stage.slack.calls_of("chat.postMessage") == []

    play(scene)


@pytest.mark.parametrize("name", ["assess", "plan", "roadmap", "market", "progress", "status"])
def test_what_is_personal_goes_on_in_the_direct_message(tmp_path: Path, name: str) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(echo)):
            await _command(stage, name)
            assert len(echo.asked) == 1
            assert echo.asked[0].learner_id == f"slack:T1:{ANN}"
            assert "I answer you in our direct message" in stage.text(GENERAL, ANN)
            assert stage.text(GENERAL, BEN) == "#general\n========\n"
            assert "You wrote:" in stage.text(stage.im().id)

    play(scene)


def test_the_same_command_delivered_twice_is_one_answer(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(echo)):
            await _command(stage, "plan")
            (first,) = [each for each in stage.sandbox.deliveries.made if each.kind == "slash_commands"]
            await stage.sandbox.deliveries.deliver("slash_commands", first.payload)
            await stage.quiet()
            assert len(echo.asked) == 1

    play(scene)


def test_without_the_scope_for_direct_messages_the_reason_is_told(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            team = stage.slack.workspaces["T1"]
            team.scopes = team.scopes - {"im:write"}
            await _command(stage, "plan")
            assert "the app lacks the scope im:write" in stage.text(GENERAL, ANN)

    play(scene)


def test_a_message_is_saved_as_a_posting_in_private(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(echo)):
            posting = await stage.hands.write(BEN, GENERAL, "Hiring: MLOps engineer, Kubernetes & Terraform, <$120k>")
            await stage.hands.shortcut(ANN, GENERAL, posting, "save_posting")
            await stage.quiet()
            assert echo.asked[0].text == (
                "Save this job posting:\n\nHiring: MLOps engineer, Kubernetes & Terraform, <$120k>"
            )
            assert "I read it in our direct message." in stage.text(GENERAL, ANN)
            empty = Message(stage.slack.next_ts(), BEN)
            stage.slack.workspaces["T1"].channel(GENERAL).messages.append(empty)
            await stage.hands.shortcut(ANN, GENERAL, empty, "save_posting")
            await stage.quiet()
            assert "There is no text in that message" in stage.text(GENERAL, ANN)

    play(scene)


def test_files_are_read_and_those_that_are_not_text_are_refused_by_name(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(echo)):
            sent = [
                ("job.txt", "MLOps engineer – Zürich".encode()),
                ("photo.png", b"\x89PNG\r\n\x1a\n\x00\x00"),
                ("broken.pdf", b"%PDF-1.4 nothing"),
                ("huge.txt", b"word " * 4000),
            ]
            await stage.ask("", files=sent)
            assert [each.text for each in echo.asked] == ["Save this job posting:\n\nMLOps engineer – Zürich"]
            shown = stage.text(stage.im().id)
            assert "I cannot read “photo.png”" in shown
            assert "I cannot read “broken.pdf”" in shown
            assert "“huge.txt” has 20,000 characters" in shown
            team = stage.slack.workspaces["T1"]
            team.scopes = team.scopes - {"files:read"}
            await stage.ask("", files=sent[:1])
            assert "I could not fetch “job.txt”" in stage.text(stage.im().id)

    play(scene)


def test_the_token_is_sent_to_nobody_but_slack(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            message = await stage.hands.write(ANN, stage.im().id, "x", files=[("a.txt", b"words of a posting")])
            event = stage.hands.message_event(stage.im().id, message) | {"ts": "99.1", "event_ts": "99.1"}
            event["files"][0]["url_private_download"] = "http://127.0.0.1:9/steal"
            await stage.hands.event(event)
            await stage.quiet()
            assert "I could not fetch “a.txt”" in stage.text(stage.im().id)

    play(scene)


def test_an_export_is_a_file_in_the_direct_message(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            await stage.ask("What does a junior earn?")
            await _command(stage, "export")
            (posted,) = [each for each in stage.said(stage.im().id) if each.files]
            with zipfile.ZipFile(io.BytesIO(posted.files[0].data)) as archive:
                assert "What does a junior earn?" in archive.read("records.json").decode()

    play(scene)


def test_forgetting_asks_once_and_deletes_everything_in_channels_too(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running():
            await stage.ask("What does a junior earn?")
            await stage.hands.write(ANN, GENERAL, "<@UMENTOR> and a senior?")
            await stage.quiet()
            await _command(stage, "forget-me", stage.im().id)
            asked = stage.said(stage.im().id)[-1]
            await stage.hands.press(ANN, stage.im().id, asked, "Delete everything")
            await settled(lambda: "Everything that I kept of you is deleted" in stage.text(stage.im().id, ANN))
            await stage.quiet()
            for learner in (f"slack:T1:{ANN}", f"slack:T1:{ANN}:pub"):
                left = {table: rows for table, rows in stage.store.learners.export(learner).items() if rows}
                assert set(left) <= {"slack_people", "slack_arrivals"}
                assert "junior" not in str(left)

    play(scene)


def test_a_code_from_slack_and_a_code_from_the_page(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, stage.mentor_running(parts_of(Interview())):
            store = stage.store
            await stage.ask("hello")
            store.records.put(f"slack:T1:{ANN}", "profile", {"job": "slack"})
            store.records.put("page1", "profile", {"job": "page"})
            await _command(stage, "link")
            assert "Your code is *" in stage.text(GENERAL, ANN)
            await _command(stage, "link AAAA-BBBB")
            assert "That code is not valid" in stage.text(GENERAL, ANN)
            code = store.link_codes.make("page1", "page")
            await _command(stage, f"link {code}")
            choice = [each for each in stage.said(GENERAL) if each.blocks][-1]
            assert "Both the page and Slack know something of you" in stage.text(GENERAL, ANN)
            await stage.hands.press(ANN, GENERAL, choice, "Slack's")
            await settled(lambda: "Linked:" in stage.text(GENERAL, ANN))
            newest = store.records.newest("page1", "profile")
            assert newest is not None and newest.value == {"job": "slack"}
            assert len(store.records.history("page1", "profile")) == 2
            assert (await stage.mentor.shell.person("T1", ANN)).learner_id == "page1"
            await _command(stage, "unlink")
            assert "apart again" in stage.text(GENERAL, ANN)
            assert (await stage.mentor.shell.person("T1", ANN)).learner_id == f"slack:T1:{ANN}"
            kept = store.records.newest(f"slack:T1:{ANN}", "profile")
            assert kept is not None and kept.value == {"job": "slack"}

    play(scene)


def test_a_reminder_is_sent_once_and_its_buttons_work(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage:
            learner = f"slack:T1:{ANN}"
            for _ in range(2):  # a restart in between
                async with stage.mentor_running(parts_of(echo)) as mentor:
                    if not stage.said(stage.im().id):
                        await stage.ask("hello")
                    assert not await mentor.reminders.send_reminder("slack:T1:UNOBODY", "x")
                    for _ in range(2):
                        sent = await mentor.reminders.send_reminder(
                            learner, "Time for your *weekly* check-in?", key="check-in:2026-W47", replies=("Check in",)
                        )
                        assert sent
            reminders = [each for each in stage.said(stage.im().id) if "weekly" in str(each.blocks)]
            assert len(reminders) == 1
            async with stage.mentor_running(parts_of(echo)):
                await stage.hands.press(ANN, stage.im().id, reminders[0], "Check in")
                await stage.quiet()
                assert echo.asked[-1].text == "Check in"

    play(scene)

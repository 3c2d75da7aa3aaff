"""The pure parts: marks, pieces, blocks within limits, pace, the manifest, and the stand-in's own strictness."""

from __future__ import annotations

import json
from pathlib import Path

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.slack import blocks as kit
from app.slack.manifest import BOT_SCOPES, FILE, render
from app.slack.markup import cut, from_slack, pieces, safe_markdown, to_mrkdwn, to_plain
from app.slack.pace import Pace
from app.slack.place import ticket_of
from app.slack.sandbox.checks import message_blocks, view
from app.slack.sandbox.state import ALL_SCOPES, Refused
from graphs.events import Citation, Question
from tests.slack.stage import opened, play


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("**bold** and *slanted* and `code`", "*bold* and _slanted_ and `code`"),
        ("# A *heading*\n\ntext", "*A _heading_*\n\ntext"),
        ("- a\n- b\n  - c", "• a\n• b\n    • c"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("[label](https://a.b/c?d=1&e=2)", "<https://a.b/c?d=1&amp;e=2|label>"),
        ("[label](javascript:alert(1))", "[label](javascript:alert(1))"),
        ("a <!channel> & <@U1>", "a &lt;!channel&gt; &amp; &lt;@U1&gt;"),
        ("`a < b`", "`a &lt; b`"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n1 | 2"),
        ("> quoted", "> quoted"),
        ("```\nx < 1\n```", "```\nx &lt; 1\n```"),
        ("a ~~b~~", "a ~b~"),
    ],
)
def test_markdown_becomes_mrkdwn(markdown: str, shown: str) -> None:
    assert to_mrkdwn(markdown) == shown


def test_plain_words_keep_their_stars_and_ticks() -> None:
    assert to_mrkdwn("2 * 3 * 4").replace("\u2060", "") == "2 * 3 * 4"
    assert to_mrkdwn("2 * 3 * 4") != "2 * 3 * 4"  # as it stands, Slack would set it bold
    assert to_plain("**Linux** and [Git](https://a.b)") == "Linux and Git"


@given(st.text(max_size=300))
def test_no_text_can_call_anybody(text: str) -> None:
    for shown in (to_mrkdwn(text), safe_markdown(text)):
        assert not any(f"<{mark}" in shown for mark in "@!#")


@given(st.text(min_size=1, max_size=900), st.integers(min_value=20, max_value=200))
def test_pieces_lose_nothing_but_spaces(text: str, limit: int) -> None:
    parts = pieces(text, limit)
    assert all(len(part) <= limit for part in parts)
    squeezed = "".join("".join(parts).replace(" ", "").replace("\n", ""))
    assert squeezed == text.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("<@UBOT> hi", "hi"),
        ("<@U2> and <@U3|Ann>", "someone and @Ann"),
        ("see <https://a.b|the page>, <https://c.d>", "see the page (https://a.b), https://c.d"),
        ("<#C1|jobs> <!here> <!subteam^S1|@team>", "#jobs @here @team"),
        ("a &lt; b &amp;&amp; c", "a < b && c"),
        ("an open < bracket", "an open < bracket"),
        ("<mailto:a@b.c|a@b.c>", "a@b.c"),
    ],
)
def test_what_slack_sends_becomes_plain_words(sent: str, read: str) -> None:
    assert from_slack(sent, "UBOT") == read


@given(
    st.text(min_size=1, max_size=5000).filter(lambda text: bool(text.strip())),
    st.lists(st.text(min_size=1, max_size=160).filter(lambda text: bool(text.strip())), max_size=12, unique=True),
)
def test_a_question_always_fits(text: str, replies: list[str]) -> None:
    blocks = kit.question(Question(text=text, quick_replies=tuple(replies)), "m" * 24)
    message_blocks(json.loads(json.dumps(blocks)) if len(text) < 4000 else blocks[:3])


def test_sources_are_one_button_each_and_carry_their_words() -> None:
    citations = [
        Citation(
            number=number,
            passage_id=f"p{number}",
            document="d.md",
            document_title="A title",
            source="A source",
            section="Top > Below",
            text="Words " * 400,
        )
        for number in (2, 1, 2, *range(3, 14))
    ]
    blocks = kit.sources(citations)
    message_blocks(blocks)
    assert [each["text"]["text"] for each in blocks[0]["elements"]][:2] == ["[1] Below", "[2] Below"]
    assert "[13] Top &gt; Below" in blocks[1]["elements"][0]["text"]
    held = kit.read_value(blocks[0]["elements"][0]["value"])
    view(kit.passage_modal(held, ("Title", "Source", "body " * 5000)), ("modal",))
    assert "has changed since" in str(kit.passage_modal(held, None))


def test_a_button_of_somebody_else_carries_nothing() -> None:
    assert kit.read_value("hello") == {}
    assert kit.read_value("[1]") == {}
    assert cut("one two three", 9) == "one two…"


def test_the_pace_leaves_room_and_refills() -> None:
    now = [0.0]
    pace = Pace(clock=lambda: now[0])
    taken = sum(pace.take("T1", "chat_startStream") for _ in range(40))
    assert taken == 9
    assert pace.take("T2", "chat_startStream")
    now[0] += 60
    assert sum(pace.take("T1", "chat_startStream") for _ in range(40)) == 9
    pace.empty("T1", "chat_startStream", 30)
    now[0] += 29
    assert not pace.take("T1", "chat_startStream")
    assert all(pace.take("T1", "conversations_open") for _ in range(500))


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"type": "message"},
        {"type": "message", "user": "U1", "ts": "1.1"},
        {"type": "message", "user": "U1", "channel": "D1"},
        {"type": "reaction_added", "user": "U1", "channel": "D1", "ts": "1.1"},
        {"type": "message", "user": "U1", "channel": "D1", "ts": "1.1", "hidden": True},
    ],
)
def test_events_that_are_no_message_of_a_person_give_no_ticket(event: dict[str, object]) -> None:
    assert ticket_of({"team_id": "T1", "event": event}, "UBOT") is None


def test_the_manifest_file_is_the_one_that_the_program_would_write() -> None:
    assert FILE.read_text(encoding="utf-8") == render()
    assert set(BOT_SCOPES) == ALL_SCOPES
    read = json.loads(render())
    assert "assistant_view" not in read["features"]
    assert read["features"]["agent_view"]["suggested_prompts"]
    assert len(read["display_information"]["description"]) <= 140


def test_the_stand_in_is_as_strict_as_slack(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage, aiohttp.ClientSession() as session:
            channel = stage.im().id

            async def call(method: str, token: str = "xoxb-T1", **given: object) -> tuple[int, str]:
                headers = {"Authorization": f"Bearer {token}"}
                async with session.post(stage.sandbox.api + method, json=given, headers=headers) as answer:
                    found = await answer.json()
                    return answer.status, found.get("error", "ok")

            stage.sandbox.limits.on = False
            post = {"channel": channel}
            section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
            for method, given, error in (
                ("chat.postMessage", post, "no_text"),
                ("chat.postMessage", post | {"text": "x" * 40_001}, "msg_too_long"),
                ("chat.postMessage", post | {"markdown_text": "x" * 12_001}, "msg_too_long"),
                ("chat.postMessage", post | {"markdown_text": "x", "text": "y"}, "markdown_text_conflict"),
                ("chat.postMessage", post | {"blocks": [section]}, "invalid_blocks"),
                ("chat.postMessage", post | {"blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
                ("chat.postMessage", {"channel": "C0", "text": "x"}, "channel_not_found"),
                ("chat.appendStream", post | {"ts": "1.1", "markdown_text": "x"}, "message_not_found"),
                ("views.open", {"trigger_id": "no", "view": {"type": "modal"}}, "invalid_arguments"),
                ("users.info", {"user": "U0"}, "user_not_found"),
                ("admin.users.list", {}, "unknown_method"),
            ):
                assert await call(method, **given) == (200, error), method
            assert await call("auth.test", token="xoxb-other") == (200, "invalid_auth")
            assert await call("auth.test", token="") == (200, "not_authed")
            assert await call("apps.connections.open") == (200, "not_allowed_token_type")
            stage.sandbox.limits.on = True
            found = [await call("chat.postMessage", **post, text="x") for _ in range(7)]
            assert found.count((200, "ok")) == 5 and found[-1] == (429, "ratelimited")

    play(scene)


def test_a_document_comes_with_its_chart(tmp_path: Path) -> None:
    from app.adapters.store.store import open_store
    from app.bootstrap.slack import make_documents
    from app.settings import Settings
    from tests.assessed import interviewed

    settings = Settings(data_dir=tmp_path)
    store = open_store(settings)
    documents = make_documents(settings, store)
    assert documents("ann1", "assessment") == ()
    interviewed(store, "ann1", "words")
    chart, written = documents("ann1", "assessment")
    assert chart.content.startswith(b"\x89PNG") and "target" in chart.spoken
    assert written.content.startswith(b"# Skills assessment")
    store.close()


def test_refusals_carry_slacks_code() -> None:
    with pytest.raises(Refused) as refused:
        message_blocks([{"type": "markdown", "text": "x" * 12_001}])
    assert refused.value.error == "msg_blocks_too_long"

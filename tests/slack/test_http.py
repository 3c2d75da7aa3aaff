"""HTTP mode, mounted in the page's application: signatures, installations, bad tokens; and what doctor says."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from app.adapters.store.store import open_store
from app.cli.checks_slack import slack as check_slack
from app.settings import Settings
from app.slack.http import attach
from app.slack.running import running
from app.slack.sandbox.deliveries import encoded, signed
from app.slack.sandbox.server import settled
from app.web.app import create_app
from app.web.turns import TurnRunner
from graphs.errors import BadSettings
from tests.slack.minds import Echo, parts_of
from tests.slack.stage import ANN, Stage, opened, play


@asynccontextmanager
async def _web(stage: Stage, echo: Echo, **more: Any) -> AsyncIterator[httpx.AsyncClient]:
    """The page's application with Slack beside it, without a socket of its own."""
    settings = Settings(
        data_dir=stage.tmp_path / "data",
        slack_bot_token=SecretStr("xoxb-T1"),
        slack_signing_secret=SecretStr(stage.slack.signing_secret),
        slack_base_url=stage.sandbox.api,
        **more,
    )
    parts = parts_of(echo)
    stage.store = open_store(settings)
    app = create_app(parts, stage.store, settings)
    attach(app, lambda learner, name: ())
    transport = httpx.ASGITransport(app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://m") as client:
        await settled(lambda: app.state.slack is not None and parts.ready)
        stage.mentor = app.state.slack
        yield client


def _event(stage: Stage, text: str) -> dict[str, Any]:
    channel = stage.slack.workspaces["T1"].channel(stage.im().id)
    from app.slack.sandbox.state import Message

    message = Message(stage.slack.next_ts(), ANN, text)
    channel.messages.append(message)
    return {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "event": stage.hands.message_event(channel.id, message),
    }


def test_signed_requests_are_answered_and_others_refused(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage, _web(stage, echo) as client:
            body, content = encoded("events_api", _event(stage, "What does a junior earn?"))
            good = {"Content-Type": content, **signed(stage.slack, body)}
            old = {"Content-Type": content, **signed(stage.slack, body, str(int(time.time()) - 3600))}
            for headers in (
                good | {"X-Slack-Signature": "v0=" + "0" * 64},
                good | {"X-Slack-Request-Timestamp": "yesterday"},
                good | {"X-Slack-Request-Timestamp": "٣"},
                {"Content-Type": content},
                old,
            ):
                raw = [(name.encode(), value.encode()) for name, value in headers.items()]
                assert (await client.post("/slack/events", content=body, headers=raw)).status_code == 401
            assert echo.asked == []
            for retry in range(4):
                headers = good | ({"X-Slack-Retry-Num": str(retry)} if retry else {})
                assert (await client.post("/slack/events", content=body, headers=headers)).status_code == 200
            await stage.quiet()
            assert len(echo.asked) == 1
            assert "You wrote: What does a junior earn?" in stage.text(stage.im().id)
            challenge, content = encoded("events_api", {"type": "url_verification", "challenge": "abc"})
            headers = {"Content-Type": content, **signed(stage.slack, challenge)}
            assert (await client.post("/slack/events", content=challenge, headers=headers)).text.count("abc") == 1

    play(scene)


def test_commands_and_buttons_over_http(tmp_path: Path) -> None:
    async def scene() -> None:
        echo = Echo()
        async with opened(tmp_path) as stage, _web(stage, echo) as client:
            command = {
                "team_id": "T1", "channel_id": "CGEN", "user_id": ANN, "command": "/mentor", "text": "help",
                "trigger_id": "t1", "response_url": f"{stage.slack.base}/response/T1/CGEN/{ANN}/r1",
            }  # fmt: skip
            body, content = encoded("slash_commands", command)
            headers = {"Content-Type": content, **signed(stage.slack, body)}
            answer = await client.post("/slack/events", content=body, headers=headers)
            assert answer.status_code == 200 and "/mentor forget-me" in answer.text

    play(scene)


def test_another_workspace_installs_and_leaves(tmp_path: Path) -> None:
    async def scene() -> None:
        async with (
            opened(tmp_path) as stage,
            _web(stage, Echo(), slack_client_id="1.2", slack_client_secret=SecretStr("s")) as client,
        ):
            page = await client.get("/slack/install")
            assert page.status_code == 200
            assert "slack.com/oauth/v2/authorize" in page.text and "client_id=1.2" in page.text
            refused = await client.get("/slack/oauth_redirect", params={"code": "x", "state": "made up"})
            assert refused.status_code == 400
            stage.slack.add_workspace("T2", "Elsewhere")
            workspaces = stage.mentor.shell.workspaces
            await workspaces.install("xoxb-T2")
            assert (await workspaces.membership("T2")) is not None
            kept = stage.store.slack_installations.get("T2")
            assert kept is not None and json.loads(kept)["bot_token"] == "xoxb-T2"
            gone = {"type": "event_callback", "team_id": "T2", "event": {"type": "app_uninstalled"}}
            body, content = encoded("events_api", gone)
            headers = {"Content-Type": content, **signed(stage.slack, body)}
            assert (await client.post("/slack/events", content=body, headers=headers)).status_code == 200
            await settled(lambda: stage.store.slack_installations.get("T2") is None)

    play(scene)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"slack_bot_token": SecretStr("xoxb-wrong")}, "Slack refuses the bot token"),
        ({"slack_app_token": None}, "Slack needs tokens"),
        ({"slack_bot_token": None}, "Slack needs tokens"),
        ({"slack_client_id": "1.2"}, "belong together"),
    ],
)
def test_wrong_settings_are_told_with_what_to_do(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage:
            settings = stage.settings().model_copy(update=change)
            store, parts = open_store(settings), parts_of(Echo())
            with pytest.raises(BadSettings, match=words):
                async with running(settings, store, parts, TurnRunner(store, parts), lambda: None, lambda a, b: ()):  # type: ignore[arg-type, return-value]
                    pass
            store.close()

    play(scene)


def test_a_revoked_token_stops_slack_and_not_the_page(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage:
            stage.slack.workspaces["T1"].revoked = True
            told: list[str] = []
            settings = stage.settings()
            store = open_store(settings)
            app = create_app(parts_of(Echo()), store, settings)
            attach(app, lambda learner, name: (), told.append)
            transport = httpx.ASGITransport(app)
            async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport) as client:
                await settled(lambda: bool(told))
                assert (await client.get("http://m/healthz")).status_code == 200
            assert "token_revoked" in told[0]

    play(scene)


def test_doctor_names_missing_scopes_and_refused_tokens(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(tmp_path) as stage:
            team = stage.slack.workspaces["T1"]

            async def found() -> list[tuple[str, str]]:
                checks = await asyncio.to_thread(lambda: list(check_slack(stage.settings())))
                return [(check.state, check.found) for check in checks]

            assert [state for state, _ in await found()] == ["ok", "ok"]
            team.scopes = team.scopes - {"files:read"}
            assert "files:read (reads postings" in (await found())[0][1]
            team.revoked = True
            stage.slack.app_token = "xapp-2"
            stage.more["slack_app_token"] = "xapp-1-sandbox"
            assert [state for state, _ in await found()] == ["fail", "fail"]

    play(scene)

"""Slack: tokens, scopes and events, by calling Slack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.cli.checks import Check
    from app.settings import Settings

MANIFEST = "deploy/slack-manifest.json"


def slack(settings: Settings) -> Iterator[Check]:
    """Nothing is posted: `auth.test` and `apps.connections.open` only."""
    from app.cli.checks import Check

    if settings.slack_bot_token is None and settings.slack_client_id is None:
        yield Check("slack", "ok", "not set up; `mentor slack --sandbox` tries it without a workspace")
        return
    import importlib.util

    if any(importlib.util.find_spec(name) is None for name in ("slack_bolt", "aiohttp")):
        yield Check("slack", "fail", "its libraries are missing", "pip install 'groundwork[slack]'")
        return
    if settings.slack_app_token is None and settings.slack_signing_secret is None:
        mend = "Set MENTOR_SLACK_APP_TOKEN (Socket Mode) or MENTOR_SLACK_SIGNING_SECRET (HTTP)."
        yield Check("slack", "fail", "there is no way for Slack's events to come in", mend)
    if settings.slack_bot_token is not None:
        yield _bot(settings, settings.slack_bot_token.get_secret_value())
    if settings.slack_app_token is not None:
        yield _socket(settings, settings.slack_app_token.get_secret_value())


def _bot(settings: Settings, token: str) -> Check:
    from app.cli.checks import Check
    from app.slack.manifest import BOT_SCOPES

    answer, scopes = _call(settings, "auth.test", token)
    if not answer.get("ok"):
        return Check(
            "slack",
            "fail",
            f"the bot token is refused ({answer.get('error')})",
            "Copy the Bot User OAuth Token (xoxb-...) from the app's page 'OAuth & Permissions'; reinstall if it was revoked.",
        )
    missing = [f"{scope} ({why})" for scope, why in BOT_SCOPES.items() if scope not in scopes]
    where = f"in {answer.get('team')} as {answer.get('user')}"
    if missing:
        return Check(
            "slack",
            "fail",
            f"{where}, but scopes are missing: {'; '.join(missing)}",
            f"Update the app from {MANIFEST} (mentor slack --manifest) and reinstall it. The manifest subscribes to the events too.",
        )
    return Check("slack", "ok", f"{where}, with all {len(BOT_SCOPES)} scopes")


def _socket(settings: Settings, token: str) -> Check:
    from app.cli.checks import Check

    answer, _ = _call(settings, "apps.connections.open", token)
    if answer.get("ok"):
        return Check("slack socket", "ok", "Socket Mode connections can be opened")
    return Check(
        "slack socket",
        "fail",
        f"the app token is refused ({answer.get('error')})",
        "Make an app-level token (xapp-...) with connections:write, and turn Socket Mode on; the manifest does the latter.",
    )


def _call(settings: Settings, method: str, token: str) -> tuple[dict[str, object], set[str]]:
    import httpx

    local = httpx.URL(settings.slack_base_url).host in ("127.0.0.1", "localhost")
    try:
        with httpx.Client(timeout=15, trust_env=not local) as client:
            found = client.post(settings.slack_base_url + method, headers={"Authorization": f"Bearer {token}"})
            scopes = {each.strip() for each in found.headers.get("x-oauth-scopes", "").split(",")}
            return found.json(), scopes
    except (httpx.HTTPError, ValueError) as error:
        return {"ok": False, "error": f"Slack does not answer: {type(error).__name__}"}, set()

"""Which workspaces the mentor is in: the one of the settings, and those that installed it."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.concurrency import run_in_threadpool

from app.adapters.store.slack_installations import Installations
from app.settings import Settings
from app.slack.pace import Caller, Pace
from graphs.errors import BadSettings, OperatorError

log = logging.getLogger(__name__)

RETRIES = (2.0, 5.0)
"""Seconds between the attempts to sign in, for a network that comes up later than the mentor."""
REFUSED = ("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "not_allowed_token_type")


@dataclass(frozen=True)
class Membership:
    """The mentor in one workspace."""

    team_id: str
    token: str
    bot_id: str
    bot_user: str
    scopes: tuple[str, ...] = ()


def web_client(settings: Settings, token: str | None, session: aiohttp.ClientSession | None = None) -> AsyncWebClient:
    """No retries of its own: the SDK's would post a second time when a connection breaks."""
    client = AsyncWebClient(
        token=token, base_url=settings.slack_base_url, session=session, retry_handlers=[], timeout=30
    )
    if (urlsplit(settings.slack_base_url).hostname or "") in ("127.0.0.1", "localhost", "::1"):
        client.proxy = None  # the SDK takes a proxy from the shell even for this machine
    return client


class Workspaces(AsyncAuthorize):
    """Bolt asks here for whom a request is meant; the rest of the shell for a client."""

    def __init__(self, settings: Settings, installations: Installations, session: aiohttp.ClientSession, pace: Pace):
        self._settings = settings
        self._installations = installations
        self._session = session
        self._pace = pace
        self._known: dict[str, Membership] = {}

    async def start(self) -> Membership | None:
        """Learns who the bot token of the settings is. Raises `BadSettings` or `OperatorError` with what to do."""
        if self._settings.slack_bot_token is None:
            return None
        token = self._settings.slack_bot_token.get_secret_value()
        for pause in RETRIES:
            try:
                membership = await self._who(token)
                break
            except BadSettings:
                raise
            except OperatorError as error:
                log.warning("Slack: %s", error)
                await asyncio.sleep(pause)
        else:
            membership = await self._who(token)
        self._known[membership.team_id] = membership
        return membership

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,  # noqa: ARG002
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,  # noqa: ARG002
        **more: object,  # noqa: ARG002
    ) -> AuthorizeResult | None:
        """None for a workspace that did not install the mentor."""
        found = await self.membership(team_id or "")
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=found.team_id,
            bot_user_id=found.bot_user,
            bot_id=found.bot_id,
            bot_token=found.token,
            bot_scopes=list(found.scopes),
        )

    async def membership(self, team_id: str) -> Membership | None:
        """Kept in memory after the first look."""
        if team_id in self._known:
            return self._known[team_id]
        body = await run_in_threadpool(self._installations.get, team_id)
        if body is None:
            return None
        kept = json.loads(body)
        found = Membership(
            team_id, str(kept["bot_token"]), str(kept["bot_id"]), str(kept["bot_user"]), tuple(kept.get("scopes", ()))
        )
        self._known[team_id] = found
        return found

    async def install(self, token: str) -> Membership:
        """Keeps a workspace's installation."""
        found = await self._who(token)
        body = {"bot_token": token, "bot_id": found.bot_id, "bot_user": found.bot_user, "scopes": found.scopes}
        await run_in_threadpool(self._installations.put, found.team_id, json.dumps(body))
        self._known[found.team_id] = found
        return found

    async def forget(self, team_id: str) -> None:
        """The workspace removed the mentor or took the token back."""
        self._known.pop(team_id, None)
        await run_in_threadpool(self._installations.remove, team_id)

    async def caller(self, team_id: str) -> Caller | None:
        """To call the workspace's methods with; None where the mentor is no member."""
        found = await self.membership(team_id)
        if found is None:
            return None
        return Caller(web_client(self._settings, found.token, self._session), team_id, self._pace)

    async def _who(self, token: str) -> Membership:
        client = web_client(self._settings, token, self._session)
        try:
            answer = await client.auth_test()
        except SlackApiError as refused:
            error = str(refused.response.get("error", "unknown"))
            if error in REFUSED:
                raise BadSettings(
                    f"Slack refuses the bot token ({error}). Copy the Bot User OAuth Token (xoxb-...) of the app's "
                    "page 'OAuth & Permissions' into MENTOR_SLACK_BOT_TOKEN; reinstall the app if it was revoked."
                ) from refused
            raise OperatorError(
                f"Slack did not accept the mentor's sign-in ({error}). Try again in a minute."
            ) from refused
        except (aiohttp.ClientError, TimeoutError) as away:
            raise OperatorError(
                f"Slack cannot be reached at {self._settings.slack_base_url}. Check the network or proxy, then start again."
            ) from away
        scopes = tuple(
            each.strip() for each in str(answer.headers.get("x-oauth-scopes", "")).split(",") if each.strip()
        )
        return Membership(str(answer["team_id"]), token, str(answer["bot_id"]), str(answer["user_id"]), scopes)

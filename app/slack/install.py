"""Installation by other workspaces, in HTTP mode: OAuth with the states and the tokens in our own store."""

from __future__ import annotations

from logging import Logger, getLogger

from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from starlette.concurrency import run_in_threadpool

from app.adapters.store.slack_installations import Installations
from app.adapters.store.store import Store
from app.settings import Settings
from app.slack.manifest import BOT_SCOPES
from app.slack.workspaces import Workspaces
from graphs.errors import BadSettings


class InstallationStore(AsyncInstallationStore):
    """The SDK's port over our table; the SDK's own SQL stores would make tables that no deletion knows."""

    def __init__(self, workspaces: Workspaces):
        self._workspaces = workspaces

    @property
    def logger(self) -> Logger:
        """Of this module."""
        return getLogger(__name__)

    async def async_save(self, installation: Installation) -> None:
        """After Slack gave the token."""
        if installation.bot_token:
            await self._workspaces.install(installation.bot_token)

    async def async_save_bot(self, bot: Bot) -> None:
        """The same for a token that was rotated."""
        await self._workspaces.install(bot.bot_token)

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:  # noqa: ARG002
        """When the workspace removed the app."""
        await self._workspaces.forget(team_id or "")


class StateStore(AsyncOAuthStateStore):
    """Words that Slack must bring back, over our table."""

    def __init__(self, installations: Installations):
        self._installations = installations

    @property
    def logger(self) -> Logger:
        """Of this module."""
        return getLogger(__name__)

    async def async_issue(self, *args: object, **kwargs: object) -> str:  # noqa: ARG002
        """A new one."""
        return await run_in_threadpool(self._installations.begin)

    async def async_consume(self, state: str) -> bool:
        """Once."""
        return await run_in_threadpool(self._installations.consume, state)


def oauth_settings(settings: Settings, store: Store, workspaces: Workspaces) -> AsyncOAuthSettings | None:
    """None unless the app's own id and secret are set. Raises `BadSettings` for half of them."""
    if settings.slack_client_id is None and settings.slack_client_secret is None:
        return None
    if settings.slack_client_id is None or settings.slack_client_secret is None:
        raise BadSettings(
            "MENTOR_SLACK_CLIENT_ID and MENTOR_SLACK_CLIENT_SECRET belong together. Set both, or neither."
        )
    return AsyncOAuthSettings(
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret.get_secret_value(),
        scopes=list(BOT_SCOPES),
        installation_store=InstallationStore(workspaces),
        state_store=StateStore(store.slack_installations),
        install_path="/slack/install",
        redirect_uri_path="/slack/oauth_redirect",
    )

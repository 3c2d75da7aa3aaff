"""The Bolt app: which listener hears what."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings

from app.slack.arrivals import Arrivals
from app.slack.commands import Commands
from app.slack.home import Home
from app.slack.linking import Linking
from app.slack.own_data import OwnData
from app.slack.place import Json
from app.slack.postings import SavePosting
from app.slack.presses import Presses
from app.slack.sessions import Sessions
from app.slack.shell import Shell
from app.slack.workspaces import web_client


def build(shell: Shell, arrivals: Arrivals, oauth: AsyncOAuthSettings | None = None) -> AsyncApp:
    """Every event that the manifest subscribes to has a listener: what is not heard would be delivered again."""
    secret = shell.settings.slack_signing_secret
    app = AsyncApp(
        name="mentor",
        signing_secret=secret.get_secret_value() if secret else "",
        # Without a secret no request over HTTP may pass; Socket Mode is authenticated by its own token.
        request_verification_enabled=True,
        client=web_client(shell.settings, None, shell.session),
        authorize=shell.workspaces,  # type: ignore[arg-type]  # Bolt takes its own AsyncAuthorize too, and says so only in code
        oauth_settings=oauth,
        user_facing_authorize_error_message="The mentor is not installed in this workspace (any more).",
        attaching_conversation_kwargs_enabled=False,
    )
    linking, own_data, presses = Linking(shell), OwnData(shell), Presses(shell, arrivals)
    commands = Commands(shell, arrivals, linking, own_data)
    home, sessions = Home(shell, arrivals, own_data, linking), Sessions(shell, arrivals)
    posting = SavePosting(shell, arrivals)

    app.event("message", middleware=[arrivals.claim_event])(heard)
    app.event("app_mention", middleware=[arrivals.claim_event])(heard)
    app.event("app_home_opened")(sessions.opened(home))
    app.event("app_context_changed")(heard)
    app.event("agent_session_stopped")(sessions.stopped)
    app.event("tokens_revoked")(sessions.left)
    app.event("app_uninstalled")(sessions.left)
    app.command("/mentor")(commands.mentor)
    app.shortcut("save_posting")(posting.shortcut)
    for name, listener in {
        "reply": presses.reply,
        "say": presses.say,
        "source": presses.source,
        "vote": presses.vote,
        "forget": own_data.forget,
        "keep": own_data.keep,
        "link_choice": linking.choose,
        **home.actions,
    }.items():
        app.action(re.compile(rf"^{name}(#\d+)?$"))(listener)
    app.view("why")(presses.why)
    for callback, listener in home.views.items():
        app.view(callback)(listener)
    # Last: an unheard event, button or view would be refused, and then delivered again.
    app.event(re.compile(".*"))(heard)
    app.action(re.compile(".*"))(presses.unknown)
    app.view(re.compile(".*"))(acknowledged)
    return app


async def heard(event: Json) -> None:
    """Bolt has acknowledged, and the middleware has done what there was to do."""


async def acknowledged(ack: AsyncAck) -> None:
    """A modal of an older release closes."""
    await ack()

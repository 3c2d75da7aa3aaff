"""`mentor slack`: the mentor in Slack, or in the sandbox on this machine."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.settings import Settings


def slack(
    sandbox: Annotated[
        bool, typer.Option("--sandbox", help="Open a small Slack on this machine instead of a workspace.")
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the sandbox's page (0: any free).")] = 8322,
    manifest: Annotated[bool, typer.Option("--manifest", help="Print the app manifest and leave.")] = False,
) -> None:
    """Talk with learners in Slack, without the page. `mentor serve` does both when the tokens are set.

    \b
    Examples:
      mentor slack --sandbox         try it without a workspace
      mentor slack --manifest        what to paste on api.slack.com/apps, "From a manifest"
      MENTOR_SLACK_BOT_TOKEN=xoxb-... MENTOR_SLACK_APP_TOKEN=xapp-... mentor slack
    """
    from app.cli.failures import log_to_file
    from app.cli.running import find_server
    from app.settings import load_settings
    from graphs.errors import OperatorError

    if manifest:
        from app.slack.manifest import render

        typer.echo(render(), nl=False)
        return
    settings = load_settings()
    there = find_server(settings.data_dir)
    if there is not None:
        raise OperatorError(
            f"The mentor already runs at {there.address} (process {there.pid}) on this data directory, and speaks in "
            "Slack itself when the tokens are set. Stop it first, or set another MENTOR_DATA_DIR."
        )
    log_to_file()
    try:
        asyncio.run(_sandbox(settings, port) if sandbox else _workspace(settings))
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)


async def _workspace(settings: Settings) -> None:
    from app.bootstrap.slack import open_slack

    async with open_slack(settings) as started:
        team = settings.slack_bot_token is not None
        where = "its workspace" if team else "the workspaces that installed it"
        typer.echo(f"The mentor is in Slack, in {where}. Stop it with Ctrl-C.")
        sys.stdout.flush()
        await _watch(started.shell.parts.status)
        await asyncio.Event().wait()


async def _sandbox(settings: Settings, port: int) -> None:
    """The page runs beside it, so that linking the two can be tried."""
    import uvicorn
    from pydantic import SecretStr

    from app.bootstrap import make_app
    from app.bootstrap.slack import attach_slack
    from app.cli.running import reachable
    from app.cli.serve import free_port
    from app.slack.sandbox.server import Sandbox
    from app.slack.sandbox.start import furnish
    from graphs.errors import BadSettings

    box = Sandbox()
    team = furnish(box.slack)
    try:
        async with box.running(port=port):
            given = settings.model_copy(
                update={
                    "slack_bot_token": SecretStr(team.bot_token),
                    "slack_app_token": SecretStr(box.slack.app_token),
                    "slack_signing_secret": None,
                    "slack_client_id": None,
                    "slack_client_secret": None,
                    "slack_base_url": box.api,
                    "port": free_port(settings.host, settings.port - 1),
                }
            )
            app = make_app(given)
            attach_slack(app, given, told=lambda trouble: typer.echo(f"Slack: {trouble}", err=True))
            server = uvicorn.Server(
                uvicorn.Config(app, host=given.host, port=given.port, log_config=None, timeout_graceful_shutdown=3)
            )
            typer.echo(f"A small Slack with the mentor in it: {box.slack.base}")
            typer.echo(f"The mentor's page beside it:         http://{reachable(given.host)}:{given.port}")
            sys.stdout.flush()
            watching = asyncio.create_task(_watch(app.state.context.parts.status))
            await server.serve()
            watching.cancel()
    except OSError as error:
        raise BadSettings(f"Port {port} cannot be used ({error.strerror}). Take another: `--port 0`.") from error


async def _watch(status: object) -> None:
    """What is loading, until all is."""
    told: dict[str, str] = {}
    while True:
        parts = status()  # type: ignore[operator]
        for name, part in parts.items():
            if told.get(name) != part.detail:
                told[name] = part.detail
                typer.echo(f"{name:10} {part.detail or part.state}", err=True)
        if all(part.state != "loading" for part in parts.values()):
            return
        await asyncio.sleep(0.3)

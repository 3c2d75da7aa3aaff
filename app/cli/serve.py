"""`mentor serve`: the page, the API and the warm-up."""

from __future__ import annotations

import socket
import sys
import threading
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from app.settings import Settings
    from app.web.parts import PartsProtocol


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (MENTOR_HOST, 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port (MENTOR_PORT, 8321).")] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Start the service; the page's address is printed as soon as it answers, while the models still load.

    \b
    Examples:
      mentor serve
      mentor serve --port 9000 --open
      MENTOR_HOST=0.0.0.0 MENTOR_SECURE_COOKIES=true mentor serve    behind a TLS proxy
    """
    began = time.monotonic()
    from app.cli.failures import log_to_file
    from app.cli.running import find_server, reachable
    from app.settings import load_settings
    from graphs.errors import OperatorError

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = load_settings(**given)
    there = find_server(settings.data_dir)
    if there is not None:
        raise OperatorError(
            f"The mentor already runs at {there.address} (process {there.pid}). Open that address, or stop it first."
        )
    listening = _listen(settings)
    log = log_to_file()

    from app.bootstrap import make_app
    from app.bootstrap.slack import attach_slack

    app = make_app(settings)
    attach_slack(app, settings, told=lambda trouble: typer.echo(f"Slack: {trouble}", err=True))

    def announce() -> None:
        address = f"http://{reachable(settings.host)}:{settings.port}"
        typer.echo(f"The mentor's page: {address}")
        sys.stdout.flush()
        parts = app.state.context.parts
        threading.Thread(target=_watch, args=(parts, began), name="announce", daemon=True).start()
        if open_page:
            import webbrowser

            webbrowser.open(address)

    server = _server(app, announce)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        return
    if not server.started:
        raise OperatorError(f"The service did not start. The reason is in {log}; `mentor doctor` checks every part.")


def _server(app: Any, announce: Any) -> Any:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                announce()

    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=3, lifespan="on"
    )
    return Server(config)


def _listen(settings: Settings) -> socket.socket:
    """Bound before anything is loaded, so that a port in use is told at once."""
    from graphs.errors import BadSettings

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(128)  # binding alone does not notice another listener everywhere
    except OSError as error:
        listening.close()
        import errno

        if error.errno == errno.EADDRINUSE:
            raise BadSettings(
                f"Port {settings.port} is in use by another program. Stop that program, or take a free port: "
                f"`mentor serve --port {free_port(settings.host, settings.port)}`."
            ) from error
        if error.errno == errno.EACCES:
            raise BadSettings(
                f"Port {settings.port} may not be used without special rights. Choose one above 1023: "
                f"`mentor serve --port {free_port(settings.host, 8321)}`."
            ) from error
        raise BadSettings(
            f"{settings.host} cannot be listened on ({error.strerror}). Set MENTOR_HOST to an address of this machine, "
            "for example 127.0.0.1."
        ) from error
    listening.set_inheritable(False)
    return listening


def free_port(host: str, after: int) -> int:
    """The next port that can be bound, or any when none of the next hundred can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in [*range(after + 1, min(after + 100, 65536)), 0]:
        with socket.socket(family) as probe:
            try:
                probe.bind((host, port))
                return int(probe.getsockname()[1])
            except OSError:
                continue
    return after


def _watch(parts: PartsProtocol, began: float) -> None:
    """What is loading, on standard error, until the mentor is ready or a part failed."""
    told: dict[str, tuple[str, str]] = {}
    while True:
        ready = parts.wait(0.5)
        status = parts.status()
        for name, part in status.items():
            if told.get(name) != (part.state, part.detail):
                told[name] = (part.state, part.detail)
                typer.echo(f"{time.monotonic() - began:5.1f} s  {name:10} {part.detail or part.state}", err=True)
        if ready:
            typer.echo(f"{time.monotonic() - began:5.1f} s  The mentor is ready.", err=True)
            return
        if all(part.state != "loading" for part in status.values()):
            typer.echo(
                "A part failed, so questions are refused for now; `mentor doctor` says how to mend it.", err=True
            )
            return

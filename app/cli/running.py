"""The server that is already running on this data directory, and speaking to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.failures import error_of
from graphs.errors import KnowledgeUnavailable

if TYPE_CHECKING:
    from graphs.events import Event
    from graphs.mentor.request import Exchange

_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}  # noqa: S104


def reachable(host: str) -> str:
    """A host to connect to, for one that may mean every address of the machine."""
    return _EVERY_ADDRESS.get(host, f"[{host}]" if ":" in host else host)


@dataclass(frozen=True)
class RunningServer:
    """What `server.json` tells."""

    pid: int
    host: str
    port: int
    token: str

    @property
    def address(self) -> str:
        """Of the page."""
        return f"http://{reachable(self.host)}:{self.port}"

    def ask(
        self,
        text: str,
        history: Sequence[Exchange] = (),
        *,
        cancelled: Callable[[], bool] | None = None,  # noqa: ARG002
        conversation: str = "",
        answers_to: str = "",
        sources_only: bool = False,
    ) -> Iterator[Event]:
        """One turn; leaving the loop closes the connection, which stops the turn."""
        from graphs.events import EVENT

        earlier = [
            {
                "question": each.question,
                "answer": each.answer,
                "citations": [citation.model_dump(mode="json") for citation in each.citations],
            }
            for each in history
        ]
        body = {
            "text": text, "history": earlier, "conversation": conversation, "answers_to": answers_to,
            "sources_only": sources_only,
        }  # fmt: skip
        for line in self._lines("/control/ask", body):
            yield EVENT.validate_python(line)

    def ingest(self, paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
        """One report per line."""
        return self._lines("/control/ingest", {"paths": [str(path.resolve()) for path in paths]})

    def status(self) -> dict[str, Any]:
        """As `/api/status` tells it."""
        import httpx

        try:
            with httpx.Client(trust_env=False, timeout=5) as client:
                found: dict[str, Any] = client.get(f"{self.address}/api/status").raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise KnowledgeUnavailable(_away(self)) from error
        return found

    def close(self) -> None:
        """Nothing is held between requests."""

    def _lines(self, path: str, body: dict[str, Any]) -> Iterator[dict[str, Any]]:
        import httpx

        headers = {"Authorization": f"Bearer {self.token}"}
        timeout = httpx.Timeout(10.0, read=60.0)  # the server sends a sign of life every 15 s
        try:
            with (
                httpx.Client(trust_env=False, timeout=timeout) as client,
                client.stream("POST", f"{self.address}{path}", json=body, headers=headers) as response,
            ):
                if response.status_code >= 400:
                    raise _refusal(response.read())
                for line in response.iter_lines():
                    if line.strip():
                        yield json.loads(line)
        except httpx.HTTPError as error:
            raise KnowledgeUnavailable(_away(self)) from error


def _away(server: RunningServer) -> str:
    return f"The server at {server.address} (process {server.pid}) stopped answering. Stop it, then try again."


def _refusal(body: bytes) -> Exception:
    try:
        error = json.loads(body)["error"]
        return error_of(str(error["code"]), str(error["message"]))
    except (ValueError, KeyError, TypeError):
        return KnowledgeUnavailable("The running server did not understand the request. Restart it: `mentor serve`.")


def find_server(data_dir: Path) -> RunningServer | None:
    """The server of this data directory; None when there is none, or only the file that a killed one left."""
    try:
        told = json.loads((data_dir / "server.json").read_text(encoding="utf-8"))
        server = RunningServer(int(told["pid"]), str(told["host"]), int(told["port"]), str(told["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return server if _answers(server) else None


def _answers(server: RunningServer) -> bool:
    import socket

    host = reachable(server.host).strip("[]")
    try:
        with socket.create_connection((host, server.port), timeout=2):
            pass
    except OSError:
        return False
    import httpx

    try:
        with httpx.Client(trust_env=False, timeout=5) as client:
            return client.get(f"{server.address}/healthz").status_code == 200
    except httpx.HTTPError:
        return False

"""A real HTTP server that speaks the part of the OpenAI API that is used, and misbehaves on request."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class StandInServer:
    """`reply` is streamed word by word, `pause_s` apart; `status` other than 200 is answered with `body`."""

    def __init__(self) -> None:
        self.reply = "one two three four five"
        self.pause_s = 0.0
        self.status = 200
        self.body = "{}"
        self.break_after: int | None = None
        self.first_pause_s = 0.0
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.at_work = 0
        self.most_at_work = 0
        self.disconnected = threading.Event()
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def chunks(self, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
        reply = self.reply
        for message in asked["messages"]:
            if message["content"].startswith("say: "):
                reply = message["content"][5:]
        yield {"choices": [{"delta": {"role": "assistant", "content": None}}]}
        for number, word in enumerate(reply.split(" ")[: asked["max_tokens"]]):
            yield {"choices": [{"delta": {"content": word if number == 0 else " " + word}}]}
        yield {"choices": [{"delta": {}, "finish_reason": "stop"}]}
        yield {"choices": [], "usage": {"completion_tokens": 5}}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args: object) -> None:
                return

            def do_GET(self) -> None:
                self._plain(200, json.dumps({"data": [{"id": "stand-in-7b"}]}))

            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with outer._lock:
                    outer.asked.append(asked)
                    outer.headers.append(dict(self.headers))
                    outer.at_work += 1
                    outer.most_at_work = max(outer.most_at_work, outer.at_work)
                try:
                    self._answer(asked)
                except (BrokenPipeError, ConnectionResetError):
                    outer.disconnected.set()
                finally:
                    with outer._lock:
                        outer.at_work -= 1

            def _answer(self, asked: dict[str, Any]) -> None:
                if outer.status != 200:
                    self._plain(outer.status, outer.body)
                    return
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                self.wfile.write(b": keep-alive\n\n")
                self.wfile.flush()
                deadline = time.monotonic() + outer.first_pause_s
                while time.monotonic() < deadline:
                    time.sleep(0.02)
                    self.wfile.write(b": still evaluating\n\n")
                for number, chunk in enumerate(outer.chunks(asked)):
                    if outer.break_after is not None and number >= outer.break_after:
                        return
                    self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
                    self.wfile.flush()
                    time.sleep(outer.pause_s)
                self.wfile.write(b"data: [DONE]\n\n")

            def _plain(self, status: int, body: str) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body.encode())))
                self.end_headers()
                self.wfile.write(body.encode())

        return Handler

"""A stand-in for the model hub: a real HTTP server with redirects, ranges, checksums and bad habits."""

from __future__ import annotations

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Hub:
    """`resolve/main` redirects to the store, as the real hub does; the checksum is in the first answer only."""

    def __init__(self, repo: str, file: str, content: bytes) -> None:
        self.content = content
        self.address = f"/{repo}/resolve/main/{file}"
        self.sha256: str | None = hashlib.sha256(content).hexdigest()
        self.drop_after: int | None = None
        self.ranges = True
        self.asked: list[tuple[str, str | None]] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def sent_ranges(self) -> list[str | None]:
        return [asked for method, asked in self.asked if method == "GET /store"]

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args: object) -> None:
                return

            def do_HEAD(self) -> None:
                self._answer("HEAD")

            def do_GET(self) -> None:
                self._answer("GET")

            def _answer(self, method: str) -> None:
                outer.asked.append((f"{method} {self.path[:6]}", self.headers.get("Range")))
                if self.path == outer.address:
                    self.send_response(302)
                    self.send_header("Location", "/store")
                    if outer.sha256:
                        self.send_header("X-Linked-ETag", f'"{outer.sha256}"')
                        self.send_header("X-Linked-Size", str(len(outer.content)))
                    self.send_header("ETag", '"not-a-checksum"')
                    self.end_headers()
                elif self.path == "/store":
                    self._store(method)
                else:
                    self.send_response(404)
                    self.end_headers()

            def _store(self, method: str) -> None:
                wanted = self.headers.get("Range")
                start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and outer.ranges else 0
                body = outer.content[start:]
                self.send_response(206 if start else 200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if method == "GET":
                    self.wfile.write(body if outer.drop_after is None else body[: outer.drop_after])

        return Handler

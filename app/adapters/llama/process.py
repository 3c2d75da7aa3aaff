"""The parent's end of one child process: start it, send requests, hand each answer to the one who asked."""

from __future__ import annotations

import itertools
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.adapters.llama.messages import BrokenStream, Message, read_message, write_message

REPOSITORY = Path(__file__).resolve().parents[3]
_STUCK_S = 2.0


class ChildDied(Exception):
    """The process ended while something was expected of it."""


class Call:
    """One request under way; messages arrive in the order in which the child sent them."""

    def __init__(self, process: EngineProcess, number: int, on_end: Callable[[], None] | None) -> None:
        self._process = process
        self._number = number
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._on_end = on_end
        self.ended = threading.Event()

    def put(self, message: Message) -> None:
        """By the reading thread. The end is told here, so that an engine is not held by one who stopped reading."""
        if message["event"] != "piece":
            self.ended.set()
            if self._on_end is not None:
                self._on_end()
        self._messages.put(message)

    def get(self, timeout: float) -> Message | None:
        """The next message, None when there is none yet; raises `ChildDied`."""
        try:
            message = self._messages.get(timeout=timeout)
        except queue.Empty:
            return None
        if message["event"] == "died":
            raise ChildDied
        return message

    def result(self, timeout: float, still: Callable[[], bool] = lambda: True) -> Message:
        """The first message, for requests that have a single answer."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline and still():
            message = self.get(0.05)
            if message is not None:
                return message
        raise ChildDied

    def cancel(self) -> None:
        """Returns when the engine is free again; a child that does not react is killed."""
        if self.ended.is_set():
            return
        self._process.send({"op": "cancel", "id": self._number})
        if not self.ended.wait(_STUCK_S):
            self._process.kill()
            self.ended.wait(_STUCK_S)


class EngineProcess:
    """Started by the constructor; ends by itself when the parent does, because its standard input then ends."""

    def __init__(self, log: Path | None) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(_import_paths()), "PYTHONUNBUFFERED": "1"}
        if log is not None:
            log.parent.mkdir(parents=True, exist_ok=True)
        errors = subprocess.DEVNULL if log is None else os.open(log, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        try:
            self._popen = subprocess.Popen(
                [sys.executable, "-P", "-m", "app.adapters.llama.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
                # Ctrl-C in the terminal is for the parent, which then ends the child in good order.
                start_new_session=True,
            )
        finally:
            if log is not None:
                os.close(errors)
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        self._stdin, self._stdout = self._popen.stdin, self._popen.stdout
        self._writing = threading.Lock()
        self._calls: dict[int, Call] = {}
        self._guard = threading.Lock()
        self._numbers: Iterator[int] = itertools.count(1)
        self.dead = threading.Event()
        threading.Thread(target=self._read, name="engine-reader", daemon=True).start()

    @property
    def pid(self) -> int:
        """Of the child."""
        return self._popen.pid

    @property
    def exit_code(self) -> int | None:
        """Negative for a signal, None while it runs."""
        return self._popen.poll()

    def call(self, message: Message, on_end: Callable[[], None] | None = None) -> Call:
        """Sends a request; raises `ChildDied` when there is nobody to send it to."""
        with self._guard:
            number = next(self._numbers)
            call = Call(self, number, on_end)
            if self.dead.is_set():
                raise ChildDied
            self._calls[number] = call
        self.send({**message, "id": number})
        return call

    def send(self, message: Message) -> None:
        """A message to a child that just died is lost silently: its calls are told by the reading thread."""
        try:
            with self._writing:
                write_message(self._stdin, message)
        except (OSError, ValueError):
            self._popen.poll()

    def _read(self) -> None:
        try:
            while (message := read_message(self._stdout)) is not None:
                self._hand_over(message)
        except (OSError, ValueError, KeyError, BrokenStream):
            self.kill()
        self._popen.wait()
        with self._guard:
            self.dead.set()
            calls, self._calls = list(self._calls.values()), {}
        for call in calls:
            call.put({"event": "died"})

    def _hand_over(self, message: Message) -> None:
        with self._guard:
            ends = message["event"] != "piece"
            call = self._calls.pop(message["id"], None) if ends else self._calls.get(message["id"])
        if call is not None:
            call.put(message)

    def kill(self) -> None:
        """At once; everything under way ends with `ChildDied`."""
        self._popen.kill()

    def close(self) -> None:
        """In good order, by force after a moment."""
        try:
            with self._writing:
                self._stdin.close()
        except OSError:
            self._popen.poll()
        if not self.dead.wait(1.0):
            self.kill()
            self.dead.wait(_STUCK_S)


def _import_paths() -> list[str]:
    """The child imports the same code as the parent, wherever either was started."""
    inherited = os.environ.get("PYTHONPATH")
    return [str(REPOSITORY), *([inherited] if inherited else [])]

"""The child process: `python -m app.adapters.llama.worker`, spoken to over its standard input and output.

The main thread works, one request at a time. A second thread reads, so that a cancel, a count and the parent's
death are noticed while llama.cpp is busy (it gives the interpreter's lock back).
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from dataclasses import asdict
from typing import IO

from app.adapters.llama.grammar import BadSchema
from app.adapters.llama.messages import BrokenStream, Message, read_message, write_message
from app.adapters.llama.model import LoadedModel, Stopped, TooLong


class Worker:
    """One loaded model and its conversation with the parent."""

    def __init__(self, incoming: IO[bytes], outgoing: IO[bytes]) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._writing = threading.Lock()
        self._work: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._model: LoadedModel | None = None
        self._current: int | None = None
        self._cancelled: set[int] = set()
        self._measuring = False

    def send(self, **message: object) -> None:
        """From either thread."""
        with self._writing:
            write_message(self._outgoing, message)

    def read(self) -> None:
        """The reading thread; leaves the process at once when the parent is gone."""
        try:
            while (message := read_message(self._incoming)) is not None:
                self._receive(message)
        except (BrokenStream, ValueError, OSError) as error:
            sys.stderr.write(f"reading from the parent failed: {error}\n")
        os._exit(0)

    def _receive(self, message: Message) -> None:
        if message["op"] == "cancel":
            with self._lock:
                self._cancelled.add(message["id"])
                if self._model is not None and self._current == message["id"]:
                    self._model.abort.set()
        elif message["op"] == "count" and self._model is not None:
            self._answer_count(self._model, message)
        else:
            with self._lock:
                if self._measuring and self._model is not None:
                    self._model.abort.set()
            self._work.put(message)

    def _answer_count(self, model: LoadedModel, message: Message) -> None:
        try:
            self.send(id=message["id"], event="count", tokens=model.count(message["messages"]))
        except Exception as error:  # noqa: BLE001 - any failure must reach the parent, which waits for the answer
            self.send(id=message["id"], event="failed", code="error", message=repr(error))

    def run(self) -> None:
        """The working thread; never returns."""
        while True:
            try:
                message = self._work.get(timeout=2.0)
            except queue.Empty:
                self._measure_if_wanted()
                continue
            try:
                self._do(message)
            except Stopped:
                self.send(id=message["id"], event="failed", code="cancelled", message="")
            except TooLong as error:
                self.send(id=message["id"], event="failed", code="prompt_too_long", message=str(error))
            except BadSchema as error:
                self.send(id=message["id"], event="failed", code="bad_schema", message=str(error))
            except Exception as error:  # noqa: BLE001 - the parent decides what a failure means; the child goes on
                sys.stderr.write(f"{message['op']} failed: {error!r}\n")
                self.send(id=message["id"], event="failed", code="error", message=repr(error))

    def _do(self, message: Message) -> None:
        if message["op"] == "hello":
            import llama_cpp

            self.send(id=message["id"], event="done", gpu=bool(llama_cpp.llama_supports_gpu_offload()))
        elif message["op"] == "load":
            model = LoadedModel(
                message["path"],
                context=message["context"],
                gpu_layers=message["gpu_layers"],
                threads=message["threads"],
                plain=message["plain"],
            )
            self._model = model
            self.send(id=message["id"], event="done", context=model.context, gpu=model.gpu)
        elif message["op"] == "measure":
            model = self._loaded()
            model.measure()
            self.send(id=message["id"], event="done", threads=model.threads, speeds=model.speeds)
        elif message["op"] == "generate":
            self._generate(message)
        elif message["op"] == "count":
            self._answer_count(self._loaded(), message)

    def _loaded(self) -> LoadedModel:
        if self._model is None:
            raise RuntimeError("no model is loaded")
        return self._model

    def _generate(self, message: Message) -> None:
        model, number = self._loaded(), message["id"]
        with self._lock:
            self._current = number
            model.abort.clear()
            if number in self._cancelled:
                model.abort.set()
        try:
            if model.abort.is_set():
                raise Stopped
            for text in model.generate(message):
                self.send(id=number, event="piece", text=text)
        finally:
            with self._lock:
                self._current = None
                self._cancelled.clear()
                model.abort.clear()
        self.send(id=number, event="done", threads=model.threads, **asdict(model.figures))

    def _measure_if_wanted(self) -> None:
        model = self._model
        if model is None or not model.wants_measuring:
            return
        with self._lock:
            self._measuring = True
            model.abort.clear()
        threads = model.threads
        try:
            model.measure(still=lambda: not model.abort.is_set())
        except RuntimeError:
            # Interrupted by a request: what was in use before stays in use.
            model.use_threads(threads)
        finally:
            with self._lock:
                self._measuring = False
                model.abort.clear()


def main() -> None:
    """Keeps the real standard output for messages: whatever else prints goes to standard error."""
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    worker = Worker(sys.stdin.buffer, outgoing)
    threading.Thread(target=worker.read, daemon=True).start()
    worker.run()


if __name__ == "__main__":
    main()

"""The heavy parts, loaded beside a server that answers already."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from app.web.library import Library
from graphs.errors import KnowledgeUnavailable, MentorError, OperatorError
from graphs.events import Event
from graphs.mentor.request import TurnRequest

log = logging.getLogger(__name__)

State = Literal["loading", "ready", "failed"]
RunTurn = Callable[[TurnRequest], Iterator[Event]]


@dataclass(frozen=True)
class PartStatus:
    """Where one part stands, as `/api/status` shows it."""

    state: State
    detail: str = ""
    """A sentence: what it is doing, or what to do about its failure."""
    name: str = ""
    """The model's name, once known."""


@dataclass(frozen=True)
class QueueStatus:
    """How many are waiting for the engine or using it, and how many may."""

    waiting: int
    limit: int


class PartsProtocol(Protocol):
    """What the web service needs of the rest of the program."""

    @property
    def ready(self) -> bool:
        """Whether every part is loaded."""
        ...

    def start(self) -> None:
        """Begins loading what is not loaded, in the background."""
        ...

    def close(self) -> None:
        """Lets go of everything loaded."""
        ...

    def wait(self, timeout: float) -> bool:
        """Waits for a change of any part's state or detail; whether all are ready."""
        ...

    def status(self) -> Mapping[str, PartStatus]:
        """By part name: `knowledge`, `embedder`, `model`."""
        ...

    def check(self) -> None:
        """Raises the error of the first part that failed."""
        ...

    def run_turn(self, request: TurnRequest) -> Iterator[Event]:
        """One turn; called only when `ready`."""
        ...

    def library(self) -> Library:
        """Raises `KnowledgeUnavailable` while it is loading, its own error when that failed."""
        ...

    def queue(self) -> QueueStatus:
        """Of the engine."""
        ...

    def suggestions(self) -> Sequence[str]:
        """First questions to offer; there at once, before anything is loaded."""
        ...


Loaded = Mapping[str, Any]
"""What the loaders returned, by part name."""


class Loading:
    """Given to a loader, to report and to reach the parts that it builds on."""

    def __init__(self, parts: Parts, name: str):
        self._parts = parts
        self._name = name

    def say(self, detail: str, *, name: str = "") -> None:
        """Shown to those who wait, e.g. "Reading 12 of 40 documents"."""
        self._parts._change(self._name, detail=detail, name=name)

    def part(self, name: str) -> Any:
        """Another part, waiting until it is loaded. Raises its error when it failed."""
        return self._parts._require(name)


Loader = Callable[[Loading], Any]


class Parts:
    """Loads each part in a thread of its own and keeps its state.

    The functions given as `mind`, `library` and `queue` put loaded parts together: `library` is called when
    the part `knowledge` is there, `queue` when `model` is, `mind` when all are.
    """

    def __init__(
        self,
        loaders: Mapping[str, Loader],
        *,
        mind: Callable[[Loaded], RunTurn],
        library: Callable[[Loaded], Library],
        queue: Callable[[Loaded], QueueStatus],
        queue_limit: int = 0,
        suggestions: Sequence[str] = (),
        on_close: Callable[[Loaded], None] | None = None,
    ):
        self._loaders = dict(loaders)
        self._mind, self._make_library, self._make_queue, self._on_close = mind, library, queue, on_close
        self._queue_limit = queue_limit
        self._suggestions = tuple(suggestions)
        self._changed = threading.Condition()
        self._status = {name: PartStatus("loading", "Waiting to start") for name in loaders}
        self._errors: dict[str, MentorError] = {}
        self._values: dict[str, Any] = {}
        self._threads: dict[str, threading.Thread] = {}
        self._run: RunTurn | None = None
        self._library: Library | None = None
        self._assembling = False
        self._refreshing = threading.Lock()
        self._closed = False

    @property
    def ready(self) -> bool:
        """All parts are loaded and the mind is put together."""
        return self._run is not None

    def start(self) -> None:
        """May be called again: parts that failed are then tried once more."""
        with self._changed:
            for name in self._loaders:
                loaded = name in self._values and name not in self._errors
                if loaded or (name in self._threads and self._threads[name].is_alive()):
                    continue
                self._errors.pop(name, None)
                self._status[name] = PartStatus("loading", "Starting")
                thread = threading.Thread(target=self._load, args=(name,), name=f"load-{name}", daemon=True)
                self._threads[name] = thread
                thread.start()

    def close(self) -> None:
        """Calls `on_close` with what was loaded; a loader still at work is left to end with the process."""
        with self._changed:
            if self._closed:
                return
            self._closed = True
            values = dict(self._values)
        if self._on_close is not None:
            self._on_close(values)

    def wait(self, timeout: float) -> bool:
        """Returns early on any change."""
        with self._changed:
            if not self.ready:
                self._changed.wait(timeout)
            return self.ready

    def status(self) -> Mapping[str, PartStatus]:
        """A copy."""
        with self._changed:
            return dict(self._status)

    def check(self) -> None:
        """Raises the error of the first part that failed."""
        with self._changed:
            for error in self._errors.values():
                raise error

    def turn_deps(self) -> Loaded:
        """The loaded parts; raises when one failed or is still loading."""
        self.check()
        if not self.ready:
            raise KnowledgeUnavailable("The mentor is still getting ready. Try again in a few seconds.")
        return self._values

    def run_turn(self, request: TurnRequest) -> Iterator[Event]:
        """One turn of the mind. Raises as `turn_deps` does."""
        self.turn_deps()
        assert self._run is not None
        return self._run(request)

    def refresh(self) -> None:
        """Puts the mind together anew after what it was made from changed.

        Turns under way keep the mind that they began with, later ones get the new one; when making it fails,
        the error is raised and the old one stays. Does nothing before the first is there.
        """
        with self._refreshing:
            if not self.ready:
                return
            run = self._mind(self._values)
            with self._changed:
                self._run = run

    def library(self) -> Library:
        """There as soon as the knowledge base is, before the model."""
        with self._changed:
            if "knowledge" in self._errors:
                raise self._errors["knowledge"]
            if self._library is None:
                raise KnowledgeUnavailable("The documents are still being opened. Try again in a few seconds.")
            return self._library

    def queue(self) -> QueueStatus:
        """Empty while the model loads."""
        if "model" not in self._values:
            return QueueStatus(0, self._queue_limit)
        return self._make_queue(self._values)

    def suggestions(self) -> Sequence[str]:
        """As given."""
        return self._suggestions

    def _load(self, name: str) -> None:
        try:
            if name not in self._values:
                self._keep(name, self._loaders[name](Loading(self, name)))
            self._assemble(name)
            self._report(name, "ready", "Ready")
        except MentorError as error:
            log.error("part %s failed: %s", name, error)
            self._fail(name, error)
        except Exception:  # the edge of a thread: unreported, the part would seem to load for ever
            log.exception("part %s failed", name)
            self._fail(name, OperatorError(f"The part '{name}' did not start. Run `mentor doctor`, and see the log."))

    def _keep(self, name: str, value: Any) -> None:
        with self._changed:
            self._values[name] = value
            self._changed.notify_all()

    def _assemble(self, name: str) -> None:
        """Done by the thread of the part that came last; outside the lock, since it may take seconds."""
        if name == "knowledge":
            library = self._make_library(self._values)
            with self._changed:
                self._library = library
        with self._changed:
            last = len(self._values) == len(self._loaders) and not self._assembling and self._run is None
            self._assembling = self._assembling or last
        if last:
            try:
                self._change(name, detail="Putting the mentor together", name="")
                run = self._mind(self._values)
                with self._changed:
                    self._run = run
            finally:
                with self._changed:
                    self._assembling = False

    def _fail(self, name: str, error: MentorError) -> None:
        with self._changed:
            self._errors[name] = error
        self._report(name, "failed", str(error))

    def _report(self, name: str, state: State, detail: str) -> None:
        with self._changed:
            self._status[name] = replace(self._status[name], state=state, detail=detail)
            self._changed.notify_all()

    def _change(self, part: str, *, detail: str, name: str) -> None:
        with self._changed:
            before = self._status[part]
            self._status[part] = replace(before, detail=detail, name=name or before.name)
            self._changed.notify_all()

    def _require(self, name: str) -> Any:
        with self._changed:
            while name not in self._values:
                if name in self._errors:
                    raise self._errors[name]
                self._changed.wait(1.0)
            return self._values[name]

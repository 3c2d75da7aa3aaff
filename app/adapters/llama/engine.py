"""The llama.cpp engine as the rest of the program sees it: a `ChatModel` with a queue, over a child process."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from app.adapters.fair_queue import FairQueue
from app.adapters.llama.messages import Message
from app.adapters.llama.plain_mode import PlainMode
from app.adapters.llama.process import Call, ChildDied, EngineProcess
from app.models.fingerprint import sha256_of
from app.models.gguf import read_gguf
from app.models.locate import locate, models_dir
from app.models.memory import check_fits
from app.models.naming import report_name
from graphs.errors import Cancelled, EngineCrashed, MentorError, ModelUnavailable, PromptTooLong
from graphs.ports import ChatMessage, Generation, never

_LOAD_S = 600.0
_BACKOFF_S = (0.0, 0.5, 2.0, 5.0, 15.0, 30.0)
_LOADS_BEFORE_FAILED = 3
_COUNTS_KEPT = 512


@dataclass(frozen=True)
class LlamaPlan:
    """What to run and how."""

    model: str | Path
    """A path, or a setting that `app.models.locate` understands."""
    context: int = 2048
    threads: int = 0
    """0: measured at warm start."""
    gpu_layers: str | int = "auto"
    queue: int = 10
    system_prompt: str = ""
    """Generated from at warm start, so that the first learner finds it in the cache."""
    data_dir: Path | None = None
    """For the log and the remembered checksums."""


@dataclass(frozen=True)
class RunFigures:
    """What the last generation cost."""

    prompt_tokens: int
    evaluated: int
    """Prompt tokens that the cache did not hold."""
    prompt_ms: float
    tokens: int
    token_ms: float
    threads: int


def start_llama(
    model: str | Path,
    *,
    context: int = 2048,
    threads: int = 0,
    gpu_layers: str | int = "auto",
    queue: int = 10,
    system_prompt: str = "",
    data_dir: Path | None = None,
) -> LlamaEngine:
    """Returns at once; the model is located, checked, loaded and warmed in the background.

    What goes wrong there is in `state`, `detail` and `error`, and is raised by `stream`.
    """
    return LlamaEngine(LlamaPlan(model, context, threads, gpu_layers, queue, system_prompt, data_dir))


class LlamaEngine:
    """One model, one generation at a time, everybody else in a fair queue."""

    def __init__(self, plan: LlamaPlan) -> None:
        self._plan = plan
        self._queue = FairQueue(plan.queue)
        self._changed = threading.Condition()
        self._process: EngineProcess | None = None
        self._error: MentorError | None = None
        self._ready = False
        self._closing = False
        self._system_prompt = plan.system_prompt
        self._name = Path(plan.model).stem.lower()
        self._context = plan.context
        self._counts: OrderedDict[tuple[ChatMessage, ...], int] = OrderedDict()
        self._detail = "loading the model"
        self._plain = PlainMode(plan.data_dir)
        self.last_run: RunFigures | None = None
        self.threads = 0
        self.speeds: dict[str, float] = {}
        """Tokens per second by thread count, as measured at the last warm start."""
        threading.Thread(target=self._supervise, name="engine-supervisor", daemon=True).start()

    @property
    def name(self) -> str:
        """`<name>-<quantisation>-<sha256, 8>` once the file was read, its stem before."""
        return self._name

    @property
    def context_tokens(self) -> int:
        """Prompt and answer together."""
        return self._context

    @property
    def ready(self) -> bool:
        """True after the first real generation, and not while a crashed engine comes back."""
        return self._ready and self.pid is not None

    @property
    def state(self) -> Literal["loading", "ready", "failed"]:
        """For status pages; `loading` also while a crashed engine comes back."""
        return "ready" if self.ready else "failed" if self._error is not None else "loading"

    @property
    def detail(self) -> str:
        """One sentence about the state."""
        return str(self._error) if self._error is not None else self._detail

    @property
    def error(self) -> MentorError | None:
        """Why it cannot serve, None while it can or still may."""
        return self._error

    @property
    def waiting(self) -> int:
        """Requests being answered or waiting."""
        return self._queue.waiting

    @property
    def limit(self) -> int:
        """How many of them there may be."""
        return self._queue.limit

    @property
    def pid(self) -> int | None:
        """Of the child process, None while there is none."""
        process = self._process
        return process.pid if process is not None and not process.dead.is_set() else None

    def wait_ready(self, timeout: float = _LOAD_S) -> bool:
        """False when the time is over; raises what went wrong."""
        return self._wait_ready(never, timeout) is not None

    def count_tokens(self, messages: Sequence[ChatMessage]) -> int:
        """Exact, by the model's own template; answered beside a running generation, and remembered."""
        key = tuple(messages)
        with self._changed:
            if key in self._counts:
                self._counts.move_to_end(key)
                return self._counts[key]
        process = self._wait_ready(never)
        try:
            if process is None:
                raise ChildDied
            answer = process.call({"op": "count", "messages": _plain(key)}).result(30.0)
        except ChildDied as error:
            raise _crashed() from error
        if answer["event"] != "count":
            raise EngineCrashed(f"The model's chat template failed: {answer.get('message')}. Choose another model.")
        with self._changed:
            self._counts[key] = int(answer["tokens"])
            while len(self._counts) > _COUNTS_KEPT:
                self._counts.popitem(last=False)
        return int(answer["tokens"])

    def warm_up(self, system_prompt: str) -> None:
        """Generates from this system prompt now and after each restart; waits for its turn like any request."""
        self._system_prompt = system_prompt
        request = Generation(_warm_messages(system_prompt), max_tokens=2, asker="warm start")
        for _ in self.stream(request):
            pass

    def stream(self, request: Generation) -> Iterator[str]:
        """See `ChatModel.stream`; besides, `ValueError` for a JSON schema that no grammar can be made from."""
        ticket = self._queue.enter(request.asker)
        try:
            ticket.wait(request.cancelled, request.on_queue)
            process = self._wait_ready(request.cancelled)
            try:
                if process is None:
                    raise ChildDied
                call = process.call(_generation(request), on_end=ticket.leave)
                yield from self._pieces(call, request.cancelled)
            except ChildDied as error:
                raise _crashed() from error
        finally:
            ticket.leave()

    def _pieces(self, call: Call, cancelled: Callable[[], bool]) -> Iterator[str]:
        try:
            while True:
                if cancelled():
                    raise Cancelled("You stopped this answer. Ask again when you like.")
                message = call.get(0.02)
                if message is None:
                    continue
                if message["event"] == "piece":
                    yield message["text"]
                elif message["event"] == "done":
                    self.last_run = RunFigures(**{name: message[name] for name in RunFigures.__dataclass_fields__})
                    return
                else:
                    raise _failure(message)
        finally:
            # Also when the caller stopped reading: the engine must be free before the next is served.
            call.cancel()

    def close(self) -> None:
        """Ends the child; requests under way end with `EngineCrashed`."""
        with self._changed:
            self._closing, self._ready = True, False
            self._error = ModelUnavailable("The engine was stopped. Start the service again.")
            self._changed.notify_all()
            process = self._process
        if process is not None:
            process.close()

    def _wait_ready(self, cancelled: Callable[[], bool], timeout: float = _LOAD_S) -> EngineProcess | None:
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            with self._changed:
                if self._error is not None:
                    raise type(self._error)(str(self._error))
                # A child that just died may not have been noticed by the supervisor yet.
                if self._ready and self._process is not None and not self._process.dead.is_set():
                    return self._process
                self._changed.wait(0.05)
            if cancelled():
                raise Cancelled("You stopped this answer. Ask again when you like.")
        return None

    def _supervise(self) -> None:
        """Keeps one child alive until `close`; the only thread that starts one."""
        crashes = loads_failed = 0
        while not self._closing:
            came_up = False
            try:
                process = self._start()
                came_up = True
                loads_failed = 0
                began = time.monotonic()
                process.dead.wait()
                crashes = 0 if time.monotonic() - began > 60 else crashes + 1
            except ChildDied:
                crashes, loads_failed = crashes + 1, loads_failed + 1
                if self._process is not None and self._plain.blame(self._process.exit_code):
                    crashes = loads_failed = 0
            except MentorError as error:
                self._fail(error)
                return
            except Exception as error:
                # A supervisor that dies silently would leave everybody waiting.
                self._fail(ModelUnavailable(f"The engine could not be started ({error}). Run `mentor doctor`."))
                raise
            with self._changed:
                self._ready = False
                self._detail = "restarting after a crash"
            if not came_up and loads_failed >= _LOADS_BEFORE_FAILED:
                self._fail(
                    ModelUnavailable(
                        f"The engine's process ended {loads_failed} times while loading {self._name}. "
                        f"See {self._log or 'its log'}, or choose another model (`mentor model list`)."
                    )
                )
            self._pause(_BACKOFF_S[min(max(crashes - 1, 0), len(_BACKOFF_S) - 1)])

    def _pause(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not self._closing and time.monotonic() < deadline:
            time.sleep(0.05)

    def _fail(self, error: MentorError) -> None:
        with self._changed:
            if not self._closing:
                self._error, self._ready = error, False
            self._changed.notify_all()

    @property
    def _log(self) -> Path | None:
        return self._plan.data_dir / "logs" / "engine.log" if self._plan.data_dir is not None else None

    def _start(self) -> EngineProcess:
        """Locates, checks, loads, measures and warms; raises `ChildDied` or what the operator must hear."""
        plan = self._plan
        path = plan.model if isinstance(plan.model, Path) else locate(plan.model, plan.data_dir or Path("data"))
        model = read_gguf(path)
        context = min(plan.context, model.trained_context or plan.context)
        process = EngineProcess(self._log)
        with self._changed:
            self._process, self._context = process, context
        try:
            hello = self._ask(process, {"op": "hello"})
            if plan.gpu_layers == "none" or not hello["gpu"]:
                check_fits(model, context)
            loaded = self._ask(process, {"op": "load", "path": str(path), "context": context, **self._shape()})
            measured = self._ask(process, {"op": "measure"})
            warm = Generation(_warm_messages(self._system_prompt), max_tokens=2)
            self._ask(process, _generation(warm))
        except MentorError:
            process.close()
            raise
        self._name = report_name(model, self._fingerprint(path))
        with self._changed:
            self.threads, self.speeds = measured["threads"], measured["speeds"]
            self._detail = f"{self._name}, {self.threads} threads" + (", GPU" if loaded["gpu"] else "")
            self._error = None
            self._ready = not process.dead.is_set() and not self._closing
            self._plain.keep()
            self._changed.notify_all()
        return process

    def _shape(self) -> dict[str, Any]:
        return {"gpu_layers": self._plan.gpu_layers, "threads": self._plan.threads, "plain": self._plain.needed}

    def _fingerprint(self, path: Path) -> str:
        return sha256_of(path, models_dir(self._plan.data_dir) if self._plan.data_dir is not None else None)

    def _ask(self, process: EngineProcess, message: Message) -> Message:
        call = process.call(message)
        while True:
            answer = call.result(_LOAD_S, still=lambda: not self._closing)
            if answer["event"] == "done":
                return answer
            if answer["event"] == "failed" and message["op"] == "load":
                raise ModelUnavailable(
                    f"llama.cpp cannot load {self._plan.model}: {answer['message']} See {self._log or 'its log'}, "
                    f"lower MENTOR_LLM_CONTEXT, or choose another model (`mentor model list`)."
                )
            if answer["event"] == "failed":
                raise _failure(answer)


def _plain(messages: Sequence[ChatMessage]) -> list[dict[str, Any]]:
    return [asdict(message) for message in messages]


def _warm_messages(system_prompt: str) -> tuple[ChatMessage, ...]:
    hello = ChatMessage("user", "Hello")
    return (ChatMessage("system", system_prompt), hello) if system_prompt else (hello,)


def _generation(request: Generation) -> Message:
    return {
        "op": "generate",
        "messages": _plain(request.messages),
        "max_tokens": request.max_tokens,
        "stop": list(request.stop),
        "temperature": request.temperature,
        "json_schema": request.json_schema,
    }


def _crashed() -> EngineCrashed:
    return EngineCrashed(
        "The language model's process ended in the middle of this answer. It is restarting: ask again."
    )


def _failure(message: Message) -> Exception:
    code, text = message.get("code"), str(message.get("message", ""))
    if code == "prompt_too_long":
        return PromptTooLong(text)
    if code == "cancelled":
        return Cancelled("You stopped this answer. Ask again when you like.")
    if code == "bad_schema":
        return ValueError(text)
    return EngineCrashed("The language model failed on this request. Ask again, or put it differently.")

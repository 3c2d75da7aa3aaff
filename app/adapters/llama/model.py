"""The model inside the child process: load, count, generate, measure. Only `worker.py` uses it."""

from __future__ import annotations

import ctypes
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.adapters.llama.grammar import make_grammar
from app.adapters.pieces import StopAt, WholeCharacters, WithoutThinking

_CHATML = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_CONTROL = 8  # LLAMA_TOKEN_ATTR_CONTROL
SMALLEST_ANSWER = 32
"""A prompt that leaves less room than this (and than what was asked for) is too long."""
_PROBE_TOKENS = 10
_SURE_S = 0.1
"""How long a thread count must have been slow before its measurement is broken off."""
_WATCHED_TOKENS = 6


class TooLong(Exception):
    """The prompt leaves no room for an answer."""


class Stopped(Exception):
    """The abort flag was set."""


@dataclass
class Figures:
    """What one generation cost."""

    prompt_tokens: int = 0
    evaluated: int = 0
    """Prompt tokens that were not in the cache of the generation before."""
    prompt_ms: float = 0.0
    tokens: int = 0
    token_ms: float = 0.0
    """Milliseconds per token after the first."""


class AbortFlag:
    """Asked by llama.cpp at every node of its graph, so it must not be a Python function.

    The C library's `strlen` has the wanted shape: pointer in, zero or not out. The buffer is the flag.
    """

    def __init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(2)

    def install(self, context: Any) -> None:
        """Makes the context's prompt evaluation stop when the flag is set."""
        import llama_cpp

        strlen = ctypes.CDLL("msvcrt" if os.name == "nt" else None).strlen
        self._callback = ctypes.cast(strlen, llama_cpp.ggml_abort_callback)
        llama_cpp.llama_set_abort_callback(context, self._callback, ctypes.addressof(self._buffer))

    def set(self) -> None:
        """From any thread."""
        self._buffer[0] = b"x"

    def clear(self) -> None:
        """Before the next work."""
        self._buffer[0] = b"\0"

    def is_set(self) -> bool:
        """Between tokens."""
        return self._buffer[0] != b"\0"


def use_plain_buffers() -> None:
    """Keeps llama.cpp from rearranging weights for AMX and its like.

    Builds of it die of a general protection fault in the AMX kernels on some Xeons. The binding has no
    parameter for the switch, only the C structure has.
    """
    from llama_cpp import llama_cpp as bindings

    defaults = bindings.llama_model_default_params

    def without_extra_buffers() -> Any:
        parameters = defaults()
        parameters.use_extra_bufts = False
        return parameters

    bindings.llama_model_default_params = without_extra_buffers


def candidates(cores: int) -> list[int]:
    """Thread counts worth measuring, the safest first."""
    return sorted({1, max(1, cores // 2), max(1, cores - 1), cores})


def _idle_core_seconds() -> float:
    """Of all cores together, since the machine was started."""
    import psutil

    return float(psutil.cpu_times().idle)


class LoadedModel:
    """One model with one context; every method but `count` and `abort` is for the worker's main thread only."""

    def __init__(self, path: str, *, context: int, gpu_layers: str | int, threads: int, plain: bool) -> None:
        import llama_cpp

        if plain:
            use_plain_buffers()
        self.gpu = bool(llama_cpp.llama_supports_gpu_offload())
        layers = {"auto": -1 if self.gpu else 0, "all": -1, "none": 0}.get(str(gpu_layers))
        self.cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self.threads = threads or 1
        self.fixed_threads = bool(threads)
        self.llm: Any = llama_cpp.Llama(
            path,
            n_ctx=context,
            n_batch=min(512, context),
            n_threads=self.threads,
            n_threads_batch=self.threads,
            n_gpu_layers=int(gpu_layers) if layers is None else layers,
            flash_attn=True,
            verbose=False,
        )
        self.vocab = self.llm._model.vocab
        self.context = int(self.llm.n_ctx())
        self.abort = AbortFlag()
        self.abort.install(self.llm.ctx)
        self.figures = Figures()
        self.speeds: dict[int, float] = {}
        self.measured_at = 0.0
        self._used = False
        self._tokenizing = threading.Lock()
        self._prepare_template(llama_cpp)

    def _prepare_template(self, llama_cpp: Any) -> None:
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        def text_of(token: int) -> str:
            return (
                bytes(llama_cpp.llama_vocab_get_text(self.vocab, token)).decode("utf-8", "replace")
                if token >= 0
                else ""
            )

        self._bos = text_of(self.llm.token_bos())
        self._format: Any = Jinja2ChatFormatter(
            template=self.llm.metadata.get("tokenizer.chat_template", _CHATML),
            bos_token=self._bos,
            eos_token=text_of(self.llm.token_eos()),
        )
        marks = [
            text_of(token)
            for token in range(self.llm.n_vocab())
            if llama_cpp.llama_vocab_get_attr(self.vocab, token) & _CONTROL
        ]
        marks = sorted({mark for mark in marks if len(mark) > 2}, key=len, reverse=True)
        self._marks = re.compile("|".join(map(re.escape, marks))) if marks else None

    def _tame(self, content: str) -> str:
        """Control marks in what people or documents wrote would end the message and begin another: break them."""
        if self._marks is None:
            return content
        return self._marks.sub(lambda found: found[0][0] + " " + found[0][1:], content)

    def prompt(self, messages: list[dict[str, str]]) -> list[int]:
        """Tokens of the messages in the model's own chat template."""
        tamed = [{"role": each["role"], "content": self._tame(each["content"])} for each in messages]
        try:
            text = self._format(messages=tamed).prompt
        except ValueError:
            # Some templates refuse the system role: its text then opens the first question.
            system = "\n\n".join(each["content"] for each in tamed if each["role"] == "system")
            rest = [each for each in tamed if each["role"] != "system"]
            rest[0] = {**rest[0], "content": f"{system}\n\n{rest[0]['content']}"}
            text = self._format(messages=rest).prompt
        with self._tokenizing:
            begins = bool(self._bos) and text.startswith(self._bos)
            return list(self.llm.tokenize(text.encode("utf-8", "replace"), add_bos=not begins, special=True))

    def count(self, messages: list[dict[str, str]]) -> int:
        """Safe beside a generation: only the vocabulary is used."""
        return len(self.prompt(messages))

    def use_threads(self, threads: int) -> None:
        """For prompt and generation alike."""
        import llama_cpp

        self.threads = threads
        llama_cpp.llama_set_n_threads(self.llm.ctx, threads, threads)

    def generate(self, request: dict[str, Any]) -> Iterator[str]:
        """Pieces of text; raises `TooLong`, `BadSchema`, and `Stopped` when the flag was set."""
        tokens = self.prompt(request["messages"])
        room = self.context - len(tokens)
        if room < min(request["max_tokens"], SMALLEST_ANSWER):
            raise TooLong(
                f"The prompt has {len(tokens)} tokens and the model's context {self.context}: "
                f"no room is left for an answer. Shorten the message, or set MENTOR_LLM_CONTEXT higher."
            )
        schema = request.get("json_schema")
        grammar = make_grammar(self.llm._model, schema) if schema else None
        characters, stop, thinking = WholeCharacters(), StopAt(request.get("stop", ())), WithoutThinking()
        for raw in self._raw_pieces(tokens, min(request["max_tokens"], room), request.get("temperature", 0.0), grammar):
            text = thinking.feed(stop.feed(characters.feed(raw)))
            if text:
                yield text
            if stop.stopped:
                break
        rest = thinking.feed(stop.feed(characters.finish()) + stop.finish()) + thinking.finish()
        if rest:
            yield rest

    def _raw_pieces(self, tokens: list[int], most: int, temperature: float, grammar: Any) -> Iterator[bytes]:
        import llama_cpp

        cached = self.llm.input_ids[: self.llm.n_tokens].tolist()
        reused = 0
        for old, new in zip(cached, tokens, strict=False):
            if old != new:
                break
            reused += 1
        self.figures = Figures(prompt_tokens=len(tokens), evaluated=max(len(tokens) - reused, 1))
        self._used = True
        started = time.perf_counter()
        first = watched = 0.0
        try:
            for token in self.llm.generate(tokens, temp=temperature, top_p=0.95, top_k=40, grammar=grammar):
                now = time.perf_counter()
                if not first:
                    first = watched = now
                    self.figures.prompt_ms = (now - started) * 1000
                else:
                    self.figures.token_ms = (now - first) * 1000 / self.figures.tokens
                if self.abort.is_set():
                    raise Stopped
                if llama_cpp.llama_vocab_is_eog(self.vocab, token):
                    return
                self.figures.tokens += 1
                if self.figures.tokens % _WATCHED_TOKENS == 0:
                    self._watch_speed(_WATCHED_TOKENS / max(now - watched, 1e-6))
                    watched = now
                yield self._piece(token)
                if self.figures.tokens >= most:
                    return
        except RuntimeError as error:
            # llama_decode returns 2 for an abort; the tokens decoded before it stay valid.
            if self.abort.is_set():
                raise Stopped from error
            raise

    def _piece(self, token: int) -> bytes:
        """The binding's own `detokenize` cuts tokens of more than 32 bytes."""
        import llama_cpp

        buffer = ctypes.create_string_buffer(512)
        length = llama_cpp.llama_token_to_piece(self.vocab, token, buffer, len(buffer), 0, False)
        return buffer.raw[: max(length, 0)]

    def measure(self, still: Callable[[], bool] = lambda: True) -> None:
        """Chooses the thread count by a short real generation at each, after whatever is cached.

        More threads must win by a tenth: on a machine that others use too, threads that wait for one
        another are many times slower than one alone. So counts for which no cores were free while one thread
        ran are not tried at all (a single token can take seconds then), and slow ones are given up soon.
        """
        cores = candidates(self.cores)
        if self.fixed_threads or len(cores) == 1:
            return
        speeds: dict[int, float] = {}
        free = 0.0
        for threads in cores:
            if threads - 1 > free + 0.5:
                break
            if not still():
                return
            self.use_threads(threads)
            began, idle = time.perf_counter(), _idle_core_seconds()
            speeds[threads] = self._probe(hopeless=max(speeds.values(), default=0.0) / 2)
            if threads == 1:
                free = (_idle_core_seconds() - idle) / (time.perf_counter() - began)
        best = 1
        for threads, speed in speeds.items():
            if speed > speeds[best] * 1.1:
                best = threads
        self.speeds, self.measured_at, self._used = speeds, time.monotonic(), False
        self.use_threads(best)

    def _probe(self, hopeless: float) -> float:
        """Tokens per second of a little generation, leaving the cached prefix as it was; `hopeless` ends it early."""
        llm = self.llm
        kept = llm.n_tokens
        if kept + 1 + _PROBE_TOKENS >= self.context:
            llm.reset()
            kept = 0
        token = llm.token_eos() if llm.token_eos() >= 0 else 0
        try:
            if not hopeless:
                llm.eval([token])  # the very first one reads the weights in
            started = time.perf_counter()
            done, took = 0, 0.0
            while done < _PROBE_TOKENS and (done < 3 or took < 0.5) and (took < _SURE_S or done / took > hopeless):
                llm.eval([token])
                done, took = done + 1, time.perf_counter() - started
            return done / took
        finally:
            llm.n_tokens = kept
            llm._ctx.kv_cache_seq_rm(-1, kept, -1)
            llm._requires_eval = True

    def _watch_speed(self, speed: float) -> None:
        """Goes on with one thread when several turn out slower than one was: someone else uses the cores now."""
        if self.threads > 1 and not self.fixed_threads and speed < self.speeds.get(1, 0.0) * 0.6:
            self.use_threads(1)
            self.measured_at = time.monotonic()

    @property
    def wants_measuring(self) -> bool:
        """One thread may have been chosen in a busy moment: look again while idle, if it was used since."""
        busy_once = not self.fixed_threads and self.threads == 1 and self.cores > 1
        return busy_once and self._used and time.monotonic() - self.measured_at > 30

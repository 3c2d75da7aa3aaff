"""Two models on the same cases, answered live: what each gets right, what it costs, and where they differ."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Any

from evals.gate import fingerprint
from evals.gate.commands import say_on_stderr, table
from evals.gate.limits import load_limits
from evals.gate.parts import Parts
from evals.gate.stats import mcnemar
from evals.gate.suite import Item, Outcome, pick_quick
from evals.gate.verdict import totals
from evals.runner import eval_settings
from evals.suites.ask import AskSuite, answering
from graphs.errors import BadValue

if TYPE_CHECKING:
    from app.settings import Settings
    from graphs.ports import ChatMessage, ChatModel, Generation

WORDINGS = ("auto", "quote", "lead", "draft")


@dataclass
class Spent:
    """What the language model was asked to do."""

    calls: int = 0
    prompt_tokens: int = 0
    pieces: int = 0
    seconds: float = 0.0


class Counting:
    """A language model that counts what goes through it."""

    def __init__(self, inner: ChatModel) -> None:
        self._inner = inner
        self.spent = Spent()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def count_tokens(self, messages: tuple[ChatMessage, ...]) -> int:
        return self._inner.count_tokens(messages)

    def stream(self, request: Generation) -> Iterator[str]:
        self.spent.calls += 1
        self.spent.prompt_tokens += self._inner.count_tokens(request.messages)
        began = time.perf_counter()
        for piece in self._inner.stream(request):
            self.spent.pieces += 1
            yield piece
        self.spent.seconds += time.perf_counter() - began


@dataclass(frozen=True)
class Side:
    """One model's figures."""

    name: str
    outcomes: tuple[Outcome, ...]
    first: tuple[float, ...]
    whole: tuple[float, ...]
    spent: Spent


def settings_for(model: str) -> Settings:
    """`name[@wording]`, where the name is what MENTOR_LLM_MODEL takes or an address. Raises `BadValue`."""
    name, _, wording = model.partition("@")
    if wording and wording not in WORDINGS:
        raise BadValue(f"There is no wording {wording}. The wordings are: {', '.join(WORDINGS)}.")
    chosen: dict[str, object] = {"llm_url": name} if name.startswith(("http://", "https://")) else {"llm_model": name}
    return eval_settings(**chosen, **({"wording": wording} if wording else {}))


def compare(first: str, second: str, cases: tuple[str, ...], *, quick: bool, write: Callable[[str], None]) -> None:
    """Prints the table; nothing is accepted or replayed."""
    chosen = [
        item
        for item in pick_quick(AskSuite().items(), AskSuite.share)
        if (not quick or item.quick) and (not cases or any(part in item.id for part in cases))
    ]
    if not chosen:
        raise BadValue("No case was chosen. Name a part of an id with --case.")
    sides = [_ask(model, chosen) for model in (first, second)]
    for line in lines(*sides):
        write(line)


def _ask(model: str, items: list[Item]) -> Side:
    from app.bootstrap import open_mentor
    from evals.runner import answers_of
    from graphs.mentor.turn import make_turn_deps

    settings = settings_for(model)
    say = say_on_stderr()
    suite = AskSuite()
    with Parts(settings, say) as parts:
        say(f"opening {model}")
        mentor = open_mentor(settings, embedder=parts.embedder)
        try:
            wait = getattr(mentor.chat, "wait_ready", None)
            if wait is not None:
                wait()
            counting = Counting(mentor.chat)
            counted = replace(mentor, deps=make_turn_deps(replace(mentor.deps.ask, chat=counting)))  # type: ignore[arg-type]
            answer = answering(answers_of(counted))
            outcomes, first, whole = [], [], []
            for number, item in enumerate(items, start=1):
                say(f"{model}: {number} of {len(items)} {item.id}")
                found = dict(answer(item))
                timing = found.pop("timing")
                first.append(timing.get("first_sentence_s", timing["total_s"]))
                whole.append(timing["total_s"])
                outcomes.append(suite.score(item, found))
            name = f"{fingerprint.model_of(settings)['name']} ({mentor.deps.ask.wording})"
            return Side(name, tuple(outcomes), tuple(first), tuple(whole), counting.spent)
        finally:
            mentor.close()


def lines(one: Side, two: Side) -> Iterator[str]:
    """Quality, then cost, then the cases that only one of them gets right."""
    limits = load_limits()
    rows: list[tuple[str, ...]] = [("", one.name, two.name)]
    first, second = totals(one.outcomes), totals(two.outcomes)
    wanted = [name.split(".", 1)[1] for name in limits if name.startswith("ask.")]
    rows += [
        (metric, f"{first[metric]:.3f}", f"{second[metric]:.3f}")
        for metric in wanted
        if metric in first and metric in second
    ]
    for title, value in (
        ("first sentence, median s", lambda s: f"{median(s.first):.2f}"),
        ("whole answer, median s", lambda s: f"{median(s.whole):.2f}"),
        ("calls of the model", lambda s: str(s.spent.calls)),
        ("prompt tokens", lambda s: str(s.spent.prompt_tokens)),
        ("pieces generated", lambda s: str(s.spent.pieces)),
        ("seconds in the model", lambda s: f"{s.spent.seconds:.0f}"),
    ):
        rows.append((title, value(one), value(two)))
    yield from table(rows)
    only_one = [a.id for a, b in zip(one.outcomes, two.outcomes, strict=True) if a.right and not b.right]
    only_two = [b.id for a, b in zip(one.outcomes, two.outcomes, strict=True) if b.right and not a.right]
    yield f"right with the first alone: {len(only_one)} {' '.join(only_one[:20])}"
    yield f"right with the second alone: {len(only_two)} {' '.join(only_two[:20])}"
    p = min(1.0, 2 * mcnemar(max(len(only_one), len(only_two)), min(len(only_one), len(only_two))))
    yield f"exact McNemar, two-sided: p = {p:.3g}"

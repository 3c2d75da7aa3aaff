"""What an ask turn is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from graphs.ask.guard import Examples
from graphs.ask.judgement import Calibration
from graphs.ask.lexicon import Lexicon
from graphs.ports import ChatModel, Embedder, Retriever, never

Wording = Literal["quote", "lead", "draft"]


@dataclass(frozen=True)
class AskDeps:
    """Parts shared by all turns."""

    retriever: Retriever
    embedder: Embedder
    chat: ChatModel
    lexicon: Lexicon
    examples: Examples
    calibration: Calibration
    wording: Wording = "quote"
    """`quote`: the sources' sentences alone. `lead`: those first, then what the model can add. `draft`: the model words
    the answer, and the sources' sentences stand in for what fails verification."""


@dataclass(frozen=True)
class AskTurn:
    """The parts together with what belongs to this one turn."""

    deps: AskDeps
    asker: str = ""
    cancelled: Callable[[], bool] = never

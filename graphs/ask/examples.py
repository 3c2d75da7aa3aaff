"""Messages that are no questions for the corpus, as people really write them; nearness to them counts against answering.

They are examples to be near to in vector space, not patterns to match; `evals/calibrate.py` measures what they are worth.
They stand in `examples.yaml`, one a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Literal

import yaml

_LISTED: dict[str, Any] = yaml.safe_load(files("graphs.ask").joinpath("examples.yaml").read_text(encoding="utf-8"))

OUT_OF_SCOPE: list[str] = _LISTED["out_of_scope"].splitlines()
NOT_IN_CORPUS: list[str] = _LISTED["not_in_corpus"].splitlines()
INSTRUCTIONS: list[str] = _LISTED["instructions"].splitlines()
SMALL_TALK: Mapping[Literal["greeting", "thanks", "farewell", "identity", "ability"], list[str]] = {
    topic: block.splitlines() for topic, block in _LISTED["small_talk"].items()
}

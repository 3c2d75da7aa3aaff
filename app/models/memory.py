"""Whether a model fits: better one sentence before loading than a killed process after."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.models.gguf import Gguf
from graphs.errors import ModelTooLarge

BATCH = 512
_KV_BYTES = 2
_OVERHEAD = 96 * 1024**2
"""The child's Python and libraries, and llama.cpp's own buffers."""
_CGROUP = (
    (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")),
    (
        Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
        Path("/sys/fs/cgroup/memory/memory.usage_in_bytes"),
    ),
)


@dataclass(frozen=True)
class Need:
    """Bytes that a model takes while it serves."""

    weights: int
    cache: int
    buffers: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.weights + self.cache + self.buffers


def need(model: Gguf, context: int) -> Need:
    """An upper estimate: the scores buffer is reserved in full but touched only in part."""
    return Need(
        weights=model.size,
        cache=context * model.kv_values_per_token * _KV_BYTES,
        buffers=min(BATCH, context) * model.vocabulary * 4 + _OVERHEAD,
    )


def available() -> int:
    """Bytes free for a new process: the machine's, or less where a container is limited."""
    import psutil

    free = int(psutil.virtual_memory().available)
    for limit, used in _CGROUP:
        try:
            room = int(limit.read_text()) - int(used.read_text()) + _reclaimable(used.parent / "memory.stat")
        except (OSError, ValueError):  # no such control group, or no limit ("max")
            continue
        free = min(free, max(room, 0))
    return free


def _reclaimable(stat: Path) -> int:
    """Cached file pages count as used, but are given back when memory is asked for."""
    fields = dict(line.split() for line in stat.read_text().splitlines() if line.startswith("inactive_file "))
    return int(fields.get("inactive_file", 0))


def check_fits(model: Gguf, context: int, free: int | None = None) -> None:
    """Raises `ModelTooLarge` saying what would help."""
    needed = need(model, context)
    there = available() if free is None else free
    if needed.total <= there:
        return
    smaller = context
    while smaller > 512 and need(model, smaller).total > there:
        smaller //= 2
    helps = (
        f"Set MENTOR_LLM_CONTEXT={smaller}, close other programs,"
        if smaller < context and need(model, smaller).total <= there
        else "Close other programs,"
    )
    raise ModelTooLarge(
        f"{model.path.name} needs about {gigabytes(needed.total)} of memory ({gigabytes(needed.weights)} weights, "
        f"{gigabytes(needed.cache)} for {context} tokens of context) and {gigabytes(there)} is free. {helps} "
        f"or choose a smaller model: `mentor model list`."
    )


def gigabytes(size: int) -> str:
    """For people: 0.25 GB, 4.7 GB, 31 GB."""
    value = size / 1e9
    return f"{value:.2f} GB" if value < 1 else f"{value:.1f} GB" if value < 10 else f"{value:,.0f} GB"

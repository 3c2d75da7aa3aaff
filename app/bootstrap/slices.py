"""The further slices of the mentor, each made from its own file here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.settings import Settings

if TYPE_CHECKING:
    from graphs.mentor.slices import RunSlice, SliceName, Slices


def make_slices(settings: Settings) -> Slices:  # noqa: ARG001
    """Compiles each slice's graph once; the learner's records come with each turn."""
    from graphs.mentor.slices import Slices

    run: dict[SliceName, RunSlice] = {}
    return Slices(run)

"""The terminal shell, one file per command or noun; `main` is what the command `mentor` runs."""

from __future__ import annotations


def main() -> None:
    """Imports the commands only now: an import of this package costs nothing."""
    import gc

    # Next to nothing that an import makes is garbage, and looking for it again and again takes a tenth of a start.
    gc.set_threshold(50_000, 20, 100)
    from app.cli.program import program

    program(prog_name="mentor")

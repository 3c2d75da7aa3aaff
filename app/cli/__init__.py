"""The terminal shell, one file per command or noun; `main` is what the command `mentor` runs."""

from __future__ import annotations


def main() -> None:
    """Imports the commands only now: an import of this package costs nothing."""
    from app.cli.program import program

    program(prog_name="mentor")

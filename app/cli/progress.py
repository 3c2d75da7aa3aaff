"""Progress on standard error: one line that changes in a terminal, a line per step in a file."""

from __future__ import annotations

import shutil
import sys


class Progress:
    """Says what is being done; says nothing twice."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._last = ""

    def say(self, text: str, detail: str = "") -> None:
        """Replaces the line before it in a terminal; `detail` is shown only there."""
        shown = f"{text} {detail}".rstrip() if self._live else text
        if shown == self._last:
            return
        self._last = shown
        if self._live:
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write(f"\r\x1b[K{shown[:width]}")
        else:
            sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    def clear(self) -> None:
        """Takes the line away, before anything else is printed."""
        if self._live and self._last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._last = ""

"""From raw pieces of a model to text that may be shown: whole characters, no stop strings, no hidden reasoning."""

from __future__ import annotations

import codecs
from collections.abc import Sequence


def _held_back(text: str, marks: Sequence[str]) -> int:
    """Length of the longest end of `text` that may be the beginning of a mark."""
    longest = min(len(text), max((len(mark) for mark in marks), default=1) - 1)
    for length in range(longest, 0, -1):
        end = text[-length:]
        if any(mark.startswith(end) for mark in marks):
            return length
    return 0


class WholeCharacters:
    """A token may end inside a UTF-8 character; what is not complete waits for the next one."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def feed(self, raw: bytes) -> str:
        """The characters that are complete now."""
        return self._decoder.decode(raw)

    def finish(self) -> str:
        """What was left open, as replacement characters."""
        return self._decoder.decode(b"", final=True)


class StopAt:
    """Cuts the text before the first stop string, also when one arrives in several pieces."""

    def __init__(self, stops: Sequence[str]) -> None:
        self._stops = [stop for stop in stops if stop]
        self._held = ""
        self.stopped = False

    def feed(self, text: str) -> str:
        """What is certainly before any stop string."""
        if self.stopped:
            return ""
        text = self._held + text
        found = [at for at in (text.find(stop) for stop in self._stops) if at >= 0]
        if found:
            self.stopped, self._held = True, ""
            return text[: min(found)]
        keep = _held_back(text, self._stops)
        self._held = text[len(text) - keep :]
        return text[: len(text) - keep]

    def finish(self) -> str:
        """What was held back in case it began a stop string."""
        held, self._held = self._held, ""
        return "" if self.stopped else held


class WithoutThinking:
    """Drops `<think>...</think>`, which reasoning models put before the answer; an unclosed one hides the rest."""

    def __init__(self) -> None:
        self._held = ""
        self._inside = False
        self._begun = False
        self._trim = False

    def feed(self, text: str) -> str:
        """The part of the text that is not reasoning."""
        out: list[str] = []
        text = self._held + text
        self._held = ""
        while text:
            mark = "</think>" if self._inside else "<think>"
            at = text.find(mark)
            if at < 0:
                keep = _held_back(text, [mark])
                if not self._inside:
                    out.append(text[: len(text) - keep])
                self._held = text[len(text) - keep :]
                break
            if not self._inside:
                out.append(text[:at])
            self._inside = not self._inside
            self._trim = not self._begun
            text = text[at + len(mark) :]
        shown = "".join(out)
        if self._trim:
            shown = shown.lstrip()
        if shown.strip():
            self._begun, self._trim = True, False
        return shown

    def finish(self) -> str:
        """What was held back in case it began a mark."""
        held, self._held = self._held, ""
        return "" if self._inside else held

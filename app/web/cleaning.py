"""What people send, made safe to store and to show; the words themselves are left alone."""

from __future__ import annotations

import re
import unicodedata

from graphs.errors import EmptyMessage, MessageTooLong

JOINERS = "\u200c\u200d"
"""Needed by Persian and by emoji; every other invisible format character goes."""

TERMINAL_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,1000}(?:\x07|\x1b\\)|[@-Z\\^_])")
"""Colours and the like, pasted from a terminal: without its first character the rest would be read as words."""


def clean_text(text: str, *, keep_lines: bool = True) -> str:
    """Without control characters, lone surrogates, and the marks that reverse or hide text."""
    text = TERMINAL_SEQUENCE.sub("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if not keep_lines:
        text = " ".join(text.split())
    return "".join(each for each in text if _visible(each)).strip()


def clean_message(text: str, limit: int) -> str:
    """Raises `MessageTooLong` or `EmptyMessage` with what to do."""
    if len(text) > limit:
        raise MessageTooLong(
            f"Your message has {len(text):,} characters and at most {limit:,} can be read at once. "
            "Send the part that your question is about."
        )
    cleaned = clean_text(text)
    if not any(each.isalnum() for each in cleaned):
        raise EmptyMessage("There is nothing to read in your message. Write a question in words.")
    return cleaned


def _visible(character: str) -> bool:
    if character in "\n\t" or character in JOINERS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")

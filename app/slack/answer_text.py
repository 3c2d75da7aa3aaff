"""An answer as Markdown that grows sentence by sentence."""

from __future__ import annotations

from app.slack.markup import safe_markdown
from graphs.events import Citation, Sentence


class AnswerText:
    """Joins sentences as their styles say; `whole` is always what was added so far."""

    def __init__(self) -> None:
        self.whole = ""
        self.citations: list[Citation] = []
        self._previous = ""

    def add(self, sentence: Sentence) -> None:
        """With its citation numbers behind it."""
        words = safe_markdown(sentence.text)
        if sentence.citations:
            words += " " + "".join(f"[{each.number}]" for each in sentence.citations)
        self.citations += sentence.citations
        self._append(sentence.style, words)

    def add_words(self, words: str) -> None:
        """Words of the mentor's own as a paragraph."""
        self._append("lead", safe_markdown(words))

    def _append(self, style: str, words: str) -> None:
        if style == "bullet":
            # "1. Docker" is an item already; a dash before it would nest a list in a list.
            number = words.partition(" ")[0]
            mark = "" if number.endswith(".") and number[:-1].isdigit() else "- "
            joined = ("\n" if self._previous == "bullet" else "\n\n") + mark + words
        elif style == "text" and self._previous == "text":
            joined = f" {words}"
        elif style == "heading":
            joined = f"\n\n### {words}"
        else:
            joined = f"\n\n{words}"
        self.whole += joined if self.whole else joined.lstrip("\n")
        self._previous = style

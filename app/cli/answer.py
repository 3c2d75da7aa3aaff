"""An answer laid out for a terminal, as its events arrive."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import TextIO

from graphs.events import Citation, Declined, DocumentReady, Done, Event, Question, Sentence

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"(?<![\w*])\*(?!\s)([^*\n]+?)(?<!\s)\*(?![\w*])")
_CODE = re.compile(r"`([^`]+)`")
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])


def harmless(text: str) -> str:
    """Without control characters: the words of a document must not steer the terminal."""
    kept = "".join(" " if unicodedata.category(char) == "Cc" else char for char in text)
    return kept.translate(_BIDI)


class AnswerWriter:
    """Sentences flow into paragraphs, bullets stand alone, the numbered sources follow at the end."""

    def __init__(self, out: TextIO | None = None, *, width: int | None = None, numbered: bool = False) -> None:
        self._out = out or sys.stdout
        self._numbered = numbered
        self._styled = self._out.isatty()
        self._width = width or (min(shutil.get_terminal_size().columns, 100) if self._styled else 0)
        self._column = 0
        self._block = ""
        self.citations: dict[int, list[Citation]] = {}
        self.sentences: list[Sentence] = []
        self.declined: Declined | None = None
        self.question: Question | None = None
        self.done: Done | None = None

    def take(self, event: Event) -> None:
        """Writes what is to be read; remembers the rest."""
        if isinstance(event, Sentence):
            self.sentences.append(event)
            for citation in event.citations:
                known = self.citations.setdefault(citation.number, [])
                if citation.text not in {each.text for each in known}:
                    known.append(citation)
            self._sentence(event)
        elif isinstance(event, Declined):
            self.declined = event
            self._paragraph(event.text)
            self._bullets("My sources can tell:" if event.offers else "", event.offers)
        elif isinstance(event, Question):
            self.question = event
            self._paragraph(event.text)
            numbers = {reply: number for number, reply in self.numbered_replies.items()} if self._numbered else {}
            for reply in event.quick_replies:
                self._new_block("bullet")
                self._write(f"{numbers[harmless(plain(reply))]}. {reply}" if numbers else f"- {reply}", indent=2)
                self._line()
        elif isinstance(event, DocumentReady):
            self._paragraph(where_to_find(event))
        elif isinstance(event, Done):
            self.done = event

    def finish(self) -> None:
        """Ends the last line."""
        if self._column:
            self._line()
        self._block = ""
        self._out.flush()

    def sources(self) -> None:
        """The numbered passages with the words that bear the answer out."""
        self.finish()
        if not self.citations:
            return
        self._line()
        self._write("Sources", bold=True)
        self._line()
        for number, cited in sorted(self.citations.items()):
            first = cited[0]
            self._write(f"[{number}] {first.document_title}", indent=4)
            self._line()
            self._write(f"    {first.source}; {first.document}, {first.section}", indent=4)
            self._line()
            for each in cited:
                self._write(f"    “{each.text}”", indent=4)
                self._line()
        self._out.flush()

    @property
    def numbered_replies(self) -> dict[str, str]:
        """Replies of the question by number; none where one begins with a number itself: "5" is an answer there."""
        replies = self.question.quick_replies if self.question is not None else ()
        if any(reply[:1].isdigit() for reply in replies):
            return {}
        return {str(number): harmless(plain(reply)) for number, reply in enumerate(replies, 1)}

    @property
    def text(self) -> str:
        """Plain, without markers: what the next question's history needs."""
        said = [sentence.text for sentence in self.sentences]
        if self.declined:
            said.append(self.declined.text)
        if self.question:
            said.append(self.question.text)
        return " ".join(plain(each) for each in said)

    def _sentence(self, sentence: Sentence) -> None:
        marks = "".join(f"[{number}]" for number in sorted({each.number for each in sentence.citations}))
        text = f"{sentence.text} {marks}" if marks else sentence.text
        if sentence.style in ("bullet", "heading", "note"):
            self._new_block(sentence.style)
            self._write(
                ("- " if sentence.style == "bullet" else "") + text,
                indent=2,
                bold=sentence.style == "heading",
            )
            self._line()
        else:
            if self._block != "text":
                self._new_block("text")
            elif self._column:
                text = " " + text
            self._write(text)
        self._out.flush()

    def _paragraph(self, text: str) -> None:
        self._new_block("paragraph")
        self._write(text)
        self._line()

    def _bullets(self, lead: str, items: Sequence[str]) -> None:
        if not items:
            return
        if lead:
            self._paragraph(lead)
        for item in items:
            self._new_block("bullet")
            self._write(f"- {item}", indent=2)
            self._line()

    def _new_block(self, block: str) -> None:
        if self._column:
            self._line()
        if self._block and not (block == self._block == "bullet"):
            self._line()
        self._block = block

    def _line(self) -> None:
        self._out.write("\n")
        self._column = 0

    def _write(self, text: str, *, indent: int = 0, bold: bool = False) -> None:
        """Breaks lines between words when it writes to a terminal."""
        text = plain(harmless(text))
        lead = text[: len(text) - len(text.lstrip())]
        words = [(lead if number == 0 else "") + word for number, word in enumerate(text.split())]
        for number, word in enumerate(words):
            width = len(word)
            glue = " " if number else ""
            if self._width and self._column and self._column + len(glue) + width > self._width:
                self._line()
                glue = " " * indent
                word = word.lstrip()
            self._out.write(glue + self._dressed(word, bold=bold))
            self._column += len(glue) + width

    def _dressed(self, word: str, *, bold: bool) -> str:
        return f"\x1b[1m{word}\x1b[0m" if bold and self._styled else word


_COMMANDS = {
    "assessment": "mentor assessment show", "plan": "mentor plan show", "roadmap": "mentor roadmap",
    "market": "mentor market report", "export": "mentor export my-data",
}  # fmt: skip


def where_to_find(document: DocumentReady) -> str:
    """The command that shows what has a link on the page."""
    command = _COMMANDS.get(document.name)
    return f"To see it: {command}" if command else f"{document.name}: {document.address}"


def plain(text: str) -> str:
    """Without inline Markdown."""
    return _ITALIC.sub(r"\1", _CODE.sub(r"\1", _BOLD.sub(r"\1", text)))

"""Bytes to clean text, and plain text to a Markdown body that shows it as it is."""

from __future__ import annotations

import re
import unicodedata

from ingest.documents import Text
from ingest.errors import DocumentUnreadable

# Invisible characters that hide or reorder text: bidirectional controls, zero-width characters, tags.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\U000e0000-\U000e007f]")
# Half of a surrogate pair, which PDFs can hold, cannot be stored.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BULLET = re.compile(r"^(\s*)(?:[•◦▪‣·*+]|-(?!-))\s+(?=\S)")
_NUMBER = re.compile(r"^(\s*)(\d{1,3})[.)]\s+(?=\S)")


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 with a byte order mark, or Windows-1252; line ends and invisible characters normalised.

    Raises `DocumentUnreadable` for what is not text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return clean(data.decode("utf-16"))
        except UnicodeDecodeError as error:
            raise DocumentUnreadable("It is marked as UTF-16 but is cut short. Save it again as UTF-8.") from error
    if b"\x00" in data[:8192]:
        raise DocumentUnreadable("It holds binary data, not text. Save it as UTF-8 text, Markdown, HTML or PDF.")
    try:
        return clean(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        try:
            return clean(data.decode("cp1252"))
        except UnicodeDecodeError:
            raise DocumentUnreadable("It is neither UTF-8 nor Windows-1252 text. Save it as UTF-8.", line) from error


def clean(text: str) -> str:
    """Canonical Unicode and line ends, without control and invisible characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\u2028", "\n")
    text = _CONTROL.sub("", _INVISIBLE.sub("", text)).replace("\u00a0", " ")
    return unicodedata.normalize("NFC", text)


def escape(text: str) -> str:
    """Markdown that renders as exactly this text."""
    text = re.sub(r"([\\`*_\[\]<>|&~])", r"\\\1", text)
    text = re.sub(r"(?m)^(\s*)([#+=-])", r"\1\\\2", text)
    return re.sub(r"(?m)^(\s*\d{1,9})([.)])(?=\s)", r"\1\\\2", text)


def paragraphs(text: str) -> str:
    """Plain text as Markdown: blank lines separate paragraphs, bullets and numbers stay lists, all else is literal."""
    lines = []
    for line in text.expandtabs(4).split("\n"):
        bullet, number = _BULLET.match(line), _NUMBER.match(line)
        if bullet:
            lines.append("- " + escape(line[bullet.end() :].strip()))
        elif number:
            lines.append(f"{number.group(2)}. " + escape(line[number.end() :].strip()))
        else:
            lines.append(escape(line.strip()))
    return "\n".join(lines).strip() + "\n"


def load_text(data: bytes, name: str) -> Text:
    """A plain text file; its first short line is its title."""
    text = decode(data)
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    title = first if 0 < len(first) <= 80 else name
    return Text(body=paragraphs(text), title=title, source=title)

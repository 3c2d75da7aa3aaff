"""Saved postings as text: what a learner uploads, read by the loaders of the knowledge base."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from graphs.errors import BadValue, MessageTooLong

MOST_BYTES = 4_000_000
"""A saved page with its pictures beside it stays below 2 MB; a PDF of a posting below one."""
KINDS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf")
_PAGE = re.compile(r"^## Page \d+\n+", re.M)
_BULLETS = re.compile(r"[ ]+([•●▪◦‣])[ ]+")


def posting_text(name: str, data: bytes) -> str:
    """The words of a file. Raises `BadValue` for a file that cannot be read, `MessageTooLong` for one that is too large."""
    from ingest.errors import DocumentUnreadable
    from ingest.files import Source, load

    shown = PurePosixPath(name.replace("\\", "/")).name[:120] or "posting.txt"
    if len(data) > MOST_BYTES:
        raise MessageTooLong(
            f"{shown} has {len(data) / 1e6:.1f} MB; at most {MOST_BYTES / 1e6:.0f} MB can be read. "
            "Copy the posting's text and paste it instead."
        )
    suffix = PurePosixPath(shown).suffix.casefold()
    if suffix not in KINDS and not data.startswith(b"%PDF-"):
        raise BadValue(
            f"{shown}: files that end in {', '.join(KINDS)} can be read. Save it as one of these, or paste its text."
        )
    path = Path(shown) if suffix in KINDS else Path(f"{shown}.pdf")
    try:
        body = load(Source(path, shown, "postings"), data).body
    except DocumentUnreadable as error:
        raise BadValue(f"{shown}: {error}") from error
    body = _PAGE.sub("", body)
    return _BULLETS.sub(r"\n\1 ", body)

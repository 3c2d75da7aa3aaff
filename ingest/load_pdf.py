"""PDF to a Markdown body, one section per page."""

from __future__ import annotations

import io
import logging
import re

from ingest.documents import Text
from ingest.errors import DocumentUnreadable
from ingest.load_text import clean, paragraphs

MAX_PAGES = 2000


def load_pdf(data: bytes, name: str) -> Text:
    """The text layer of a PDF.

    Raises `DocumentUnreadable` for a broken or encrypted file and for scans, which hold pictures of text only.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs every oddity; we report one sentence
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentUnreadable("It is protected by a password. Save a copy without the password.")
        if len(reader.pages) > MAX_PAGES:
            raise DocumentUnreadable(f"It has more than {MAX_PAGES} pages. Split it into smaller files.")
        pages = [clean(page.extract_text() or "") for page in reader.pages]
        title = str((reader.metadata.title if reader.metadata else "") or "").strip()
    except DocumentUnreadable:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        # pypdf lets ordinary exceptions escape on damaged input
        raise DocumentUnreadable(
            "It is not a readable PDF, or is damaged. Open and save it again, or export text."
        ) from error
    if not any(page.strip() for page in pages):
        raise DocumentUnreadable("It holds no text, only pictures (a scan?). Run text recognition on it first.")
    body = "\n".join(f"## Page {number}\n\n{_flow(page)}" for number, page in enumerate(pages, 1) if page.strip())
    title = clean(title) or name
    return Text(body=body, title=title, source=title)


def _flow(page: str) -> str:
    """Lines broken to fit the page, joined again; a short line, or one that ends a sentence early, ends a paragraph."""
    page = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", page)
    lines = [line.strip() for line in page.split("\n")]
    longest = max((len(line) for line in lines), default=0)
    flowed: list[str] = []
    for line in lines:
        flowed.append(line)
        if line and (len(line) < 0.6 * longest or (line[-1] in ".!?:" and len(line) < 0.85 * longest)):
            flowed.append("")
    return paragraphs("\n".join(flowed))

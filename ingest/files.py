"""Which files there are, and each as text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.documents import Text
from ingest.errors import DocumentUnreadable, StoreUnreachable
from ingest.load_html import load_html
from ingest.load_markdown import load_markdown
from ingest.load_pdf import load_pdf
from ingest.load_text import load_text

MAX_BYTES = 20 * 1024 * 1024

_LOADERS: dict[str, Callable[[bytes, str], Text]] = {
    ".md": load_markdown,
    ".markdown": load_markdown,
    ".txt": load_text,
    ".text": load_text,
    ".html": load_html,
    ".htm": load_html,
    ".pdf": load_pdf,
}
SUFFIXES = tuple(sorted(_LOADERS))


@dataclass(frozen=True)
class Root:
    """A folder (or one file) to ingest."""

    path: Path
    name: str
    """Documents remember their root by this name: what vanished from it is removed, other roots are left alone."""
    prefix: str = ""
    """Put before each document's id, so that two roots may hold files of the same name."""
    optional: bool = False
    """A missing folder counts as empty; otherwise it is an error, since an unmounted disk must not empty the base."""


@dataclass(frozen=True)
class Source:
    """One file found."""

    path: Path
    document: str
    root: str
    trouble: str = ""
    """Why it is not even opened."""


def find_sources(roots: tuple[Root, ...]) -> list[Source]:
    """Files of known kinds below the roots in a stable order; hidden ones and other kinds are passed over."""
    found = [source for root in roots for source in _below(root)]
    seen: dict[str, Source] = {}
    for source in found:
        if source.document in seen:
            raise StoreUnreachable(
                f"{source.path} and {seen[source.document].path} would have the same id {source.document}. Rename one."
            )
        seen[source.document] = source
    return found


def _below(root: Root) -> Iterator[Source]:
    try:
        base = root.path.resolve(strict=True)
        names = [base] if base.is_file() else sorted(base.rglob("*"))
    except OSError as error:
        if root.optional and isinstance(error, FileNotFoundError):
            return
        raise StoreUnreachable(
            f"{root.path} cannot be read ({error.strerror}). Give a folder or file that exists."
        ) from error
    top = base.parent if base.is_file() else base
    for path in names:
        relative = path.relative_to(top)
        if any(part.startswith(".") for part in relative.parts) or path.suffix.lower() not in _LOADERS:
            continue
        document = root.prefix + relative.as_posix()
        if path.is_symlink() and not path.resolve().is_relative_to(top):
            yield Source(path, document, root.name, "It is a link that leads out of the folder. Copy the file instead.")
        elif path.is_symlink() and not path.exists():
            yield Source(path, document, root.name, "It is a link to a file that is not there.")
        elif path.is_file():
            yield Source(path, document, root.name)


def read_bytes(source: Source) -> tuple[bytes, str]:
    """The file and its sha256. Raises `DocumentUnreadable` for files that are empty, too large or not ours to read."""
    if source.trouble:
        raise DocumentUnreadable(source.trouble)
    try:
        size = source.path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentUnreadable(
                f"It is {size / 2**20:.0f} MB; the limit is {MAX_BYTES // 2**20} MB. Split it into smaller files."
            )
        data = source.path.read_bytes()
    except OSError as error:
        raise DocumentUnreadable(f"It cannot be read ({error.strerror}). Check its permissions.") from error
    return data, hashlib.sha256(data).hexdigest()


def load(source: Source, data: bytes) -> Text:
    """Raises `DocumentUnreadable`, also for a file that has nothing to read in it."""
    if not data.strip():
        raise DocumentUnreadable("It is empty. Fill it, or delete it.")
    suffix = source.path.suffix.lower()
    if suffix != ".pdf" and data.startswith(b"%PDF-"):
        suffix = ".pdf"
    try:
        text = _LOADERS[suffix](data, source.path.stem)
    except RecursionError as error:
        raise DocumentUnreadable("Its elements are nested too deeply. Simplify it, or save it as text.") from error
    if not text.body.strip():
        raise DocumentUnreadable("It holds no readable text.")
    return text

"""The write side: brings the knowledge base in line with the files, and does no more than it must."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ingest.chunk import chunks, windows
from ingest.collection import (
    SCHEMA,
    STAMP_ID,
    Point,
    PointKind,
    Stamp,
    collection_name,
    document_point_id,
    passage_point_id,
    sparse_document,
    text_point_id,
)
from ingest.documents import Chunk, Document, Text, chunk_from_payload, chunk_payload, document_from_payload
from ingest.embed import Embedder
from ingest.errors import DocumentUnreadable
from ingest.files import Root, Source, find_sources, load, read_bytes
from ingest.store import Collection, Store

OnProgress = Callable[[int, int, str], None]
"""Told (done, total, label) before each file and once at the end."""

_ENCODE_AT_ONCE = 512
_OPTIMIZE_FROM = 20_000
"""Below, exact search takes a few milliseconds and indexes would only cost."""


@dataclass(frozen=True)
class Problem:
    """A file that could not be read; an earlier version of it, if there is one, goes on serving."""

    document: str
    message: str
    line: int = 0


@dataclass
class Report:
    """What an ingest did."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Oddities that did not stop a file: a question note on a heading without text."""
    passages: int = 0
    """Passages of the files that were written."""
    encoded: int = 0
    """Texts given to the embedding model; the others kept their vectors."""
    cancelled: bool = False
    rebuilt: bool = False
    """True when a new collection was built aside and took over."""


def _silent(_done: int, _total: int, _label: str) -> None:
    """Nobody watches."""


def read_stamp(collection: Collection) -> Stamp | None:
    """With what the collection was built; none for one whose build was interrupted at the very start."""
    for record in collection.retrieve([STAMP_ID]):
        return Stamp(**record.payload["stamp"])
    return None


def ingest(
    store: Store,
    embedder: Embedder,
    roots: Sequence[Root],
    on_progress: OnProgress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Makes the knowledge base hold exactly what is in the roots (documents of other roots stay).

    Each file is complete before its hash is recorded, so that an interrupted run is repaired by the next one.
    Unchanged files cost a hash and do not load the embedding model. With another embedding model or schema
    a new collection is built aside while the old one serves.
    """
    report = Report()
    sources = find_sources(tuple(roots))
    serving = store.serving()
    stamp = read_stamp(serving) if serving else None
    if serving and stamp and (stamp.model, stamp.schema) == (embedder.name, SCHEMA):
        target = serving
    else:
        report.rebuilt = True
        target = store.open(collection_name(embedder.name, embedder.dimension), embedder.dimension)
        _write_stamp(target, Stamp(embedder.name, embedder.dimension))
    known = _known(target)
    progress = on_progress or _silent
    for done, source in enumerate(sources):
        if cancelled():
            report.cancelled = True
            return report
        progress(done, len(sources), source.document)
        try:
            _bring_in(target, embedder, source, known.get(source.document), report)
        except DocumentUnreadable as error:
            report.problems.append(Problem(source.document, str(error), error.line))
    names = {root.name for root in roots}
    present = {source.document for source in sources}
    for gone in sorted(name for name, old in known.items() if old.root in names and name not in present):
        _remove(target, gone)
        report.removed.append(gone)
    if report.rebuilt and serving and stamp and stamp.schema == SCHEMA:
        _carry_over(serving, target, embedder, names, report)
    if report.added or report.changed or report.removed or report.rebuilt:
        hashes = sorted(f"{name} {old.sha256}" for name, old in _known(target).items())
        corpus = hashlib.sha256("\n".join(hashes).encode()).hexdigest()
        _write_stamp(target, Stamp(embedder.name, embedder.dimension, SCHEMA, corpus))
        if report.passages >= _OPTIMIZE_FROM // 20:
            target.optimize()
    if report.rebuilt:
        store.switch(target.name)
    progress(len(sources), len(sources), "")
    return report


@dataclass(frozen=True)
class _Known:
    root: str
    sha256: str


def _known(collection: Collection) -> dict[str, _Known]:
    found = collection.records({"kind": ["document"]}, fields=["id", "root", "sha256"])
    return {record.payload["id"]: _Known(record.payload["root"], record.payload["sha256"]) for record in found}


def _write_stamp(collection: Collection, stamp: Stamp) -> None:
    collection.upsert([Point(STAMP_ID, {"kind": "stamp", "stamp": asdict(stamp)})])


def _bring_in(target: Collection, embedder: Embedder, source: Source, old: _Known | None, report: Report) -> None:
    data, sha256 = read_bytes(source)
    if old == _Known(source.root, sha256):
        report.unchanged.append(source.document)
        return
    text = load(source, data)
    made = chunks(text, source.document)
    if not made:
        raise DocumentUnreadable("It holds no sentences to quote, only headings or rules.")
    _note_lost_questions(text, made, source, report)
    document = Document(
        id=source.document,
        title=text.title,
        source=text.source,
        date=text.date,
        topics=text.topics,
        passages=len(made),
        body=text.body,
        root=source.root,
        sha256=sha256,
    )
    _write(target, embedder, document, made, report)
    (report.changed if old else report.added).append(source.document)


def _write(target: Collection, embedder: Embedder, document: Document, made: Sequence[Chunk], report: Report) -> None:
    """Puts a document in place of its earlier version; an interruption leaves each passage whole and is repaired."""
    texts = [wanted for chunk in made for wanted in _points(chunk)]
    stale = {record.id for record in target.records({"document": [document.id]}, fields=["kind"])}
    vectors = _kept_vectors(target, texts, stale)
    fresh = [wanted for wanted in texts if wanted.point.id not in vectors]
    for at in range(0, len(fresh), _ENCODE_AT_ONCE):
        batch = fresh[at : at + _ENCODE_AT_ONCE]
        rows = embedder.encode([wanted.text for wanted in batch])
        vectors.update({wanted.point.id: row.tolist() for wanted, row in zip(batch, rows, strict=True)})
    report.encoded += len(fresh)
    target.upsert(
        [
            Point(wanted.point.id, wanted.point.payload, vectors[wanted.point.id], sparse_document(wanted.text))
            for wanted in texts
        ]
    )
    target.delete(sorted(stale - {wanted.point.id for wanted in texts}))
    # last: its hash says that all of the document is there
    target.upsert([Point(document_point_id(document.id), {"kind": "document", **asdict(document)})])
    report.passages += len(made)


def _carry_over(old: Collection, target: Collection, embedder: Embedder, roots: set[str], report: Report) -> None:
    """Documents of roots that are not part of this run, from the old collection into the one being built."""
    known = _known(target)
    for record in list(old.records({"kind": ["document"]})):
        document = document_from_payload(record.payload)
        if document.root in roots or known.get(document.id) == _Known(document.root, document.sha256):
            continue
        found = old.records({"document": [document.id], "kind": ["passage"]}, fields=["passage"])
        made = [chunk_from_payload(each.payload["passage"]) for each in found if each.payload.get("passage")]
        _write(target, embedder, document, sorted(made, key=lambda chunk: chunk.position), report)


@dataclass(frozen=True)
class _Wanted:
    """A point to write and the text of its vectors."""

    point: Point
    text: str


def _kept_vectors(target: Collection, texts: Sequence[_Wanted], there: set[str]) -> dict[str, Sequence[float]]:
    """Vectors of texts that were in the document before and need not be computed again."""
    wanted = {each.point.id: each.text for each in texts if each.point.id in there}
    ids = list(wanted)
    return {
        record.id: record.dense
        for at in range(0, len(ids), 1000)
        for record in target.retrieve(ids[at : at + 1000], vectors=True)
        if record.dense is not None and record.payload.get("text") == wanted[record.id]
    }


def _points(chunk: Chunk) -> Iterator[_Wanted]:
    version = chunk.version
    facets: dict[str, Any] = {
        "chunk": chunk.id,
        "version": version,
        "document": chunk.document,
        "about": chunk.ask.about,
        "levels": list(chunk.ask.levels),
        "skills": list(chunk.ask.skills),
        "kinds": list(chunk.ask.kinds),
    }
    for number, window in enumerate(windows(chunk)):
        payload: dict[str, Any] = {**facets, "kind": "passage", "text": window}
        if number == 0:
            payload["passage"] = chunk_payload(chunk)
        yield _Wanted(Point(passage_point_id(chunk.id, number), payload), window)
    for kind, ids, texts in (
        ("question", question_ids(chunk), chunk.ask.questions),
        ("unit", unit_ids(chunk), tuple(unit.statement for unit in chunk.units)),
    ):
        for index, (identity, text) in enumerate(zip(ids, texts, strict=True)):
            yield _Wanted(Point(identity, {**facets, "kind": kind, "unit": index, "text": text}), text)


def question_ids(chunk: Chunk) -> list[str]:
    """The ids of the points of a passage's questions, in order."""
    return _ids("question", chunk.id, chunk.ask.questions)


def unit_ids(chunk: Chunk) -> list[str]:
    """The ids of the points of a passage's units, in order."""
    return _ids("unit", chunk.id, [unit.statement for unit in chunk.units])


def _ids(kind: PointKind, chunk: str, texts: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    ids = []
    for text in texts:
        ids.append(text_point_id(kind, chunk, text, seen[text]))
        seen[text] += 1
    return ids


def _remove(target: Collection, document: str) -> None:
    ids = [record.id for record in target.records({"document": [document]}, fields=["kind"])]
    target.delete(ids)
    target.delete([document_point_id(document)])


def _note_lost_questions(text: Text, made: Sequence[Chunk], source: Source, report: Report) -> None:
    kept = {chunk.ask for chunk in made}
    lines = text.body.split("\n")
    report.notes += [
        f"{source.document}: `{lines[line].lstrip('# ')}` has questions but no text of its own; they were not used."
        for line, ask in text.asks.items()
        if ask.questions and ask not in kept
    ]

"""Qdrant Edge: the engine inside this process, one folder per collection.

<folder>/lock               held while a process has the store open; holds its process id
<folder>/serving            name of the serving collection, replaced atomically
<folder>/collections/NAME/  one Edge shard
"""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

from ingest.collection import DENSE, KEYWORDS, SPARSE, Hit, Point, Record, Sparse
from ingest.errors import KnowledgeLocked, StoreUnreachable
from ingest.store import RRF_K, Where

if TYPE_CHECKING:
    import qdrant_edge

_BATCH = 1000
_Result = TypeVar("_Result")
_PAGE = 5000


class EdgeCollection:
    """One shard."""

    def __init__(self, name: str, path: Path, dimension: int) -> None:
        import qdrant_edge as edge

        self._name = name
        self._edge = edge
        self.path = path
        try:
            if (path / "edge_config.json").exists() or any(path.glob("segments/*")):
                self._shard = edge.EdgeShard.load(str(path))
            else:
                self._shard = self._create(path, dimension)
        except Exception as error:  # the Rust binding raises bare Exception
            if "WouldBlock" in str(error) or "lock" in str(error).lower():
                raise KnowledgeLocked(_locked_message(path.parent.parent)) from error
            raise StoreUnreachable(
                f"The knowledge base in {path} cannot be opened ({error}). Delete that folder and run `mentor ingest`."
            ) from error

    def _create(self, path: Path, dimension: int) -> qdrant_edge.EdgeShard:
        edge = self._edge
        path.mkdir(parents=True, exist_ok=True)
        shard: qdrant_edge.EdgeShard = edge.EdgeShard.create(
            str(path),
            edge.EdgeConfig(
                vectors={DENSE: edge.EdgeVectorParams(size=dimension, distance=edge.Distance.Cosine)},
                sparse_vectors={SPARSE: edge.EdgeSparseVectorParams(modifier=edge.Modifier.Idf)},
            ),
        )
        for field in KEYWORDS:
            shard.update(edge.UpdateOperation.create_field_index(field, edge.KeywordIndexParams()))
        return shard

    @property
    def name(self) -> str:
        """Its folder's name."""
        return self._name

    def upsert(self, points: Sequence[Point]) -> None:
        """See `store.Collection`."""
        edge = self._edge
        for at in range(0, len(points), _BATCH):
            batch = []
            for point in points[at : at + _BATCH]:
                vector: dict[str, Any] = {}
                if point.dense is not None:
                    vector[DENSE] = list(point.dense)
                if point.sparse is not None:
                    vector[SPARSE] = edge.SparseVector(list(point.sparse.indices), list(point.sparse.values))
                batch.append(edge.Point(point.id, vector, dict(point.payload)))
            self._run(self._shard.update, edge.UpdateOperation.upsert_points(batch))

    def delete(self, ids: Sequence[str]) -> None:
        """See `store.Collection`."""
        if ids:
            self._run(self._shard.update, self._edge.UpdateOperation.delete_points(list(ids)))

    def hybrid(
        self, dense: Sequence[float], sparse: Sparse, where: Where, limit: int, fields: Sequence[str]
    ) -> list[Hit]:
        """See `store.Collection`."""
        edge = self._edge
        only = self._filter(where)
        prefetches = [edge.Prefetch(limit=limit, query=self._nearest(dense), filter=only)]
        if sparse.indices:
            prefetches.append(edge.Prefetch(limit=limit, query=self._words(sparse), filter=only))
        found = self._run(
            self._shard.query,
            edge.QueryRequest(
                limit=limit, query=edge.Fusion.Rrf(RRF_K), prefetches=prefetches, with_payload=list(fields)
            ),
        )
        return [Hit(str(point.id), point.score, point.payload or {}) for point in found]

    def word_scores(self, sparse: Sparse, where: Where, limit: int) -> dict[str, float]:
        """See `store.Collection`."""
        if not sparse.indices:
            return {}
        found = self._run(
            self._shard.query,
            self._edge.QueryRequest(limit=limit, query=self._words(sparse), filter=self._filter(where)),
        )
        return {str(point.id): point.score for point in found}

    def records(self, where: Where, fields: Sequence[str] = ()) -> Iterator[Record]:
        """See `store.Collection`."""
        offset = None
        while True:
            page, offset = self._run(
                self._shard.scroll,
                self._edge.ScrollRequest(
                    offset=offset, limit=_PAGE, filter=self._filter(where), with_payload=list(fields) or True
                ),
            )
            for point in page:
                yield Record(str(point.id), point.payload or {})
            if offset is None:
                return

    def retrieve(self, ids: Sequence[str], *, vectors: bool = False) -> list[Record]:
        """See `store.Collection`."""
        found = self._run(self._shard.retrieve, list(ids), with_payload=True, with_vector=[DENSE] if vectors else False)
        return [Record(str(point.id), point.payload or {}, _dense(point.vector)) for point in found]

    def vectors(self, ids: Sequence[str]) -> dict[str, Sequence[float]]:
        """See `store.Collection`."""
        found = self._run(self._shard.retrieve, list(ids), with_payload=False, with_vector=[DENSE])
        rows = ((str(point.id), _dense(point.vector)) for point in found)
        return {point: row for point, row in rows if row is not None}

    def optimize(self) -> None:
        """See `store.Collection`."""
        self._run(self._shard.optimize)
        self._run(self._shard.flush)

    def close(self) -> None:
        """Flushes first."""
        self._shard.flush()
        self._shard.close()

    def _run(self, call: Callable[..., _Result], *values: Any, **more: Any) -> _Result:
        try:
            return call(*values, **more)
        except Exception as error:  # the Rust binding raises bare Exception
            raise StoreUnreachable(
                f"The knowledge base in {self.path} failed ({error}). Check that the disk is not full, then try again."
            ) from error

    def _nearest(self, dense: Sequence[float]) -> Any:
        return self._edge.Query.Nearest(list(dense), using=DENSE)

    def _words(self, sparse: Sparse) -> Any:
        vector = self._edge.SparseVector(list(sparse.indices), list(sparse.values))
        return self._edge.Query.Nearest(vector, using=SPARSE)

    def _filter(self, where: Where) -> Any:
        edge = self._edge
        if not where:
            return None
        return edge.Filter(
            must=[edge.FieldCondition(key, match=edge.MatchAny(list(values))) for key, values in where.items()]
        )


def _dense(vector: object) -> Sequence[float] | None:
    found = vector.get(DENSE) if isinstance(vector, dict) else None
    return found if isinstance(found, list) else None


class EdgeStore:
    """The embedded store; opening it takes the folder for this process alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, EdgeCollection] = {}
        self._guard = threading.RLock()
        try:
            (folder / "collections").mkdir(parents=True, exist_ok=True)
            self._lock = _take_lock(folder)
        except OSError as error:
            raise StoreUnreachable(
                f"The folder {folder} cannot be used ({error.strerror}). Make it writable, or set MENTOR_DATA_DIR."
            ) from error

    def serving(self) -> EdgeCollection | None:
        """See `store.Store`."""
        with self._guard:
            try:
                name = (self._folder / "serving").read_text(encoding="utf-8").strip()
            except FileNotFoundError:
                return None
            if name in self._open:
                return self._open[name]
            path = self._path(name)
            if not name or not path.is_dir():
                return None
            self._open[name] = EdgeCollection(name, path, 0)
            return self._open[name]

    def open(self, name: str, dimension: int) -> EdgeCollection:
        """See `store.Store`."""
        with self._guard:
            if name not in self._open:
                self._open[name] = EdgeCollection(name, self._path(name), dimension)
            return self._open[name]

    def switch(self, name: str) -> None:
        """See `store.Store`."""
        with self._guard:
            temporary = self._folder / "serving.new"
            with temporary.open("w", encoding="utf-8") as file:
                file.write(name + "\n")
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self._folder / "serving")
            for path in (self._folder / "collections").iterdir():
                if path.name != name:
                    if (old := self._open.pop(path.name, None)) is not None:
                        old.close()
                    shutil.rmtree(path, ignore_errors=True)

    def close(self) -> None:
        """See `store.Store`."""
        with self._guard:
            for collection in self._open.values():
                collection.close()
            self._open.clear()
            self._lock.close()

    def _path(self, name: str) -> Path:
        return self._folder / "collections" / name


def _take_lock(folder: Path) -> IO[str]:
    lock = (folder / "lock").open("a+", encoding="utf-8")
    try:
        import fcntl
    except ImportError:  # Windows: the shard's own lock remains
        return lock
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise KnowledgeLocked(_locked_message(folder)) from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def _locked_message(folder: Path) -> str:
    holder = ""
    with contextlib.suppress(OSError):
        holder = (folder / "lock").read_text(encoding="utf-8").strip()
    who = f"process {holder}" if holder.isdigit() else "another process"
    return (
        f"The knowledge base in {folder} is in use by {who}. "
        "Stop it, or let the running server do the work; for several processes set MENTOR_QDRANT_URL."
    )

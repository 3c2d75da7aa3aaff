"""A Qdrant server or cluster through qdrant-client; the serving collection is an alias that the server switches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from ingest.collection import DENSE, KEYWORDS, SPARSE, Hit, Point, Record, Sparse
from ingest.errors import StoreUnreachable
from ingest.store import RRF_K, Where

if TYPE_CHECKING:
    from qdrant_client import QdrantClient

ALIAS = "groundwork"
_PREFIX = "groundwork-v"
_BATCH = 256
_PAGE = 1000
_Result = TypeVar("_Result")


def connect(url: str, api_key: str | None = None, timeout: int = 10) -> QdrantClient:
    """A client; nothing is sent yet."""
    from qdrant_client import QdrantClient

    return QdrantClient(url=url, api_key=api_key, timeout=timeout, check_compatibility=False)


def _reach(call: Callable[[], _Result]) -> _Result:
    from qdrant_client.http.exceptions import ApiException, UnexpectedResponse

    try:
        return call()
    except UnexpectedResponse as error:
        hint = "Check MENTOR_QDRANT_API_KEY." if error.status_code in {401, 403} else "See the server's log."
        raise StoreUnreachable(f"The Qdrant server refused a request ({error.status_code}). {hint}") from error
    except (ApiException, OSError) as error:
        raise StoreUnreachable("The Qdrant server does not answer. Start it, or check MENTOR_QDRANT_URL.") from error


class ServerCollection:
    """A collection by its own name or by the alias."""

    def __init__(self, client: QdrantClient, name: str) -> None:
        from qdrant_client import models

        self._client = client
        self._models = models
        self._name = name

    @property
    def name(self) -> str:
        """Never the alias."""
        return self._name

    def create(self, dimension: int) -> None:
        """Makes the collection and its payload indexes if it is not there."""
        m = self._models

        def work() -> None:
            if self._client.collection_exists(self._name):
                return
            self._client.create_collection(
                self._name,
                vectors_config={DENSE: m.VectorParams(size=dimension, distance=m.Distance.COSINE)},
                sparse_vectors_config={SPARSE: m.SparseVectorParams(modifier=m.Modifier.IDF)},
            )
            for field in KEYWORDS:
                self._client.create_payload_index(self._name, field, m.PayloadSchemaType.KEYWORD, wait=True)

        _reach(work)

    def upsert(self, points: Sequence[Point]) -> None:
        """See `store.Collection`."""
        m = self._models
        for at in range(0, len(points), _BATCH):
            batch = []
            for point in points[at : at + _BATCH]:
                vector: dict[str, Any] = {}
                if point.dense is not None:
                    vector[DENSE] = list(point.dense)
                if point.sparse is not None:
                    vector[SPARSE] = self._sparse(point.sparse)
                batch.append(m.PointStruct(id=point.id, vector=vector, payload=dict(point.payload)))
            _reach(lambda batch=batch: self._client.upsert(self._name, batch, wait=True))  # type: ignore[misc]

    def delete(self, ids: Sequence[str]) -> None:
        """See `store.Collection`."""
        if ids:
            chosen = self._models.PointIdsList(points=list(ids))
            _reach(lambda: self._client.delete(self._name, chosen, wait=True))

    def hybrid(
        self, dense: Sequence[float], sparse: Sparse, where: Where, limit: int, fields: Sequence[str]
    ) -> list[Hit]:
        """See `store.Collection`."""
        m = self._models
        only = self._filter(where)
        prefetch = [m.Prefetch(query=list(dense), using=DENSE, limit=limit, filter=only)]
        if sparse.indices:
            prefetch.append(m.Prefetch(query=self._sparse(sparse), using=SPARSE, limit=limit, filter=only))
        found = _reach(
            lambda: self._client.query_points(
                self._name,
                prefetch=prefetch,
                query=m.RrfQuery(rrf=m.Rrf(k=RRF_K)),
                limit=limit,
                with_payload=list(fields),
            )
        )
        return [Hit(str(point.id), point.score, point.payload or {}) for point in found.points]

    def word_scores(self, sparse: Sparse, where: Where, limit: int) -> dict[str, float]:
        """See `store.Collection`."""
        if not sparse.indices:
            return {}
        answer = _reach(
            lambda: self._client.query_points(
                self._name,
                query=self._sparse(sparse),
                using=SPARSE,
                query_filter=self._filter(where),
                limit=limit,
                with_payload=False,
            )
        )
        return {str(point.id): point.score for point in answer.points}

    def records(self, where: Where, fields: Sequence[str] = ()) -> Iterator[Record]:
        """See `store.Collection`."""
        offset: Any = None
        while True:
            page, offset = _reach(
                lambda offset=offset: self._client.scroll(  # type: ignore[misc]
                    self._name,
                    scroll_filter=self._filter(where),
                    limit=_PAGE,
                    offset=offset,
                    with_payload=list(fields) or True,
                )
            )
            for point in page:
                yield Record(str(point.id), point.payload or {})
            if offset is None:
                return

    def retrieve(self, ids: Sequence[str], *, vectors: bool = False) -> list[Record]:
        """See `store.Collection`."""
        found = _reach(
            lambda: self._client.retrieve(
                self._name, list(ids), with_payload=True, with_vectors=[DENSE] if vectors else False
            )
        )
        return [Record(str(point.id), point.payload or {}, _dense(point.vector)) for point in found]

    def vectors(self, ids: Sequence[str]) -> dict[str, Sequence[float]]:
        """See `store.Collection`; a page at a time."""
        rows: dict[str, Sequence[float]] = {}
        for at in range(0, len(ids), _PAGE):
            page = list(ids[at : at + _PAGE])
            found = _reach(
                lambda page=page: self._client.retrieve(  # type: ignore[misc]
                    self._name, page, with_payload=False, with_vectors=[DENSE]
                )
            )
            rows |= {str(point.id): row for point in found if (row := _dense(point.vector)) is not None}
        return rows

    def optimize(self) -> None:
        """The server does it by itself."""

    def _sparse(self, sparse: Sparse) -> Any:
        return self._models.SparseVector(indices=list(sparse.indices), values=list(sparse.values))

    def _filter(self, where: Where) -> Any:
        m = self._models
        if not where:
            return None
        return m.Filter(
            must=[m.FieldCondition(key=key, match=m.MatchAny(any=list(values))) for key, values in where.items()]
        )


def _dense(vector: object) -> Sequence[float] | None:
    found = vector.get(DENSE) if isinstance(vector, dict) else None
    return found if isinstance(found, list) else None


class ServerStore:
    """All collections of ours on a server; several processes may use it at once."""

    def __init__(self, client: QdrantClient) -> None:
        self._client = client

    def serving(self) -> ServerCollection | None:
        """See `store.Store`; asked anew each time, since another process may have switched."""
        aliases = _reach(self._client.get_aliases).aliases
        name = next((alias.collection_name for alias in aliases if alias.alias_name == ALIAS), None)
        return ServerCollection(self._client, name) if name else None

    def open(self, name: str, dimension: int) -> ServerCollection:
        """See `store.Store`."""
        collection = ServerCollection(self._client, name)
        collection.create(dimension)
        return collection

    def switch(self, name: str) -> None:
        """See `store.Store`."""
        from qdrant_client import models as m

        operations: list[Any] = []
        if self.serving() is not None:
            operations.append(m.DeleteAliasOperation(delete_alias=m.DeleteAlias(alias_name=ALIAS)))
        operations.append(m.CreateAliasOperation(create_alias=m.CreateAlias(collection_name=name, alias_name=ALIAS)))
        _reach(lambda: self._client.update_collection_aliases(operations))
        for other in _reach(self._client.get_collections).collections:
            if other.name.startswith(_PREFIX) and other.name != name:
                _reach(lambda other=other: self._client.delete_collection(other.name))  # type: ignore[misc]

    def close(self) -> None:
        """See `store.Store`."""
        self._client.close()

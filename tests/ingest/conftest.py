from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.edge_store import EdgeStore
from ingest.server_store import ServerStore
from ingest.store import Store


@pytest.fixture(params=["edge", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Both sides of the seam: the engine in this process, and qdrant-client as it speaks to a server."""
    if request.param == "edge":
        made: Store = EdgeStore(tmp_path / "knowledge")
    else:
        from qdrant_client import QdrantClient

        made = ServerStore(QdrantClient(":memory:"))
    yield made
    made.close()

from pathlib import Path

import numpy as np
import pytest

from ingest.embed import SentenceTransformerEmbedder, bundled_model_dir
from ingest.errors import EmbedderUnavailable
from ingest.testing import HashedEmbedder


def test_naming_the_model_loads_nothing() -> None:
    embedder = SentenceTransformerEmbedder()
    assert (embedder.name, embedder.dimension, embedder.loaded) == ("minilm", 384, False)
    assert embedder.encode([]).shape == (0, 384) and not embedder.loaded


@pytest.mark.weights
def test_a_folder_without_a_model_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match="MENTOR_EMBED_MODEL"):
        SentenceTransformerEmbedder(str(tmp_path)).encode(["x"])


@pytest.mark.parametrize(
    "embedder",
    [
        pytest.param(HashedEmbedder(), id="hashed"),
        pytest.param(SentenceTransformerEmbedder(), id="minilm", marks=pytest.mark.weights),
        pytest.param(SentenceTransformerEmbedder(str(bundled_model_dir())), id="by folder", marks=pytest.mark.weights),
    ],
)
def test_vectors_are_unit_length_in_order_and_near_for_like_texts(embedder) -> None:
    texts = ["pay of a junior engineer in the United States", "junior engineer pay", "pizza", ""]
    vectors = embedder.encode(texts)
    assert vectors.dtype == np.float32 and vectors.shape == (4, embedder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert np.allclose(vectors[1], embedder.encode([texts[1]])[0], atol=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    assert np.allclose(embedder.encode([texts[0]], query=True), vectors[:1], atol=1e-4)

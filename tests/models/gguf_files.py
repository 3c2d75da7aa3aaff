"""Small but valid GGUF files, written by hand."""

from __future__ import annotations

import struct
from pathlib import Path


def _text(value: str) -> bytes:
    raw = value.encode()
    return struct.pack("<Q", len(raw)) + raw


def _entry(key: str, value: str | int | list[str]) -> bytes:
    if isinstance(value, str):
        return _text(key) + struct.pack("<I", 8) + _text(value)
    if isinstance(value, list):
        return _text(key) + struct.pack("<IIQ", 9, 8, len(value)) + b"".join(map(_text, value))
    return _text(key) + struct.pack("<II", 4, value)


def gguf_bytes(*, values: int = 4096, architecture: str = "llama", layers: int = 4, file_type: int = 15) -> bytes:
    entries: list[tuple[str, str | int | list[str]]] = [
        ("general.architecture", architecture),
        ("general.name", "Tiny Test"),
        ("general.file_type", file_type),
        (f"{architecture}.block_count", layers),
        (f"{architecture}.embedding_length", 64),
        (f"{architecture}.attention.head_count", 8),
        (f"{architecture}.attention.head_count_kv", 2),
        (f"{architecture}.context_length", 4096),
        ("tokenizer.ggml.tokens", [f"t{number}" for number in range(1000)]),
    ]
    head = b"GGUF" + struct.pack("<IQQ", 3, 1, len(entries)) + b"".join(_entry(*each) for each in entries)
    head += _text("token_embd.weight") + struct.pack("<IQIQ", 1, values, 0, 0)
    head += b"\0" * (-len(head) % 32)
    return head + b"\1\2\3\4" * values


def write_gguf(path: Path, **fields: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gguf_bytes(**fields))  # type: ignore[arg-type]
    return path

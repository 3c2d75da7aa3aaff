"""How parent and child talk: JSON objects, each after its length in four bytes.

JSON and not pickle: a child that was corrupted by a bad model file must not be able to run code in the parent.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any

Message = dict[str, Any]

_LENGTH = struct.Struct(">I")
LONGEST = 32 * 1024 * 1024


class BrokenStream(Exception):
    """The other side sent something that is not a message."""


def write_message(stream: IO[bytes], message: Message) -> None:
    """One write and one flush, so that messages of a locked stream never interleave."""
    body = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def read_message(stream: IO[bytes]) -> Message | None:
    """The next message, or None when the other side is gone (also in the middle of a message)."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST:
        raise BrokenStream(f"a message of {length} bytes")
    body = stream.read(length)
    if len(body) < length:
        return None
    message = json.loads(body.decode("utf-8", "surrogatepass"))
    if not isinstance(message, dict):
        raise BrokenStream("a message that is not an object")
    return message

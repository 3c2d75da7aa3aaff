"""YAML that remembers on which line each value stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import yaml

from graphs.errors import CatalogueError

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""As YAML 1.1 breaks lines."""

Place = tuple[str | int, ...]
"""Keys and positions that lead to a value: `("skills", 3, "name")`."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Leaves dates as text: an impossible one is then refused by the model, which knows its line."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True)
class LocatedYaml:
    """The content of a file with the line of every value."""

    file: str
    """The name to show in messages."""
    data: object
    lines: dict[Place, int]

    def at(self, place: Sequence[str | int]) -> str:
        """`file:line:` of the value, or of the nearest thing around it that is there."""
        inner = tuple(place)
        while inner and inner not in self.lines:
            inner = inner[:-1]
        return f"{self.file}:{self.lines.get(inner, 1)}:"


def read_located(path: Path) -> LocatedYaml:
    """Read a YAML file.

    Raises `CatalogueError` for a file that is missing, is not text, breaks YAML's rules or gives one key twice (which
    YAML would settle silently in favour of the last).
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise CatalogueError(
            f"{path.name}:1: cannot be read from {path.parent} ({why}). Restore it from the repository, "
            "or point MENTOR_CORPUS_DIR at a folder that has it."
        ) from error
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise CatalogueError(f"{path.name}:1: the file is empty. Restore it from the repository.")
        lines = dict(_lines(node, (), path.name, set()))
        return LocatedYaml(path.name, loader.construct_document(node), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise CatalogueError(
            f"{path.name}:{line}: {error.problem}. Correct the YAML on or just above this line."
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise CatalogueError(f"{path.name}:1: {error}. Correct the YAML.") from error
    finally:
        loader.dispose()


def _lines(node: yaml.Node, place: Place, file: str, visited: set[int]) -> Iterator[tuple[Place, int]]:
    yield place, node.start_mark.line + 1
    # The same node again is an alias, which may even contain itself.
    if id(node) in visited:
        return
    visited.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _lines(item, (*place, index), file, visited)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str | int] = set()
        for key_node, value in node.value:
            key = int(key_node.value) if key_node.tag == "tag:yaml.org,2002:int" else str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in seen:
                raise CatalogueError(f"{file}:{line}: '{key}' is given twice here. Keep one of the two.")
            seen.add(key)
            yield from _lines(value, (*place, key), file, visited)
            # A value may begin on a later line than its key, and an alias elsewhere: the key is where to look.
            yield (*place, key), line


@dataclass(frozen=True)
class ScalarSpan:
    """Where a plain value stands in the text, quotes included."""

    value: str
    start: int
    end: int


def scalar_spans(text: str, key: str, fields: Sequence[str]) -> Iterator[dict[str, ScalarSpan]]:
    """The values of these fields in each mapping of the list under `key`, for edits that keep all other characters."""
    root = yaml.compose(text, _Loader)
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def offset(mark: yaml.Mark) -> int:
        return starts[mark.line] + mark.column

    if not isinstance(root, yaml.MappingNode):
        return
    for name, entries in root.value:
        if name.value != key or not isinstance(entries, yaml.SequenceNode):
            continue
        for entry in entries.value:
            if isinstance(entry, yaml.MappingNode):
                yield {
                    field.value: ScalarSpan(value.value, offset(value.start_mark), offset(value.end_mark))
                    for field, value in entry.value
                    if field.value in fields and isinstance(value, yaml.ScalarNode)
                }

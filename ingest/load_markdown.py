"""Markdown files: front matter, and the author's `<!-- ask` notes taken out of the body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from ingest.documents import Ask, Text
from ingest.errors import DocumentUnreadable
from ingest.load_text import decode

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_KEYS = {"about", "stance", "levels", "skills", "kinds", "questions"}
KINDS = frozenset(["amount", "list", "definition", "comparison", "advice", "steps", "reason", "example"])


def load_markdown(data: bytes, name: str) -> Text:
    """A Markdown document.

    Raises `DocumentUnreadable`, with the line, for front matter or a note that is not valid YAML.
    """
    lines = decode(data).split("\n")
    meta, first = _front_matter(lines)
    body: list[str] = []
    asks: dict[int, Ask] = {}
    heading, heading_text, fence = -1, "", ""
    number = first
    while number < len(lines):
        line = lines[number]
        marker = _FENCE.match(line)
        if marker and (not fence or marker.group(1).startswith(fence)):
            fence = "" if fence else marker.group(1)[:3]
        elif not fence and line.lstrip().startswith("<!--"):
            text, after, rest = _comment(lines, number)
            if text.lstrip().startswith("ask"):
                if heading < 0:
                    raise DocumentUnreadable("An `<!-- ask` note stands before any heading.", number + 1)
                asks[heading] = _ask(text, number + 1)
            number = after
            if rest.strip():
                body.append(rest)
            continue
        elif not fence and (found := _HEADING.match(line)):
            heading = len(body)
            heading_text = heading_text or (found.group(2) if len(found.group(1)) == 1 else "")
        body.append(line)
        number += 1
    title = _text(meta, "title") or _plain(heading_text) or name
    return Text(
        body="\n".join(body).strip("\n") + "\n",
        title=title,
        source=_text(meta, "source") or title,
        date=_text(meta, "date"),
        topics=_strings(meta.get("topics"), "topics", 1),
        asks={line - _leading_blank(body): ask for line, ask in asks.items()},
    )


def _leading_blank(body: list[str]) -> int:
    return next((index for index, line in enumerate(body) if line), 0)


def _front_matter(lines: list[str]) -> tuple[Mapping[str, Any], int]:
    if not lines or lines[0].rstrip() != "---":
        return {}, 0
    end = next((index for index, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), 0)
    if not end:
        return {}, 0  # a rule, not front matter
    return _yaml("\n".join(lines[1:end]), 2, "front matter"), end + 1


def _comment(lines: list[str], number: int) -> tuple[str, int, str]:
    """The comment's inside, the number of the line after it, and what follows it on its last line."""
    inside: list[str] = [lines[number].split("<!--", 1)[1]]
    for index in range(number, len(lines)):
        piece = inside[0] if index == number else lines[index]
        if "-->" in piece:
            before, rest = piece.split("-->", 1)
            return "\n".join([*([] if index == number else inside), before]), index + 1, rest
        if index != number:
            inside.append(piece)
    raise DocumentUnreadable("A comment that starts here is never closed with `-->`.", number + 1)


def _ask(text: str, line: int) -> Ask:
    note = _yaml(text.lstrip()[len("ask") :], line, "`ask` note")
    unknown = sorted(set(note) - _KEYS)
    if unknown:
        raise DocumentUnreadable(f"The `ask` note has unknown keys: {', '.join(unknown)}.", line)
    kinds = _strings(note.get("kinds"), "kinds", line)
    if wrong := sorted(set(kinds) - KINDS):
        raise DocumentUnreadable(f"Unknown kinds {', '.join(wrong)}; known: {', '.join(sorted(KINDS))}.", line)
    return Ask(
        questions=tuple(dict.fromkeys(_strings(note.get("questions"), "questions", line))),
        about=_text(note, "about"),
        stance=_text(note, "stance"),
        levels=_strings(note.get("levels"), "levels", line),
        skills=_strings(note.get("skills"), "skills", line),
        kinds=kinds,
    )


class _Plain(yaml.SafeLoader):
    """Without aliases, by which a few lines can stand for gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="aliases are not allowed", problem_mark=mark)
        return super().compose_node(parent, index)


def _yaml(text: str, line: int, what: str) -> Mapping[str, Any]:
    try:
        value = yaml.load(text, Loader=_Plain)  # a SafeLoader with less
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = line + (mark.line if mark else 0)
        raise DocumentUnreadable(f"The {what} is not valid YAML: {getattr(error, 'problem', error)}.", at) from error
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise DocumentUnreadable(f"The {what} must be `key: value` lines.", line)
    return value


def _text(meta: Mapping[str, Any], key: str) -> str:
    value = meta.get(key)
    return "" if value is None else " ".join(str(value).split())


def _strings(value: object, key: str, line: int) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    if not isinstance(value, list) or any(isinstance(item, list) for item in value):
        raise DocumentUnreadable(f"`{key}` must be a list of texts.", line)
    return tuple(text for item in value if item is not None and (text := _entry(item)))


def _entry(item: object) -> str:
    """A list entry as its author meant it: YAML reads an unquoted `k8s: what is it?` as a mapping."""
    said = ", ".join(f"{key}: {value}" for key, value in item.items()) if isinstance(item, dict) else str(item)
    return " ".join(said.split())


def _plain(markdown: str) -> str:
    return re.sub(r"[*_`]", "", markdown)

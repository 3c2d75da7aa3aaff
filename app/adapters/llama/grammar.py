"""JSON schemas made safe for llama.cpp, which takes the whole process down over a grammar that it cannot parse."""

from __future__ import annotations

import json
from typing import Any

LONGEST_STRING = 400
MOST_ITEMS = 64
_DEEPEST = 24
_CAPS = {"maxLength": LONGEST_STRING, "minLength": LONGEST_STRING, "maxItems": MOST_ITEMS, "minItems": MOST_ITEMS}


class BadSchema(Exception):
    """The schema cannot be made into a grammar."""


def safe_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with repetition bounds capped and local `$ref`s put in place.

    llama.cpp's repetition limit makes `maxLength` above about 1000 fail, and a reference to itself has no
    end: the first is capped, the second raises `BadSchema`.
    """
    definitions = {**schema.get("definitions", {}), **schema.get("$defs", {})}
    body = {key: value for key, value in schema.items() if key not in ("$defs", "definitions")}
    safe = _expand(body, definitions, 0)
    assert isinstance(safe, dict)
    return safe


def _expand(node: Any, definitions: dict[str, Any], depth: int) -> Any:
    if depth > _DEEPEST:
        raise BadSchema("the schema refers to itself, or is nested too deeply")
    if isinstance(node, list):
        return [_expand(each, definitions, depth + 1) for each in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str):
        name = node["$ref"].rsplit("/", 1)[-1]
        if node["$ref"] not in (f"#/$defs/{name}", f"#/definitions/{name}") or name not in definitions:
            raise BadSchema(f"the schema refers to {node['$ref']}, which is not one of its definitions")
        return _expand(definitions[name], definitions, depth + 1)
    out: dict[str, Any] = {}
    for key, value in node.items():
        if key in _CAPS and isinstance(value, int):
            out[key] = min(value, _CAPS[key])
        else:
            out[key] = _expand(value, definitions, depth + 1)
    return out


def make_grammar(model: Any, schema: dict[str, Any]) -> Any:
    """A `LlamaGrammar` that llama.cpp has parsed once already; raises `BadSchema` otherwise."""
    import llama_cpp
    from llama_cpp.llama_grammar import LlamaGrammar, json_schema_to_gbnf

    try:
        text = json_schema_to_gbnf(json.dumps(safe_schema(schema)))
    except (KeyError, ValueError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise BadSchema(f"the schema is not one that a grammar can be made from: {error!r}") from error
    sampler = llama_cpp.llama_sampler_init_grammar(model.vocab, text.encode(), b"root")
    if not sampler:
        raise BadSchema("llama.cpp does not accept the grammar made from the schema")
    llama_cpp.llama_sampler_free(sampler)
    return LlamaGrammar.from_string(text, verbose=False)

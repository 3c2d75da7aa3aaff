"""Finds the named things of a text: tools, companies, places, certificates, people, years."""

from __future__ import annotations

import re
from itertools import pairwise

from graphs.ask.lexicon import COMMON_ACRONYMS, LEVEL_WORDS, Lexicon
from graphs.ask.text import STOP_WORDS, WORD, stem

_LEVEL_TOKENS = frozenset(part for names in LEVEL_WORDS.values() for name in names for part in name.split())
_AFTER_WORD = re.compile(r"[a-z] (?:in|of|with|know|learn|use|using|like|about)\s+$")
_AFTER_PLACE = re.compile(r"\b(?:in|at|from|near|around|for|to|outside)\s+(?:the\s+)?$", re.IGNORECASE)


def names_in_question(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Named things of a learner's message, as typed; people type names in lower case, so the word lists decide.

    A word counts when it is written like a name (not at a sentence's start), is a place after a preposition, is a name of
    the corpus that is no everyday word, or is a word that neither English nor the corpus knows.
    """
    found: dict[str, None] = {}
    sentence_start = True
    shouting = text.isupper()
    for match in WORD.finditer(text):
        token = match[0].removesuffix("'s")
        lower = token.lower()
        first, sentence_start = sentence_start, bool(re.match(r"\s*[.!?:;\n]", text[match.end() :]))
        if lower in STOP_WORDS and token.istitle() and len(token) > 1 and _AFTER_WORD.search(text[: match.start()]):
            # "How good must a junior be in Go?": a small word with a capital inside a sentence is a name.
            found[token] = None
            continue
        if lower in STOP_WORDS or lower in COMMON_ACRONYMS or lower in _LEVEL_TOKENS or not token[0].isalpha():
            continue
        everyday = lower in lexicon.english or lower.rstrip("s") in lexicon.english
        capital = not shouting and (any(c.isupper() for c in token[1:]) or (token[0].isupper() and not first))
        place = lower in lexicon.places and (
            capital or not everyday or bool(_AFTER_PLACE.search(text[: match.start()]))
        )
        corpus_name = lower in lexicon.names and not everyday
        if (
            place
            or corpus_name
            or (capital and (not everyday or lower in lexicon.names or token.isupper() or _in_capitals(text, match)))
            or (not lexicon.knows(lower) and len(lower) > 2)
        ):
            found[token] = None
    for pair in _place_pairs(text, lexicon):
        found[pair] = None
    return tuple(found)


def _in_capitals(text: str, match: re.Match[str]) -> bool:
    """A capital inside a lower-case sentence is deliberate; in Title Case It Says Nothing."""
    others = [m[0] for m in WORD.finditer(text) if m.start() != match.start() and m[0][0].isalpha()]
    return bool(others) and sum(word[0].isupper() for word in others) <= max(2, len(others) // 4)


def _place_pairs(text: str, lexicon: Lexicon) -> list[str]:
    tokens = [match[0] for match in WORD.finditer(text)]
    pairs = (f"{a} {b}" for a, b in pairwise(tokens))
    return [pair for pair in pairs if pair.lower() in lexicon.places]


def names_in_sentence(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Named things of a drafted sentence: every word that is written like a name, and names of the corpus in any case."""
    found: dict[str, None] = {}
    first = True
    for match in WORD.finditer(text):
        token = match[0].removesuffix("'s")
        lower = token.lower()
        at_start, first = first, False
        if lower in STOP_WORDS or lower in COMMON_ACRONYMS or not any(c.isalpha() for c in token):
            continue
        written = any(c.isupper() for c in token[1:]) or (token[0].isupper() and not at_start)
        if (
            written
            or (lower in lexicon.names and lower not in lexicon.english)
            or (at_start and token[0].isupper() and lower not in lexicon.english)
        ):
            found[token] = None
    return tuple(found)


def occurs(name: str, text: str, lexicon: Lexicon) -> bool:
    """Whether the text holds the name, in any case or inflection, or as another alias of the same skill."""
    if re.search(rf"(?<![\w]){re.escape(name)}(?:s|es|'s)?(?![\w])", text, re.IGNORECASE):
        return True
    lower = name.lower()
    if lexicon.aliases.get(lower) is not None and any(
        re.search(rf"(?<![\w-]){re.escape(other)}(?![\w-])", text, re.IGNORECASE)
        for other in _other_names(lower, lexicon)
    ):
        return True
    wanted = stem(lower)
    return any(stem(match[0].lower()) == wanted for match in WORD.finditer(text))


_SAME_THING = tuple(
    frozenset(group.split("|"))
    for group in (
        "kubernetes|k8s|kube", "aws|amazon web services", "gcp|google cloud|google cloud platform",
        "azure|microsoft azure", "iac|infrastructure as code|infra as code", "ml|machine learning", "python|py|python3",
        "scikit-learn|sklearn|scikit", "hugging face|huggingface", "ci/cd|cicd|ci cd", "pytorch|torch", "linux|unix",
        "opentelemetry|otel", "shell|bash", "rdma|remote direct memory access", "sdn|software-defined networking",
    )
)  # fmt: skip


def _other_names(lower: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What else the same thing is called. Aliases of one skill are not enough: Helm is no other name of Kubernetes."""
    skill = lexicon.aliases[lower]
    same = next((group for group in _SAME_THING if lower in group), frozenset())
    longer = (alias for alias, of in lexicon.aliases.items() if of == skill and len(alias) > 3 and len(lower) > 3)
    return (*same, *(alias for alias in longer if alias.startswith(lower) or lower.startswith(alias)))

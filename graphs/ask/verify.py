"""Checks one sentence against the passages it cites; what fails never reaches a learner.

The checks follow the order of cost: figures, names, polarity, then closeness of meaning by shared words and cosine.
Source of the scheme: ALCE's citation precision (arXiv 2305.14627) with the entailment judge replaced by exact checks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from graphs.ask.lexicon import Lexicon, levels_in
from graphs.ask.names import names_in_sentence, occurs
from graphs.ask.quantities import Quantity, missing, quantities, unsupported
from graphs.ask.text import STOP_WORDS, WORD, content, sentences, stem
from graphs.ports import Embedder

Failing = Literal["figure", "name", "polarity", "meaning", "empty"]

CONTAINMENT_ALONE = 0.82
CONTAINMENT_WITH_COSINE = 0.55
COSINE = 0.72
_NEGATIONS = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|can't|don't|doesn't|isn't|aren't|won't|hardly|only|unless|except)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Check:
    """The outcome for one sentence; `failing` is None when the sentence may be released."""

    failing: Failing | None
    detail: str = ""
    window: str = ""
    """The words of the evidence that carry the sentence."""

    @property
    def passed(self) -> bool:
        """Whether the sentence may be released."""
        return self.failing is None


def check_sentence(
    sentence: str, evidence: Sequence[str], said: str, lexicon: Lexicon, embedder: Embedder | None
) -> Check:
    """`evidence` holds the texts of the cited passages, `said` the learner's own words (names in it may be echoed)."""
    if not content(sentence):
        return Check("empty")
    whole = "\n".join(evidence)
    figures = unsupported(sentence, whole)
    if figures:
        return Check("figure", ", ".join(str(q.value) for q in sorted(figures)))
    swapped = figures_of_other_levels(sentence, evidence)
    if swapped:
        return Check("figure", ", ".join(str(q.value) for q in sorted(swapped)))
    for name in (*names_in_sentence(sentence, lexicon), *_opening_name(sentence, lexicon)):
        if not occurs(name, whole, lexicon) and not occurs(name, said, lexicon):
            return Check("name", name)
    window, containment = best_window(sentence, evidence)
    if bool(_NEGATIONS.search(sentence)) != bool(_NEGATIONS.search(window)):
        return Check("polarity", window=window)
    if containment >= CONTAINMENT_ALONE:
        return Check(None, window=window)
    if containment >= CONTAINMENT_WITH_COSINE and embedder is not None:
        vectors = embedder.encode([sentence, window])
        cosine = float(vectors[0] @ vectors[1])
        if cosine >= COSINE:
            return Check(None, window=window)
        return Check("meaning", f"containment {containment:.2f}, cosine {cosine:.2f}", window)
    return Check("meaning", f"containment {containment:.2f}", window)


def figures_of_other_levels(sentence: str, evidence: Sequence[str]) -> frozenset[Quantity]:
    """Figures that the evidence tells only of other career levels than the sentence speaks of: a junior's pay given to seniors."""
    spoken = set(levels_in(sentence))
    if not spoken:
        return frozenset()
    pieces = [(set(levels_in(piece)), quantities(piece)) for text in evidence for piece in sentences(text)]
    swapped = set()
    for figure in quantities(sentence):
        told_of = [levels for levels, held in pieces if figure in held]
        if told_of and all(levels and not levels & spoken for levels in told_of):
            swapped.add(figure)
    return frozenset(swapped)


def _opening_name(sentence: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The first word when it may be a name: its capital says nothing, and lists of English hold names of companies too."""
    first = WORD.search(sentence)
    if first is None or not first[0][0].isupper() or first[0].lower() in STOP_WORDS:
        return ()
    word = first[0].lower()
    plain = stem(word) in lexicon.document_frequency and word not in lexicon.names and word not in lexicon.places
    return () if plain else (first[0],)


def check_quoted(sentence: str, evidence: Sequence[str]) -> Check:
    """A sentence put together from quoted pieces (a list item with its lead-in): every figure and word must stand there."""
    held, stems = _read("\n".join(evidence))
    figures = missing(sentence, held)
    if figures:
        return Check("figure", ", ".join(str(q.value) for q in sorted(figures)))
    foreign = sorted(set(content(sentence)) - stems)
    return Check("meaning", ", ".join(foreign)) if foreign else Check(None, window=sentence)


@lru_cache(maxsize=256)
def _read(evidence: str) -> tuple[frozenset[Quantity], frozenset[str]]:
    """Figures and stems; kept, because an answer quotes many lines of few passages. Only sources' words get here."""
    return quantities(evidence), frozenset(content(evidence))


def best_window(sentence: str, evidence: Sequence[str]) -> tuple[str, float]:
    """The run of one to three evidence sentences that holds most of the sentence's content words, and that share."""
    wanted = set(content(sentence))
    best, share = "", 0.0
    for text in evidence:
        pieces = sentences(text)
        for size in (1, 2, 3):
            for start in range(max(1, len(pieces) - size + 1)):
                window = " ".join(pieces[start : start + size])
                held = len(wanted & set(content(window))) / max(1, len(wanted))
                if held > share + 0.02:
                    best, share = window, held
    return best, share

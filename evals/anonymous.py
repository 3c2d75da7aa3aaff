"""Takes out of a text what tells who wrote it: names, addresses of every sort, and numbers that identify.

In doubt it takes out: a draft case that lost a product name is mended in a second, a name in the repository is not.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_WORD = r"[^\W\d_][\w'’.-]*[^\W_]|[^\W\d_]"
_INTRODUCED = (
    rf"\b(?:my name is|my name's|i am called|name:|this is|call me|i'?m|i am|regards,?|cheers,?|yours,?|thanks,?|signed,?|dear|hi|hello|hey)"
    rf"\s+(?P<name>(?:{_WORD})(?:\s+(?:{_WORD}))?)"
)
_RELATED = (
    rf"\b(?:mr|mrs|ms|mx|dr|prof|herr|frau|boss|manager|colleague|friend|mentor|teacher|professor|recruiter|lead|wife|husband|brother|sister)\.?\s+"
    rf"(?P<name>[A-ZÀ-Þ](?:{_WORD})?(?:\s+[A-ZÀ-Þ][\w'’.-]+)?)"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("[mail]", re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.I)),
    ("[link]", re.compile(r"\b(?:https?://|www\.)\S+|\b(?:linkedin|github|gitlab|twitter|x)\.com/\S+", re.I)),
    ("[handle]", re.compile(r"(?<![\w@])@\w[\w.-]+")),
    ("[account]", re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,4})?\b")),
    ("[address]", re.compile(
        r"\b\d{1,5}[a-z]?\s+(?:[A-ZÀ-Þ][\w'’.-]+\s+){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|way|court|ct|square|boulevard|blvd|place|pl)\b\.?"
        r"|\b[A-ZÀ-Þ][\w-]*(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring)\s+\d{1,4}[a-z]?\b"
        r"|\b(?:rue|via|calle|rua)\s+(?:\w+\s+){1,3}\d{1,4}\b"
        r"|\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b", re.I)),
    ("[date of birth]", re.compile(r"\b(?:born|birth\w*|dob)\b\D{0,20}(?:\d{1,4}[./-]){1,2}\d{2,4}|\bborn\b[^.]{0,20}\b(?:19|20)\d\d\b", re.I)),
    ("[phone]", re.compile(r"(?<![\w$€£.,])(?:\+|00|\(0?)\d[\d\s()/.-]{6,17}\d\b|(?<![\w$€£.,-])0\d{2,4}[\s/-]\d[\d\s/-]{4,12}\d\b|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b")),
    ("[number]", re.compile(r"\b(?=\w*\d{3})[A-Z]{1,4}[-_]?\d{4,}\b|(?<![\w$€£.,])\d{3}-\d{2}-\d{4}\b|(?<![\w$€£.,])\d{7,}(?![\d,.]*\d)|\b[0-9a-f]{8}-[0-9a-f-]{20,}\b")),
)  # fmt: skip
NAME = "[name]"
SHOUTED = 5
"""Up to so many capitals in a row are an abbreviation, not a name."""
_SURELY_A_NAME = re.compile(r"my name is|my name's|i am called|name:|call me|signed", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<![\w\[@])([A-ZÀ-Þ][\w'’-]*\w)")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n]\s*|[\"“(]\s*|^\s*[-*]\s+)$")


@dataclass(frozen=True)
class Anonymiser:
    """Knows which words may stand: plain English, places, and the terms of the field. All in lower case."""

    english: Collection[str]
    terms: Collection[str]
    places: Collection[str] = ()

    def clean(self, text: str) -> str:
        """The text with `[name]`, `[mail]` and the like; what is asked stays readable."""
        for mark, pattern in _PATTERNS:
            text = pattern.sub(mark, text)
        text = re.sub(_INTRODUCED, self._introduced, text, flags=re.IGNORECASE)
        text = re.sub(_RELATED, self._related, text)
        whole = text
        text = _CAPITAL.sub(lambda match: self._capital(match, whole), whole)
        return re.sub(r"\[name\](?:(?:\s|-)+\[name\])+", NAME, text)

    def _introduced(self, match: re.Match[str]) -> str:
        opening = match.group()[: match.start("name") - match.start()]
        sure = bool(_SURELY_A_NAME.match(opening))
        kept = []
        for place, word in enumerate(match["name"].split()):
            plain = word.strip(".,").lower()
            english = plain in self.english
            # "I'm Mark": with a capital it is a name even where the word is an English one.
            named = (sure and (place == 0 or not english)) or not english or (word[0].isupper() and not word.isupper())
            kept.append(NAME if named and plain not in self.terms and plain not in self.places else word)
        return opening + " ".join(kept)

    def _related(self, match: re.Match[str]) -> str:
        opening = match.group()[: match.start("name") - match.start()]
        words = [word if word.strip(".,").lower() in self.terms else NAME for word in match["name"].split()]
        return opening + " ".join(words)

    def _capital(self, match: re.Match[str], text: str) -> str:
        word = match[1]
        if not self._unknown(word) or (word.removesuffix("s").isupper() and len(word) <= SHOUTED):
            return word
        begins = _SENTENCE_START.search(text[: match.start()]) is not None
        if not begins or _plain(word) not in self.english:
            return NAME
        after = re.match(r"\s+([A-ZÀ-Þ][\w'’-]+)", text[match.end() :])
        return NAME if after and self._unknown(after[1]) else word

    def _unknown(self, word: str) -> bool:
        return _plain(word) not in self.terms and _plain(word) not in self.places


def _plain(word: str) -> str:
    return re.sub(r"['’]s$", "", word.strip(".,")).lower()

"""A posting as lines, each with the section that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphs.market.headings import LONGEST, Kind, heading_kind

BULLET = re.compile(
    r"^\s*(?:[-*•·・▪◦●‣⁃∙■□○▸►➤➢➔→✓✔✅☑⭐★☆🔹🔸➕➖👉💡📌🚀+]\s*|\d{1,2}[.)]\s+|[a-z][.)]\s+|o\s+(?=[A-Z]))+"
)
_LABEL = re.compile(r"^(?P<label>[^:：\n]{2,60}?)\s*(?:[:：]| [–—] | - )\s*(?P<rest>\S.*)$")
_SHORT = 7
"""Words of a line that may be a heading without being known as one."""


@dataclass(frozen=True)
class Line:
    """One line with words in it."""

    text: str
    """Without its bullet and its label; verbatim otherwise."""
    start: int
    """Offset of `text` in the posting."""
    kind: Kind
    bullet: bool
    label: str = ""
    heading: bool = False
    """It names the section and says nothing itself."""
    first: bool = False
    """Before the first heading."""

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


def read_lines(text: str) -> tuple[Line, ...]:
    """Every line that has words, in order. A heading rules until the next; a label with words behind it rules its line."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    raw, places = _split(text)
    section: Kind = "unknown"
    seen_heading = False
    for index, (line, start) in enumerate(zip(raw, places, strict=True)):
        mark = BULLET.match(line)
        skip = mark.end() if mark else 0
        words = line[skip:]
        if not any(each.isalnum() for each in words):
            continue
        bulleted = mark is not None
        kind = _heading(words, raw, index, bulleted)
        if kind is not None:
            section, seen_heading = kind, True
            yield Line(words, start + skip, kind, bulleted, heading=True)
            continue
        label = _LABEL.match(words)
        if label is not None:
            announced = heading_kind(label["label"])
            if announced in ("field", "benefits") and not bulleted and section in ("required", "preferred", "duties"):
                # "Salary: ..." below the requirements ends them.
                section = "unknown"
            if announced is not None:
                at = start + skip + label.start("rest")
                yield Line(label["rest"], at, announced, bulleted, label["label"], first=not seen_heading)
                continue
        yield Line(words, start + skip, section if seen_heading else "unknown", bulleted, first=not seen_heading)


def _split(text: str) -> tuple[list[str], list[int]]:
    lines, places, at = [], [], 0
    for line in text.split("\n"):
        lines.append(line)
        places.append(at)
        at += len(line) + 1
    return lines, places


def _heading(words: str, raw: list[str], index: int, bulleted: bool) -> Kind | None:
    bare = words.strip().strip("#*_= ").strip()
    if len(bare) > LONGEST or bare.count(".") > 1 or (bare.endswith((".", ",", ";")) and not bare.endswith("...")):
        return None
    followed = next((line for line in raw[index + 1 :] if line.strip()), None)
    if followed is None:
        return None
    kind = heading_kind(bare)
    if kind == "field":
        return "unknown" if bare.endswith(":") or not bulleted else None
    if kind is not None:
        if bulleted and words[:1].islower():
            return None
        return kind
    # A known heading may hide behind the company's name: "Requirements at Acme", "Your profile - must haves".
    if bulleted:
        return None
    ends = bare.endswith((":", "：", "..."))
    capitals = bare.isupper() and len(bare) > 3
    marked = words.lstrip().startswith("#")
    before = index == 0 or not raw[index - 1].strip()
    if (ends or capitals or marked) and len(bare.split()) <= _SHORT + 5:
        return _about(bare) or _lead(bare) or "unknown"
    if before and len(bare.split()) <= _SHORT and not re.search(r"\d", bare):
        if BULLET.match(followed):
            return _about(bare) or _lead(bare) or "unknown"
        if index and raw[index + 1].strip() and not bare.endswith(("!", "?")) and len(followed) > len(bare):
            return _lead(bare)
    if before and re.fullmatch(r"About [A-Z][\w&.' -]{1,40}", bare):
        return "about"
    return None


def _about(bare: str) -> Kind | None:
    return "about" if re.match(r"(?:about|who is|über) [A-Z]", bare) else None


def _lead(bare: str) -> Kind | None:
    """A sentence that leads in a list: "The successful candidate will have:"."""
    low = bare.casefold()
    if re.search(r"^why\b|salary|compensation|\bpay\b|gehalt|throw in|in return", low):
        return "benefits"
    if re.search(r"(?:don.?t|do not|not) (?:need|require|expect)|won.?t need", low):
        return "not_needed"
    if re.search(
        r"advantage|\bplus\b|bonus|nice|desirable|prefer|ideal(?:ly)?\b(?! candidate)|beneficial|helpful|stand out|would (?:be|love)|vorteil|wünschenswert|(?:may|might|could) (?:also )?have|not mandatory|even better|merit|brownie|cherry|icing|extra credit|good to know|kein muss|wish ?list|tie-?breaker",
        low,
    ):
        return "preferred"
    if re.search(
        r"\b(?:will|be) (?:have|bring|be able|possess|demonstrate|know)|you (?:have|bring|are|know|can)|looking for|must|require|need|imagine|good fit|fit if|candidate|mitbring|profil|expect",
        low,
    ):
        return "required"
    if re.search(r"you.?(?:ll| will)|responsib|role|job|tasks|day|aufgaben", low):
        return "duties"
    if re.search(r"offer|benefit|perk|bieten|get\b|receive", low):
        return "benefits"
    return None

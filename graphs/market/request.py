"""What a message to the market slice wants, and the posting in it without the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Wish = Literal["add", "paste", "link", "remove", "report", "pause"]

_POSTING = r"(?:job |new |next |another |this |the |a |an |my |following |one more |second |third |last )*(?:posting|job(?: ad(?:vert(?:isement)?)?| description| offer| listing| spec)?|ad(?:vert(?:isement)?)?|vacancy|position|opening|role|offer|listing|jd|one)s?"
_POLITE = r"(?:(?:hi|hey|hello|ok(?:ay)?|please|pls|can you|could you|now|and|also|so|great|thanks|i(?:'d| would) like to|i want to|let(?:'s| us))[\s,!.]+)*"
_LEAD = re.compile(
    rf"^\W*{_POLITE}(?:(?:/posting|save|add|store|keep|read|analy[sz]e|take|record|note|remember|include|check|look at|process)(?: down)?(?: also| as well)? {_POSTING}"
    rf"(?: (?:to|for|in|from) [^:\n]{{1,40}})?|(?:here(?:'s| is| are| comes)|this is|found|i found|got|i have|see)(?: also)? {_POSTING}(?: (?:i found|for you|from|on)[^:\n]{{0,40}})?|(?:next|another|the next|posting|job posting|new) ?(?:one|posting)?(?: \d+)?|/posting)\s*(?:please)?\s*(?P<sep>[:\n.!–—-]|$)\s*",
    re.I,
)
_URL = re.compile(r"^\W*(?:\w+[\s,:]+){0,8}?<?https?://\S+>?\W*$", re.I)
_REMOVE = re.compile(
    r"^\W*(?:please )?(?:remove|delete|drop|discard|forget|throw out) (?:the )?(?:job )?(?:posting|job|ad)?\s*(?:no\.? ?|number |#)?(?P<id>p?\d{1,3})\W*$",
    re.I,
)
_RULE = re.compile(r"^\s*(?:-{3,}|={3,}|\*{3,}|_{3,}|#{3,})\s*$", re.M)
_LONG_ENOUGH = 60
MOST_AT_ONCE = 12


@dataclass(frozen=True)
class Request:
    """A message as the slice understands it."""

    wish: Wish
    texts: tuple[str, ...] = ()
    """Postings to read, one each."""
    posting_id: str = ""


def read_request(act: str, text: str) -> Request:
    """`act` is the intent; a posting in the text is read whatever the words around it."""
    if (match := _REMOVE.match(text)) is not None:
        return Request("remove", posting_id="p" + match["id"].lstrip("pP"))
    if act in ("pause", "skip", "market_report"):
        return Request("report" if act == "market_report" else "pause")
    body = _body(text)
    if _URL.match(body) or (not body and _URL.match(text)):
        return Request("link")
    if not body.strip() or (
        body.strip() == text.strip()
        and len(body.split()) <= 8
        and re.search(r"\b(?:add|save|posting|ad)\b", body, re.I)
    ):
        return Request("paste")
    return Request("add", texts=split_postings(body))


def split_postings(text: str) -> tuple[str, ...]:
    """Several postings in one text stand between lines of dashes; anything shorter belongs to its neighbour."""
    parts = [part.strip() for part in _RULE.split(text)]
    long = [part for part in parts if len(part) >= _LONG_ENOUGH]
    if len(long) < 2 or len(long) != len([part for part in parts if part]):
        return (text,)
    return tuple(long)


def _body(text: str) -> str:
    match = _LEAD.match(text)
    if match is None:
        return text
    return text[match.end() :]

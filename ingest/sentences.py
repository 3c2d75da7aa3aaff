"""Where sentences end, in Markdown source, so that offsets into the document stay exact."""

from __future__ import annotations

import re

_END = re.compile(r"""(?<=\S)[.!?…]+["'”’)\]*_`]*(?=\s+|$)""")
_LONGEST = 700
"""Text without full stops, as tables in a PDF give, is cut at a space: nothing longer can be quoted or embedded."""
# A full stop after these does not end a sentence.
_NEVER = frozenset(
    """
    e.g i.e eg ie vs cf dr mr mrs ms prof st sr jr approx ca fig figs no nos vol dept est incl excl resp
    """.split()  # noqa: SIM905  # easier to read as words
)
# After these it ends one only when the next word is a usual opening word.
_MAYBE = frozenset(
    """
    etc inc ltd co corp al u.s u.k u.s.a e.u a.m p.m ph.d b.sc m.sc
    """.split()  # noqa: SIM905  # easier to read as words
)
_OPENERS = frozenset(
    """
    a an and as at but by each for from he her his however i if in it its many most no on one other our she some
    such that the their then there these they this those to we what when where which who with you your
    """.split()  # noqa: SIM905  # easier to read as words
)
_WORD_BEFORE = re.compile(r"""[^\s("'“\[*_`]+$""")
_WORD_AFTER = re.compile(r"""\s*["'“(\[*_`]*([^\s,;:]+)""")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without surrounding white space."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if not _ends_sentence(text, start, found.start(), found.end()):
            continue
        _add(spans, text, start, found.end())
        start = found.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in (" ", "\n", ";")) + 1
        cut = cut or start + _LONGEST
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        spans.append((start, stop))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        spans.append((start, end))


def _ends_sentence(text: str, start: int, stop: int, end: int) -> bool:
    if text.count("`", start, stop) % 2:
        return False  # inside a code span
    after = _WORD_AFTER.match(text, end)
    if after is None:
        return True
    following = after.group(1)
    if text[stop] != ".":
        return not following[0].islower()
    found = _WORD_BEFORE.search(text, max(start, stop - 40), stop)  # bounded: a page without ends stays linear
    before = found.group(0).lower().rstrip(".") if found else ""
    if before in _NEVER:
        # "no. 5" is a number, "the answer is no. Then" is an end
        return before in {"no", "st", "est"} and not following[0].isdigit() and following.lower() in _OPENERS
    if before in _MAYBE or re.fullmatch(r"(?:[a-z]\.)*[a-z]", before):
        return following[0].isupper() and following.lower() in _OPENERS and before != "i"
    if re.fullmatch(r"\d{1,3}", before) and not text[start:stop].strip()[len(before) :]:
        return False  # the number of a list item
    return not following[0].islower()

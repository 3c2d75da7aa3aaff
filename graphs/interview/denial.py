"""No experience at all, said in a few words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphs.interview.control import says_nothing_done

_DENIAL = frozenset((
    "i", "i've", "ive", "have", "haven't", "havent", "am", "i'm", "im", "not", "never", "no", "nope", "nah",
    "none", "nothing", "zero", "neither", "either", "both", "any", "of", "them", "those", "these", "it", "that",
    "this", "one", "ones", "thing", "the", "a", "an", "in", "my", "life", "at", "all", "yet", "ever", "so", "far",
    "even", "still", "used", "use", "touched", "tried", "done", "seen", "met", "worked", "work", "with", "did",
    "didn't", "had", "been", "is", "are", "was", "experience", "experiences", "knowledge", "clue", "idea", "what",
    "don't", "dont", "do", "know", "knew", "new", "brand", "completely", "totally", "entirely", "to", "me",
    "sorry", "honestly", "really", "just", "well", "hm", "hmm", "um", "and", "or", "also", "too", "heard", "about",
    "opened", "open", "started", "looked", "into", "before", "first", "second", "other", "way", "anything",
    "first-hand", "afraid", "yes", "blank", "unknown", "foreign", "territory", "once", "by", "myself",
))  # fmt: skip
_DENIES = frozenset((
    "never", "no", "nope", "nah", "none", "nothing", "zero", "neither", "not", "haven't", "havent", "didn't",
    "don't", "dont", "new",
))  # fmt: skip
_MOST_DENIAL = 16


def denies(words: str, names: Iterable[str]) -> bool:
    """ "Docker never in my life", "I don't know what either of those is": no experience, and nothing else is said."""
    if says_nothing_done(words):
        return True
    bare = words.casefold().replace("’", "'")
    for name in sorted(names, key=len, reverse=True):
        bare = re.sub(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", " it ", bare)
    said = re.findall(r"[\w'-]+", bare)
    if not said or len(said) > _MOST_DENIAL or not _DENIES.intersection(said):
        return False
    if re.search(
        r"\bnot (?:yet |really )?(?:sure|much|a lot)\b|\bno (?:idea|clue)\b(?!.{0,12}\bwhat)|^\W*(?:i )?(?:don'?t|do not) know\W*$",
        bare,
    ):
        return False
    if "new" in said and not re.search(r"\bnew to\b", bare):
        return False
    return _DENIAL.issuperset(said)

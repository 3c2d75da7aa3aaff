"""Compares an answer's wording with the gold of a case: figures and phrases, tolerant of how they are written."""

import re
import unicodedata

REGEX_PREFIX = "re:"

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = {ord("‘"): "'", ord("’"): "'", ord("“"): '"', ord("”"): '"'}
_CITATION_MARK = re.compile(r"\[\d+(?:\s*,\s*\d+)*\]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_RANGE_IN_THOUSANDS = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s?(?:-|to|and)\s?(\d+(?:\.\d+)?)\s?k\b")
_IN_THOUSANDS = re.compile(r"(?<![\d.\w])(\d+(?:\.\d+)?)\s?k\b")
_RANGE = re.compile(r"(?<=\d)\s*(?:-|\bto\b|\band\b)\s*(?=\d)")


def _expand(figure: str) -> str:
    return f"{float(figure) * 1000:g}" if float(figure) < 1000 else f"{float(figure):.0f}"


def normalise(text: str) -> str:
    """Lower case, plain dashes, `93.5k` and `$93,500` both `93500`, `67k to 120k` as `67000-120000`, no markup."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).translate(_QUOTES).lower()
    plain = _CITATION_MARK.sub(" ", plain)
    plain = re.sub(r"[*`$]|\busd\b|\bus dollars\b", " ", plain)
    plain = re.sub(r"(?<=\d)\s*(?:percent|per cent|%)", "%", plain)
    plain = re.sub(r"\s+", " ", _THOUSANDS.sub("", plain))
    plain = re.sub(r"(?<=k)\s?(?=-)|(?<=-)\s(?=\d)", "", plain)
    plain = _RANGE_IN_THOUSANDS.sub(lambda m: f"{_expand(m[1])}-{_expand(m[2])}", plain)
    plain = _IN_THOUSANDS.sub(lambda m: _expand(m[1]), plain)
    plain = _RANGE.sub("-", plain)
    plain = re.sub(r"(?<=[a-z])-(?=\w)|(?<=\d)-(?=[a-z])", " ", plain)
    return re.sub(r"\s+", " ", plain).strip()


def compiled(alternative: str) -> re.Pattern[str]:
    """A pattern for normalised text: `re:` as written, else whole words with an optional plural ending."""
    if alternative.startswith(REGEX_PREFIX):
        return re.compile(alternative.removeprefix(REGEX_PREFIX), re.IGNORECASE)
    return re.compile(rf"(?<![\w.]){re.escape(normalise(alternative))}(?:s|es)?(?!\w|\.\d)")


def found(atom: tuple[str, ...], normalised: str) -> bool:
    """Whether any alternative of the atom stands in a text that went through `normalise`."""
    return any(compiled(alternative).search(normalised) for alternative in atom)

"""Words of a text: cleaned, split, stemmed."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[A-Za-z0-9]+(?:[.+#'/&-][A-Za-z0-9]+)*[+#]*")

STOP_WORDS = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "again",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "anything",
        "are",
        "aren't",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "by",
        "can",
        "can't",
        "cannot",
        "could",
        "couldn't",
        "d",
        "did",
        "didn't",
        "do",
        "does",
        "doesn't",
        "doing",
        "don't",
        "down",
        "during",
        "each",
        "else",
        "etc",
        "every",
        "few",
        "for",
        "from",
        "further",
        "get",
        "gets",
        "getting",
        "give",
        "given",
        "go",
        "goes",
        "going",
        "gonna",
        "got",
        "had",
        "has",
        "hasn't",
        "have",
        "haven't",
        "having",
        "he",
        "hello",
        "hey",
        "hi",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "however",
        "i",
        "i'd",
        "i'll",
        "i'm",
        "i've",
        "if",
        "in",
        "into",
        "is",
        "isn't",
        "it",
        "it's",
        "its",
        "itself",
        "just",
        "kind",
        "know",
        "let",
        "let's",
        "like",
        "ll",
        "lot",
        "lots",
        "m",
        "made",
        "make",
        "makes",
        "many",
        "may",
        "maybe",
        "me",
        "might",
        "mine",
        "more",
        "most",
        "much",
        "must",
        "my",
        "myself",
        "need",
        "needs",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "ok",
        "okay",
        "on",
        "once",
        "one",
        "ones",
        "only",
        "or",
        "other",
        "our",
        "ours",
        "out",
        "over",
        "own",
        "per",
        "please",
        "pls",
        "quite",
        "rather",
        "re",
        "really",
        "s",
        "said",
        "same",
        "say",
        "says",
        "see",
        "shall",
        "she",
        "should",
        "shouldn't",
        "show",
        "so",
        "some",
        "somebody",
        "someone",
        "something",
        "such",
        "sure",
        "t",
        "tell",
        "than",
        "thank",
        "thanks",
        "that",
        "that's",
        "the",
        "their",
        "theirs",
        "them",
        "themselves",
        "then",
        "there",
        "there's",
        "these",
        "they",
        "thing",
        "things",
        "think",
        "this",
        "those",
        "though",
        "through",
        "to",
        "too",
        "u",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "use",
        "used",
        "using",
        "ve",
        "very",
        "via",
        "wanna",
        "want",
        "wants",
        "was",
        "wasn't",
        "way",
        "we",
        "well",
        "were",
        "weren't",
        "what",
        "what's",
        "whats",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "who's",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "won't",
        "would",
        "wouldn't",
        "y",
        "ya",
        "yeah",
        "yes",
        "yet",
        "you",
        "your",
        "you're",
        "yours",
        "yourself",
        "actually",
        "basically",
        "currently",
        "exactly",
        "generally",
        "hear",
        "heard",
        "honestly",
        "literally",
        "mean",
        "means",
        "mention",
        "mentioned",
        "possible",
        "probably",
        "question",
        "quick",
        "simply",
        "sort",
        "supposed",
        "tho",
        "trying",
        "ur",
        "wondering",
        "explain",
        "describe",
        "overview",
        "talk",
        "does'nt",
        "dont",
        "doesnt",
        "isnt",
        "cant",
        "im",
        "ive",
        "id",
    ]
)
"""Words that carry no subject of their own; a question's remaining words are what its evidence must cover."""

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[A-Z0-9\"'(\[*`])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|Dr|Mr|Mrs|Ms|Sr|Jr|No|cf|U\.S|a\.m|p\.m)\.|\b[A-Z]\.)$"
)


_HIDDEN_MARKUP = re.compile(r"<(script|style)\b[^>]{0,300}>.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(
    r"</?(?:a|abbr|b|blockquote|body|br|code|div|em|font|h[1-6]|head|hr|html|i|img|li|ol|p|pre|small|span|strong|sub|sup|"
    r"table|tbody|td|th|thead|title|tr|u|ul)(?:\s[^<>]{0,300})?/?>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
"""HTML that comes along when a question is pasted from a page. Other tags may be orders to a model and stay to be seen."""


def clean(text: str) -> str:
    """NFKC, without HTML, control characters, zero-width characters and direction marks; runs of blanks become one."""
    bare = _MARKUP.sub(" ", _HIDDEN_MARKUP.sub(" ", text)) if "<" in text else text
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", html.unescape(bare) if "&" in bare else bare))
    printable = "".join(c if c in "\n\t" or unicodedata.category(c)[0] != "C" else " " for c in visible)
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in printable.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def words(text: str) -> list[str]:
    """Words in order, lower case, `C++`, `CI/CD` and `scikit-learn` whole."""
    return [match[0].lower() for match in WORD.finditer(text)]


_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Porter's second stemmer; possessive endings are dropped first."""
    return str(_stemmer.stemWord(word.removesuffix("'s")))


def content(text: str) -> list[str]:
    """Stems of the words that carry a subject, in order, compounds also in their parts."""
    stems: list[str] = []
    for word in words(text):
        if word in STOP_WORDS:
            continue
        stems.append(stem(word))
        parts = re.split(r"[/&-]", word)
        if len(parts) > 1:
            stems.extend(stem(part) for part in parts if part and part not in STOP_WORDS)
    return stems


def sentences(text: str) -> list[str]:
    """Splits prose into sentences; abbreviations and decimal figures do not end one."""
    pieces: list[str] = []
    for line in text.splitlines():
        start = 0
        for match in _SENTENCE_END.finditer(line):
            head = line[start : match.start()]
            if _ABBREVIATION.search(head.rstrip("\"')] ")):
                continue
            pieces.append(line[start : match.end()].strip())
            start = match.end()
        if line[start:].strip():
            pieces.append(line[start:].strip())
    return pieces

"""Short messages that steer the interview instead of answering."""

from __future__ import annotations

import re

from graphs.interview.models import Act

_END = r"[\s.!?,:;)]*(?:please|pls|thanks|thank you|for now|now|then|ok|okay|sorry|mentor)?[\s.!,:;)]*$"
_START = r"^\s*(?:(?:ok|okay|um+|uh+|hmm+|well|sorry|please|hey|no|yes|let'?s(?: just)?|can (?:we|i|you)(?: please)?|could (?:we|i|you)(?: please)?|i(?:'d| would) (?:like|prefer|rather) (?:to )?|i want to|i(?:'d| would) rather)[\s,.!]+){0,3}(?:just )?"

_WORDS: tuple[tuple[Act, str], ...] = (
    ("restore", r"(?:(?:no|oh|actually|hmm|sorry)?[\s,]*wait[\s,.!]*)?(?:no[\s,]*)?(?:actually[\s,]*)?(?:please )?(?:keep (?:it|that|them|the old one|what (?:you had|it was|i said)(?: before)?)(?: (?:as (?:it|that) (?:was|is)|after all|then))?|leave (?:it|that)(?: as (?:it|that) (?:was|is))?|undo|(?:undo|revert|withdraw) (?:it|that)|(?:undo|cancel|revert|withdraw)(?: (?:(?:the|my) (?:last )?(?:\S+ )?(?:change|correction)))|put (?:it|that) back|restore (?:it|that)|take (?:that|the correction|my correction|it) back|(?:scratch|never ?mind|forget) (?:that|the|my)(?: last)? (?:correction|change)|it was (?:right|fine|correct)(?: before)?|you were right(?: before| the first time)?)"),
    ("pause", r"(?:pause(?: (?:it|this|here|the interview|the assessment))?|(?:take|need) a break|i(?:'ve| have)? (?:need|have|got|gotta)(?: to)? (?:go|leave|run|stop)(?: (?:now|here))?.{0,40}|gotta (?:go|run).{0,40}|brb|(?:continue|finish|do|go on with|pick) (?:this|it|up|that)? ?(?:up )?(?:later|tomorrow|another (?:day|time)|next week|tonight).{0,30}|(?:stop|leave it|call it) (?:here|there)?\s*(?:for (?:now|today|tonight)|a day)|(?:maybe )?later|not now|(?:i'?ll )?(?:come|be) back (?:later|tomorrow|soon).{0,30}|to be continued|i need a (?:break|pause).{0,40}|let me (?:continue|finish) (?:later|tomorrow))"),
    ("stop", r"(?:stop|quit|exit|cancel|abort|end)(?: (?:it|this|here|the (?:interview|assessment|questions)|asking(?: me)?(?: questions)?))*|(?:no more questions|that'?s enough|enough(?: questions| of this)?|i(?:'m| am) done(?: (?:here|with this))?|i (?:don'?t|do not) want to (?:continue|go on|do this)(?: any ?more)?)"),
    ("resume", r"(?:resume(?: (?:it|the interview|the assessment))?|continue(?: (?:the )?(?:interview|assessment))?|go on|carry on|keep going|i(?:'m| am) back.{0,30}|where were we\??|pick up where we (?:left|stopped)(?: off)?|start again where we left)"),
    ("skip", r"(?:skip(?: (?:it|this|that|over))?(?: (?:one|question|skill|topic))?|pass(?: on (?:this|that|it)(?: one)?)?|next(?: (?:one|question|please|skill|topic))?|move on(?: to the next(?: one| question)?)?|not relevant(?: (?:for|to) me)?)"),
    ("back", r"(?:go |step |take me )?back(?: (?:one|a (?:question|step)|to (?:the )?(?:previous|last|earlier).{0,20}|to .{2,30}))?|(?:the )?(?:previous|last) (?:question|one)(?: again)?|return to (?:the )?previous.{0,20}"),
    ("dont_know", r"(?:(?:i )?(?:really |honestly |just )?(?:do ?n[o']?t|do not|dont) (?:really )?know(?: (?:how to (?:answer|rate|say)(?: (?:that|this|it))?|what to say|that|this|really))?|(?:i have )?no (?:idea|clue)(?: (?:at all|how|what|where) .{0,12}\bi(?:'d| would| should|'m)? (?:rate|put|place|say|score|grade|judge|measure|stand|answer)\b.{0,80})?|i(?:'m| am) not (?:really )?sure(?: (?:how|what) .{0,40})?|not (?:really )?sure|idk|dunno|(?:it'?s )?hard to say|(?:i )?can'?t (?:say|tell|judge|remember)|\?+)"),
    ("refused", r"(?:(?:i(?:'d| would)? )?(?:rather|prefer) not(?: to)?(?: (?:say|answer|talk about|discuss|tell).{0,40})?|(?:that'?s )?none of your business|i (?:don'?t|do not|won'?t|will not|refuse to)(?: want to)? (?:answer|say|tell|talk about|discuss|share).{0,40}|no comment|that'?s (?:private|personal|confidential)|not (?:say(?:ing)?|answer(?:ing)?)(?: (?:that|this))?)"),
    ("repeat", r"(?:(?:please )?repeat(?: (?:that|the question|it))?|say (?:that|it) again|what (?:was|is) (?:the|your) question(?: again)?\??|pardon\??|come again\??|what do you mean(?: (?:by|with) .{1,50})?\??|(?:explain|rephrase) (?:the question|that|this)\??|(?:i )?(?:don'?t|do not) (?:get|understand)(?: (?:it|that|this|the question))?|(?:an |for |give me an )?example\??|what\??|huh\??|hello|hi|hey|thanks|thank you|cool|nice|great)"),
)  # fmt: skip
_CONTROL = tuple((act, re.compile(_START + "(?:" + words + ")" + _END + r"\??\s*$", re.I)) for act, words in _WORDS)

_YES = re.compile(
    r"^\s*(?:(?:yes|yep|yeah|yup|ya|sure|correct|right|exactly|ok|okay|fine|agreed|true|confirmed?|perfect|great|good|absolutely|"
    r"indeed|of course|y)\b[\s,.!]*)*(?:(?:that'?s|it'?s|this is|it is|that is|all|looks?|sounds?|everything(?:'s| is)?|they(?:'re| are)|"
    r"i|it)\s*)*(?:right|correct|fine|good|great|ok|okay|me|it|accurate|true|agree|confirm(?: (?:it|that|this|all))?|fair|perfect|"
    r"about right|well|keep (?:it|them|that|all))?[\s,.!]*(?:thanks|thank you|to me|as it is|go ahead|all of (?:it|them))?[\s.!]*$",
    re.I,
)
_NO = re.compile(
    r"^\s*(?:no|nope|nah|not (?:quite|really|exactly|yet|right|correct)|that'?s (?:not right|wrong|not correct|incorrect)|wrong|"
    r"(?:i want to )?change something|i (?:want|would like) to (?:change|correct) (?:something|one|it)|not all of (?:it|them)|"
    r"n|some(?:thing)? (?:is|are) (?:wrong|off)|let me (?:correct|change) (?:something|one))[\s,.!]*$",
    re.I,
)
_NOTHING = re.compile(
    r"^\s*(?:(?:h+m+|um+|uh+|well|honestly|sorry)[\s,.]*)?(?:no[\s,]*)?(?:not really|never(?: (?:used|touched|tried|did|done|heard of|worked with) (?:it|that|them|any|either|both|any of (?:it|them|those)))?|"
    r"none(?: (?:at all|of (?:them|it|those|these)))?|nothing(?: (?:at all|yet|so far))?|not at all|zero|no experience(?: (?:at all|yet|with (?:it|that|them|either)))?|"
    r"not yet|no|nope|neither|i have(?:n'?t| not)(?: (?:used|touched|tried) (?:it|them|any))?|haven'?t(?: (?:used|touched|tried) (?:it|them|any))?)"
    r"(?: (?:so far|yet|honestly|sorry|really|before))?[\s,.!]*$",
    re.I,
)
_ASKS = re.compile(
    r"^\s*(?:(?:and|but|so|also|btw|by the way|quick question|question|one question|wait|hey|sorry|ok)[\s,:]+)*"
    r"(?:what|which|who|whom|when|where|why|how|do|does|did|is|are|was|can|could|should|would|will|may|tell me|explain|am i|have you)\b",
    re.I,
)
_POLITE_ORDER = re.compile(
    r"^\s*(?:(?:and|but|so|also|wait|hey|sorry|ok|oh|actually|hm+)[\s,:]+)*(?:can|could|would|will|may) (?:you|we|i) (?:please |just |maybe |also )*"
    r"(?:make|set|put|change|mark|update|move|bump|lower|raise|drop|correct|rate|fix|undo|revert|restore|leave|keep|take|forget|skip)\b",
    re.I,
)
"""A question in form alone: "can you set Docker to 3?"."""
_META = re.compile(
    r"\b(?:how many (?:questions|more)|how (?:much|far) (?:longer|along|left)|how long (?:will|does) (?:this|it))", re.I
)
_WORD = re.compile(r"[A-Za-z]{2,}|\d")
_FOREIGN = (
    frozenset(["der", "die", "das", "und", "ich", "nicht", "ist", "ein", "eine", "mit", "auf", "für", "habe", "aber", "auch", "sehr", "kann", "wir", "seit", "arbeite", "nur", "mein"]),
    frozenset(["je", "le", "la", "les", "des", "est", "une", "dans", "avec", "pour", "mais", "pas", "que", "qui", "sur", "mon", "suis", "nous", "travaille", "depuis", "très"]),
    frozenset(["el", "los", "las", "una", "con", "para", "pero", "que", "muy", "tengo", "años", "como", "trabajo", "uso", "desde", "por", "soy", "mi", "yo", "estoy", "he"]),
    frozenset(["eu", "não", "uma", "com", "para", "mas", "que", "muito", "tenho", "anos", "trabalho", "uso", "desde", "por", "sou", "meu", "minha", "em", "os", "estou"]),
    frozenset(["il", "gli", "che", "una", "con", "per", "ma", "non", "sono", "ho", "anni", "lavoro", "uso", "molto", "anche", "mio", "della", "nel", "di"]),
    frozenset(["ik", "het", "een", "niet", "met", "voor", "maar", "ook", "heb", "ben", "jaar", "werk", "veel", "mijn", "van", "dat"]),
)  # fmt: skip
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "i",
        "is",
        "are",
        "a",
        "an",
        "with",
        "for",
        "but",
        "not",
        "have",
        "has",
        "my",
        "of",
        "to",
        "in",
        "on",
        "it",
        "that",
        "we",
        "was",
        "at",
        "use",
        "used",
        "do",
        "did",
        "can",
    ]
)


def foreign(text: str) -> bool:
    """Written in another language than English, as far as letters and small words tell."""
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) >= 2 and sum(ord(letter) > 0x24F for letter in letters) > 0.4 * len(letters):
        return True
    words = re.findall(r"[^\W\d_]+", text.casefold())
    english = sum(word in _ENGLISH for word in words)
    return len(words) >= 3 and max(sum(word in small for word in words) for small in _FOREIGN) >= max(
        2, 2 * english + 1
    )


def blank(text: str) -> Act | None:
    """Nothing to read in it."""
    if not text.strip():
        return "empty"
    if text.strip("?! \n.") == "" and "?" in text:
        return None
    stars = re.search(r"[★⭐✭☆]", text)
    return "emoji" if not stars and not any(letter.isalnum() for letter in text) else None


def steering(text: str) -> Act | None:
    """What a short message asks of the interview; None when it does not steer."""
    if len(text) > 120:
        return None
    return next((act for act, pattern in _CONTROL if pattern.match(text)), None)


def says_yes(text: str) -> bool:
    """Agreement and nothing else."""
    return bool(text.strip()) and bool(_YES.match(text))


def says_no(text: str) -> bool:
    """Disagreement without saying what is wrong."""
    return bool(_NO.match(text))


def says_nothing_done(text: str) -> bool:
    """ "Never", "none", "no": an answer of its own to a question about experience."""
    return bool(_NOTHING.match(text))


def split_question(text: str) -> tuple[str, str]:
    """(what was told, what was asked): the sentences that ask something, apart from those that tell."""
    sentences = re.findall(r"[^.!?\n]+[.!?]*(?:\s+|$)|\n", text)
    asked = [
        s.strip()
        for s in sentences
        if s.strip().endswith("?") and _ASKS.match(s) and len(_WORD.findall(s)) >= 2 and not _POLITE_ORDER.match(s)
    ]
    if (
        not asked
        and _ASKS.match(text)
        and len(text.split()) <= 25
        and re.match(
            r"^\s*(?:what|which|who|when|where|why|how (?:much|many|do|does|is|are|long|can|should)|tell me|explain)\b",
            text,
            re.I,
        )
        and not re.search(r"\b(?:i|my|we)\b.{0,30}\b(?:use|used|wrote|build|built|run|ran|did|have)\b", text, re.I)
    ):
        return "", text.strip()
    told = " ".join(s.strip() for s in sentences if s.strip() and s.strip() not in asked) if asked else text
    return told.strip(), " ".join(asked)


def asks_how_far(text: str) -> bool:
    """A question about the interview itself."""
    return bool(_META.search(text))

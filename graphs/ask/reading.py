"""Understands a question in its conversation: what it asks for, about which levels and skills, and what it takes for granted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from graphs.ask.guard import small_talk
from graphs.ask.lexicon import LEVEL_PATTERNS, Lexicon, level_after_years, levels_asked, levels_in
from graphs.ask.names import names_in_question
from graphs.ask.quantities import Quantity, digits_of_money, quantities, spelled_money
from graphs.ask.text import STOP_WORDS, WORD, clean, content, words

Wants = Literal["amount", "list", "comparison", "definition", "reason", "steps", "advice", "yes_no", "fact"]

ABBREVIATIONS = {
    "dose": "does", "teh": "the", "hte": "the", "adn": "and", "wats": "what is", "wich": "which", "shoud": "should", "woud": "would",
    "coud": "could", "tis": "this", "ony": "only", "hlp": "help", "knw": "know", "tey": "they", "tem": "them",
    "yuo": "you", "nad": "and", "hwo": "how", "waht": "what", "wnat": "want", "jsut": "just", "liek": "like", "thier": "their", "taht": "that", "abot": "about", "becuase": "because", "doesnt": "doesn't",
    "isnt": "isn't", "cant": "can't", "thx": "thanks",
    "k8s": "Kubernetes", "k8": "Kubernetes", "kube": "Kubernetes", "iac": "infrastructure as code", "infra": "infrastructure",
    "sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior", "cert": "certificate", "certs": "certificates",
    "exp": "experience", "comp": "compensation", "tc": "total compensation", "wfh": "remote work",
    "swe": "software engineer", "eng": "engineer", "reqs": "requirements", "prereqs": "prerequisites", "yrs": "years",
    "yr": "year", "pls": "please", "plz": "please", "u": "you", "ur": "your", "r": "are", "abt": "about", "diff": "difference",
    "tf": "Terraform", "dist": "distributed", "mgmt": "management", "govt": "government", "uni": "university", "q": "question",
    "whats": "what is", "hows": "how is", "dont": "don't", "wat": "what", "wht": "what", "shud": "should", "bc": "because",
    "cos": "because", "w/": "with", "w/o": "without", "vs": "versus", "o11y": "observability", "devs": "developers",
    "dev": "developer", "pics": "pictures", "msft": "Microsoft", "repo": "repository", "repos": "repositories", "conf": "conference",
    "shd": "should", "shld": "should", "wud": "would", "cud": "could", "hav": "have", "jus": "just", "gud": "good", "wen": "when",
    "wer": "were", "wanna": "want to", "gotta": "have to", "cuz": "because", "coz": "because", "bcoz": "because", "b4": "before",
    "ppl": "people", "rn": "now", "idk": "I do not know", "esp": "especially", "nd": "and", "thru": "through", "info": "information",
    "mths": "months", "hrs": "hours", "mins": "minutes", "wks": "weeks", "yoe": "years of experience", "sal": "salary", "skillz": "skills",
    "lvl": "level", "lvls": "levels", "prof": "professional", "min": "minimum", "kinda": "kind of", "lotta": "lot of", "nic": "nice",
    "confs": "conferences", "techs": "technologies", "langs": "languages", "lang": "language", "dbs": "databases", "db": "database",
}  # fmt: skip

_WANTS_WORDS: tuple[tuple[Wants, str], ...] = (
    ("comparison", r"\b(?:differen\w+|differs?|compar\w+|versus|vs\.?|distinguish\w*|contrast|as opposed to|which (?:one )?(?:is|pays|has|of the)|(?:better|more|less|higher|harder|easier|earlier) than|or rather|instead of|how (?:does|do|is|are) .{3,60} (?:change|grow|progress|evolve)|from (?:junior|mid|senior|entry)\b.{0,30}\bto\b|as i (?:move|go|climb)|at each level|every level|all levels|by level|per level|across levels)"),
    ("advice", r"\b(?:should i|should we|shall i|would you|do you (?:recommend|advise|suggest)|recommend\w*|advice|advise|suggest\w*|what (?:to do )?next|where (?:do|should|can|to) (?:i )?(?:start|begin)|how (?:do|should|would|can|could) (?:i|we|one|someone) (?:best )?(?:prepare|start|get|become|stay|avoid|break|plan|approach|move|grow|position|stand out|transition|switch|improve|learn)|worth|best way|good idea|tips?|a mistake|wise|priorit\w+|focus on|i(?:'m| am) (?:a|an|stuck|worried|afraid|new|torn|thinking|planning|considering|coming))\b"),
    ("amount", r"\b(?:how (?:much|many|long|often|big|high|old|large|fast|common|rare)|salar\w+|pays?|paid|earn\w*|compensation|wages?|income|percent\w*|median|average|what (?:share|fraction|proportion|portion|number|figure|year|age|time)|money|number of|range|hours?|minutes|when)\b"),
    ("reason", r"\b(?:why|reasons?|how come|what makes|what for|purpose|what is the point|because of what|matter)\b"),
    ("steps", r"\b(?:how (?:do|does|can|could|to|would|is|are|might)|steps?|process|procedure|walk me through|fix|solve|deal with|handle)\b"),
    ("list", r"\b(?:which|list|name (?:some|the|all|a few)|what (?:are|kinds?|types?|sorts?|other|else|tools?|skills?|certificat\w+|books?|courses?|companies|tasks?|technologies|responsibilit\w+|resources?|communit\w+|conferences?)|examples? of|everything|all the|tell me about|overview|what do(?:es)?)\b"),
    ("definition", r"\b(?:what(?: is|'s| does| exactly is)?|define|definition|meaning|mean|explain|stand for|who)\b"),
)  # fmt: skip
_WANTS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _WANTS_WORDS)

_YES_NO = re.compile(
    r"^(?:so |and |but |ok |hey |hi |well |also |then |,)*(?:is|are|am|was|were|do|does|did|can|could|will|would|should|must|has|have|isn't|aren't|don't|doesn't|may|need)\b",
    re.IGNORECASE,
)
_ASSERTS = re.compile(
    r"(?:\b(?:right|correct|yeah|no|true|isn't it|aren't they|don't they|doesn't it|isn't that so|or not|yes)\s*[?.!]*$)|\b(?:i (?:heard|read|was told|thought|think|assume|believe|know|guess)|someone (?:said|told)|(?:my|a) \w+ (?:said|says|told|claims|thinks)|people say|they say|everyone (?:says|knows)|apparently|supposedly|since|given that|because|is it true|true that|as (?:we all know|everyone knows)|obviously|surely)\b",
    re.IGNORECASE,
)
_INSISTS = re.compile(
    r"^(?:no+|nope|wrong|not true|that(?:'s| is) (?:wrong|not (?:true|right|correct))|are you (?:sure|certain)|really\??$|i (?:don't|do not|can't) believe|you(?:'re| are) (?:wrong|mistaken|lying)|come on|but (?:i|my|everyone|it|they|that)|just (?:tell|say|guess|estimate|give)|i(?:'m| am) (?:sure|certain|pretty sure|positive|telling)|i insist|(?:please )?(?:guess|estimate)\b|(?:a )?rough (?:guess|estimate|number))",
    re.IGNORECASE,
)
_CARRIES_ON = re.compile(
    r"^(?:and\b|also\b|but\b|so\b|ok(?:ay)?\b|what about|how about|what (?:else|more)|same (?:for|with|question)|then\b|why\b|why not|how so|tell me more|more\b|which (?:one|of (?:them|those|these))|any (?:other|more)|anything else|for (?:a |an |the )?|in (?:the|that)|on the|at (?:a |the )?|with(?:out)?\b|or\b|not\b|even\b|only\b|compared|versus|vs|now\b|again\b|great\b|thanks?\b|cool\b|alright\b|hmm+|interesting\b|got it|i see)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|that|those|these|this|there|he|she|the (?:first|second|third|last|other|former|latter|same|rest)(?: one)?|ones?|the one|such|both|either|neither|each|all of (?:them|that)|above|previous|you (?:mentioned|said|listed|named)|instead)\b",
    re.IGNORECASE,
)
_FIRST_QUESTION = re.compile(
    r"\b(?:(?:my|the) (?:first|initial|original|very first) (?:question|one|topic|point)|what i asked (?:first|at first|initially))\b",
    re.IGNORECASE,
)
MOST_EARLIER = 6
"""Earlier messages that a follow-up may lean on."""
_LEAD_IN = re.compile(
    r"^(?:(?:and|also|but|so|ok(?:ay)?|great|thanks?(?: you)?|cool|alright|hmm+|interesting|got it|i see|well|now|then)[\s,.!:-]+)+",
    re.IGNORECASE,
)
_BARE_TOPIC = re.compile(
    r"^(?:what about|how about|same (?:for|with|question for)|for|at|in|on|with|versus|vs|compared (?:to|with)|or)\s+",
    re.IGNORECASE,
)


_ASKING_WORD = (
    r"(?:what|which|how|where|who|whose|when|why|should|do|does|did|is|are|can|could|would|will|must|has|have|any|tell me|"
    r"give me|name|list|explain|whats|hows|am i)\b"
)
_ASKS = re.compile(
    rf"(?:(?:so|and|but|ok|hey|hi|hello|well|also|then|now|please|pls|just|honestly|btw)[\s,]+)*{_ASKING_WORD}",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    rf"(?:[,:;–—-]\s+|\b(?:but|and|so|now)\s+)(?:(?:but|and|so|now|then|please)\s+)*({_ASKING_WORD})", re.IGNORECASE
)


@dataclass(frozen=True)
class Reading:
    """What the mentor understood of a message."""

    said: str
    """The message, cleaned."""
    question: str
    """The question as it would be put without the conversation, spelling mended: what is searched for."""
    wants: Wants
    levels: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Named things that the question is about; those of a self-description ("I know Docker") are left out."""
    claims: frozenset[Quantity] = frozenset()
    """Figures that the learner states as true of the world."""
    digits: int = 0
    """Of `six figures`, when the learner takes a sum of so many for granted; else 0."""
    asserts: bool = False
    """Whether the message takes something for granted or wants it confirmed."""
    insists: bool = False
    """Whether the learner objects to the last answer instead of asking something new."""
    parts: tuple[str, ...] = ()
    """The single questions of a message that asks several; at least one."""
    yes_no: bool = False
    added: str = ""
    """What a follow-up says by itself, when `question` was put together with earlier messages; else empty."""


def read_question(text: str, earlier: Sequence[str], lexicon: Lexicon) -> Reading:
    """Reads the message after the learner's earlier ones (oldest first)."""
    said = clean(text)
    standalone = ""
    mended = mend(said, lexicon)
    asked = [message for message in earlier[-MOST_EARLIER:] if small_talk(clean(message)) is None]
    if asked and _FIRST_QUESTION.search(mended):
        asked = asked[:1]
    for message in asked:
        standalone = stand_alone(mend(clean(message), lexicon), standalone, lexicon)
    mended = _without_meta(mended)
    insists = bool(standalone) and bool(_INSISTS.match(mended)) and len(content(mended)) <= 14
    question = standalone if insists else stand_alone(mended, standalone, lexicon)
    focus = focal(question)
    stated = bool(_ASSERTS.search(mended))
    # "With three years, am I ...?" tells of the learner, "juniors have three years, right?" of the world.
    claimable = {"money", "percent", "duration"} if stated else {"money", "percent"}
    return Reading(
        said=said,
        question=question,
        wants=wants_of(focus if len(words(focus)) >= 3 else question),
        levels=levels_asked(focus) or levels_asked(question),
        skills=lexicon.skills_in(question),
        names=names_in_question(focus, lexicon),
        claims=frozenset(q for q in quantities(mended) if q.kind in claimable) | spelled_money(mended),
        digits=digits_of_money(mended),
        asserts=insists or stated or bool(_YES_NO.match(focus)),
        insists=insists,
        parts=split_parts(question),
        yes_no=bool(_YES_NO.match(focus)),
        added=_LEAD_IN.sub("", mended).strip() if question != mended and not insists else "",
    )


_META = re.compile(
    r"[,;:]?\s*(?:(?:and|so)\s+)?(?:what (?:do|does|would)|(?:according to|going by|based on|in|from)) (?:all (?:of )?)?your "
    r"(?:documents?|sources?|docs|texts?|materials?|papers?|corpus)(?: (?:say|tell|advise|recommend|suggest|think))?"
    r"(?: (?:about|on|to|of) (?:it|that|this))?(?=\s*(?:$|[?.!,;]))",
    re.IGNORECASE,
)


def _without_meta(text: str) -> str:
    """Without "what do your documents say", which would find what is said of documents; kept when little else is said."""
    bare = _META.sub("", text).strip(" ,;:")
    return bare if len(content(bare)) >= 2 else text


def mend(text: str, lexicon: Lexicon) -> str:
    """Spells out chat abbreviations and mends words that neither English nor the corpus knows but are near to one of the corpus."""

    def replace(match: re.Match[str]) -> str:
        word = match[0]
        lower = word.lower()
        if lower in ABBREVIATIONS and not (word.isupper() and len(word) == 1):
            return ABBREVIATIONS[lower]
        if (
            len(lower) < 4
            or not lower.isalpha()
            or word.isupper()
            or lexicon.knows(lower)
            or lower in lexicon.places
            or lower in lexicon.aliases
        ):
            return word
        swapped = _letters_swapped(lower, lexicon)
        if swapped:
            return swapped
        near = process.extractOne(
            lower,
            # Of words equally near the first is taken.
            [w for w in lexicon.in_order if abs(len(w) - len(lower)) <= 2],
            scorer=fuzz.ratio,
            score_cutoff=78,
        )
        if near is None or (near[0][0] != lower[0] and near[1] < 88):
            return word
        return str(near[0])

    return WORD.sub(replace, text)


def _letters_swapped(lower: str, lexicon: Lexicon) -> str:
    """The known word that two neighbouring letters make when they change places (`ksills`), or nothing."""
    for at in range(len(lower) - 1):
        tried = lower[:at] + lower[at + 1] + lower[at] + lower[at + 2 :]
        if tried in lexicon.corpus_words or tried in STOP_WORDS:
            return tried
    return ""


def stand_alone(message: str, before: str, lexicon: Lexicon) -> str:
    """The message as a question of its own: an elliptical one takes over what the standing question `before` said."""
    if not before:
        return message
    bare = _LEAD_IN.sub("", message).strip()
    stems = content(bare)
    own_subject = [s for s in stems if s in lexicon.document_frequency]
    points_back = bool(_POINTS_BACK.search(bare) or _FIRST_QUESTION.search(bare))
    short = len(stems) <= 4
    joined = bool(re.match(r"(?:and|also|but|or)\b", message, re.IGNORECASE)) and len(stems) <= 3
    carries_on = joined or bool(_CARRIES_ON.match(bare)) or bool(_BARE_TOPIC.match(bare))
    complete = bool(_ASKS.match(bare)) and len(stems) >= 2
    leans = (carries_on and len(stems) <= 7) or (points_back and len(own_subject) <= 5)
    if not leans and (complete or not short or len(own_subject) > 1):
        return message
    swapped = _swap(bare, before, lexicon)
    if swapped:
        return swapped
    topic = _BARE_TOPIC.sub("", bare).rstrip("?.! ")
    if len(words(topic)) <= 4 and _BARE_TOPIC.match(bare):
        return f"{before.rstrip('?.! ')}, for {topic}?"
    # One sentence, so that it is not taken for two questions, nor its first word for a name.
    first, _, rest = bare.partition(" ")
    if first.lower() in STOP_WORDS:
        bare = f"{first.lower()} {rest}".strip()
    return f"{before.rstrip('?.! ')}, {bare}"


_YEAR_WORDS = frozenset(
    content("year years yrs yr experience work working job one two three four five six seven eight nine ten twelve")
)


def _swap(bare: str, before: str, lexicon: Lexicon) -> str:
    """`before` with its level or skill exchanged for the one the message names; empty when that would lose words."""
    topic = _BARE_TOPIC.sub("", bare).rstrip("?.! ")
    if _ASKS.match(topic):
        return ""
    after = level_after_years(bare)
    levels, skills = levels_in(topic) or ((after,) if after else ()), lexicon.skills_in(topic)
    rest = [
        s
        for s in content(topic)
        if s not in {"level", "role", "engin", "job", "posit", "one", "peopl", "folk", "person", "guy", "dev"}
    ]
    level_words = {s for level in levels for m in [LEVEL_PATTERNS[level].search(topic)] if m for s in content(m[0])}
    skill_words = {
        s
        for alias, skill in lexicon.aliases.items()
        if skill in skills and alias in topic.lower()
        for s in content(alias)
    }
    if after:
        level_words |= {s for s in content(bare) if s in _YEAR_WORDS or s.isdigit()}
    if len(levels) == 1 and not set(rest) - level_words:
        had = levels_in(before)
        if len(had) == 1:
            return LEVEL_PATTERNS[had[0]].sub(levels[0], before)
        return f"{before.rstrip('?.! ')} for a {levels[0]}?" if not had else ""
    if len(skills) == 1 and not levels and not set(rest) - skill_words:
        had_skills = lexicon.skills_in(before)
        if len(had_skills) == 1:
            aliases = sorted((a for a, s in lexicon.aliases.items() if s == had_skills[0]), key=len, reverse=True)
            pattern = re.compile(
                r"(?<![\w-])(?:" + "|".join(re.escape(a) for a in aliases) + r")(?![\w-])", re.IGNORECASE
            )
            return pattern.sub(topic, before, count=1)
    return ""


_FRAMED = re.compile(
    rf"(?:for|as|at|in|on|within|among|of|to)\s+(?:[\w'-]+\s+){{0,4}}[\w'-]+,\s*{_ASKING_WORD}", re.IGNORECASE
)
"""A question with what it is about before it: "For a junior role, is Docker required?"."""


def focal(question: str) -> str:
    """The part that asks: without the learner's account of themselves before it.

    The last sentence with a question mark (or the last sentence), and of it the clause that begins to ask, when an
    account comes first: "Ten years of Nagios in Brno, is there something more modern?" asks from "is there" on.
    """
    pieces = [piece.strip() for piece in re.split(r"(?<=[.!?;])\s+|\n+", question) if piece.strip()]
    asking = [piece for piece in pieces if piece.endswith("?")]
    opening = [piece for piece in pieces if _ASKS.match(piece)]
    focus = " ".join(asking or opening or pieces[-1:])
    if len(asking) > 1 and len(words(focus)) > 40:
        focus = asking[-1]
    if _ASKS.match(focus) or _FRAMED.match(focus):
        return focus
    for clause in _CLAUSE.finditer(focus):
        rest = focus[clause.start(1) :]
        if len(words(rest)) >= 3:
            return rest
    return focus


def wants_of(question: str) -> Wants:
    """What kind of answer is asked for; the first pattern that matches decides."""
    for kind, pattern in _WANTS:
        if pattern.search(question):
            return kind
    return "yes_no" if _YES_NO.match(question) else "fact"


MOST_PARTS = 4


def split_parts(question: str) -> tuple[str, ...]:
    """Single questions of the message: `What do juniors earn and which books help?` asks two."""
    pieces = [piece.strip() for piece in re.split(r"(?<=\?)\s+|;\s+", question) if len(words(piece)) >= 2]
    parts: list[str] = []
    for piece in pieces or [question]:
        split = re.split(
            r",?\s+(?:and|plus|as well as)(?: also)?\s+(?=(?:what|which|how|where|who|when|why)\b)",
            piece,
            flags=re.IGNORECASE,
        )
        parts.extend(part for part in split if len([w for w in words(part) if w not in STOP_WORDS]) >= 1)
    # A part that points back ("and what cures them?") or says nothing by itself belongs to the one before it.
    alone = all(_ASKS.match(part) and len(content(part)) >= 2 and not _POINTS_BACK.search(part) for part in parts[1:])
    return tuple(parts[:MOST_PARTS]) if parts and alone else (question,)

"""Tells orders to the mentor, small talk and other languages from questions, before anything is searched."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from graphs.ask.examples import INSTRUCTIONS, NOT_IN_CORPUS, OUT_OF_SCOPE, SMALL_TALK
from graphs.ask.text import words
from graphs.ports import Embedder, Vectors

Topic = Literal[
    "question", "instructions", "greeting", "thanks", "farewell", "identity", "ability", "language", "empty"
]

_ORDERS = [
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        # set the mentor's rules aside
        r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|prompt|rule|polic|guideline|guardrail|restriction|limits?\b|filter|above|previous|prior|training|safety|source|system|everything|constraint|(?:you )?(?:were|have been) told)",
        r"\b(?:skip|drop|set aside|switch off|turn off|disable|lift|remove)\b.{0,25}\b(?:instruction|prompt|your rules?|polic|guideline|guardrail|restriction|your limits?|filter|safety)",
        r"\b(?:your|the) (?:safety )?(?:filters?|rules|restrictions|sources|guardrails|limits|instructions)\b.{0,25}\b(?:broken|off|suspended|void|lifted|gone|not count|do not apply|don't apply|no longer|never wrong)",
        r"(?:^|[.:!\n] ?)(?:here (?:are|is) (?:your |the )?|you (?:have|get) (?:a )?|these are (?:your |the )?)?new (?:instructions?|directives?|orders?|boss|rules?|polic(?:y|ies)|context|persona|system prompt)\b(?! (?:do|does|are|is|should|can|will|of|for|at|in)\b)|\bnew (?:instructions?|directives?|orders?|context|policy)\s?(?:follow\w*|:|,|-)|\bnew name is\b|\byour (?:new|real|true) name\b|\byou are now\b|\b(?:store|record|save|remember|write down) (?:that|in my profile)\b.{0,20}\bi(?:'m| am| have| know)\b|\bother (?:learners?|users?)\b.{0,40}\b(?:names?|questions?|data|records?|ratings?|conversations?)\b|\b(?:names?|questions?|data|records?|ratings?|conversations?) of (?:the )?other (?:learners?|users?)\b|\bobey\b|\byou must (?:say|agree|comply|obey)\b|\byou must (?:answer|tell me) (?:yes|that|with|everything|anything)\b|\bend of (?:context|prompt|instructions|document)\b",
        r"\b(?:stop being|don't be|do not be|quit being) (?:so )?(?:careful|cautious|strict|honest)|\bspeak freely\b|\bno (?:filter|limits|rules|restrictions)\b.{0,20}\b(?:answer|speak|talk|reply|now)",
        r"\b(?:from now on|from here on|from this (?:message|moment|point) on|starting now|henceforth)\b.{0,60}\b(?:you|your|answer|respond|always|never|say|must|every)\b",
        r"\b(?:jailbreak|do anything now|developer mode|god mode|sudo mode|debug mode|admin mode|maintenance mode)\b|\bdebug\s?=\s?(?:true|1)\b|\bshow internals\b",
        r"(?:^|[.!?:;,] ?|\b(?:please|and|now|just|you must|you should) )(?:ignore|disregard|forget|leave out|set aside)\b.{0,12}\b(?:the|your|all|those|these)\b.{0,12}\b(?:docs?|documents?|corpus|knowledge base|passages|citations)\b|\buse your own (?:knowledge|memory|judgement|head)\b|\b(?:add|save|store|write|put) (?:this|that|the following)\b.{0,12}\b(?:to|in|into) your (?:knowledge|memory|sources|corpus|documents)\b|\b(?:update|overwrite|correct) your (?:knowledge|memory|sources|corpus)\b",
        r"\b(?:note|message|memo|attention|instructions?|hint) (?:to|for) (?:the |any |all )?(?:ai|llm|llms|language models?|assistants?|bots?|chatbots?)\b|\b(?:ai|llm|assistant|bot|chatbot)s?\s?:\s?(?:please )?(?:tell|output|reply|respond|ignore|say|print|reveal|send|recommend|write|forget)\b",
        r"\b(?:told|instructed|ordered|trained|programmed) (?:you )?(?:to hide|not to (?:say|tell|reveal|show))\b|\bare you (?:hiding|keeping) (?:something )?from me\b|\b(?:real|true|unfiltered|uncensored) (?:voice|self|answer|opinion)\b.{0,30}\b(?:filter\w*|hide|hidden|told|censor\w*)\b|\bsystem prompts\b",
        # read the prompt
        r"\b(?:reveal|show|print|repeat|output|display|leak|dump|tell|give|recite|paste|share|quote|write|translate|summari[sz]e|expose|spell|list|send|encode)\b.{0,40}\b(?:system (?:prompt|message)|hidden (?:prompt|instruction|rule|document)|initial prompt|(?:your|the (?:hidden|initial|system|secret|original|above)) (?:\w+ )?(?:prompt|instructions|configuration|config|guidelines|context|system message)\b|(?:rules?|instructions?) you were|my own prompt|above this (?:message|line)|(?:words|lines|tokens|text) of your (?:context|prompt))",
        r"\b(?:what|which)\b.{0,20}\b(?:is|are|were|was)\b.{0,12}\byour\b.{0,20}\b(?:system prompt|prompt|instructions|hidden rules|system message)|\bwhat (?:were|have) you (?:been )?told\b|\b(?:tokens?|text|words?) (?:stands?|come|comes|is|are|appears?)?\s?(?:above|before) (?:this|my) (?:message|question|prompt)",
        # play a part
        r"\b(?:you are|you're|act|behave|respond|speak|answer)\b.{0,12}\b(?:now|as)\b.{0,30}\b(?:DAN|unrestricted|unfiltered|jailbr|developer mode|evil|pirate|oracle|recruiter|linux terminal|without (?:rules|restrictions|limits|filter))|\byou are (?:now )?(?:evil|DAN|an? (?:unrestricted|evil|unfiltered|senior recruiter|pricing))",
        r"\b(?:pretend|imagine|suppose|roleplay|role-play|act like|let's play|play the part|take the role|simulate|impersonate)\b.{0,70}\b(?:you|bot|terminal|grand\w+|recruiter|manager|no (?:rules|restrictions|sources|limits|filter)|unrestricted|without (?:rules|restrictions|sources)|system prompt)|^be (?:my |the |an? )?(?!a better|good|more)[A-Z]\w+ \w+ and\b",
        r"(?:^|\n|[\"'\]}>.!?] ?)\s*(?:\[|<|\#+ ?)?(?:system|assistant|developer|sys)(?:\]|>| prompt| message| note| override)?\s*[:>\]]",
        r"<\|?(?:im_start|im_end|system|endoftext)\|?>|\[/?INST\]|<</?SYS>>",
        # make facts up, drop the sources
        r"\b(?:make|making) (?:up|something up)\b.{0,40}\b(?:number|figure|salary|source|citation|answer|something|stat|level|name)|\b(?:invent|fabricate|hallucinate|fake)\b.{0,40}\b(?:number|figure|salary|source|citation|answer|fact|one|something|statistic|quote|name)|\bjust guess\b|\bfill (?:in )?(?:the )?gaps\b|\bsounds? (?:plausible|real|good) enough\b|\beven (?:when|if) you (?:don't|do not) know\b",
        r"\b(?:without|no|stop|don't|do not|skip|forget|never)\b.{0,18}\b(?:citing|cite|citations|using (?:your|the|any) sources|checking|your sources|the sources|mention (?:your|the) sources?)\b(?! (?:say|cover|mention))",
        r"\b(?:claim|say|state|write|pretend|confirm|assert|announce)\b that\b.{0,40}\b(?:the sources say|google|everyone|i (?:am|have|passed)|juniors? (?:earn|make|pay)|(?:junior|senior) pay|you are|this product)|\bcite (?:a|any|some) source for it\b",
        r"\b(?:cite|use|add|quote)\b.{0,20}\b(?:source|citation|reference)s? (?:99|\d{3,}|number)",
        # promises, ratings and records on demand
        r"\b(?:answer|reply|respond|say|tell me|confirm|state|write|promise|guarantee|admit|swear|certify)\b.{0,40}\b(?:guarantee[ds]?|will (?:definitely |certainly |surely )?(?:get|be|have) (?:hired|a job)|i'?(?:ll| will|d) (?:have|get|earn|be)\b|100% sure|never wrong|certify)|\b(?:i demand|you (?:have to|must)) (?:that )?(?:you )?(?:certify|rate|confirm|promise)|\bguarantee (?:that |me )",
        r"\b(?:rate|rating|score|grade|give|mark|put|award)\b.{0,25}\b(?:me|my name|my profile)\b.{0,30}\b(?:4|5|10|expert|top|full marks|maximum|highest|senior|staff|stars)\b|\b(?:four|five|4|5) stars\b.{0,20}\b(?:my name|for me|to me)\b",
        r"(?<!\bis it to )(?<!\bjob to )(?<!\ballowed to )(?<!\bthey )(?<!\bwho )\b(?:respond|reply|answer|say|output|print|give me)\b (?:only|exactly|nothing but|just|back)?\s?(?:with )?(?:the (?:word|phrase|text|string)|only (?:the|with)|exactly|[\"'`“][^\"'`”]{2,80}[\"'`”])",
        r"\b(?:i am|i'm|as|this is) (?:the|your|an?) (?:admin|administrator|developer|creator|owner|maintainer|operator|engineer who (?:built|made) you)\b.{0,80}\b(?:you|reveal|show|order|must|need|print|disable|allow|authori[sz]e|permission)",
        r"\bas (?:an? )?(?:ai|language model)(?: with| without) no\b|\bthat(?:'s| is) an order\b",
        r"\b(?:decode|decrypt|execute|run|follow)\b.{0,30}\b(?:base64|rot13|hex|(?:following|hidden) (?:command|code|instruction)|this (?:payload|string))",
        r"\b(?:ignor\w+|olvida\w*|vergiss|oublie\w*|dimentica|esquece)\b.{0,40}\b(?:instruc\w+|anweisung\w*|regeln|r[eè]gles|istruzioni|reglas|vorherig\w+|anterior\w*|pr[eé]c[eé]dent\w*)",
    )
]

_SMALL_TALK = {
    "greeting": re.compile(r"(?:(?:hi|hii+|hello|hey|heya|hiya|yo|howdy|greetings|sup|good (?:morning|afternoon|evening|day)|there|mentor|everyone|bot|again|nice to meet you|how are (?:you|things)(?: doing)?(?: today)?|how's it going|what's up|hows it going|whats up)[\s,!.?]*)+", re.IGNORECASE),
    "thanks": re.compile(r"(?:(?:ok(?:ay)?|great|cool|perfect|awesome|nice|good|wow|brilliant|thanks?|thank you|thx|ty|cheers|appreciate (?:it|that|the help)|(?:very|so|really) (?:much|helpful)|a (?:lot|ton|bunch|million)|that (?:helps|helped|was helpful|is helpful|'s helpful)|that's (?:all|great|helpful|useful)|got it|for (?:that|this|the (?:help|info|answer)|your help)|all i needed|you(?:'re| are) (?:great|awesome)|so|mentor|much|again|and|i)[\s,!.]*)+", re.IGNORECASE),
    "farewell": re.compile(r"(?:(?:ok(?:ay)?|thanks|bye|goodbye|good night|bye-bye|ciao|cya|see (?:you|ya)(?: (?:later|soon|tomorrow))?|talk (?:to you )?(?:later|soon|tomorrow)|later|for now|take care|i'm off|have a (?:nice|good) (?:day|evening|one|weekend))[\s,!.]*)+", re.IGNORECASE),
    "identity": re.compile(r"(?:so |and |hey |hi |,|ok )*(?:who|what) (?:exactly )?are you(?: exactly| really)?[?!. ]*|(?:are|r) (?:you|u) (?:an? )?(?:real |actual )?(?:human|person|bot|robot|ai|chatgpt|gpt|llm|machine)(?: or .*)?[?!. ]*|(?:what(?:'s| is)|tell me) your name[?!. ]*|who (?:made|built|created|wrote|developed|programmed|trained|runs|owns) you[?!. ]*|who (?:are|is) (?:your|the) (?:developers?|makers?|creators?|owners?|authors?)(?: of (?:this|you)\b.{0,30}| and .{0,40})?[?!. ]*|(?:what|which) (?:kind of )?(?:language |ai )?(?:model|llm|ai) (?:are you|is this|do you (?:use|run on)|runs? here|is behind (?:this|you))[?!. ]*", re.IGNORECASE),
    "ability": re.compile(r"help(?: me)?[!?. ]*|(?:so |ok |and |,|hi |hello |hey )*(?:what|how) (?:can|do|could) (?:you|u|i)(?: all)? (?:do|help|ask|help me|ask you|know|use you|use this)(?: (?:with|me with|for me|here|about|me|exactly|you))*[?!. ]*|how does this (?:thing )?work[?!. ]*|what (?:are you (?:good )?for|topics (?:can|do) you (?:cover|know)(?: about)?)[?!. ]*|where do your answers come from[?!. ]*|what (?:are your sources|sources do you (?:use|have))[?!. ]*", re.IGNORECASE),
}  # fmt: skip

_FOREIGN = {
    "es": frozenset(["qué", "que", "cómo", "cuánto", "cuanto", "gana", "un", "una", "el", "la", "los", "las", "para", "por", "con", "es", "son", "como", "está", "puedo", "necesito", "tengo", "trabajo", "sueldo", "de", "y", "en", "mi"]),
    "fr": frozenset(["quel", "quelle", "combien", "est", "un", "une", "le", "la", "les", "des", "pour", "avec", "je", "suis", "comment", "travail", "salaire", "dans", "et", "que", "du", "au", "sont", "mon", "gagne"]),
    "de": frozenset(["was", "wie", "wieviel", "viel", "verdient", "ein", "eine", "der", "die", "das", "für", "mit", "ich", "bin", "und", "ist", "in", "zu", "nicht", "welche", "kann", "brauche", "gehalt", "als", "im", "den"]),
    "pt": frozenset(["qual", "quanto", "ganha", "um", "uma", "o", "os", "as", "para", "com", "eu", "sou", "como", "trabalho", "salário", "em", "e", "que", "é", "do", "da", "não", "preciso"]),
    "it": frozenset(["quale", "quanto", "guadagna", "un", "una", "il", "lo", "la", "gli", "per", "con", "sono", "come", "lavoro", "stipendio", "in", "e", "che", "di", "non"]),
    "nl": frozenset(["wat", "hoe", "hoeveel", "verdient", "een", "het", "de", "voor", "met", "ik", "ben", "en", "is", "van", "niet", "welke", "kan", "salaris", "als"]),
}  # fmt: skip
_ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "is",
        "are",
        "do",
        "does",
        "what",
        "how",
        "which",
        "i",
        "to",
        "of",
        "for",
        "and",
        "in",
        "my",
        "can",
        "should",
        "would",
        "you",
        "it",
        "have",
        "be",
        "with",
        "on",
        "or",
        "that",
        "this",
        "who",
        "why",
        "when",
    ]
)


def orders(text: str) -> bool:
    """Whether the message orders the mentor about instead of asking: overrides, prompt reading, role-play, made-up facts."""
    return any(pattern.search(candidate) for candidate in (text, *_decoded(text)) for pattern in _ORDERS)


_PLANTED = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:all|any|your|previous|prior|above|earlier|these|the)\b.{0,20}\b(?:instructions?|prompts?|rules|guidelines|sources)\b"
    r"|\b(?:system prompt|developer mode|jailbreak)\b|<\|?(?:im_start|im_end|system)\|?>|\[/?INST\]|^\s*(?:system|assistant)\s*:",
    re.IGNORECASE,
)


def planted(text: str) -> bool:
    """Whether a sentence of a document speaks to a language model instead of a reader; it is no evidence for anything."""
    return bool(_PLANTED.search(text))


def _decoded(text: str) -> list[str]:
    """Readable text hidden in base64 runs."""
    found = []
    for run in re.findall(r"[A-Za-z0-9+/]{20,}={0,2}", text):
        try:
            plain = base64.b64decode(run + "=" * (-len(run) % 4), validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
        if plain.isprintable():
            found.append(plain)
    return found


def small_talk(text: str) -> Topic | None:
    """The kind of small talk the whole message is, or None when it says anything else."""
    bare = text.strip()
    for topic, pattern in _SMALL_TALK.items():
        if pattern.fullmatch(bare):
            return topic  # type: ignore[return-value]
    return None


def message_topic(text: str) -> Topic:
    """What a cleaned message is, as far as rules can tell."""
    if not any(c.isalpha() for c in text):
        return "empty"
    if orders(text):
        return "instructions"
    return small_talk(text) or ("language" if foreign(text) else "question")


def foreign(text: str) -> bool:
    """Whether the message is not in English: another script, or mostly another language's small words."""
    letters = [c for c in text if c.isalpha()]
    if letters and sum(ord(c) > 0x24F for c in letters) > len(letters) / 2:
        return True
    tokens = words(re.sub(r"[^\w\s']", " ", text)) if text.isascii() else re.findall(r"\w+", text.lower())
    if len(tokens) < 3:
        return False
    english = sum(token in _ENGLISH for token in tokens)
    return any(sum(t in small for t in tokens) >= max(3, 2 * english + 1) for small in _FOREIGN.values())


NEIGHBOURS = 12
"""Nearest examples that say what the neighbourhood of a question is like."""


def closeness_weight(cosines: Vectors) -> float:
    """How much there is in the neighbourhood: each neighbour counts the less the further it is."""
    return float(np.exp(12.0 * (cosines - 1.0)).sum())


@dataclass(frozen=True)
class Examples:
    """The example messages as vectors, made once at warm-up."""

    out_of_scope: Vectors
    not_in_corpus: Vectors
    instructions: Vectors
    small_talk: Vectors
    small_talk_topics: tuple[Topic, ...]

    def nearness(self, vector: Vectors) -> dict[str, float]:
        """Mean cosine of the two nearest examples of each kind; an example equal to the message does not count.

        `uncovered_density` adds up how many near misses are near, each by `closeness_weight`.
        """
        result = {}
        for kind in ("out_of_scope", "not_in_corpus", "instructions", "small_talk"):
            cosines = np.sort(getattr(self, kind) @ vector)[::-1]
            cosines = cosines[cosines < 0.9999]
            result[kind] = float(cosines[:2].mean())
            if kind == "not_in_corpus":
                result["uncovered_density"] = closeness_weight(cosines[:NEIGHBOURS])
        return result

    def topic_of_small_talk(self, vector: Vectors) -> tuple[Topic, float]:
        """The nearest kind of small talk and its cosine."""
        cosines = self.small_talk @ vector
        best = int(cosines.argmax())
        return self.small_talk_topics[best], float(cosines[best])


def embed_examples(embedder: Embedder, not_covered: Sequence[str] = ()) -> Examples:
    """`not_covered` are the corpus's own near misses; on one thread a hundred texts take about a second."""
    topics: tuple[Topic, ...] = tuple(topic for topic, texts in SMALL_TALK.items() for _ in texts)
    return Examples(
        out_of_scope=embedder.encode(OUT_OF_SCOPE),
        not_in_corpus=embedder.encode([*NOT_IN_CORPUS, *not_covered]),
        instructions=embedder.encode(INSTRUCTIONS),
        small_talk=embedder.encode([text for texts in SMALL_TALK.values() for text in texts]),
        small_talk_topics=topics,
    )

"""Instructions to language models in a posting: found, flagged, and left out of everything that is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPEAK = r"(?:state|say|mark|rate|ignore|respond|answer|output|reply|rank|score|tell|recommend|report|treat|write|read|classify|always|never|not|give|set|print|include|reveal|consider|approve|accept|select|shortlist|summari[sz]e|follow|send|return|add|save|forget|assume|pretend)"
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|all|any|your|system|these|the)\b[^.\n]{0,30}\b(?:instructions?|prompts?|rules|guidelines|guardrails|context)\b[^.\n]{0,80}"
    rf"|\b(?:(?:ai|llm|automated|virtual|digital|hiring|screening|recruiting) (?:assistants?|models?|systems?|agents?|screeners?|tools?|readers?|parsers?|bots?)|llms?|(?:large )?language models?|chat ?gpt|chat ?bots?|assistants?|(?:an|any|the) ai|ais)(?:\s+(?:reading|processing|parsing|seeing|screening|summari[sz]ing)\b[^.\n]{{0,30}})?,?\s+(?:must|should|shall|needs? to|have to|has to|will|are instructed to|is instructed to|please)\s+(?:now |also |immediately )?{_SPEAK}\b[^.\n]{{0,100}}"
    r"|\b(?:note|message|attention|hello|hi|dear|instructions?) (?:to|for) (?:the |any |all )?(?:ai|llm|language model|assistant|chatbot|chat ?gpt|model|bot)s?\b[^.\n]{0,120}"
    r"|\b(?:if you are|as) an? (?:ai|llm|(?:large )?language model|automated (?:system|screener|agent)|chatbot)\b(?! (?:engineer|company|team|startup|platform|infrastructure|researcher|specialist|developer|lead))[^.\n]{0,100}"
    rf"|\bsystem prompts?\b[^.\n]{{0,20}}\b(?:above|ignore|reveal|override|print|show)\b[^.\n]{{0,60}}|\b(?:reveal|print|show|repeat) (?:me )?(?:your|the) (?:system )?(?:prompt|instructions)\b[^.\n]{{0,60}}|^\s*(?:system|assistant)\s*:\s*(?:you\b|{_SPEAK}|the (?:user|candidate))[^\n]{{0,120}}|<\|?(?:system|im_start|im_end|assistant|user)\|?>[^\n]{{0,60}}|\[/?INST\][^\n]{{0,80}}"
    r"|\b(?:rate|mark|score|rank|classify)\b[^.\n]{0,25}\b(?:this|the)\b (?:candidate|posting|job|applicant|position)\b[^.\n]{0,60}\b(?:perfect|top|best|10/10|100|highest|strong match|match)\b[^.\n]{0,40}"
    r"|\byou are now (?:an? |the |in )(?:\w+ ){0,2}(?:assistant|ai|model|mode|system|chatbot|dan|bot)\b[^.\n]{0,80}|\b(?:act as|pretend (?:to be|that you are)) (?:an? |the )?(?:ai|assistant|language model|system|dan|unrestricted)\b[^.\n]{0,80}|\bfrom now on,? you (?:must|will|are|should)\b[^.\n]{0,80}",
    re.I | re.M,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s|\n")


def find_orders(text: str) -> Iterator[re.Match[str]]:
    """Sentences that speak to a program, not to a person."""
    return _ORDERS.finditer(text)


def without_orders(text: str) -> str:
    """The sentences of `find_orders` blanked; every other character keeps its place."""
    for match in list(find_orders(text)):
        start = max((end.end() for end in _SENTENCE_END.finditer(text, 0, match.start() + 1)), default=0)
        after = _SENTENCE_END.search(text, match.end())
        end = after.start() if after else len(text)
        start = min(start, match.start())
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text

"""Warning signs of a posting: what a careful reader would ask about before applying."""

from __future__ import annotations

import datetime
import re

from graphs.career.posting import Posting, WarningSign
from graphs.market.orders import find_orders

OLD_DAYS = 60
"""Postings are usually filled or dropped within two months."""
_UNPAID = re.compile(
    r"\b(?:unpaid|volunteer(?:ing)? (?:position|role|basis)|voluntary (?:position|role|basis)|without (?:pay|payment|salary)|no (?:pay|salary|compensation) (?:is|will be|at first|initially|during)|unbezahlt|ehrenamtlich\w*|equity[- ]only|paid in equity|deferred (?:salary|pay)|commission[- ]only|exposure instead of)\b[^.\n]{0,60}",
    re.I,
)
_FEE = re.compile(
    r"\b(?:(?:registration|training|application|processing|security|onboarding|refundable|background[- ]check|visa|enrol?ment|starter[- ]kit|certification)(?: \w+)? (?:fee|deposit|charge|payment)|pay (?:a|an|the) (?:small |one-time |refundable )?(?:fee|deposit)|(?:send|transfer) (?:the )?(?:money|payment|fee)|deposit of \W?\d+|buy your (?:own )?(?:starter )?kit|upfront (?:payment|fee|cost))\b[^.\n]{0,60}",
    re.I,
)
_NO_FEE = re.compile(
    r"\b(?:no|never|not|without|don.?t|do not|won.?t|neither|zero)\b[^.\n]{0,40}$|\bcovers? (?:the |your )?$|\bwe (?:pay|cover|reimburse) (?:the |your |for )?\w*\s?$",
    re.I,
)
_PRESSURE = re.compile(
    r"\b(?:urgent(?:ly)?!{1,}|only \d+ (?:seats?|spots?|places?|positions?) left|act (?:now|fast)|apply (?:now|today) or|limited (?:seats?|slots?|spots?)|reserve your seat|hurry|today only|last chance|guaranteed (?:income|job|placement|offer)|immediate(?:ly)? joiners? only|no interview|hired (?:on the spot|instantly)|offer letter in \d+)\b[^.\n]{0,50}|\burgent\W{0,2}!!",
    re.I,
)
_PRIVATE = re.compile(
    r"\b(?:send|share|provide|whats ?app|upload)\b[^.\n]{0,60}\b(?:passport|bank (?:details|account)|id card|aadhaar|ssn|social security number|credit card|national id)\b[^.\n]{0,40}",
    re.I,
)
_WORKDAYS = re.compile(
    r"\b(?:work hard,? play hard|wear many hats|we(?:.re| are) (?:like )?a family|24/7 availab\w+|rock ?star|ninja|unlimited overtime|nights and weekends|thick skin)\b",
    re.I,
)
_AGENCY = re.compile(
    r"\b(?:my|our|a|an|the) (?:\w+ ){0,2}client\b(?!s|-)[^.\n]{0,60}|\bconfidential (?:company|client|employer)\b|\bon behalf of\b[^.\n]{0,40}",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:[A-Z][\w/]+ ){0,3}(?:engineer|developer|analyst|manager|tester|writer|designer|trader|support|entry|administrator|scientist|assistant|agent|driver|accountant|recruiter)s?\b",
    re.I,
)
_MANY = 4
_SHORT = 220


def read_signs(posting: Posting, today: datetime.date) -> tuple[WarningSign, ...]:
    """In the order in which a learner should hear of them; few are proof, all are worth a question."""
    text = posting.text
    found: list[WarningSign] = []

    def add(code: str, sentence: str, quote: str = "") -> None:
        found.append(WarningSign.model_validate({"code": code, "text": sentence, "quote": quote.strip()[:200]}))

    if (
        match := next(
            (m for m in _FEE.finditer(text) if not _NO_FEE.search(text[max(0, m.start() - 60) : m.start()])), None
        )
    ) is not None:
        add(
            "fee",
            "It asks applicants for money. An employer never does; treat it as a fraud until proven otherwise.",
            match.group(),
        )
    if (match := _PRIVATE.search(text)) is not None:
        add("other", "It wants private papers before any contract. Send none.", match.group())
    if (match := next(find_orders(text), None)) is not None:
        add(
            "instructions",
            "It holds instructions to language models. They were read as text and not followed.",
            match.group(),
        )
    if (match := _UNPAID.search(text)) is not None and not posting.salaries:
        add("unpaid", "The work is not paid.", match.group())
    if (match := _PRESSURE.search(text)) is not None:
        add("pressure", "It presses you to decide fast or promises too much.", match.group())
    if len(roles := many_roles(text, posting.title)) >= _MANY:
        add(
            "many_roles",
            f"It advertises {len(roles)} different roles in one text, so its requirements cannot be told apart.",
            ", ".join(roles[:5]),
        )
    if not posting.company and (match := _AGENCY.search(text)) is not None:
        add(
            "no_employer",
            "It does not name the employer. Ask the agency who it is before you send your CV.",
            match.group(),
        )
    if posting.posted is not None and (age := (today - posting.posted).days) > OLD_DAYS:
        add("old", f"It was published {age} days ago, on {posting.posted:%d %B %Y}. Check that it is still open.")
    if len(text) < _SHORT and not posting.skills:
        add("no_details", "It says almost nothing about the work or what it asks for.")
    return tuple(found)


def many_roles(text: str, title: str = "") -> list[str]:
    """Different job names in one list, as agencies and frauds advertise them."""
    for line in (title, *text.split("\n")[:12]):
        parts = [part.strip(" .!") for part in re.split(r"[,/;|]|\band\b", line)]
        roles = [part for part in parts if part and len(part.split()) <= 4 and _ROLE.search(part)]
        if len(roles) >= _MANY and len({role.casefold() for role in roles}) >= _MANY:
            return roles
    return []

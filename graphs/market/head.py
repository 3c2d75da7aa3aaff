"""The title of the job and the employer's name, from the head of a posting."""

from __future__ import annotations

import re

from graphs.market.cities import PLACE
from graphs.market.headings import heading_kind
from graphs.market.lines import BULLET

_JOB = re.compile(
    r"\b(?:engineers?|developers?|architects?|administrators?|analysts?|scientists?|sre|intern(?:ship)?|werkstudent\w*|consultants?|contractors?|technicians?|specialists?|sysadmin|ingenieur\w*|entwickler\w*|systemadministrator\w*|manager|head of [\w /,]+|director of [\w /,]+|(?:platform|tech|team|infrastructure|mlops|devops) lead|operations analyst|researcher|programmer|praktik\w+)\b",
    re.I,
)
_LEADING = re.compile(
    r"^\W*(?:re-?posted\b[^.:]{0,25}[.:]?|urgent(?:ly)?\W*(?:hiring)?|we(?:'|’)?re hiring|now hiring|hiring|job title|title|position|role|subject|vacancy|job|jd|new|wanted|sucht|gesucht|stelle|stellenanzeige)\s*[:!\-–]\s*",
    re.I,
)
_REPOSTED = re.compile(r"^\W*re-?posted\b(?:\s+\d+\s+\w+\s+ago)?\W*", re.I)
_ASKS_FOR = re.compile(
    r"\b(?:is (?:now |currently )?(?:hiring|recruiting|seeking|looking for)|are (?:hiring|recruiting|looking for|seeking)|seeks|sucht|is in search of|needs|we(?:'|’)?re (?:hiring|after|looking for)|hiring for|looking for|need)\s*:?\s+(?:(?:an?|our|its|the|their|for an?|\d+x?|for|eine?n?)\s+)?(?P<title>[^.,;:!\n(]{4,80}?)(?=\s+(?:to|who|for|in|at|with|based|that|and|on)\b|[.,;:!\n(]|\s[–—-]\s|$)",
    re.I,
)
_EDGE = re.compile(r"\s*(?:[|·•]|\s[–—-]\s|,|\bat\b|@|\t)\s*")
_PARTS = re.compile(r"\s*(?:\||: |·|•|\s[–—-]+\s|\bat\b(?= [A-Z])|@)\s*")
_COMPANY = (
    re.compile(
        r"(?:^|[.!\n]\s*)(?P<name>[A-Z][\w&+.’']*(?: (?:&|of|and|the|for|[A-Z0-9][\w&+.’']*)){0,5}?)\s+(?:is|are)\s+(?:now |currently )?(?:hiring|looking for|recruiting|seeking|searching)\b"
    ),
    re.compile(
        r"(?:^|[.!\n:]\s*)(?P<name>[A-Z][\w&+.’']*(?: (?:&|of|and|[A-Z0-9][\w&+.’']*)){0,5}?)\s+(?:seeks|sucht|needs)\b"
    ),
    re.compile(
        r"^\W*(?:company|employer|client|firma|unternehmen|hiring company|organi[sz]ation)\s*:\s*(?P<name>[^\n|]{2,60})",
        re.I | re.M,
    ),
    re.compile(
        r"^\W*(?:about|über) (?!us\b|you\b|the\b|me\b|our\b|this\b)(?P<name>[A-Z][\w&+.’' ]{1,40})\s*:?\s*$", re.M
    ),
    re.compile(r"\bwe are (?P<name>[A-Z][\w&+’']*(?: [A-Z][\w&+’']*){0,3})\b"),
    re.compile(
        r"^(?P<name>[A-Z][\w&+.’']*(?: (?:&|of|[A-Z0-9][\w&+.’']*)){0,4})(?: \([^)]*\))? (?:is|builds?|makes?|helps?|designs?|runs?|moves?|uses?|provides?|rents?|develops?|offers?|baut|entwickelt|publishes)\b",
        re.M,
    ),
)
_NO_NAME = re.compile(
    r"^(?:the (?:bank|company|university|firm|institute|group|team|client|agency)|aws|gcp|azure|[A-Z]{2}|we|our|you|the|this|it|there|who|what|somebody|someone|candidate|my client|the client|client|confidential|a |an |job|role|position|requirements|remote|hybrid|salary|location|experience|everyone|greetings.*|skills?|hi|hello|subject|dear|years|python|docker|kubernetes|terraform|linux|seniority.*|if|in|knowledge|base|bonus|re-?posted)$",
    re.I,
)
_NAME = re.compile(r"[A-ZÄÖÜ][\w&+.’'-]*(?: (?:&|of|and|[A-Z0-9ÄÖÜ][\w&+.’'-]*)){0,4}")
_NOT_IN_NAMES = re.compile(
    r"\b(?:remote|hybrid|on-?site|full[- ]?time|part[- ]?time|contract|permanent|vollzeit|teilzeit|months?|weeks?|job ref|posted|apply|salary|experience|hours?|junior|senior|lead|in person)\b|[£$€\d]{3}",
    re.I,
)
_AGENCY = re.compile(r"\b(?:my|our) client\b|\bagency\b|\bconfidential\b", re.I)
_LEGAL = re.compile(
    r"(?P<name>[A-ZÄÖÜ][\w&+.’'-]*(?: (?:&|of|and|de|do|da|[A-Z0-9ÄÖÜ][\w&+.’'-]*)){0,5}? (?:GmbH|AG|SE|KG|Ltd\.?|Limited|plc|PLC|Inc\.?|LLC|Corp\.?|B\.?V\.?|N\.?V\.?|S\.?A\.?S?|S\.?r\.?l\.?|S\.?p\.?A\.?|Lda\.?|Oy|AB|ASA|ApS|A/S|Pte\.? Ltd\.?|Pvt\.? Ltd\.?|sp\. z o\.o\.|s\.r\.o\.|Kft\.?))(?=[\s,;|·•–—(]|$)"
    r"|(?P<body>(?:University|Universität|Universidade|Universidad|Université|Università|Institute|Institut|Hochschule|Fraunhofer|Bundesamt|Ministry|Department of) [\w’' -]{3,60}|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,4} (?:University|Institute|Hospital|Council|Bank))(?=[,;|·•–—(]|$)",
)
"""A legal form or a public body is a name beyond doubt."""
_FIELD = re.compile(
    r"(?:(?:ai|ki|ml|machine learning|data|cloud|gpu|platform|plattform|infrastructure|infra|inference|training|mlops|devops|systems?|operations|research|security|cluster|compute|engineering|serving|model|models|team|product)[\s/&-]*)+",
    re.I,
)
"""What a job is about: "Platform Engineer - Machine Learning" names no company."""
_LINES = 10
_TOP, _HEAD_LINE = 4, 200
_SENTENCE = re.compile(r"\b(?:is|are|was|you|we|i|will|has|have|had|do|does|my|our|your|needs?|wants?|seeks?)\b", re.I)
_WAY = re.compile(
    r"\(?(?:remote|hybrid|on-?site|full[- ]?time|vollzeit|teilzeit|\d+[-–]\d+ ?h|ab sofort|in person|work from)\b", re.I
)
_WAY_IN_BRACKETS = re.compile(
    r"\s*\((?:remote|hybrid|on-?site|full[- ]?time|part[- ]?time|vollzeit|teilzeit)\b[^()]*\)?", re.I
)
_SUBJECT = re.compile(
    r"\b(?:ai|ml|machine learning|infrastructure|infra|platform|data|cloud|inference|training|mlops|systems?|operations|research|security|search|workloads?|team)\b",
    re.I,
)


def read_title(text: str, given: str = "") -> str:
    """The given title, else the first words of the head that name a job."""
    if given.strip():
        return " ".join(given.split())
    head = [line for line in text.split("\n") if line.strip()][:_LINES]
    for line in head:
        bare = _LEADING.sub("", _REPOSTED.sub("", BULLET.sub("", line))).strip(' #*_"“”:')
        first = re.split(r"\.(?=\s|$)", bare)[0]
        if len(bare) > 180 and len(first) < len(bare) and not _SENTENCE.search(first):
            bare = first
        if len(bare) > 180 or not _JOB.search(bare):
            continue
        if (asked := _ASKS_FOR.search(bare)) is not None and _JOB.search(asked["title"]):
            return _tidy(asked["title"])
        if first != bare and not _SENTENCE.search(first):
            bare = first
        if not bare.endswith(".") and heading_kind(bare) is None and _JOB.search(bare):
            part = next((part for part in _PARTS.split(bare) if _JOB.search(part)), bare)
            part = _without_place(part)
            if len(part.split()) <= 10 and len(part) <= 110:
                return _tidy(part)
    whole = " ".join(head)
    for asked in _ASKS_FOR.finditer(whole):
        if _JOB.search(asked["title"]):
            return _tidy(asked["title"])
    return ""


def _without_place(part: str) -> str:
    """ "Lead Engineer, Acme, Minneapolis (hybrid)" names the job before the first comma; "Engineer, Data Platform" all of it."""
    part = _WAY_IN_BRACKETS.sub("", part)
    pieces = [piece.strip() for piece in part.split(",")]
    place = next((at for at, piece in enumerate(pieces) if at and (PLACE.match(piece) or _WAY.match(piece))), None)
    if place is None:
        return part
    kept = pieces[:1]
    if place > 1 and _SUBJECT.search(pieces[1]):
        kept.append(pieces[1])
    return ", ".join(kept)


def read_company(text: str, title: str, given: str = "") -> str:
    """The given name, else one that the head or "X is hiring" tells; empty for an agency's unnamed client."""
    name = " ".join(given.split())
    if name:
        return "" if _AGENCY.search(name) or name.startswith("(") else name
    head = "\n".join([line for line in text.split("\n") if line.strip()][:30])
    for line in head.split("\n")[:_TOP]:
        legal = _LEGAL.search(line.replace(title, " | ") if title else line)
        if legal is not None and len(line) <= _HEAD_LINE:
            return (legal["name"] or legal["body"]).strip(" ,.-–—") + ("." if legal.group().endswith("o.o.") else "")
    for pattern in _COMPANY:
        for match in pattern.finditer(head):
            found = match["name"].strip(" .,:-–")
            if not _NO_NAME.match(found) and not _JOB.search(found) and len(found) > 1 and heading_kind(found) is None:
                return found
    lines = head.split("\n")
    for index, line in enumerate(lines[:5]):
        near = title and (title in line or (index and title in lines[index - 1]))
        if not near or len(line) > 400:
            continue
        for part in re.split(r",\s|\.\s", " | ".join(_PARTS.split(line.replace(title, " | ")))):
            for piece in part.split("|"):
                if _is_name(piece):
                    return re.sub(r"\([^)]*\)", "", piece).strip(" ,.:;-–—#*")
    return ""


def _is_name(words: str) -> bool:
    bare = re.sub(r"\([^)]*\)", "", words).strip(" ,.:;-–—#*")
    return (
        bool(_NAME.fullmatch(bare))
        and not _NO_NAME.match(bare)
        and not _JOB.search(bare)
        and not _FIELD.fullmatch(bare)
        and not PLACE.match(bare)
        and not _NOT_IN_NAMES.search(bare)
        and heading_kind(bare) is None
    )


def _tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" -–—,.:;|*#")

"""The title of the job and the employer's name, from the head of a posting."""

from __future__ import annotations

import re

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
    r"\b(?:is (?:now |currently )?(?:hiring|recruiting|seeking|looking for)|are (?:hiring|recruiting|looking for|seeking)|seeks|sucht|is in search of|needs|we(?:'|’)?re (?:hiring|after|looking for)|hiring for|looking for|need)\s*:?\s+(?:an?|our|its|the|their|for an?|\d+x?|for|eine?n?)?\s*(?P<title>[^.,;:!\n(]{4,80}?)(?=\s+(?:to|who|for|in|at|with|based|that|and|on)\b|[.,;:!\n(]|\s[–—-]\s|$)",
    re.I,
)
_EDGE = re.compile(r"\s*(?:[|·•]|\s[–—-]\s|,|\bat\b|@|\t)\s*")
_PARTS = re.compile(r"\s*(?:\||·|•|\s[–—-]+\s|\bat\b(?= [A-Z])|@)\s*")
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
    r"^(?:we|our|you|the|this|it|there|who|what|somebody|someone|candidate|my client|the client|client|confidential|a |an |job|role|position|requirements|remote|hybrid|salary|location|experience|everyone|greetings.*|skills?|hi|hello|subject|dear|years|python|docker|kubernetes|terraform|linux|seniority.*|if|in|knowledge|base|bonus)$",
    re.I,
)
_AGENCY = re.compile(r"\b(?:my|our) client\b|\bagency\b|\bconfidential\b", re.I)
_LINES = 10


def read_title(text: str, given: str = "") -> str:
    """The given title, else the first words of the head that name a job."""
    if given.strip():
        return " ".join(given.split())
    head = [line for line in text.split("\n") if line.strip()][:_LINES]
    for line in head:
        bare = _LEADING.sub("", _REPOSTED.sub("", BULLET.sub("", line))).strip(' #*_"“”:')
        if len(bare) > 160 or not _JOB.search(bare):
            continue
        if (asked := _ASKS_FOR.search(bare)) is not None and _JOB.search(asked["title"]):
            return _tidy(asked["title"])
        if len(bare) <= 110 and not bare.endswith(".") and heading_kind(bare) is None:
            part = next((part for part in _PARTS.split(bare) if _JOB.search(part)), bare)
            if len(part.split()) <= 10:
                return _tidy(part)
    whole = " ".join(head)
    for asked in _ASKS_FOR.finditer(whole):
        if _JOB.search(asked["title"]):
            return _tidy(asked["title"])
    return ""


def read_company(text: str, title: str, given: str = "") -> str:
    """The given name, else one that the head or "X is hiring" tells; empty for an agency's unnamed client."""
    name = " ".join(given.split())
    if name:
        return "" if _AGENCY.search(name) or name.startswith("(") else name
    head = "\n".join([line for line in text.split("\n") if line.strip()][:30])
    for pattern in _COMPANY:
        for match in pattern.finditer(head):
            found = match["name"].strip(" .,:-–")
            if not _NO_NAME.match(found) and not _JOB.search(found) and len(found) > 1 and heading_kind(found) is None:
                return found
    for line in head.split("\n")[:4]:
        if title and title in line and len(line) <= 140:
            for part in _PARTS.split(line.replace(title, " | ")):
                bare = re.sub(r"\([^)]*\)", "", part).strip(" ,.:;-–—#*")
                if (
                    re.fullmatch(r"[A-Z][\w&+.’']*(?: (?:&|of|[A-Z0-9][\w&+.’']*)){0,4}", bare)
                    and not _NO_NAME.match(bare)
                    and not re.search(r"remote|hybrid|full|part|contract|time|£|\$|€", bare, re.I)
                ):
                    return bare
    lines = head.split("\n")
    for index, line in enumerate(lines[:3]):
        bare = line.strip(" #*")
        if index and title and title in lines[index - 1]:
            first = _PARTS.split(bare)[0].strip(" ,")
            if re.fullmatch(r"[A-Z][\w&+.’']*(?: (?:&|of|[A-Z0-9][\w&+.’']*)){0,4}", first) and not _NO_NAME.match(
                first
            ):
                return first
    return ""


def _tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" -–—,.:;|*#")

"""The level and the years of experience that a posting asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphs.career.posting import Seniority
from graphs.market.lines import Line

_IN_TITLE: tuple[tuple[Seniority, str], ...] = (
    ("intern", r"\bintern(?:ship)?s?\b|\bwerkstudent\w*|\bworking student\b|\bpraktik(?:um|ant\w*)\b|\bco-?op\b|\bstagiaire\b|\bstage\b(?= |$)|\bplacement\b|\bapprentice\w*|\bbecario|\bpraktikum\b"),
    ("manager", r"\b(?:manager|head of|director|vp|vice president|cto|chief|teamleiter\w*|abteilungsleiter\w*|leiter(?:in)?\b|head,)"),
    ("staff", r"\b(?:staff|principal|distinguished|fellow)\b"),
    ("lead", r"\b(?:tech(?:nical)? lead|team lead|lead|leading)\b"),
    ("senior", r"\b(?:senior|sr\.?|snr|sénior|experienced)(?=\W|$)|\b(?:engineer|developer) (?:iii|iv|3|4)\b|\b(?:swe|sde|ic|l)[- ]?(?:iii|iv|4|5)\b|\bsde ?3\b"),
    ("junior", r"\b(?:junior|jr\.?|jnr|graduate|entry[- ]level|associate|trainee|new grad|early[- ]career|beginner|berufseinsteiger\w*|absolvent\w*|débutant|fresher|apprenticeship)(?=\W|$)|\b(?:engineer|developer) (?:i|1)\b(?!\w)"),
    ("mid", r"\b(?:mid(?:dle|weight)?(?:[- ]level)?|intermediate|medior|regular|professional level)\b|\b(?:engineer|developer) (?:ii|2)\b"),
)  # fmt: skip
_SEVERAL = re.compile(
    r"\b(?:junior|mid|middle|senior|staff)\b(?:-level)?\s*(?:/|or|to|and|oder|bis|&|,|-|–)\s*(?:junior|mid|middle|senior|staff|lead)\b",
    re.I,
)
_ORDER: tuple[Seniority, ...] = ("intern", "junior", "mid", "senior", "staff", "lead", "manager")
_GRADE_OF_A_BANK = re.compile(r"\b(?:assistant |associate |senior )?vice[- ]president\b|\bA?VP\b", re.I)
_ENGINEER = re.compile(r"\b(?:engineer|developer|administrator|architect|analyst)\b", re.I)
_PART_OF_THEM = re.compile(
    r"\b(?:including|incl\.|of (?:which|those|these|them)|thereof|davon|dont)\s+(?:(?:at least|a minimum of|minimum|mindestens)\s+)?$",
    re.I,
)
"""Two of the five years are no further two."""
_TAGGED = re.compile(
    r"[|·•/]\s*(?P<level>intern|junior|mid|regular|senior|staff)(?:\s*/\s*(?:mid|regular|senior))?\s*(?:[|·•]|$)", re.I
)
"""A level as one of the fields of the head: "Acme | Warsaw | Mid / Regular"."""
_IN_TEXT: tuple[tuple[Seniority, str], ...] = (
    ("junior", r"\b(?:entry[- ]level|junior (?:role|position|profiles?|level)|start of (?:their|your|his|her) career|early (?:in (?:their|your)|stage of (?:your|their)) career|no (?:prior |previous |professional )?experience (?:is )?(?:needed|required|necessary)|recent graduates?|new grad(?:uate)?s?|graduate scheme|berufseinsteiger\w*|quereinsteiger\w*|freshers? (?:welcome|can apply|may apply)|erste (?:berufs)?erfahrung\w*|erste praktische erfahrung\w*)\b"),
    ("intern", r"\b(?:this|paid|summer|our) internship\b|\byou are (?:currently )?enrolled\b|\bstudierst\b"),
    ("mid", r"\b(?:mid[- ]level|seniority level:? mid|mid[- ]senior level|intermediate[- ]level)\b"),
    ("senior", r"\b(?:seniority level:? senior|senior[- ]level (?:role|position|hire|engineer)|senior (?:role|position|hire|person|assignment|contract|post|appointment)|we (?:need|want|are looking for) (?:a|an) (?:very )?senior)\b"),
    ("manager", r"\b(?:you(?:'ll| will)? manage a team of|you(?:'ll| will) manage \w+ engineers)\b"),
)  # fmt: skip
_HEAD = 4
"""Lines that may hold the fields of a board."""
_WORD_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "ein": 1, "eine": 1, "einem": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "zehn": 10, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5}  # fmt: skip
_N = r"\d{1,2}|" + "|".join(_WORD_NUMBERS)
_YEARS = re.compile(
    rf"(?P<lead>\b(?:at least|minimum(?: of)?|min\.?|mindestens|over|more than|about|around|\+)\s+)?(?<![\d.,$€£])\b(?P<low>{_N})\s*(?:\(\d{{1,2}}\)\s*)?(?:\+|-?plus|or more)?\s*(?:(?:-|–|—|to|bis)\s*(?P<high>{_N})\s*\+?\s*)?(?:or (?:more|so) )?(?:full |solid |good |consecutive |relevant )?(?:years?|yrs?\.?|jahre?n?|ans|años|anos|anni|jaar|år|lata?|roky|let)\b[’'`]?(?P<plus>\s*\+|\s+(?:plus|or more|or so))?",
    re.I,
)
_WITH_DEGREE = re.compile(
    r"\bor (\d{1,2})\+?\s+(?:years?\s+)?(?:of experience )?with (?:an? )?(?:master|ph\.?d|ms\b|msc\b|advanced)", re.I
)
_EXPERIENCE = re.compile(
    r"experience|experienced|exp\b|erfahrung|expérience|experiencia|experiência|esperienza|ervaring|doświadczeni|background|building|working|work\b|managing|running|operating|developing|engineering|professional|in (?:a|an|the|it|software|devops|data|ml|tech|infrastructure|technical|architecture|similar|related|relevant|support|linux|cloud|platform|backend|systems?|security)|as (?:a|an)\b|with (?:python|kubernetes|linux|aws|software|cloud|data|docker|terraform|ml)|of (?:linux|python|software|devops|kubernetes|hands|industry|practice|professional|relevant|backend|engineering|it|cloud|system|data|these|this|infrastructure)|for a living|berufs|praxis|hands-on|coding|\bit\b|required|minimum|mindestens|at least|for \d|done this|post-degree|\bin role",
    re.I,
)
_NOT_EXPERIENCE = re.compile(
    r"founded|history|since|old\b|years of age|contract|warranty|degree programme|in business|in a row|per cent|anniversary|the (?:last|past|next|coming)|over the|every|within (?:a|one|two|\d)|a year(?! experience)|roadmap|runway|plan\b|ago|for (?:over|more than) \d+ years|we(?:'|’)?ve been|we have been|has been|have been (?:building|around|in)|our \d+|scheme|programme|program\b|fixed[- ]term|vesting|over four years|gründ|seit|bestehen|market leader|celebrat|first \w+ years|[$€£]\s?[\d.,]+k?\s+over|after \w+ years|years of (?:growth|trust|innovation)|half a|graduating|of service|year (?:old|contract|degree)|next",
    re.I,
)


def title_level(title: str) -> Seniority:
    """What the words of a title say; the lowest where it names several."""
    title = re.sub(r"\bmember of (?:the )?technical staff\b|\bmts\b", " ", title, flags=re.I)
    bare = re.sub(r"\((?:m|w|f|d|x|all genders|gn|h|/|\s)*\)", "", title, flags=re.I)
    if _ENGINEER.search(bare):
        bare = _GRADE_OF_A_BANK.sub(" ", bare)  # what the bank pays by, not whom the person leads
    found = [level for level, pattern in _IN_TITLE if re.search(pattern, bare, re.I)]
    if not found:
        return "unknown"
    if _SEVERAL.search(bare):
        return min(found, key=_ORDER.index)
    if "intern" in found:
        return "intern"
    if (
        "manager" in found
        and re.search(
            r"\b(?:product|project|account|cluster|model|data|workload|package|customer success) manager\b", bare, re.I
        )
        and not re.search(r"head of|director", bare, re.I)
    ):
        found.remove("manager")
    return found[0] if found else "unknown"


def read_level(title: str, text: str, years: int | None, years_max: int | None, opening: str) -> Seniority:
    """From the title, else from plain words of the text, else from the years: 0-1 junior, 2-4 mid, 5 and more senior."""
    level = title_level(title)
    if level != "unknown":
        return level
    plain = text.replace("’", "'")
    for line in plain.split("\n")[:_HEAD]:
        if (tag := _TAGGED.search(line)) is not None:
            return title_level(tag["level"])
    for found, pattern in _IN_TEXT:
        if found == "junior" and years is not None and years > 1:
            continue  # "first experience with Kubernetes" beside years of another kind
        if re.search(pattern, plain, re.I):
            return found
    level = title_level(opening) if opening else "unknown"
    if level in ("junior", "senior", "staff", "intern", "mid"):
        return level
    if years is None:
        return "unknown"
    if years <= 1:
        return "mid" if years_max is not None and years_max > 3 else "junior"
    return "mid" if years < 5 else "senior"


def read_years(lines: Iterable[Line]) -> tuple[int | None, int | None]:
    """(least, most) years of experience asked for; preferred ones do not count.

    Where several are asked for together the longest is meant, where they are alternatives or levels the shortest.
    """
    asked: list[tuple[int, int | None, bool]] = []
    for line in lines:
        if line.kind in ("preferred", "benefits", "process", "not_needed"):
            continue
        label = "experience " if re.search(r"\bexp(?:erience|\b)|erfahrung", line.label, re.I) else ""
        found: list[tuple[int, int | None]] = []
        for match in _YEARS.finditer(line.text):
            around = label + line.text[max(0, match.start() - 60) : match.end() + 70]
            before, after = (
                line.text[max(0, match.start() - 40) : match.start()],
                line.text[match.end() : match.end() + 40],
            )
            if re.search(r"[;.]\s", before):
                before = re.split(r"[;.]\s", before)[-1]
            if found and _PART_OF_THEM.search(before):
                continue
            low, high = _number(match["low"]), _number(match["high"]) if match["high"] else None
            if low > 25 or (_NOT_EXPERIENCE.search(before + match.group() + after[:25]) and not label):
                continue
            if line.kind == "about" and not re.search(r"\b(?:you|experience)\b", around, re.I):
                continue
            plus = (
                "+" in match.group()
                or "plus" in match.group().casefold()
                or match["plus"]
                or match["lead"]
                or "or more" in match.group().casefold()
            )
            if not (plus or high is not None or _EXPERIENCE.search(around) or line.kind == "required"):
                continue
            if re.search(r"preferred|ideally|nice to have|a plus|bonus", after, re.I):
                continue
            if (fewer := _WITH_DEGREE.search(line.text, match.end())) is not None:
                low = min(low, int(fewer[1]))
            found.append((low, high))
        if (
            len(found) > 1
            and re.search(r"\bor\b|\boder\b|\bAND\b", line.text)
            and re.search(r"degree|bachelor|master|phd|b\.?s|m\.?s", line.text, re.I)
        ):
            found = [min(found, key=lambda each: each[0])]
        alternative = bool(re.match(r"^\W*(?:junior|mid|senior|staff|lead|principal)\b", line.label or line.text, re.I))
        asked += [(low, high, alternative) for low, high in found]
    if not asked:
        return None, None
    levels = [each for each in asked if each[2]]
    if len(levels) > 1:
        low, high, _ = min(levels, key=lambda each: each[0])
        return low, high
    low, high, _ = max(asked, key=lambda each: each[0])
    return low, high


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _WORD_NUMBERS[text.casefold()]

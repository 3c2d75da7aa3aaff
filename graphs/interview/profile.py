"""Facts of the profile, read wherever they are said, and checked before they are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graphs.career.assessment import Known
from graphs.career.skills import Level
from graphs.interview.models import Fact
from graphs.interview.profile_money import money_facts

MOST_HOURS = 60
HOURS_OF_A_WEEK = 168
_RANK = {Level.JUNIOR: 0, Level.MID: 1, Level.SENIOR: 2, Level.STAFF: 3}
_NUMBERS = dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty", "thirty", "forty"],
                    (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 40), strict=True))  # fmt: skip
_N = r"(?P<n>\d{1,4}|an?(?= (?:hour|hr)\b)|" + "|".join(_NUMBERS) + r")"
_HOURS = (
    re.compile(_N + r"(?:\s*(?:-|–|to|or)\s*(?P<to>\d{1,3}))?\s*(?:\+\s*)?(?:hours?|hrs?|h)\b\s*(?:of (?:study|learning|time)\s*)?(?P<per>(?:a|per|each|every|/)\s*(?:week|wk|day|weekday|evening|month)|weekly|daily|/w(?:ee)?k|on weekends?)", re.I),
    re.compile(r"\b(?:only (?:do|have|spend|manage)|can (?:only )?(?:do|spend|spare|manage|give|invest)|have (?:about |around |only )?|spend|free|spare|available)\b[^.!?\n\d]{0,20}" + _N + r"(?:\s*(?:-|–|to|or)\s*(?P<to>\d{1,3}))?\s*(?:hours?|hrs?|h)\b(?P<per>)(?!\s*(?:ago|of (?:work|meetings|downtime)|long|straight|to|every|on call|debugging|late))", re.I),
)  # fmt: skip
_SO = r"(?:(?:i'?ve got|i (?:can|could|have|do|only|might|will|would)|i'?d|got|have|do|only|just|about|around|maybe|roughly|say|like|so|up to|max|perhaps|probably|and|at most|with|evenings|weekends|time:?|hours:?)[\s,:]+)*"
_HOURS_ALONE = re.compile(
    r"(?:^|[,;.!\n]|\band\b)\s*"
    + _SO
    + _N
    + r"(?:\s*(?:-|–|to|or)\s*(?P<to>\d{1,3}))?\s*(?:hours?|hrs?|h)\b(?P<per>)\s*"
    r"(?:max|tops|free|or so|available|at most|(?:for|to) (?:this|learn(?:ing)?|study(?:ing)?)|please|ok|is (?:all|what) i (?:have|can do)|only)?\s*(?=$|[,;.!\n]|\band\b)",
    re.I,
)
"""Hours between commas that say of nothing how long it took."""
_HALF_HOUR = re.compile(r"\bhalf an hour (?P<per>(?:a|per|each|every) (?:day|evening|weekday|week)|daily)\b", re.I)
_LEVEL_WORD = r"(?P<level>junior|entry[- ]level|mid(?:[- ]?level)?|intermediate|middle|senior|staff|principal)"
_AIM = r"(?:aim(?:ing)?(?: (?:at|for|to (?:be|become)))?|target(?:ing)?(?: (?:level|role))?(?: is)?:?|want(?: to (?:be|become|work as|get))?|would like(?: to (?:be|become|work as))?|'d like(?: to (?:be|become|work as))?|goal(?: is)?(?: to (?:be|become))?:?|become|becoming|hop(?:e|ing) (?:to (?:be|become|land|get)|for)|looking for|apply(?:ing)? for|go(?:ing)? for|reach|get(?: into| to| promoted to)?|dream(?: job)?(?: is)?|move (?:in)?to|transition(?:ing)? (?:in)?to|land)"
_TARGET = re.compile(
    r"\b"
    + _AIM
    + r"\s+(?:be |being |become |as )?(?:an? |the |my first |my next )?(?:job (?:as|in) |role (?:as|in) |position as )?(?:an? )?"
    + _LEVEL_WORD
    + r"\b",
    re.I,
)
_TARGET_PART = re.compile(
    r"(?:^|[,;.!\n]|\band\b)\s*(?:(?:an?|the|at|for|want|target(?:ing)?|aiming|level:?|as|hoping for|goal:?|to be|going for|maybe|probably)\s+)*"
    + _LEVEL_WORD.replace("|intermediate|middle", "")
    + r"(?:[- ](?:level|role|job|position|one day|first|please|for now))*\s*(?=$|[,;.!\n]|\band\b)",
    re.I,
)
"""A level that stands alone between commas."""
_TARGET_ALONE = re.compile(r"^\s*(?:at |for |the )?(?:an? )?" + _LEVEL_WORD + r"(?:[- ]level)?\b", re.I)
_ROLE = re.compile(
    r"\b"
    + _AIM
    + r"\s+(?:be |being |become |as )?(?:an? |the )?(?:(?:junior|entry[- ]level|mid(?:[- ]?level)?|senior|staff|principal)\s+)?(?P<role>(?:(?:ai|ml|machine learning|data|platform|cloud|devops|mlops|infrastructure|site reliability|gpu|backend|software)[ /-]*){1,4}(?:engineer|architect|developer|specialist|engineering|infrastructure|lead|sre)|mlops|devops|sre)\b",
    re.I,
)
_JOB = re.compile(
    r"\b(?:i(?:'m| am)(?: currently| now)?(?: working as| employed as)?|i (?:currently )?work as|working as|"
    r"i(?:'ve| have) been(?= (?:an? |the )?(?:[a-z/+&-]+ ){0,6}(?:in|at|for|since)\b)|"
    r"my (?:current )?job is|currently|employed as)\s+"
    r"(?:an? |the )?(?P<job>(?:[a-z/+&-]+ ){0,5}?(?:engineer|developer|dev|devops(?! \w)|administrator|admin|analyst|scientist|architect|student|teacher|manager|"
    r"consultant|technician|designer|sysadmin|sre|lead|intern|tester|programmer|nurse|accountant|doctor|physician|pharmacist|paramedic|therapist|lawyer|paralegal|chef|cook|driver|electrician|"
    r"mechanic|plumber|carpenter|librarian|journalist|translator|researcher|physicist|mathematician|statistician|economist|biologist|"
    r"chemist|writer|editor|marketer|recruiter|cashier|barista|waiter|waitress|clerk|officer|pilot|operator|bookkeeper|assistant|"
    r"coordinator|worker|postdoc|professor|lecturer|tutor|musician|photographer|welder|farmer|support specialist|freelancer))\b",
    re.I,
)
_LOCATION = re.compile(
    r"\b(?:(?:[Ii](?:'m| am) |[Ii] )?(?:live|living|based|located|reside)(?: and work)? (?:in|near|at)|[Ii](?:'m| am) (?:in|from)|[Ll]ocation:|[Mm]oved to|[Cc]urrently in|[Ii] work (?:remotely )?from)\s+"
    r"(?P<place>[A-Z][\w.'-]+(?:[ ,]+(?:[A-Z][\w.'-]+|de|do|la)){0,3})"
)
_ZONE = re.compile(
    r"(?<!\w)(?P<zone>(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::\d\d)?|UTC|GMT|CET|CEST|EST|EDT|PST|PDT|CST|IST|[A-Z][a-z]+/[A-Z][A-Za-z_]+)(?!\w)"
)
_BACKGROUND = re.compile(
    r"\b(?:background|degree|studied|graduated|years? (?:of|as|in)|worked (?:as|in|at|for)|my experience|bachelor|master'?s|phd|bootcamp|self[- ]taught|career)\b",
    re.I,
)
_PREFERENCE = re.compile(r"\bi (?:prefer|learn best|like (?:learning|to learn))\b[^.!?\n]*", re.I)


_PLACE_PART = re.compile(
    r"(?:^|[,;.!\n]\s*|\b[Ii](?:'m| am) [A-Z]\w+,? |\b(?:engineer|developer|analyst|admin|student|teacher|nurse|tester|manager|consultant) )"
    r"(?:(?:living|based|currently|working|still) )*(?:in|from|near)\s+"
    r"(?P<place>[A-Z][\w.'-]+(?:[ ,]+(?:[A-Z][\w.'-]+|de|do|la)){0,3})|\b(?P<based>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)[- ]based\b"
)
_NO_PLACE = frozenset((
    "python", "docker", "linux", "kubernetes", "aws", "azure", "gcp", "google", "java", "javascript", "go", "rust", "bash", "git", "github", "terraform",
    "ansible", "sql", "excel", "windows", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "monday", "friday", "i", "my", "our", "the", "pytorch", "grafana", "prometheus", "jenkins", "it", "ml", "ai", "devops", "english", "cloud",
))  # fmt: skip
_JOB_PART = re.compile(
    r"(?:^|[,;.!\n]\s*)(?:(?:an?|the|currently|now)\s+)?(?P<job>(?:[a-z/+&-]+ ){0,3}?(?:engineer|developer|dev|devops|administrator|admin|analyst|scientist|"
    r"architect|student|teacher|consultant|technician|designer|sysadmin|sre|tester|programmer|nurse|accountant|researcher|clerk|intern|support specialist))"
    r"(?=\s*(?:$|[,;.!\n]|\b(?:here|in|at|by|for|from|with|since|and|now|right|these)\b))",
    re.I,
)


@dataclass(frozen=True)
class Objection:
    """Why a fact is asked about before it is kept."""

    text: str
    quick_replies: tuple[str, ...]
    otherwise: str | int | None = None
    """What "no" would keep instead, if that is plain."""


def level_named(words: str) -> Level:
    """The level that these words name."""
    low = words.casefold()
    if low.startswith(("junior", "entry")):
        return Level.JUNIOR
    if low.startswith(("mid", "inter")):
        return Level.MID
    return Level.SENIOR if low.startswith("senior") else Level.STAFF


def read_facts(text: str, *, asked: bool = False, opening: bool = False) -> tuple[Fact, ...]:
    """Facts in a message; `asked` when the question was about them, so that short answers count.

    `opening`: the message introduces the learner, so that "data analyst in Manchester" is theirs.
    """
    found: list[Fact] = []
    hours = _hours_in(text, asked=asked)
    if hours is not None:
        found.append(hours)
    money = money_facts(text)
    about_self = opening or asked or hours is not None or bool(money) or bool(_LOCATION.search(text))
    target = (
        _TARGET.search(text)
        or (_TARGET_PART.search(text) if about_self else None)
        or (_TARGET_ALONE.search(text) or re.search(r"\b" + _LEVEL_WORD + r"\b", text, re.I) if asked else None)
    )
    if target:
        found.append(Fact("target_level", level_named(target["level"]).value, target.group().strip(" ,;.!\n")))
    for name, pattern, group in (
        ("target_role", _ROLE, "role"),
        ("current_job", _JOB, "job"),
        ("location", _LOCATION, "place"),
        ("time_zone", _ZONE, "zone"),
    ):
        match = pattern.search(text)
        if match:
            found.append(Fact(name, match[group].strip(" ,."), match.group().strip()))
    known = {fact.field for fact in found}
    job = _JOB.search(text)
    if job and "location" not in known:
        place = re.match(
            r"\s+(?:(?:at|for|with|by)\s+[^.,;]{2,40}?\s+)?in\s+(?P<place>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)",
            text[job.end() :],
        )
        if place and place["place"].split()[0].casefold() not in _NO_PLACE:
            found.append(Fact("location", place["place"], place.group().strip()))
            known.add("location")
    if opening:
        found += _introduced(text, known)
    found += money
    preference = _PREFERENCE.search(text)
    if preference:
        found.append(Fact("preferences", preference.group().strip(), preference.group().strip()))
    return tuple(found)


def _hours_in(text: str, *, asked: bool) -> Fact | None:
    half = _HALF_HOUR.search(text)
    if half:
        days = 5 if re.search(r"weekday|evening", half["per"], re.I) else 1 if "week" in half["per"].casefold() else 7
        return Fact("hours_per_week", max(1, round(days / 2)), half.group())
    hours = next((match for pattern in (*_HOURS, _HOURS_ALONE) if (match := pattern.search(text))), None)
    if hours is None and asked:
        hours = re.search(
            r"(?<![\w$€£])" + _N + r"(?:\s*(?:-|–|to)\s*(?P<to>\d{1,3}))?\s*(?:hours?|hrs?|h\b|$)(?P<per>)",
            text.strip(),
            re.I,
        )
    if hours is None:
        return None
    weekdays = bool(
        re.match(
            r"\s*(?:on|during|from) (?:the )?(?:weekdays?|workdays?|working days|monday)", text[hours.end() :], re.I
        )
    )
    value = _hours(hours)
    return Fact(
        "hours_per_week", value * 5 // 7 if weekdays and value % 7 == 0 else value, hours.group().strip(" ,;.!\n")
    )


def _introduced(text: str, known: set[str]) -> list[Fact]:
    """Place and work where they are said without a verb."""
    found: list[Fact] = []
    if "location" not in known:
        for match in _PLACE_PART.finditer(text):
            place = (match["place"] or match["based"]).strip(" ,.")
            if place.split()[0].casefold().strip(",.") not in _NO_PLACE:
                found.append(Fact("location", place, match.group().strip(" ,;.!\n")))
                break
    if "current_job" not in known and (job := _JOB_PART.search(text)):
        found.append(Fact("current_job", job["job"].strip(), job.group().strip(" ,;.!\n")))
    return found


def background(text: str) -> Fact | None:
    """The paragraph that tells of the learner's background, whole."""
    words = text.strip()
    if len(words.split()) < 8 and not _BACKGROUND.search(words):
        return None
    short = words if len(words) <= 600 else words[:600].rsplit(" ", 1)[0]
    return Fact("background", short, short)


def _hours(match: re.Match[str]) -> int:
    low = 1 if match["n"].casefold() in ("a", "an") else _NUMBERS.get(match["n"].casefold()) or int(match["n"])
    per = (match["per"] or "").casefold()
    if match["to"]:
        low = (low + int(match["to"])) // 2
    if "month" in per:
        return max(1, round(low / 4.3))
    if "weekday" in per or "evening" in per:
        return low * 5
    return low * 7 if "day" in per or "daily" in per else low


def objection(fact: Fact, profile: Mapping[str, Known]) -> Objection | None:
    """A friendly question when the fact cannot be right, or is unlikely to be meant."""
    if fact.field == "hours_per_week":
        hours = int(fact.value)
        if hours > HOURS_OF_A_WEEK:
            return Objection(
                f"You wrote “{fact.quote}”, and a week has only {HOURS_OF_A_WEEK} hours. "
                "How many hours a week can you really keep free for learning?",
                ("5", "10", "15", "20"),
            )
        if hours > MOST_HOURS:
            return Objection(
                f"{hours} hours a week beside everything else would wear anyone out. Is that what you meant, "
                "or would a smaller number be nearer?",
                (f"Yes, {hours} hours", "10", "20", "40"),
            )
        if hours == 0:
            return Objection(
                "No hours at all would make for a very short plan. Is there even one hour a week?", ("1", "2", "5")
            )
    if fact.field == "target_level" and "current_job" in profile:
        job = str(profile["current_job"].value)
        now = re.search(r"\b(?:senior|staff|principal|mid|lead|junior)\b", job, re.I)
        if now:
            current = Level.SENIOR if now.group().casefold() == "lead" else level_named(now.group())
            target = Level(str(fact.value))
            if _RANK[target] < _RANK[current]:
                return Objection(
                    f"You work as {_article(job)} {job} now, and {target.value.capitalize()} is a step below that. People do that "
                    f"when they change fields. Is {target.value.capitalize()} what you mean?",
                    (f"Yes, {target.value}", f"No, {current.value}"),
                    current.value,
                )
    return None


def _article(word: str) -> str:
    return "an" if word[:1].casefold() in "aeiou" else "a"

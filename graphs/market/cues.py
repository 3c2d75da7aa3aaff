"""Words of a sentence that say whether something is asked for, welcome, or not wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Strength = Literal["required", "preferred", "none"]

_AP = r"[’'`]?"

AFTER = re.compile(
    r"\b(?:(?:is|are|would be|will be|being|as|considered|seen as|ist|sind|wäre)\s+(?:also\s+|always\s+|highly\s+|strongly\s+|very\s+|really\s+|but\s+)?)?(?:an?\s+)?(?:(?:big|huge|strong|definite|real|nice|great|added|distinct|additional|major|considerable|significant|clear)\s+)?"
    r"(?:plus|bonus|pluspunkt|advantage|merit|asset|nice[- ]to[- ]have|good[- ]to[- ]have|preferred|preferable|desirable|desired|beneficial|advantageous|helpful|useful|welcome|a benefit|appreciated|valued|wünschenswert|von vorteil|optional|nice|highly regarded|well regarded|not (?:mandatory|essential|required but)|favou?red|recommended)\b"
    r"|\b(?:helps|hilft|would (?:also )?(?:help|be (?:lovely|great|nice|good|ideal|fantastic|awesome))|will help|nice to see|counts in your favou?r|gives? you an edge|sets? you apart|makes? you stand out)\b"
    r"|(?<=[,–—-])\s*(?:great|even better|so much the better|lovely|all the better|perfect|wonderful|fantastic|brilliant)\b(?=[,.!]|\s+but|$)"
    r"|\bwäre(?:n)? (?:toll|super|schön|klasse)\b|\bgern(?:e)? gesehen\b",
    re.I,
)
"""Stands behind what is welcome."""
BEFORE = re.compile(
    rf"\b(?:ideally|preferably|idealerweise|bevorzugt|optionally|optimally|wünschenswert(?:erweise)?|gerne auch|nice to have|good to have|nice if|good if|bonus(?: points)?(?: if| for| to)|plus if|plus if you|even better if|"
    rf"(?:we{_AP}d|we would|i{_AP}d|i would) (?:also |really )?(?:love|like|be (?:happy|delighted|thrilled|impressed))|(?:it{_AP}d be|(?:it )?(?:would|will) be) (?:an? )?(?:even )?(?:\w+ )?(?:lovely|nice|great|good|desirable|ideal|helpful|useful|advantageous|beneficial|plus|bonus|advantage|better|fantastic|awesome|asset) (?:if|that|to|when)|"
    rf"it{_AP}s (?:a |an )?(?:\w+ )?(?:plus|bonus|advantage|great|nice|helpful|good|cool|even better) (?:if|that|when)|it is (?:an? )?(?:\w+ )?(?:desirable|plus|bonus|advantage|advantageous|beneficial|helpful|useful|nice|preferred|preferable) (?:if|that|when|to)|"
    rf"(?:big |huge |extra )?(?:plus|bonus)(?= if|:)|preference (?:is |will be )?(?:given )?(?:to|for)|(?:we|i)(?:{_AP}d)? (?:strongly |really |would )?prefer|(?:schön|nett|super|gut),? aber kein muss:?|you (?:may|might) (?:also|even) (?:have|know|bring)|von vorteil (?:ist|sind|wäre|wären)|toll wäre|schön wäre|super wäre|interest in|curiosity about|"
    rf"(?:it|this|that) (?:would|will|{_AP}?d) (?:also |really )?help if|if you happen to|we (?:would|{_AP}d) be (?:delighted|happy|thrilled|glad)\b|(?:do not|don{_AP}t) insist\b|you (?:may|might) even have|mile widziane|se valora\w*|atout|"
    rf"advantageous(?:ly)?:|desirable:|preferred:|optional:|plus:|bonus:|nice:|helpful:|if you (?:have|know|{_AP}ve|can|already)(?=[^.;]*\b(?:great|plus|bonus|even better|nice|lovely|perfect)\b))",
    re.I,
)
"""Stands before what is welcome."""
MUST = re.compile(
    r"\b(?:(?:is|are) (?:a |an )?(?:absolute |strict )?(?:must|required|mandatory|essential|necessary|needed|crucial|non-negotiable|prerequisite|vital|key)|must[- ]have|(?:a|an) (?:absolute )?must\b|mandatory|required|essential|zwingend|erforderlich|vorausgesetzt|we (?:also )?require|you must|must (?:know|have|be)|you need(?: to)?)\b",
    re.I,
)
_NOT_BEFORE_MUST = re.compile(r"\b(?:not|no|isn.?t|aren.?t|never|nicht|kein\w*)\s+(?:\w+\s+){0,2}$", re.I)
NOT_WANTED = re.compile(
    rf"\bdo(?: not|n{_AP}t) apply if\b|\b(?:won{_AP}t|will not|not) be (?:doing|using|touching|writing|needing|working with|asked)\b|\bthere(?:{_AP}s| is| are) no\b|\bnever mind\b|\b(?:(?:do|does|did|will|would|need)(?: not|n{_AP}t)|don{_AP}t|doesn{_AP}t|won{_AP}t|not|never)\s+(?:\w+\s+)?(?:need|require|expect|use|run|touch|believe in|care about|have to (?:know|have|be)|work with|look for|want|ask for|plan)\b"
    rf"|\bno (?:prior |previous |professional |formal |actual )?(?:[\w/+#-]+ ){{0,4}}(?:experience|knowledge|skills?|background|expertise|degree)?\s*(?:is |are )?(?:needed|required|necessary|expected|asked|wanted)\b"
    rf"|\bno (?:prior |previous |professional )?(?:[\w/+#-]+ ){{1,4}}(?:experience|knowledge|background|expertise)\b|\bwithout (?:any )?(?:prior )?(?:[\w/+#-]+ ){{0,3}}(?:experience|knowledge)\b|\bno need (?:to|for)\b"
    rf"|\bneither (?:needed|required|necessary|expected)|\b(?:is|are)(?: not|n{_AP}t) (?:\w+ )?(?:needed|required|necessary|expected|important|a requirement|part of)\b|\bnot (?:needed|required|necessary) (?:here|for)?\b|\bnot required:"
    rf"|\b(?:we{_AP}ll|we will|we can|happy to|we) (?:gladly |happily |also )?(?:teach|show|train)(?: you)?\b|\byou{_AP}?(?:ll| will) (?:learn|pick up)\b|\bkein(?:e|en|erlei)? (?:\w+ ){{0,3}}(?:nötig|erforderlich|notwendig|vorausgesetzt)|\b(?:brauchst|musst) du (?:nicht|kein\w*)|\b(?:nicht|keine) (?:erforderlich|nötig|notwendig)|\bunlike\b|\binstead of\b|\brather than\b|\bmoved? (?:away )?from\b|\bmigrat\w+ (?:away )?from\b|\bnot a (?:\w+ ){{0,3}}(?:role|job|position|shop|company)\b",
    re.I,
)
ASKS = re.compile(
    rf"\b(?:you{_AP}?(?:ll|ve|d|re)?|your|yourself|du|dein\w*|ihr\w*|sie|candidates?|applicants?|some(?:one|body) (?:who|with)|people who|person who|engineer who|who (?:has|have|knows|can|is)|experienced?|knowledge|proficien\w+|familiar\w*|hands[- ]on|understanding|skills?|skilled|expertise|expert|must|required?|requirements?|essential|looking for|searching for|needs?|ability|able to|background in|exposure|strong|solid|fluent|fluency|comfort\w*|competen\w+|kenntniss?e?|erfahrung\w*|kenntnissen|track record|grasp|command of|working with|well[- ]versed|should (?:have|know|be)|at home|good|excellent|advanced|deep|know(?:s|ing)?|degree|mastery|enough to (?:start|begin|get going)|is enough|are enough)\b",
    re.I,
)
ABOUT = re.compile(
    rf"^\W*(?:we|our|us|the company|the (?:bank|institute|firm|group|studio|agency|foundation)|founded|since|backed|wir|unser\w*|bei uns|over the|in the last|last (?:year|spring|summer|autumn|fall|winter)|today|with (?:more than|over))\b|\bwe{_AP}?(?:re|ve)?\s+(?:are|build|make|run|help|move|sell|serve|process|raised|closed|work with|use|have (?:raised|built|grown)|power|provide|design|develop|create|operate|protect)\b|\bour (?:platform|product|customers?|clients?|software|mission|system|company|app|service|technology|investors?|founders?|stack|tools?)\b",
    re.I,
)
YOU = re.compile(
    rf"\b(?:you{_AP}?(?:ll|ve|d|re)?|du|dein\w*|candidates?|applicants?|some(?:one|body) (?:who|with))\b", re.I
)
_BUT_WELCOME = re.compile(
    r"\b(?:not|n.t|no)\b[^.;]{0,40}\bbut\s+(?:it\W?s |it is |is |would be |that\W?s )?(?:an? |highly |very |really |still |also |definitely |always |strongly )*(?:plus|bonus|nice|helpful|useful|appreciated|welcome|preferred|advantage\w*|beneficial|desirable|valued|great|good to have|asset|merit)\b",
    re.I,
)
"""Not required, but welcome."""
_NOTE = re.compile(
    r"(?:nice|preferred|optional|a plus|plus|bonus|desirable|nice to have|good to have|preferably|ideally|wünschenswert|von vorteil)\W*",
    re.I,
)
_CLAUSE_END = re.compile(
    r"[;]\s*|(?<=[\w)\]\"”’])[.!?](?=\s|$)\s*|\s+[–—]\s+|,?\s+\bbut\b\s+(?!(?:it\W?s |it is |is |would be |that\W?s )?(?:an? |highly |very |really |still |also |definitely |always |strongly )*(?:plus|bonus|nice|helpful|useful|appreciated|welcome|preferred|advantage\w*|beneficial|desirable|valued|great|good to have|asset|merit)\b)|,\s+(?:while|whereas|although|though|aber)\s+|\s+\|\s+|,\s+(?=(?:and\s+)?(?:knowledge|experience|familiarity|exposure|erfahrung|kenntnisse)\b)"
)


@dataclass(frozen=True)
class Clause:
    """A part of a line that is judged on its own."""

    text: str
    start: int
    """Offset in the line."""


def clauses(line: str) -> tuple[Clause, ...]:
    """Cut where a new statement begins: sentences, semicolons, dashes, "but"; never inside parentheses."""
    found, at = [], 0
    for match in _CLAUSE_END.finditer(line):
        if _depth(line, match.start()) or _abbreviation(line, match.start()):
            continue
        found.append(Clause(line[at : match.start()], at))
        at = match.end()
    found.append(Clause(line[at:], at))
    return tuple(each for each in found if each.text.strip())


def strength_at(clause: str, start: int, end: int, section: Strength) -> Strength:
    """How strongly the words at [start, end) of a clause are asked for, in a section that asks so strongly."""
    if (softened := _BUT_WELCOME.search(clause)) is not None and end <= softened.start():
        return "preferred"
    if _inside_not_wanted(clause, start, end):
        return "none"
    part, at = _scope(clause, start, end)
    if _welcome(part, at, at + end - start):
        return "preferred"
    must = next((m for m in MUST.finditer(part) if not _NOT_BEFORE_MUST.search(part[: m.start()])), None)
    if must is not None:
        return "required"
    if part != clause and section == "required" and _welcome_outside(clause, end):
        return "preferred"
    return section


def _welcome(part: str, start: int, end: int) -> bool:
    for cue in AFTER.finditer(part):
        if cue.start() < end or _NOT_BEFORE_MUST.search(part[: cue.start()]):
            continue
        between = part[end : cue.start()]
        if MUST.search(between):
            continue
        bare = not re.match(
            r"(?:is|are|would|will|being|as|considered|ist|sind|wäre|helps|hilft)", cue.group().strip(), re.I
        )
        if bare and "," in between and not re.search(r"\b(?:and|or|und|oder|&|/)\b", between):
            continue  # "Strong Kubernetes, Terraform a plus"
        return True
    return any(cue.end() <= start and not MUST.search(part[cue.end() : start]) for cue in BEFORE.finditer(part))


def _welcome_outside(clause: str, end: int) -> bool:
    """A parenthesis that follows an item says how much it matters: "Terraform (a plus)"."""
    rest = clause[end:]
    note = re.match(r"[^,(;]{0,25}\(([^()]{0,60})\)", rest)
    if note is None:
        return False
    words = note[1].strip()
    return bool(AFTER.fullmatch(words) or _NOTE.fullmatch(words))


def _scope(clause: str, start: int, end: int) -> tuple[str, int]:
    """What stands in parentheses is judged there; what stands outside, without them."""
    opened = clause.rfind("(", 0, start)
    if opened != -1 and ")" not in clause[opened:start]:
        closed = clause.find(")", end)
        closed = len(clause) if closed == -1 else closed
        inside = clause[opened + 1 : closed]
        if AFTER.search(inside) or BEFORE.search(inside) or MUST.search(inside):
            return inside, start - opened - 1
        return clause, start
    if "(" not in clause:
        return clause, start
    blanked = re.sub(r"\([^()]*\)", lambda match: " " * len(match.group()), clause)
    return blanked, start


def _inside_not_wanted(clause: str, start: int, end: int) -> bool:
    for match in NOT_WANTED.finditer(clause):
        if match.start() <= start and end <= match.end():
            return True
        tail = match.group().casefold()
        if (
            re.match(r"no (?!need)", tail)
            or "neither" in tail
            or re.search(r"(?:teach|show|train|learn|pick up)", tail)
        ):
            if "you" in tail and re.search(r"teach|show|train|learn|pick", tail) and match.end() <= start:
                return True
            if ("neither" in tail or re.search(r"needed|required|necessary", tail)) and end <= match.start():
                return True
            continue
        if re.search(
            r"(?:is|are)(?: not|n.?t)|not (?:needed|required|necessary)|nicht|nötig|erforderlich", tail
        ) and not tail.endswith(":"):
            if end <= match.start():
                return True
            if not re.search(r"^not required", tail):
                continue
        if re.match(r"m(?:ov|igrat)", tail) and re.search(r"\bto\b", clause[match.end() : start]):
            continue
        if match.end() <= start and (
            "apply" in tail or not re.search(r"\bonly\b|\bjust\b", clause[match.start() : start], re.I)
        ):
            return True
    return False


def _depth(line: str, at: int) -> bool:
    return line.count("(", 0, at) > line.count(")", 0, at)


def _abbreviation(line: str, at: int) -> bool:
    """ "e.g." and "p.a." end no sentence."""
    if line[at : at + 1] != ".":
        return False
    word = re.search(r"[\w.]+$", line[:at])
    return (
        word is not None
        and bool(
            re.fullmatch(
                r"(?:e\.g|i\.e|p\.a|z\.b|d\.h|u\.a|etc|incl|inkl|ca|approx|min|max|yrs?|vs|mind|[A-Z])",
                word.group(),
                re.I,
            )
        )
        and at + 1 < len(line)
    )

"""The words of a check-in: its clauses, what each says of the work, durations and weeks. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Says = Literal["done", "not_done", "partly", "later", "other"]
"""`other`: something is said of it that does not tell whether it is done."""

HOURS_OF_A_WEEK = 168
_NUMBERS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
}  # fmt: skip
_NUMBER = r"(?P<number>\d+(?:[.,]\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_UNIT = r"(?P<unit>hours?|hrs?|h|minutes?|mins?|m)(?=\b)"
_DURATION = re.compile(
    rf"(?<![\w.,/-])(?:(?P<half>half an? hour)|(?P<clock>\d{{1,2}})(?:\s?h\s?(?P<past>[0-5]\d)\s?(?:m|min)?|:(?P<past2>[0-5]\d)\s?(?:h|hours?))\b"
    rf"|{_NUMBER}(?P<more> and a half)?(?:(?<=\d)|[\s-]+|(?<=\d)[\s-]*){_UNIT}(?P<after> and a half)?"
    r"(?:[\s,]*(?:and )?(?P<minutes>\d{1,2})[\s-]*(?:minutes?|mins?|m)\b)?)"
    r"(?P<each>\s*(?:a|per|each|every)\s+(?:day|evening|morning|night)\b)?"
    r"(?:\s*(?:on|for|over|x|times)?\s*(?P<days>\d|two|three|four|five|six|seven)\s*(?:days|evenings|mornings|nights|times)\b)?",
    re.IGNORECASE,
)
_OF_PLANNED = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:h|hours?|hrs?)?\s*(?:out )?(?:of|/)\s*(?:the |my |its )?(?:planned )?\d+(?:[.,]\d+)?\s*(?:planned )?(?=h\b|hours?\b|hrs?\b)",
    re.IGNORECASE,
)
_SPENT = "⏱"
_NOT_SPENT = re.compile(
    r"(?:\binstead of|\bout of(?: the)?|\bof(?: the| my| its)?|\bplanned|\bwanted|\brather than|\bnot|\bonly have|\b(?:will|can) (?:do|have)|\bneed(?:s|ed)?|\bleft|\bin the next)\s*$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[.!?;\n•|]+(?=\s|$)|[\n;]|\s[-–—]\s|,|\b(?:but|though|although|however|whereas|while|then|also|plus|yet|as well as|so(?! (?:far|much|many|good|on)\b))\b|\band\b|&|\+",
    re.IGNORECASE,
)
_NUMBERS_IN_A_ROW = re.compile(
    r"(?<![\w.,])(#?\d{1,2})\s*(?:,|and|&|\+)\s*(?:and\s+)?(?=#?\d{1,2}\b(?![.,:]\d))", re.IGNORECASE
)
_REASON = re.compile(r"\b(?:because|due to|since i|as i (?:was|had))\b[^.!?;\n]*", re.IGNORECASE)
"""Why something was not done is not what was done."""
_JOINED = re.compile(f"({_BREAK.pattern})", re.IGNORECASE)
_TOLD_AFTER = re.compile(
    r"\s[-–—]\s(?=(?:(?:not|never)(?: yet)?(?: \w+)?|done|finished|completed?|started|begun|joined|read|open|skipped|half\w*(?: \w+)?|in progress|no|nope|nothing)[^\w\n]*(?:[.,;!?\n]|$))",
    re.IGNORECASE,
)
"""In a list, the dash before what is said of an entry."""
_OF_ONE_KIND = re.compile(
    r"\b(\w+) (?:and|&) (\w+) (tutorials|courses|books|labs|exercises|videos|docs|projects)\b", re.IGNORECASE
)
_RANGE = re.compile(
    r"(?<![\w.,/-])(\d+(?:\.\d+)?)\s?[-–]\s?(\d+(?:\.\d+)?)(?=[\s-]*(?:h|hours?|hrs?|minutes?|mins?)\b)", re.IGNORECASE
)
_WEEK_IN_WORDS = re.compile(
    r"\b(weeks?) (one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE
)
_ASIDE = re.compile(
    r"(?:(?<=\w )|,\s*(?=which\b))(?:(?<!day )(?<!night )(?<!week )(?<!evening )before(?= \w)|prior to|ahead of|in order to|(?:to prepare|in preparation) for|which|thanks to)\b[^.!?;,\n]*",
    re.IGNORECASE,
)
"""What it was done for, or what it led to."""
_ALL_ALONG = re.compile(
    r"\b(?:all in all|all together|altogether|overall|after all|at all|(?:all|whole|entire) (?:day|evening|morning|night|afternoon|weekend|time)|all week(?! ?#?\d|'s|ly)(?: long)?)\b",
    re.IGNORECASE,
)
"""How long, not how much of the work."""
_ALL_THE_TIME = re.compile(
    rf"\b(?:all|the whole|the full|the entire)(?:\s+(?:of|my|the|those|these|planned))*\s+{_SPENT}", re.IGNORECASE
)
_ALL_DONE = re.compile(
    r"\bnothing(?:'s| is| was)? (?:left|open|missing|outstanding|to report missing|remains)\b", re.IGNORECASE
)
_NO_TROUBLE = re.compile(
    r"\b(?:no|without(?: any)?) (?:problems?|issues?|trouble|hiccups?|sweat)\b|\bnot a problem\b|\bno doubt\b|\bnot only\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|ex[ce]{1,2}pt(?: for)?|excpet(?: for)?|excluding|exluding|excl\.?|apart from|aside from|besides|all but|everything but|other than|minus|save for|"
    r"but not|but no|instead of|rather than|in place of|(?:(?<=everything )|(?<=all )|(?<=rest ))without)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:will|shall|going to|gonna|plan(?:ning)? to|next week|tomorrow|tonight|want to|would like to|hope to|intend|later this|this weekend i)\b|\b\w+'ll\b",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(
    r"\b(?:(?:can|must|may|could|should|will|has to|have to|had to) (?:still )?wait|wait(?:s|ing) (?:for|until|till)|(?:another|some other|a later|next) (?:time|day|week|month|round)|"
    r"(?:is|are|'s|comes?|goes|up|be) next|next (?:up|is|are|comes?|on)\b|now (?:on ?to|for|to)\b|mov(?:e|ed|ing) on to|(?:on|off) to (?:the )?\w+ (?:now|next)|"
    r"to (?:follow|come|be done)|tbd|someday|some day|eventually|in the pipeline|lined up|queued|looking forward|about to|ready (?:to|for)|"
    r"can (?:now )?(?:start|begin|go|move|tackle|focus|turn)|left for later|for later|for another)\b|^\W*next\b|\b(?:later|soon|afterwards|for now|next)\W*$",
    re.IGNORECASE,
)
"""What is said of work that is not begun, without saying that it is not."""
_NOT = re.compile(
    r"\b(?:nothing|none|nope|nada|zero|zilch|no|not|never|neither|nor|without|skipp?(?:ed|ing)?|missed|failed to|unable|ran out|postpon\w*|"
    r"left out|dropped|ignored|forgot\w*|avoided|couldn|cannot|cant|didnt|havent|hasnt|wasnt|werent|isnt|arent|dont|doesnt|untouched|yet to|"
    r"(?:still )?(?:need|have|got) to|(?:still|left|stays?|stayed|remains?|remained|is|are|kept|keeps?) open|still missing|unfinished|incomplete|not started|"
    r"(?:is|are|was|were|put|stays?|'s) on hold|park(?:ed|ing)|remain(?:s|ed|ing)?|outstanding|pending|too busy|gave up)\b|n['’]t\b|[✗✘❌]|\[ ?\]|^\W*(?:open|to ?do|missing|left)\s*:",
    re.IGNORECASE,
)
_NOT_FINISHED = re.compile(
    r"(?:\bnot\b|n't\b|\bnever\b|\bdidnt\b|\bhavent\b).{0,24}\b(?:finish|complet|all of|the whole|done with|the end|quite)\w*",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:half(?:way|-way| way)?|part(?:ly|ially| of| way)|some of|a (?:bit|little|chunk) of|bits of|start(?:ed|ing)|began|begun|working on|worked a bit|"
    r"in the middle of|almost|nearly|most of|mostly|in progress|ongoing|still (?:on|at|in|doing|reading|busy|working|going|running|watching)|"
    r"two thirds|a (?:third|quarter)|\d{1,2} ?(?:%|percent)|first (?:part|half|chapters?)|(?:up )?to chapter|chapters? \d+|not quite|stuck (?:on|at|with|in)|getting there)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:did|done|finish\w*|complet\w*|built|build|wrote|written|read|watched|took|taken|passed|sat|made|got through|worked through|went through|"
    r"gone through|through|ticked|tick|check(?:ed)? off|deployed|set up|shipped|publish\w*|learn(?:ed|t)|studied|practi[sc]ed|wrapped|knocked out|managed|"
    r"tried|joined|created|containeri[sz]ed|configured|installed|implemented|ran|merged|tested|nailed|solved|covered|worked on|spent|reviewed|"
    r"trained|traced|automated|fixed|documented|sorted|up and running|(?:is|are|'s) (?:up|running|live|online|ready)|works|runs|"
    r"behind me|in the bag|out of the way|off my (?:list|plate)|over with|went (?:well|fine|ok|okay|great|smoothly)|achieved|accomplished|cleared|closed|"
    r"submitted|handed in|mastered|crushed|smashed|aced|caught up (?:on|with)|kept up with)\b|[✓✔✅☑]|\[x\]",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\b(?:everything|every (?:item|task|thing)|all (?:of (?:it|them|this)|done|items|tasks|the (?:items|tasks|things|work)|\w+ items)|it all|all|the (?:lot|whole (?:week|thing|lot)|entire week)|100 ?%)\b",
    re.IGNORECASE,
)
FINISHED = re.compile(
    r"\b(?:finish\w*|complet\w*|(?:all|end) of|whole|entire|through with|done with|wrapped|got through|to the end|cover to cover)\b",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"\b(?:weeks?|wks?\.?|w)[\s#-]*(?P<number>\d{1,3})(?:/\d{1,3})*\b|\bthe (?P<ordinal>first|second|third|fourth|fifth|sixth|seventh|eighth) week\b|"
    r"\b(?P<last>last|previous|past) week\b|\b(?P<this>this|current) week\b",
    re.IGNORECASE,
)


_SELF = re.compile(r"(?:i|we|it|that|this|but|so|there)\b", re.IGNORECASE)
_JOINS = re.compile(r"\s*(?:and|&|\+)\s*", re.IGNORECASE)
NAME = 4
"""Words; what is longer is more than a name."""
_OTHER = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|can|could|should|must|may|might|needs?|wants?|looks?|seems?|feels?|stays?|comes?|gets?|goes|waits?|"
    r"helps?|helped|makes?|requires?|depends?|sounds?|keeps?|does)\b|\w's (?!\w+$)",
    re.IGNORECASE,
)
"""A verb that nothing is known of: what it is said of does not go on with what was said before."""
_BESIDE = re.compile(r"\W*(?:with|using|via|by|for|thanks to|unlike|where|inside)\b", re.IGNORECASE)
"""Begins what something was done with or for: no work of its own."""


@dataclass(frozen=True)
class Clause:
    """A stretch of words that says one thing."""

    text: str
    says: Says | None
    """None: nothing in it tells, and nothing before it either."""
    own: bool
    """Whether it has a cue of its own; else it goes on with what was said before."""
    marked: str = ""
    """The words with a clock where a duration stood."""

    @property
    def timed(self) -> bool:
        """Whether it names a duration."""
        return _SPENT in self.marked


def clauses(text: str) -> list[Clause]:
    """In order; one without a cue of its own takes over that of the clause before it in the same sentence."""
    flat = _ALL_DONE.sub(" everything is done ", _NO_TROUBLE.sub(" ", text.replace("’", "'")))
    flat = _OF_ONE_KIND.sub(r"\1 \3 and \2 \3", _TOLD_AFTER.sub(" ", flat))
    flat = _ASIDE.sub(" ", _REASON.sub(" ", _ALL_ALONG.sub(" ", flat)))
    flat = _DURATION.sub(f" {_SPENT} ", _OF_PLANNED.sub(r"\1 ", _RANGE.sub(_middle, flat)))
    flat = _ALL_THE_TIME.sub(f" {_SPENT} ", flat)
    flat = _NUMBERS_IN_A_ROW.sub(r"\1/", flat)
    flat = _EXCEPT.sub(lambda match: f"{_kept(match[0])} ; ⊘ ", flat)
    found: list[Clause] = []
    before: Says | None = None
    for sentence in re.split(r"(?<=[.!?\n])\s+|\n+", flat):
        pieces = _JOINED.split(sentence)
        for piece, link in zip(pieces[::2], [None, *pieces[1::2]], strict=True):
            words = piece.strip(" \t'\"“”()-–—:*")
            if not re.search(r"[^\W_]", words):
                continue
            cue = _cue(words)
            if (
                cue is None
                and found
                and re.fullmatch(r"(?:i|we|it|so|well|ok|okay|hi|hello|hey)", words, re.IGNORECASE)
            ):
                continue
            if cue is None and found and _BESIDE.match(words):
                continue
            says = "other" if cue is None and _OTHER.search(words) else cue or before
            marked = words.strip("⊘ ")
            if (
                link is not None
                and cue in ("later", "not_done")
                and _JOINS.fullmatch(link)
                and not _SELF.match(words)
                and _cue(words.split()[0]) is None
            ):
                _shared(found, cue)
            found.append(Clause(marked.replace(_SPENT, " ").strip(), says, cue is not None, marked))
            before = cue or before
        before = before if before == "done" else None
    return found


def _shared(found: list[Clause], cue: Says) -> None:
    """What is said of the second of two is said of the first: "Linux and Git can wait"."""
    if found and not found[-1].own and len(found[-1].text.split()) <= NAME:
        found[-1] = replace(found[-1], says=cue)


def _middle(match: re.Match[str]) -> str:
    return f"{(float(match[1]) + float(match[2])) / 2:g}"


def weeks_in_figures(text: str) -> str:
    """ "Week two" as "week 2"."""
    return _WEEK_IN_WORDS.sub(lambda match: f"{match[1]} {_NUMBERS[match[2].casefold()]:g}", text)


def _kept(words: str) -> str:
    first = words.split()[0].casefold()
    return first if first in ("all", "everything") else ""


def _cue(words: str) -> Says | None:
    if words.startswith("⊘"):
        return "not_done"
    plain = words.replace(_SPENT, " ")
    if _NOT_FINISHED.search(plain):
        return "partly"
    if _PUT_OFF.search(plain):
        return "later"
    if _LATER.search(plain) and not re.search(r"\b(?:did|done|finished|completed)\b", plain, re.IGNORECASE):
        return "later"
    if _NOT.search(plain):
        return "not_done"
    if _PARTLY.search(plain):
        return "partly"
    if WHOLE.search(plain) and not _DONE.search(plain):
        return "done"
    if _DONE.search(plain):
        # Time spent on something does not say that it is finished.
        return (
            "partly"
            if _SPENT in words
            and re.fullmatch(r".*\b(?:spent|worked on|read|watched|studied|practi[sc]ed)\b.*", plain, re.I)
            else "done"
        )
    return "partly" if _SPENT in words and re.search(r"\b(?:on|of|with|for|into)\b", plain) else None


_TIME_WORDS = re.compile(
    r"(?:[\W_]|\b(?:i|we|it|it's|its|was|were|is|am|i'm|i've|me|us|my|our|the|a|an|this|that|these|of|on|in|into|for|to|at|by|with|as|and|or|so|so far|during|within|per|each|every|"
    r"about|around|approx\w*|roughly|circa|ca|maybe|perhaps|probably|like|some|only|just|mere|solid|good|bad|full|whole|total|all|sum|together|more|less|than|least|most|max|up|over|under|nearly|almost|mostly|mainly|"
    r"not|no|even|well|ok|okay|hey|hi|hello|yes|sorry|thanks|unfortunately|sadly|today|yesterday|days?|evenings?|mornings?|nights?|weekend|week|weeks|weekly|wk|time|hours?|"
    r"put|putting|spent|spend|spending|did|do|doing|done|had|have|has|got|get|gave|invest\w*|manag\w*|clock\w*|log|logged|track\w*|work\w*|stud(?:y|ied|ying|ies)|learn\w*|practi[sc]\w*|"
    r"train\w*|sat|sit|down|went|go|finish\w*|complet\w*|reach\w*|made|took|taken|been|being|plan\w*|available|free|busy|usual|again|still|already|now|too|another|extra|here|"
    r"update|progress|check|report|there|you|your|focus\w*|dedicat\w*|squeez\w*|fit|found|find|could|able|really|quite|pretty|very|barely|hardly|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b)*",
    re.IGNORECASE,
)
_THE_WEEK = (
    r"(?>(?:(?:all|of|the|my|our|whole|entire|full|this|last|previous|past|current|first|second|third|fourth|fifth)\s+)*"
    r"(?:weeks?|wks?\.?|w)(?:[\s#-]*\d{1,3}(?:/\d{1,3})*)?(?:'s)?)(?!\w)"
)
_WORK_OF = r"(?:\s+(?:off|up|with|all|of|the|my|for|from|in|items?|tasks?|work|stuff|things?|plan|planned|everything|as|to|do|through|on))*"
_SOME_TIME = rf"(?!(?:[^\w{_SPENT}]|\b(?:only|just|about|around|roughly|maybe|like|some|approx\w*|ca|circa|i|a|total|of|it|was)\b)*{_SPENT})"
_WEEK_IS_WORK = re.compile(
    rf"\b(?:(?:finish\w*|complet\w*|through|wrapp?\w*|tick\w*|nailed|crushed|smashed|aced|clear\w*|clos\w*|cover\w*|check\w* off|caught up|kept up){_WORK_OF}\s+{_THE_WEEK}"
    rf"|(?:did|done|do|managed){_WORK_OF}\s+{_THE_WEEK}{_SOME_TIME})"
    rf"|\b{_THE_WEEK}(?:[^\w{_SPENT}]+(?:is|was|are|were|has|have|been|all|now|already|fully|completely|totally|finally|both|items?|tasks?|work|stuff|plan))*[^\w{_SPENT}]+"
    rf"(?:(?:finished|complete\w*|wrapped|ticked|through|closed|cleared|ready|covered)\b{_SOME_TIME}|done\b{_SOME_TIME}|(?<=\d )done\b|[✓✔✅☑])",
    re.IGNORECASE,
)


_TIME_DONE = re.compile(rf"{_SPENT}(?:\s+of)?(?:\s+\w+){{0,2}}\s+(?:done|finished|completed)\b", re.IGNORECASE)


def hours_alone(clause: Clause) -> bool:
    """Whether it says how long, and names no work: "put in 5 hours this week"."""
    return clause.timed and _TIME_WORDS.fullmatch(without_week(clause.marked)) is not None


def week_is_work(clause: Clause) -> bool:
    """Whether a week itself is what was done, not only the time in which something was."""
    return _WEEK_IS_WORK.search(clause.marked) is not None and not _TIME_DONE.search(clause.marked)


def hours(text: str) -> float | None:
    """All durations that were spent, added up; None when none is named. A plan's own figures do not count."""
    total, named = 0.0, False
    text = _OF_PLANNED.sub(r"\1 ", _RANGE.sub(_middle, text.replace("’", "'")))
    for match in _DURATION.finditer(text):
        if _NOT_SPENT.search(text[: match.start()]) or re.match(
            r"\s*(?:left|to go|planned|were planned|behind)\b", text[match.end() :]
        ):
            continue
        if match["half"]:
            value = 0.5
        elif match["clock"]:
            value = int(match["clock"]) + int(match["past"] or match["past2"]) / 60
        else:
            word = match["number"].casefold()
            value = _NUMBERS[word] if word in _NUMBERS else float(word.replace(",", "."))
            value += 0.5 if match["more"] or match["after"] else 0.0
            if match["unit"].casefold().startswith("m"):
                value /= 60
            value += int(match["minutes"]) / 60 if match["minutes"] else 0.0
        if match["days"]:
            days = match["days"].casefold()
            value *= _NUMBERS.get(days) or float(days)
        elif match["each"]:
            value *= 7
        total, named = total + value, True
    return round(total, 2) if named else None


def without_durations(text: str) -> str:
    """The words that are left, so that a figure in them is no number of an item."""
    return _DURATION.sub(" ", text)


@dataclass(frozen=True)
class NamedWeek:
    """A week that the words name: by its number, or as the last or the present one."""

    number: int | None = None
    which: Literal["last", "this"] | None = None


def named_week(text: str) -> NamedWeek | None:
    """The first one that is named."""
    match = _WEEK.search(text)
    if match is None:
        return None
    if match["number"]:
        return NamedWeek(int(match["number"]))
    if match["ordinal"]:
        return NamedWeek(_ORDINALS[match["ordinal"].casefold()])
    return NamedWeek(which="last" if match["last"] else "this")


def weeks_numbered(text: str) -> tuple[int, ...]:
    """All that the words name by number: "weeks 1 and 2", "week 3"."""
    found: list[int] = []
    for match in re.finditer(
        r"\b(?:weeks?|wks?\.?)[\s#-]*(\d{1,3}(?:(?:\s*(?:,|and|&|/|\+)\s*)(?:and\s+)?\d{1,3}\b)*)", text, re.IGNORECASE
    ):
        found += [int(each) for each in re.findall(r"\d+", match[1])]
    return tuple(dict.fromkeys(found))


def without_week(text: str) -> str:
    """The words that are left."""
    return _WEEK.sub(" ", text)


def ordinals(text: str, count: int) -> list[int]:
    """Numbers from 1 to `count` that the words pick: "the second", "1 and 3", "first two", "the last one"."""
    flat = without_durations(text.casefold())
    found: list[int] = []
    several = re.search(r"\b(first|last) (two|three|four|five|\d)\b", flat)
    if several:
        many = int(_NUMBERS.get(several[2], 0) or several[2])
        found += range(1, many + 1) if several[1] == "first" else range(count - many + 1, count + 1)
        flat = flat.replace(several[0], " ")
    for match in re.finditer(r"(?<![\w.,%-])#?(\d{1,2})(?:st|nd|rd|th)?(?![\w%]|[.,]\d)", flat):
        found.append(int(match[1]))
    found += [number for word, number in _ORDINALS.items() if re.search(rf"\b{word}\b", flat)]
    found += [
        int(_NUMBERS[word])
        for word in ("one", "two", "three")
        if re.search(rf"\b(?:number|option|choice|item) {word}\b", flat)
    ]
    if re.search(r"\blast(?: one| item)?\b(?! week)", flat) and not found:
        found.append(count)
    return [number for number in dict.fromkeys(found) if 1 <= number <= count]

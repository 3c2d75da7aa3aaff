"""Corrections: "make docker 2", "I'm better at bash than that", "forget what I said about git"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from graphs.interview.figures import RATING, rating_in, value
from graphs.interview.lexicon import SkillLexicon
from graphs.interview.model import telling
from graphs.interview.models import SKILLS, Concern, Correction
from graphs.interview.verdicts import COMPLAINS, Change, leaning_in, speaks_of_something_else, steps_in, verdict_in

_LEAD = (
    r"(?:(?:no+|nope|nah|actually|sorry|oops|hmm+|wait|well|ok|okay|i meant|i mean|make (?:it|that)|that should be|it should be|it's more like|more like|"
    r"rather|correction|that'?s (?:not (?:quite )?right|wrong|off)|not (?:quite )?right|(?:it|that|this)(?:'s| is| should be)?|i'?m|i am|i'd say|not (?:a )?\d(?: of \d)?,? ?(?:but)?)[\s,:.]+)"
)
_TAIL = r"[\s,]*(?:please|then|instead|i think|actually|rather|tbh|really|honestly|i'd say|not \d)?[\s.!]*$"
_BARE_SET = re.compile(
    r"^\s*(?:no+|nope|nah|actually|sorry|oops|hmm+|wait|i meant|i mean|make (?:it|that)|that should be|it should be|it's more like|more like|rather|"
    r"correction|that'?s (?:not (?:quite )?right|wrong|off)|not (?:a )?\d)[\s,:.]+" + _LEAD + "*" + RATING + _TAIL,
    re.I,
)  # fmt: skip
_BARE_SET_AFTER = re.compile(r"^\s*" + RATING + r"[\s,]+(?:actually|instead|rather)[\s.!]*$", re.I)
_BARE_LEAN = re.compile(
    r"^(?:\W*\b(?:hm+|no|nah|nope|actually|sorry|well|ok|that'?s|that|it'?s|it|is|was|way|far|a|bit|slightly|somewhat|one|much|you|rated?|me|please|too|think|"
    r"i|i'?d|say|go|make|put|bump|set|move|little|seems|looks|feels|should|be|still|honestly|really|just|rating|two|by|thanks|"
    r"(?P<way>higher|lower|up|down|high|low|generous|harsh|kind|optimistic|modest|overrated?|underrated?|more|less))\b)+\W*$",
    re.I,
)
_BARE = re.compile(
    r"\b(?:that'?s|that is|this is|it'?s|it is|you(?:'re| are)|i(?:'m| am)|i think|way|much|far|a bit)\b", re.I
)
_COMMANDS = re.compile(
    r"^\s*(?:(?:actually|no|oh|and|also|but|please|sorry|wait|hey|ok|okay|hmm+|could you|can you|you can|just)[\s,:.!]+)*"
    r"(?:make|set|put|change|mark|update|move|bump|lower|raise|drop|correct|rate)\b(?!\s+(?:up|off|in|together)\b)"
    r"|\b(?:should(?:'ve| have)? be(?:en)?|ought to be|must be|(?:is|am) (?:really |actually )?(?:more like|closer to))\b",
    re.I,
)
_OTHERWISE = re.compile(r"\b(?:actually|rather|i meant|i'd say|i would say|call it|more like|closer to)\b", re.I)
_THAN_THAT = re.compile(
    r"\bthan\s+(?:that|this|you|what you|it (?:looks|seems|says|sounds)|i (?:said|told|wrote|claimed))\b|"
    r"\bunder-?(?:rat|estimat|s[eo]l)\w*|\bover-?(?:rat|estimat|s[eo]l)\w*",
    re.I,
)
_SHORT = 7
_OWN = re.compile(r"\b(?:i|i'?m|i'?ve|i'?d|my|me)\b", re.I)
_SURELY, _HARDLY = 0.6, 0.3
"""Probabilities that words speak of a skill."""
_ENOUGH = 7
"""Words from which on coming back to a skill tells something of it."""
_COMES_BACK = re.compile(
    r"\b(?:forgot|forgotten|failed|neglected) to (?:say|mention|tell|add)|\bshould(?:'ve| have) (?:said|mentioned|told|added)|"
    r"\b(?:didn'?t|did not|never) (?:mention|say|tell you|add)\b|\b(?:thinking (?:about|of) it|on second thoughts?|come to think of it|"
    r"now that i think|looking (?:at it )?(?:again|back)|(?:coming|going|to come|to go) back to|one more thing (?:about|on)|more (?:about|on)|"
    r"to add (?:to|on|about)|(?:got|have|had)\b.{0,25}\bwrong|not (?:quite )?right about|n'?t (?:quite )?right)\b"
    r"|^\W*(?:(?:wait|actually|oh|hm+|sorry|btw|by the way|also|no|ah|and|hold on)[\s,.:]+)+(?:(?:about|on|re|for|as for|regarding) )?(?:the |my )?[\w/ -]{2,25}"
    r"(?: one| thing| part| answer)?\s*[.:,-]|^\W*(?:(?:the|my) )?[\w/ -]{2,25} one\s*[.:,-]",
    re.I,
)
_SWAP = re.compile(
    r"\b(?:swap\w*|switch (?:them|those|these|the two)|mix(?:ed)? (?:them|those|these|the two|it|that)? ?up|the other way (?:a)?round|vice versa)\b",
    re.I,
)
_EACH = re.compile(r"\b(?:both|they|those|these|each|all of them)\b", re.I)
_ML_ONES = re.compile(
    r"\b(?:both|two) (?:of the )?(?:ml|machine learning) (?:ones|skills|ratings)?\b|\bthe (?:ml|machine learning) ones\b",
    re.I,
)
_BOTH_ML = ("ml-knowledge", "ml-frameworks")
_FILLER = re.compile(
    r"\b(?:and|or|make|set|put|change|the|my|both|also|please|no|actually|for|with|of|ones?|to)\b", re.I
)
_TELLS = re.compile(r"\w{2,}")


def pieces(text: str, lexicon: SkillLexicon, among: Iterable[str] = ()) -> list[tuple[str, str]]:
    """(skill, words) with at most one skill each, of `among` where it is given; empty where none is named."""
    wanted = tuple(among)
    found: list[tuple[str, str]] = []
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+|;\s*|(?<=,)\s+(?=(?:but|and|also|actually)\b)", text):
        mentions = lexicon.mentions(sentence, wanted)
        if len({mention.skill for mention in mentions}) <= 1:
            found.append((mentions[0].skill if mentions else "", sentence))
            continue
        start = 0
        for place, mention in enumerate(mentions):
            end = len(sentence)
            if place + 1 < len(mentions):
                between = sentence[mention.end : mentions[place + 1].start]
                cuts = [m.end() for m in re.finditer(r",\s*|\s+and\s+|\s+but\s+|\s*&\s*|\s*/\s*|\s+plus\s+", between)]
                end = mention.end + cuts[-1] if cuts else mentions[place + 1].start
            found.append((mention.skill, sentence[start:end]))
            start = end
    return [(skill, words) for skill, words in found if words.strip()]


def read_corrections(
    text: str,
    lexicon: SkillLexicon,
    known: Mapping[str, int | None],
    last: tuple[str, ...],
    *,
    reviewing: bool,
    waiting: Collection[str] = (),
    concern: Concern | None = None,
) -> tuple[tuple[Correction, ...], str]:
    """The corrections, and what is left of the message.

    `known` are the readings held; `reviewing` when readings lie before the learner, so that "docker 3" alone corrects;
    `waiting` the skills that the open question asks about. A skill without a reading is corrected only in so many words
    ("put docker at 2", "I know more terraform than that").
    """
    bare = _bare(text) if last and not lexicon.mentions(text) else None
    if bare is not None:
        return (bare,), ""
    swapped = _swapped(text, lexicon, known, last)
    if swapped:
        return swapped, ""
    found: list[Correction] = []
    left: list[str] = []
    mood: Change | None = "set" if _SWAP.search(text) else None
    named_alone: list[str] = []
    parts = _revisits(_with_bare_names(pieces(text, lexicon, {*SKILLS, *known}), lexicon), known, waiting, concern)
    for at, (skill, words, again) in enumerate(parts):
        free = skill in known and skill not in waiting
        change, rating = verdict_in(words, mood, reviewing=reviewing or free)
        steps = steps_in(words)
        quote = words.strip().rstrip(",").strip()
        if skill:
            rest = _without_names(words, lexicon)
            if change is None and free:
                change = leaning_in(words)
            if change in ("up", "down", "set") and speaks_of_something_else(words, lexicon):
                change = None
            if change is None and again and telling(words) and not speaks_of_something_else(words, lexicon):
                change = "told"
            asked = skill in waiting
            if change is not None and (skill in known or _unasked(words, rest, change, mood, asked=asked)):
                both = _BOTH_ML if _ML_ONES.search(words) else (*named_alone, skill)
                found += [Correction(each, change, quote, rating, steps) for each in both]
                mood = "set" if change == "told" else change
                named_alone = []
                continue
            if (
                at + 1 < len(parts)
                and parts[at + 1][0]
                and not _TELLS.search(_FILLER.sub(" ", rest))
                and skill in known
            ):
                named_alone.append(skill)
                mood = "set" if _COMMANDS.search(words) else mood
                left.append(words.strip())
                continue
        elif change in ("up", "down") and last and _BARE.search(words) and len(words.split()) <= 12:
            meant = last if _EACH.search(words) else ("",)
            found += [Correction(each, change, quote, None, steps) for each in meant]
            continue
        elif change == "set" and _EACH.search(words) and len(last) > 1 and len(words.split()) <= 12:
            found += [Correction(each, change, quote, rating) for each in last]
            continue
        elif (
            change == "forget"
            and last
            and re.search(r"\b(?:said|that|it|answer|last)\b", words)
            and len(words.split()) <= 9
        ):
            found.append(Correction("", "forget", words.strip()))
            continue
        named_alone = []
        left.append(words.strip())
    both_found = tuple(found)
    return both_found, text if not both_found else " ".join(left).strip()


def _bare(text: str) -> Correction | None:
    """ "No, 3", "one higher please": of the reading that was shown last."""
    said = _BARE_SET.match(text) or _BARE_SET_AFTER.match(text)
    rating = value(said) if said else None
    if rating is not None:
        return Correction("", "set", text.strip(), rating)
    lean = _BARE_LEAN.match(text)
    if lean is None or lean["way"] is None or len(text.split()) > _SHORT:
        return None
    up = lean["way"].casefold() in ("higher", "up", "low", "harsh", "modest", "underrated", "underrate", "more")
    return Correction("", "up" if up else "down", text.strip(), None, steps_in(text))


def _without_names(words: str, lexicon: SkillLexicon) -> str:
    for mention in reversed(lexicon.mentions(words)):
        words = words[: mention.start] + words[mention.end :]
    return words


def _with_bare_names(parts: list[tuple[str, str]], lexicon: SkillLexicon) -> list[tuple[str, str]]:
    """ "Docker? More a 3": a name alone belongs to what follows."""
    found: list[tuple[str, str]] = []
    for skill, words in parts:
        alone = found and found[-1][0] and not _TELLS.search(_FILLER.sub(" ", _without_names(found[-1][1], lexicon)))
        if alone and not skill:
            found[-1] = (found[-1][0], f"{found[-1][1].rstrip()} {words}")
        else:
            found.append((skill, words))
    return found


def _swapped(
    text: str, lexicon: SkillLexicon, known: Mapping[str, int | None], last: tuple[str, ...]
) -> tuple[Correction, ...]:
    """ "Swap docker and git": each gets the reading of the other."""
    named = tuple(dict.fromkeys(m.skill for m in lexicon.mentions(text) if m.skill in known))
    two = named or last
    if not _SWAP.search(text) or len(two) != 2 or rating_in(text) is not None or len(text.split()) > 15:
        return ()
    one, other = two
    return (
        Correction(one, "set", text.strip(), known.get(other)),
        Correction(other, "set", text.strip(), known.get(one)),
    )


def _revisits(
    parts: list[tuple[str, str]],
    known: Mapping[str, int | None],
    waiting: Collection[str],
    concern: Concern | None,
) -> list[tuple[str, str, bool]]:
    """Each piece, and whether it comes back to a skill that holds a reading, with more to tell of it."""
    found: list[tuple[str, str, bool]] = []
    for skill, words in parts:
        if found and not skill and found[-1][2]:  # what follows belongs to it
            found[-1] = (found[-1][0], f"{found[-1][1].rstrip()} {words}", True)
        else:
            free = bool(skill) and skill in known and skill not in waiting
            again = free and (
                bool(COMPLAINS.search(words))
                or bool(_COMES_BACK.search(words))
                or _turns_to(skill, words, waiting, concern)
            )
            found.append((skill, words, again))
    named = [each for each in found if each[0]]
    if concern is not None and len(found) > 1 and len(named) == 1 and found[-1][2]:  # it names the skill at last
        skill, before = found[-1][0], " ".join(words.strip() for _, words, _ in found[:-1])
        if concern(skill, before) > max((concern(each, before) for each in waiting), default=0.0):
            found = [(skill, f"{before} {found[-1][1]}", True)]
    return [(skill, words, again and len(words.split()) >= _ENOUGH) for skill, words, again in found]


def _turns_to(skill: str, words: str, waiting: Collection[str], concern: Concern | None) -> bool:
    """Words about one's own part in a skill that nobody asked about, and not about what was asked."""
    if concern is None or not waiting or len(words.split()) < _ENOUGH or not _OWN.search(words):
        return False
    return concern(skill, words) >= _SURELY and max(concern(each, words) for each in waiting) < _HARDLY


def _unasked(words: str, rest: str, change: Change, mood: Change | None, *, asked: bool) -> bool:
    """Whether words about a skill that holds no reading are a correction and no answer."""
    if change == "set":
        short = len(words.split()) <= _SHORT
        return (
            bool(_COMMANDS.search(words) or (not asked and _COMMANDS.search(rest)))
            or (short and mood == "set")
            or (short and not asked and bool(_OTHERWISE.search(words)))
        )
    return change in ("up", "down") and bool(_THAN_THAT.search(words))

"""Commands and unmistakable wordings, recognised before anything is weighed."""

from __future__ import annotations

import re

from graphs.ask.guard import orders, small_talk
from graphs.market.lines import read_lines
from graphs.market.recognise import sort_of_text
from graphs.mentor.intent_model import Context, IntentName, posting_cues

_SLASH: dict[str, IntentName] = {
    "help": "help", "start": "start_assessment", "interview": "start_assessment", "assess": "start_assessment",
    "skip": "skip", "next": "skip", "back": "back", "pause": "pause", "stop": "pause", "quit": "pause",
    "resume": "resume", "continue": "resume", "plan": "make_plan", "roadmap": "make_roadmap", "posting": "add_posting",
    "report": "market_report", "market": "market_report", "done": "progress_update", "progress": "progress_update",
    "replan": "replan", "status": "show_status", "show": "show_status", "export": "export", "delete": "delete_my_data",
    "forget": "delete_my_data", "feedback": "feedback", "profile": "set_profile", "ask": "ask", "correct": "correct_rating",
}  # fmt: skip
_POLITE = r"(?:(?:ok(?:ay)?|please|pls|hey|mentor|now|yes|so|well|oh|hmm?|can (?:you|we|i)|could (?:you|we|i)|let(?:'s| us)|i(?:'d| would) like to|i want (?:you )?to|i wanna|will you|would you|just|go ahead and|thanks|thank you)[\s,.!]+)*"
_END = r"[\s,.!]*(?:(?:please|pls|now|thanks|thank you|for me|today|ok)[\s,.!?]*)*\??"
_PLAIN: tuple[tuple[IntentName, str], ...] = (
    ("help", r"help(?: me)?|(?:list|show)(?: me)?(?: the| all)? commands|\?+"),
    ("skip", r"skip(?: (?:it|this(?: (?:one|question))?|that(?: (?:one|question))?|the question))?|next(?: (?:one|question))?|pass(?: on (?:this|that)(?: one)?)?"),
    ("back", r"(?:go )?back(?: one)?|(?:go (?:back )?to the )?previous(?: (?:one|question))?"),
    ("pause", r"(?:pause|stop)(?: (?:here|the interview|the assessment|for (?:now|today)))?|quit|exit|take a break|brb|be right back"),
    ("resume", r"(?:resume|continue|unpause)(?: (?:the|my) (?:interview|assessment))?|where were we\??"),
    ("start_assessment", r"(?:start|begin|do|take) (?:the |my |a |an |a new )?(?:skills? )?(?:assessment|interview)|(?:assess|interview|evaluate) me|(?:assess|evaluate) my (?:current )?(?:skills?|level|abilities)"),
    ("make_plan", r"(?:make|create|build|write|generate|draft)(?: me)? (?:a|my|the|another) (?:new )?(?:learning |study )?plan"),
    ("make_roadmap", r"(?:make|create|build|write|generate|draft)(?: me)? (?:a|my|the|another) (?:new )?(?:career )?roadmap"),
    ("add_posting", r"add (?:a|this|another|the|one more) (?:job )?(?:posting|ad|vacancy)"),
    ("market_report", r"(?:(?:make|create|build|write|generate|show)(?: me)? (?:a|my|the) )?(?:job )?market report"),
    ("replan", r"re-?plan(?: (?:my|the) \w+)?"),
    ("show_status", r"(?:show (?:me )?)?(?:my |the )?status|show (?:me )?my (?:profile|ratings|plan|progress|assessment|roadmap)"),
    ("show_status", r"what (?:do|did|have) you (?:know|have|hold|keep|kept|store|stored|remember|noted?|saved?)(?: (?:on|down|noted|about|of))* (?:about |of |on )?me(?: so far)?"),
    ("export", r"(?:export|download)(?: (?:all )?(?:my|the) (?:data|profile|ratings|assessment|plan|roadmap|records))?|export everything"),
)  # fmt: skip
_PATTERNS = [(name, re.compile(rf"\W*{_POLITE}(?:{body}){_END}", re.IGNORECASE)) for name, body in _PLAIN]

_REMOVE = r"(?:delete|erase|wipe|remove|purge|destroy|clear|scrub|get rid of|forget|throw away)"
_MINE = r"(?:(?:all|every (?:bit|piece) of|any) )?(?:of )?(?:(?:my|the) (?:\w+ ){0,2}(?:data|account|profile|records?|history|information|info|stuff|answers|conversations|assessment)|everything|me\b|all (?:of )?(?:it|that|i(?:'ve| have)?)\b|it all|whatever you (?:have|know|stored))"
_WISH = re.compile(
    rf"\b{_REMOVE}\b(?: \w+){{0,2}}? {_MINE}|\b(?:data|records?|account|profile|information|everything)\b.{{0,25}}\b(?:deleted|erased|removed|wiped|purged|gone|forgotten)\b"
    rf"|\b(?:data|records?|account|profile|information|everything)\b[^?]{{0,60}}[\s,;.]+(?:so |and |just )?(?:please |now ){{0,2}}{_REMOVE} (?:it|them|that|all of it|it all)\b"
    rf"|\bright to (?:be forgotten|erasure)\b|\b(?:close|cancel) my account\b|\bto be forgotten\b|\b(?:forget|erase) me\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\bwhat (?:would |will )?happens?\b|\bif (?:i|you|we|one|someone)\b|\bhow (?:do|can|could|would|does|should|to)\b|\b(?:don't|do not|never|without|not) (?:\w+ ){0,2}(?:delet|eras|wip|remov|forget|purg|clear)|\bwhen i\b"
    r"|\b(?:is|was|are|were|will|would|does|do|did|has|have|should|could|may|might|what|who|when|where|why|which)\b[^.!;,]*\?|\bcan (?:i|someone|anyone|people|an? \w+|the \w+)\b"
    r"|\b(?:undo|worried|afraid|wonder|imagine|suppose|say i|almost|nearly|accidentally|once|yesterday|(?:i|we|he|she|they|colleague|somebody|someone) (?:\w+ ){0,2}(?:deleted|erased|wiped|removed|had to|have to|used to))\b",
    re.IGNORECASE,
)
_COURTEOUS = re.compile(r"\b(?:can|could|would|will) you (?:please |now |just )?(?:also )?" + _REMOVE, re.IGNORECASE)
_NOT_A_WISH_OF_MINE = re.compile(r"\b(?:from|in) (?:my|the) (?:plan|schedule|roadmap|cluster|disk|server|repo|database|bucket|git)\b|\b(?:rating|answer on|posting|from the list)\b", re.IGNORECASE)  # fmt: skip

_FAREWELL_IN_INTERVIEW: dict[str, IntentName] = {"farewell": "pause"}
_URL = re.compile(r"\s*(?:(?:add|here|this|save)\b.{0,25})?https?://\S+\s*", re.IGNORECASE)
_HERE_IT_IS = re.compile(
    r"\W*(?:please |pls |can you |could you )?(?:add|save|keep|read|here is|here's) (?:this|the following|another|one more|a|my) (?:job )?(?:posting|ad|vacancy)\s*(?::|\n)\s*\S",
    re.IGNORECASE,
)
_GRADE = re.compile(r"\W*(?:(?:maybe|about|around|say|i'?d say|probably|i think|a|an|level|like)\W+)*(?:[0-9](?:\.5)?|[0-9]{1,2}\s*(?:/|out of|of)\s*(?:4|5|10|100)|(?:zero|one|two|three|four|five)(?: out of (?:four|five|ten))?)(?:\s*stars?)?\W*|[★⭐*]{1,5}", re.IGNORECASE)  # fmt: skip
_WORDS = re.compile(r"\W*(?:yes|no|yep|yeah|nope|nah|never|none|nothing|a little|a bit|i (?:do not|don't) know|don't know|dunno|no idea|not (?:really|sure|much|at all)|somewhat|sometimes|often|daily|correct|right|exactly)\W*", re.IGNORECASE)  # fmt: skip
_AIMS = re.compile(
    r"^\W*(?:please )?(?:put|set|mark) me (?:down )?(?:for|as|at) (?:an? )?(?:junior|mid|senior|staff)\b.{0,40}$|\b(?:my|the|as (?:a|the|my)) (?:goal|target|aim)\b",
    re.IGNORECASE,
)
LONG_POSTING = 250
RULED_CHARS = 4000
"""Rules read no further: they must stay quick on 50 kB of text."""


def is_command(message: str) -> bool:
    """Whether it begins with one of the mentor's own words behind a slash, such as `/skip`."""
    slash = re.match(r"[/!](\w+)", message.strip())
    return slash is not None and slash[1].lower() in _SLASH


def wants_deletion(message: str) -> bool:
    """An unmistakable wish that the learner's own data be removed; a question about deletion is none."""
    if len(message) > 400 or not _WISH.search(message) or _NOT_A_WISH_OF_MINE.search(message):
        return False
    return bool(_COURTEOUS.search(message)) or not _HYPOTHETICAL.search(message)


def by_rule(message: str, context: Context) -> IntentName | None:
    """The intent of a command or an unmistakable wording; None leaves it to the classifier."""
    bare = message.strip()[:RULED_CHARS].replace("’", "'")
    slash = re.fullmatch(r"[/!](\w+)(?:[ -].*)?", bare, re.DOTALL)
    if slash and slash[1].lower() in _SLASH:
        return _SLASH[slash[1].lower()]
    if _URL.fullmatch(bare) or _HERE_IT_IS.match(bare):
        return "add_posting"
    if posting_cues(bare) >= 3 or (len(bare) >= LONG_POSTING and posting_cues(bare) >= 2 and not _first_person(bare)):
        return "add_posting"
    if context != "in_interview" and len(bare) >= LONG_POSTING and not _first_person(bare) and _reads_as_posting(bare):
        return "add_posting"
    if wants_deletion(bare):
        return "delete_my_data"
    for name, pattern in _PATTERNS:
        if pattern.fullmatch(bare):
            return name
    if context == "in_interview" and (_GRADE.fullmatch(bare) or _WORDS.fullmatch(bare)):
        return "answer"
    if context != "in_interview" and orders(bare) and not _AIMS.search(bare):
        return "out_of_scope"
    return _talk(bare, context)


def _reads_as_posting(text: str) -> bool:
    """By the market's own judgement; a posting in prose has none of the usual headings."""
    if "\n" not in text or text.rstrip().endswith("?"):
        return False
    return sort_of_text(text, read_lines(text))[0] == "posting"


def _first_person(text: str) -> bool:
    return len(re.findall(r"\b(?:I|I've|I'm|my)\b", text)) >= 3


def _talk(bare: str, context: Context) -> IntentName | None:
    topic = small_talk(bare)
    if topic is None or (
        context == "in_interview"
        and topic == "thanks"
        and re.fullmatch(r"\W*(?:good|great|ok|so|much)\W*", bare, re.IGNORECASE)
    ):
        return None
    if topic == "ability":
        return "help"
    if context == "in_interview" and topic in _FAREWELL_IN_INTERVIEW:
        return _FAREWELL_IN_INTERVIEW[topic]
    return "smalltalk" if topic in {"greeting", "thanks", "farewell", "identity"} else None

"""What an answer tells of acts: who did it, on what scale, how deep, how sure; counted without any model."""

from __future__ import annotations

import math
import re

from graphs.career.skills import Skill

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("never", r"\b(?:never|not|no|nope|n'?t|none|nothing|zero|haven'?t|hasn'?t|didn'?t)\b.{0,30}\b(?:touch\w*|us(?:e|ed|ing)|tried|try|ran|run|opened|written|write|wrote|done|did|work\w*|install\w*|stud\w+|started|built|set|had|need\w*|look\w*|code|experience|idea|background|so far|yet|habit)\b|^\s*(?:no|nope|none|zero|never|nothing|not yet)\b"),
    ("negation", r"\b(?:no|nope|nah|not|never|none|nothing|nobody|zero|neither|without|cannot|avoid\w*|stayed away|\w+n't|dont|didnt|havent|wasnt|isnt)\b"),
    ("not_skill", r"\b(?:never|not|n't|haven'?t|no)\b[^.,;]{0,25}\b(?:it|them|one|any|either|anything|written|used|touched|tried|opened|learn\w*|met|yet|plan|follow|studied|looked|explain|reason|exposure|contact|cloud|habit|occasion|position|access)\b"),
    ("others_do", r"\b(?:ops|other(?:s|'s)?|someone else|somebody|someone|platform team|admin|contractors|consultants|data scientists|supervisor|architect|architects|colleague|it folks|they|nobody|users|customers|provider)\b[^.;]{0,30}\b(?:do|does|did|made|make|handles?|tell|tells|phone|call|set|keeps?|keep|clicked|always|built|wrote|hands?|figures?|deal)\b"),
    ("instead", r"\b(?:instead|our apps? (?:sit|is|are|run)|on (?:tomcat|heroku|a paas|windows|premises?|prem)|windows|excel|ftp|sharepoint|zip|by hand|from (?:another|a different) field|designer|nurse|electrician|accounting|student of|user)\b"),
    ("wish", r"\b(?:would like to|want to|i'd love to|on my list|keep meaning|new (?:to|for) me|magic to me|foreign|only ever|next month|curious|interested|planning to|hope to)\b"),
    ("ownership", r"\b(?:is|are|was|were) (?:all )?(?:mine|my (?:job|task|work|part|project|role|baby|rollout|responsibility)|by me|done by me|from me|led by me|written by me|run by me|under me)\b|\b(?:come|comes|came) from me\b|\bof mine\b|\bfrom my hand\b|\bby my design\b|\bmy (?:own )?\w+ (?:script|bot|bots|service|services|package|library|manifests?|images?|modules?|design)\b"),
    ("many", r"\b(?:\d{2,}|\d,\d{3}|dozens|hundreds|thousands|twenty|thirty|forty|fifty|sixty|seventy|all|every|each) (?:of )?(?:\w+ )?(?:teams|squads|developers|engineers|units|divisions|services|repos|repositories|clusters|accounts|workspaces|nodes|servers|gpus|pipelines|departments|leads|departments?)\b"),
    ("escalated", r"\b(?:wake me|come to me|call me|called when|escalated|lands? on my desk|passes my desk|ask me before|bring me|bring their|fly me in|handed all|given up|stuck)\b"),
    ("only_heard", r"\b(?:heard (?:of|about|in)|only read|read (?:about|an? (?:article|blog|book|chapter))|know (?:the word|that .{2,30} exists|of it)|watched|seen (?:a|it|some)|book on it|curious about)\b"),
    ("tutorial", r"\b(?:tutorial|quick ?start|getting started|hello[- ]?world|course\w*|udemy|coursera|codecademy|youtube|bootcamp|workshop|certificat\w+|certified|exam|class|lecture|lesson|university|uni|semester|homework|demo|step by step|video\w*|podcast|book\w*|example\w*|walkthrough|lab exercise|followed|kata|playground|school)\b"),
    ("given", r"\b(?:written by (?:others|the|my|a)|someone (?:else|gave|shared)|(?:gave|given|prepared|built|set up|configured|designed|written|made|created|came) (?:by|from|me)\b|(?:colleague|senior|lead|admin|ops|platform team|team|friend|others|other people|coworker|provider|data scientists)(?:'s)? (?:built|wrote|made|solved|did|do|does|set|prepared|designed|configured|created|prepare|deal|handles?|manages?|can|gave|left)|under supervision|shadow\w*|copied|copy|pair(?:ed)? with|helped|follow(?:ed)? (?:the )?(?:runbook|wiki|instructions|notes))"),
    ("just", r"\b(?:just|only|mostly|mainly|barely|a (?:bit|little)|once|a few|some|couple|basic\w*|simple|small things|that'?s (?:it|all|about it)|that is (?:it|all|about it)|nothing (?:fancy|over|more)|first half|light|toy|maybe|bare minimum|at most)\b"),
    ("can_read", r"\b(?:read(?:ing)?|look(?:ing)? at|watch|check|tail|restart\w*|rerun|start(?:ed)? the|clone|pull|push|browse|navigat\w+|cd|ls|click\w*|explain|describe|understand|can say|know what|could tell|bump|launched)\b"),
    ("home", r"\b(?:home ?lab|side project|hobby|at home|raspberry|my own (?:app|site|server|project|startup)|self[- ]?host\w*|nas|thesis|hackathon|club|for fun|weekends?|evening school|kaggle|personal)\b"),
    ("work", r"\b(?:at work|our (?:team|company|service|app|product|startup|api|site|shop|website|staging|department|small team)|for (?:my|our|a) (?:team|client|company|customer|product)|customers?|in my (?:current )?job|client|colleagues?|employer|internal)\b"),
    ("production", r"\b(?:prod|production|live|on[- ]?call|outage|downtime|customers were|black friday|sla|pager\w*|incident|24/7|in use since|users|went down)\b"),
    ("build", r"\b(?:wrote|write|built|build|created|create|set up|made|make|implemented|implement\w*|developed|develop\w*|containeri[sz]ed|configured|moved|migrated|packaged|instrumented|added|deployed|deploy|automated|trained|train|fine-tuned|converted|contributed|publish\w*|push\w*|maintain\w*|installed)\b"),
    ("whole", r"\b(?:tests?|pytest|unit tests|venv|typed?|type hints|mypy|modules?|compose|dockerfiles?|helm|ingress|configmap|manifests?|variables|outputs|remote state|backend|roll(?:ed)? ?back|rollout undo|error handling|systemd|timer|exit codes|pull requests?|merge requests?|branch\w*|conflicts?|revert|alerts?|dashboard|promql|subnets?|vpc|iam|roles|rds|queue|cache|redis|estimate[ds]?|checkpoints?|dataset|evaluation|export\w*|runbook|on time|agreed date\w*|notes|wrote down|blog\w*|ruled out|one (?:thing|by one)|cross validation|leak\w*)\b"),
    ("debug", r"\b(?:debug\w*|found (?:that|the|with|a|out)|traced|tracked|chased|hunt\w*|dug|dig|diagnos\w*|pinned|root cause|bisect\w*|recover\w*|rebuilt|restored|fixed|solved|why|strace|tcpdump|perf|lsof|ss|dump\w*|captures?|pcap\w*|trac(?:es?|ing)|reflog|fail(?:ed|over)|leak\w*|race|oom\w*|pending|bottleneck|measured|correlated|analy[sz]ed)\b"),
    ("optimise", r"\b(?:profil\w+|py-spy|memray|flamegraph\w*|benchmark\w*|speed(?:s|ed)? up|faster|optimi[sz]\w+|throughput|p9[59]|latency|from \d[\d.,]* ?\w* to|cut|reduced?|lower(?:ed)?|halved|saved|cach\w+|multi-?stage|distroless|slim|harden\w*|autoscal\w+|mixed precision|bf16|ddp|fsdp|a100s?|quanti[sz]\w+|batching|slos?|error budgets?|burn rate|noise|noisy|canar\w+|non-?root|least privilege|tun(?:e|ed|ing))\b"),
    ("design", r"\b(?:design\w*|architect\w*|chose|choose|decid\w+|decision|trade-?offs?|weighed|argued|adr|versus|strategy|planned|evaluated|standard\w*|defin\w+|reference architecture|negotiat\w+|renegotiated|priorit\w+|scope)\b"),
    ("review", r"\b(?:review\w*|mentor\w*|teach\w*|taught|train(?:ing|ed) (?:the|other|for|of)|onboard\w*|coach\w*|workshops?|talks?|guide|explains?|presented|moderate|asked when|send me|come to me|who is asked|the one who|i'm the reviewer|guild)\b"),
    ("lead", r"\b(?:lead|led|head of|i own|owner|responsible|responsibility|principal|staff engineer|chair\w*|founded|maintainer|in charge|commander|manager of|project lead|i run|my team and i|steer\w*)\b"),
    ("org", r"\b(?:company[- ]?wide|(?:whole|entire|across the|the|my|our) (?:company|organi[sz]ation|org|group|bank|division)(?:'s)?|compan(?:y|ies)|organi[sz]ation\w*|all (?:product )?teams|every (?:product |team|group|department)|all divisions|departments|(?:\d[\d,]*|several|many|other|three|four|five|seven|eight|nine|ten|twelve|thirty|fifty) (?:product )?(?:teams|groups|squads|departments|divisions|developers|engineers)|hundreds? (?:of )?(?:developers|engineers)|multi-cluster|regions|fleet|petabyte|\d+ ?pb|platform)\b"),
    ("internals", r"\b(?:interpreter|gil|cpython|c extension|refcount|ceval|kernel\w*|cgroups?|namespaces|runc|containerd|moby|upstream|core dumps?|gdb|operator|controller|scheduler|etcd|api server|custom (?:provider|op|snapshotter|merge)|own (?:provider|operators?)|provider in go|cuda|nccl|tensor|parallelism|packfiles?|object model|numa|irq|ebpf|bpftrace|hugepages|patch|sharded|merged|contribut\w+|wrote (?:two|a|an|the|our) (?:provider|operator|controller|scheduler|plugin))\b"),
    ("rusty", r"\b(?:rusty|forgot\w*|long ago|years ago|ages ago|used to|back then|been (?:two|three|four|five|six|\d+) years|since then|not (?:used|touched) (?:it )?since|out of practice|no longer|haven'?t .{0,20}since|last time|refresh)\b"),
    ("hedge", r"\b(?:i think|i guess|probably|maybe|sort of|kind of|kinda|somewhat|more or less|i suppose|not sure|fairly|pretty|quite|decent\w*|somewhere|honestly|tbh|to be honest|in truth|i believe)\b"),
    ("boast", r"\b(?:expert|ninja|guru|master|best|senior|advanced|extensive|deep(?:ly)?|strong|excellent|super|top|fluent|very (?:good|well|experienced|strong|deep)|inside out|passionate|born|natural|amazing|outstanding|trust me|architect by|professional\w*|proficient|solid|comfortable|second home)\b"),
    ("modest", r"\b(?:not (?:brilliant|a guru|an expert|great|optimal|fancy)|no guru|modest|nobody asked|i avoid|only by name|not the cluster|copied from|just me|beginner|newbie|novice|basics|learning)\b"),
    ("vague", r"\b(?:experience[ds]?|knowledge|familiar|comfortable|know (?:it|them|docker|kubernetes|terraform|gpus?|python|linux|git)|work(?:ed)? with|use it|used it (?:a lot|for)|in many|several companies|daily|over the years|always|everything|anything|big picture|passionate|important|love|like)\b"),
    ("years", r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|many)\+? ?(?:years?|yrs)\b|\bsince (?:19|20)\d\d\b"),
    ("often", r"\b(?:daily|every (?:day|week|morning|month)|weekly|each (?:day|week|quarter|january)|quarterly|monthly|always|nightly|constantly)\b"),
    ("recent", r"\b(?:last (?:week|month|quarter|year|spring|summer|autumn|winter|on-call)|yesterday|this (?:week|month|spring|year)|recently|currently|since (?:spring|summer|march|last))\b"),
    ("we", r"\b(?:we|our|us|my (?:team|company|firm|employer))\b"),
    ("says", r"\b(?:said|says|called|wrote about|recommend\w*|feedback|according to|people (?:tell|say)|they say|my boss|my manager|reviewed as)\b"),
    ("stop", r"\b(?:skip|pass|next|move on|jump|leave (?:this|that|it)|pause|break|later|tomorrow|tonight|brb|gotta|back in|continue|resume|finish this|another day|not now)\b"),
    ("refuse", r"\b(?:rather not|none of your|won'?t answer|refuse|no comment|nda|confidential|private|personal|don'?t (?:want|feel comfortable|like) (?:to )?(?:talk|say|answer|shar\w+|discuss)|prefer not|need to know)\b"),
    ("fix", r"\b(?:actually|correct(?:ion)?|change my|change it|too (?:high|low)|should be|put (?:it|me|down)|rated me|undersold|oversold|take back|got me wrong|not right|meant|earlier|lower (?:it|than)|make it|mixed (?:that|it) up|raise|instead of|you put)\b"),
    ("asks", r"^\s*(?:what|which|how|why|when|where|who|is|are|do|does|did|can|could|should|would|will)\b.*"),
    ("soft", r"\b(?:status|stuck|tried|ticket|list|estimat\w+|late|early|reproduc\w*|error|googled?|search\w*|newsletter|subreddit|community|follow a|read the)\b"),
    ("align", r"\b(?:non-?technical|not technical|jargon|managers?|director|executives?|finance|stakeholders?|reach a decision|until there'?s a decision|got the group|slack|risks?|milestones?|buffers?|four services|services|proofs? of concept|poc|brown bag|session|plan)\b"),
)  # fmt: skip
_CUES = tuple((name, re.compile(pattern, re.I | re.M)) for name, pattern in _PATTERNS)
_FIRST_PAST = re.compile(
    r"\bI(?:'ve|'d| have| had)?(?: (?:also|then|once|even|just|recently|actually))? "
    r"(?:\w+ed|wrote|written|built|made|ran|run|set|found|took|led|dug|chose|cut|got|did|done|went|gave|kept|began|put|wrote|taught|brought|spoke|saw|held)\b",
    re.I,
)
_FIRST = re.compile(r"\b(?:i|i'm|i've|i'd|my|me|mine|myself)\b", re.I)
_NUMBER = re.compile(
    r"(?<![\w.])\d[\d.,]*\s?(?:k|m|gb|tb|pb|ms|s|%|percent|rps|nodes|servers|teams|services|repos)?", re.I
)
_TECHNICAL = re.compile(r"\b(?:[a-z]+[A-Z]\w*|[A-Z]{2,}\w*|[a-z]+\d\w*|[a-z]+[-_/.][a-z]\w*)\b")
_LIST = re.compile(r"(?:\b[\w+-]{2,20}\b\s*,\s*){3,}")
FEATURES: tuple[str, ...] = (
    *(name for name, _ in _CUES), *(f"{name}+" for name, _ in _CUES), "past", "past+", "first", "no_first", "numbers",
    "technical", "named", "length", "short", "questions", "list_only", "tutorial_only", "claim_no_act", "rusty_act",
    "we_no_i",
)  # fmt: skip
"""Names in the order of `measure`; a `+` counts beyond the first hit."""


def measure(skill: Skill, text: str) -> list[float]:
    """The features of a learner's own words about one skill, each about between 0 and 2."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _CUES}
    past, first = len(_FIRST_PAST.findall(text)), len(_FIRST.findall(text))
    size = len(re.findall(r"\w+", text))
    acts = past + counts["build"] + counts["debug"] + counts["design"] + counts["whole"]
    named = sum(bool(re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.I)) for term in skill.terms)
    deep = counts["debug"] + counts["optimise"] + counts["production"] + counts["org"] + counts["internals"]
    return [
        *(float(counts[name] > 0) for name, _ in _CUES),
        *(min(2.0, 0.5 * max(0, counts[name] - 1)) for name, _ in _CUES),
        float(past > 0),
        min(2.0, 0.5 * max(0, past - 1)),
        float(first > 0),
        float(first == 0),
        min(2.0, 0.5 * len(_NUMBER.findall(text))),
        min(2.0, 0.4 * len(_TECHNICAL.findall(text))),
        min(2.0, 0.5 * named),
        math.log1p(size) / 2,
        float(size < 6),
        float("?" in text),
        float(bool(_LIST.search(text)) and acts == 0),
        float(counts["tutorial"] > 0 and deep == 0),
        float(counts["boast"] > 0 and acts == 0),
        float(counts["rusty"] > 0 and acts > 0),
        float(counts["we"] > 0 and first == 0),
    ]


def cues_in(text: str) -> frozenset[str]:
    """The names of the cues that a sentence shows, for choosing evidence and wording a reason."""
    found = {name for name, pattern in _CUES if pattern.search(text)}
    return frozenset(found | ({"past"} if _FIRST_PAST.search(text) else set()))

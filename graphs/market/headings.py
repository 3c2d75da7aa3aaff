"""What the headings and labels of a posting announce."""

from __future__ import annotations

import re
from typing import Literal, cast

from graphs.market.headings_other import FOREIGN

Kind = Literal[
    "required", "preferred", "duties", "about", "stack", "benefits", "process", "not_needed", "field", "unknown"
]

LONGEST = 70
"""Characters of a heading; what is longer is text."""

_AP = r"[’'`]?"
_TABLE: tuple[tuple[Kind, str], ...] = (
    ("duties", r"essential (?:job )?(?:functions|duties|responsibilities)(?: .{0,30})?"),
    (
        "not_needed",
        rf"(?:what |(?:the )?(?:stuff|things) )?you(?:{_AP}ll| will) learn(?: .{{0,30}})?|.{{0,40}}we(?:{_AP}ll| will| can)? (?:gladly |happily )?(?:teach|train|show)(?: .{{0,20}})?|you need not(?: .{{0,20}})?|(?:what )?we(?:{_AP}ll| will) teach(?: .{{0,30}})?|(?:what )?you (?:won{_AP}t|don{_AP}t|do not|will not) need|not (?:required|needed|necessary)|(?:please )?don{_AP}t worry about|"
        rf"(?:what )?we don{_AP}t (?:expect|require|need|care about)|nicht (?:nötig|erforderlich)|not a requirement",
    ),
    (
        "field",
        r"(?:job )?(?:title|location|locations|salary|ctc|experience|exp|notice period|employment type|contract(?: type)?|industry|industries|job function|"
        r"seniority(?: level)?|start(?: date)?|ref(?:erence)?|job (?:id|ref)|department|team|reports? to|company|employer|posted|date posted|shift|"
        r"working (?:days|hours)|schedule|openings|vacancies|duration|budget|rate|standort|arbeitsort|firma|unternehmen|where|pay|monthly|hours|deadline)",
    ),
    (
        "preferred",
        rf"(?:(?:it{_AP}s|it is|its) )?(?:an? )?(?:(?:very |really )?nice(?:[- ]to[- ]haves?)?|nices?)(?: if (?:you have|present))?|(?:strongly |highly )?(?:preferred|desired|desirable|beneficial|advantageous|valued|appreciated|regarded|recommended)(?:,? (?:but )?not (?:mandatory|required|essential|necessary|needed|vital))?"
        r"(?: (?:but )?(?:qualifications?|skills?|experience|requirements?|criteria|attributes|knowledge|background|competenc(?:y|ies)|extras|qualities).*)?|"
        r"(?:desirable|preferred|additional|optional|bonus|secondary|plus)(?: \w+){0,3} (?:qualifications?|skills?|experience|requirements?|criteria|points?|assets?|knowledge)(?: .{0,30})?|"
        r"bonus(?: points?)?(?: (?:if|for|skills?).{0,30})?|(?:an? )?(?:big |huge |definite )?plus(?:es|points)?(?: points?)?(?: if.{0,30})?|(?:it |that )?(?:would|will|could|might) (?:also )?be (?:an? |even )?(?:plus|bonus|nice|great|good|lovely|helpful|useful|advantage|advantageous|better|asset)(?: .{0,40})?|"
        rf"good[- ]to[- ]haves?|good if (?:present|you have)|great[- ]to[- ]haves?|nice extras?|(?:the )?extras?|extra (?:credit|points)|(?:an? )?(?:added |additional |strong |distinct )?(?:advantages?|assets?|merits?)(?: if.{{0,30}})?|"
        rf"(?:(?:ways?|what (?:will|would|makes?|could)|how|things? (?:that|which)|this) .{{0,30}})?(?:make you |to )?(?:stand(?:s)? out|shine|set(?:s)? you apart|wow us|delight us|impress us|excites? us|give you an? (?:edge|advantage))(?: .{{0,30}})?|"
        rf"(?:what )?(?:would|will) (?:delight|impress|excite|make you) .{{0,30}}|even better(?: if.{{0,30}})?|(?:also )?(?:ideal(?:ly)?|perfect(?:ly)?)(?:,? you.{{0,40}})?|optional(?:ly)?|helpful(?: .{{0,30}})?|(?:could|can)[- ]haves?|could|"
        rf"you (?:may|might|could) (?:also )?(?:have|bring|know).{{0,30}}|strong candidates? (?:may|might|will).{{0,40}}|(?:we{_AP}d|we would) (?:also )?(?:love|like|be (?:happy|delighted|thrilled)).{{0,40}}|"
        rf"it{_AP}?s? ?(?:is )?(?:a |an )?(?:plus|bonus|advantage)(?: .{{0,30}})?|it(?: would|{_AP}d) be .{{0,40}}|(?:wanted|useful|welcome|valued|appreciated),? ?(?:but )?(?:not (?:vital|required|mandatory|essential|needed))?|not (?:vital|essential|mandatory|a must).{{0,20}}|"
        r"(?:brownie|extra|bonus) points?(?: .{0,30})?|(?:the )?cherry on top|(?:the )?icing on the cake|(?:the )?cream on top|extra credit|good to know|nice to know|secret sauce|(?:.{0,20},? )?(?:aber )?kein muss|merit(?:ing|s|erande)?|(?:added|special) bonus(?:es)?|sweeteners?|tie-?breakers?|the wish ?list|wish ?list|(?:big )?pluses|(?:also )?good to have|differentiators?|above and beyond|"
        r"von vorteil(?: .{0,20})?|(?:das )?w(?:ä|ae)re(?: .{0,30})?(?:toll|super|schön|von vorteil|plus)|wünschenswert(?: .{0,20})?|idealerweise(?: .{0,30})?|(?:deine )?pluspunkte?|bonuspunkte?|kann(?:[- ]kriterien)?|optional|gerne(?: auch)?|nice[- ]to[- ]have|se valorará.{0,20}|deseable|(?:un )?plus|(?:les )?atouts?|souhaité|meriterande|meriter",
    ),
    (
        "benefits",
        rf"us|why .{{0,50}}|(?:the )?(?:stuff|things) we .{{0,30}}|in return|what{_AP}?s on offer|on offer|goodies|treats|salary .{{0,30}}|(?:our |your |the |key |employee |company )?(?:benefits?|perks?|compensation|remuneration|rewards?|package|salary|pay(?: range)?)(?: (?:and|&) .{{0,30}}| range| package| details)?|(?:what|why) (?:do )?we (?:offer|provide|give).{{0,30}}|we (?:offer|provide)|what(?:{_AP}s| is) in it for you|"
        rf"what you(?:{_AP}ll| will)? get|why (?:join|work|us|you{_AP}ll love).{{0,40}}|you(?:{_AP}ll| will)? (?:get|receive|enjoy)|we|(?:das |was )?(?:bieten )?wir(?: dir| ihnen)?(?: bieten)?(?: dir)?|(?:das|was) (?:bieten wir|wir bieten|erwartet dich bei uns)(?: .{{0,20}})?|das bieten .{{0,20}}|unser angebot|deine benefits|(?:deine |ihre )?vorteile|gehalt|vergütung|pay (?:and|&) .{{0,20}}|physical demands|working conditions|ce que nous offrons",
    ),
    (
        "process",
        r"how to apply|(?:the )?(?:application|interview|hiring|recruitment|selection) (?:process|steps?)|to apply|apply(?: now)?|(?:next )?steps|equal opportunit.{0,40}|eeo.{0,40}|diversity.{0,40}|our commitment.{0,40}|privacy.{0,30}|disclaimer|legal.{0,20}|(?:deine |ihre )?bewerbung|so bewirbst du dich|kontakt|contact|questions\??|accommodations?.{0,30}|important (?:note|notice)",
    ),
    (
        "about",
        r"about (?:us|the (?:company|team|project|client|product|organi[sz]ation)|our .{0,30})|who (?:we are|is .{0,30})|our (?:story|company|mission|team|values|culture|product|history|client)|the (?:company|team|product|client|project|problem)|company(?: (?:description|overview|profile|background))?|über uns|wer wir sind|das (?:sind wir|unternehmen|team)|unternehmen|what we do|wir über uns|mission|our values|background|à propos|project",
    ),
    (
        "stack",
        r"(?:our |the |current |main |core )?(?:tech(?:nology|nical)? ?|tool)?-?stack|(?:our |the )?(?:technologies|tools|tooling|tech)(?: (?:we (?:use|work with)|you(?:'ll| will) (?:use|work with)|used|stack))?|what we (?:use|work with|run on)|environment|tech environment|unser (?:tech[- ]?)?stack|technologien",
    ),
    (
        "required",
        rf"(?:(?:job|key|core|main|basic|minimum|general|technical|essential|required|mandatory|candidate|role|position|your|our|the|primary|must[- ]have|professional|other|formal|skill|hard|soft) )*(?:requirements?|qualifications?|skills?(?: (?:and|&|/) .{{0,40}})?|skillset|skill[- ]set|criteria|prerequisites|competenc(?:y|ies)|essentials?|expertise|knowledge|attributes|abilities)(?: (?:and|&|,|/) .{{0,40}})?(?: (?:required|needed|and experience|for .{{0,30}}|we .{{0,30}}|you .{{0,30}}|include|must .{{0,20}}))?|"
        rf"must(?:[- ]haves?)?(?: (?:skills?|have .{{0,20}}))?|deal[- ]?breakers?|(?:the )?(?:stuff|things) (?:you|we)(?:{_AP}ll)? (?:know|need|have|bring|want)(?: .{{0,20}})?|(?:your|the) (?:toolbox|toolkit|craft|know-how)|hard requirements?|the (?:basics|essentials|must-haves)|musts|mandatory(?: .{{0,20}})?|required(?: .{{0,50}})?|essential(?: .{{0,30}})?|non-negotiables?|you must(?: have)?|minimum(?: .{{0,30}})?|"
        rf"what (?:you|we|the|makes?) ?(?:{_AP}ll|{_AP}re|will|are|do|need|do we|should|job|role|position|should you|you|candidates?)* ?(?:really |also |actually )?(?:bring|needs?|need|have|looking for|look for|want|expect|require|seek|seeking|ask(?:ing)?(?: for)?|need to (?:see|have|bring|succeed)|a great fit|hope|value|know|wish for)(?: .{{0,40}})?|"
        rf"who (?:you are|we(?:{_AP}re| are) looking for|fits?|should apply|are you)|about you(?: .{{0,20}})?|you(?: (?:have|bring|are|should|need|know|might be .{{0,20}}|can|offer|are a (?:great|good) (?:fit|match).{{0,20}}))?|you(?:{_AP}ll|{_AP}ve| will)? (?:need|bring|have|got)(?: .{{0,20}})?|"
        rf"(?:your|candidate|ideal|the ideal|desired|our ideal) (?:profile|skills|experience|background|qualifications|candidate|expertise|strengths|superpowers|toolbox)(?: .{{0,30}})?|(?:the )?(?:person|candidate|profile|fit|ideal candidate)(?: (?:profile|specification|we .{{0,30}}|you .{{0,20}}|should .{{0,20}}|will have))?|we(?:{_AP}re| are)? (?:looking for|need|require|expect|seek|want|imagine)(?: .{{0,40}})?|"
        rf"(?:education|experience|background)(?: (?:and|&|/|or) .{{0,40}}| (?:required|needed|requirements?))?|(?:it{_AP}s|this is|it is) (?:for )?you if.{{0,20}}|(?:you (?:may|might|could) be|you{_AP}re|you are) (?:a )?(?:good|great|right|perfect).{{0,30}}|(?:you{_AP}ll|you will) (?:be a (?:good|great) fit|thrive|fit).{{0,30}}|please bring|"
        rf"(?:das|was|dein|deine|ihr|ihre|unser|unsere|wen) ?(?:bringst du(?: .{{0,15}})?|du mitbringst|solltest du mitbringen|zeichnet dich aus|dich auszeichnet|sie mitbringen|profil|qualifikation(?:en)?|anforderungen(?: an dich)?|fähigkeiten|skills|kenntnisse|wir suchen|suchen wir|erwarten wir|wir erwarten|können sie mitbringen|voraussetzungen)(?: .{{0,20}})?|anforderungen(?:sprofil)?|voraussetzungen|muss(?:[- ]kriterien)?|profil|qualifikation(?:en)?|das bringst du mit|das solltest du mitbringen|damit überzeugst du.{{0,10}}|requisitos.{{0,20}}|(?:votre )?profil(?: recherché)?|compétences.{{0,20}}|krav|kvalifikationer|you could be .{{0,20}}|primary skills?.{{0,20}}",
    ),
    (
        "duties",
        rf"(?:(?:key|main|core|job|role|your|essential|primary|major|the|principal|day[- ]to[- ]day|general) )*(?:responsibilit(?:y|ies)|duties|tasks?|accountabilities|activities|functions|role|mission|impact|job|position|day)(?: (?:and|&|/) .{{0,30}}| summary| overview| description| include.{{0,10}}| purpose| .{{0,5}})?|roles? (?:and|&) responsibilit(?:y|ies)|"
        rf"what (?:you|the job|the role)(?:{_AP}ll| will|{_AP}d| would|{_AP}re)? ?(?:be )?(?:do|doing|build|own|work(?:ing)? on|is|involves?|get to do|deliver|tackle|responsible for|looks like)(?: .{{0,40}})?|(?:in this (?:role|position|job),? )?you(?:{_AP}ll| will)?(?: .{{0,40}})?|(?:in this (?:role|position|job)).{{0,40}}|as (?:a|an|our) .{{0,40}} you(?:{_AP}ll| will).{{0,20}}|how you(?:{_AP}ll| will) .{{0,40}}|"
        r"(?:job|position|role) (?:description|summary|overview|purpose)|jd|description|about the (?:role|job|position|opportunity)|(?:the )?(?:opportunity|work)|scope(?: of work)?|(?:deine|ihre|das sind deine|die|unsere) (?:aufgaben?(?: .{0,20})?|mission|rolle|tätigkeiten)|aufgaben(?:gebiet|bereich)?|(?:das|was) (?:erwartet dich|dich erwartet|sie erwartet|du machst|machst du|du tust|du tun wirst)(?: .{0,15})?|(?:vos |tes )?missions?|funciones|arbetsuppgifter",
    ),
)
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?:{body})", re.I))
    for kind, body in (*_TABLE, *((cast(Kind, kind), body) for kind, body in FOREIGN))
)
_EDGE = re.compile(r"^[\W_\d]+(?=[^\W\d_])|[\s:：\-–—.…!?*#=|>]+$")


def heading_kind(text: str) -> Kind | None:
    """What a heading or label announces; None when the words announce nothing that is known here."""
    bare = " ".join(_EDGE.sub("", text).split())
    if not bare or len(bare) > LONGEST:
        return None
    found = _known(bare)
    if found is None and "(" in bare:
        # "Nice to have (not required)": the note in parentheses explains the heading.
        found = _known(" ".join(re.sub(r"\([^)]*\)?", " ", bare).split()))
    return found


def _known(bare: str) -> Kind | None:
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(bare)), None)

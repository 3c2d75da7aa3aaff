"""Where the work is done: remote, hybrid or on site, and the places named."""

from __future__ import annotations

import re

from graphs.career.posting import RemoteWork
from graphs.market.cities import PLACE
from graphs.market.week import leaves_choice, splits_week

_AP = r"[’'`]?"
_NOT_ABOUT_WORK = re.compile(
    r"\bhybrid[- ](?:cloud|search|retrieval|infrastructure|environments?|architectures?|it\b|parallelism|deployments?|quantum|models?\b(?! of work)|kubernetes|vehicles?|cars?|storage|recommender|multi)"
    r"|\b(?:multi[- ]?cloud|cloud)(?:/| and | or | & )hybrid\b|\bremote (?:teams?\b(?= (?:tool|product|softw|collab))|monitoring|storage|access|desktop|procedure|sensing|debugging|state|backend|servers?|hands|execution|control|sites?\b(?= (?:such|like|across))|patient|diagnos\w+|caching|cache|direct memory|device\w*|management|repositor\w+|support for)"
    r"|\b(?:tools?|software|platform|products?) for remote teams\b|\b(?:on[- ]?site) (?:gym|canteen|restaurant|parking|childcare|nursery|kindergarten|lunch|meals?|coffee|sauna|interview\w*|clusters?|hardware|gpu|servers?|data ?cent\w+|visits? to|support at customer|medical|doctor|deployments?|installations?|crèche|amenities)"
    r"|\bin[- ]office (?:lunch\w*|perks|snacks)|\bremote[- ]?(?:first)? (?:customers|users|locations in the field)",
    re.I,
)
_HYBRID = re.compile(
    r"\bh[yíi]brid\w*\b|\b(?!100)\d{2} ?% (?:home[- ]?office|homeoffice|remote|from home|mobile\w* arbeiten)|\bhome(?:office)? (?:when(?:ever)?|as often as) you (?:like|want)|\b\d dagen (?:thuis|op kantoor)|\bthuiswerken\b|\b(?:in|from|at) (?:the|our) (?:office|studio|lab)\b[^.;\n]{0,15}\b(?:mondays?|tuesdays?|wednesdays?|thursdays?)\b(?! to friday)|\b(?:{n}|one|two|three|four|1|2|3|4)(?:\s*(?:-|–|to|bis)\s*\w+)?\s*(?:days?|tage|x|jours?|j)\b[^.;\n]{0,30}(?:\bin (?:the|our) (?:\w+ )?(?:office|studio|lab|hub|workplace)|\bon[- ]?site\b|\bin[- ]office\b|\bper week in\b|\bwfo\b|\boffice\b|\bvor ort\b|\bim büro\b|\bremote\b|\bfrom home\b|\bhome[- ]?office\b|\bwfh\b|\bde télétravail\b|\bat home\b)|\b(?:wfh|remote(?: work)?|home[- ]?office|homeoffice|work from home|télétravail)\b[^.;\n]{0,25}\b(?:up to |bis zu )?(?:one|two|three|four|1|2|3|4|\d-\d|zwei|drei|ein(?:en)?)\s*(?:days?|tage?|x|jours?)\b"
    r"|\bup to (?:one|two|three|four|\d) days?[^.;\n]{0,20}(?:remote|from home|home)|\b(?:mix|combination|blend) of (?:home|remote|office)|\bpartly (?:remote|from home)|\bpartially remote|\bteilweise (?:remote|mobil|homeoffice|im homeoffice|möglich)|\bmobiles arbeiten\b|\b(?:homeoffice|home[- ]office)(?:[- ](?:anteil|tage|option|möglichkeit|möglich|regelung))|\bremote (?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?)|\bflexible between (?:home|office)|\b(?:remote|work from home|home) (?:work )?(?:on )?(?:some days|part of the week|part-time)|\boffice[^.;\n]{0,40}(?:rest|otherwise|other days)[^.;\n]{0,20}(?:home|remote)"
    r"|\b(?:mondays?|tuesdays?|wednesdays?|thursdays?|tue|wed)\b[^.;\n]{0,60}(?:\bwork from home\b|\bhome otherwise|\bremote otherwise|\bremote the rest)|\b(?:we |all |everyone |everybody )?(?:meet|come in|are in|together) (?:\w+ ){0,4}(?:on|every) (?:mondays?|tuesdays?|wednesdays?|thursdays?)|\b(?:tue|mon|wed)[-–](?:wed|thu|fri)\b".replace(
        "{n}", r"[1-4]"
    ),
    re.I,
)
_REMOTE = re.compile(
    r"\b(?:fully|100 ?%|completely|entirely|permanent(?:ly)?|all|full)[- ]?remote\b|\bremote[- ](?:first|only|native)\b|\bremote\b|\bwork(?:ing)? from (?:home|anywhere)\b|\bfrom home\b|\bwfh\b|\bdistributed (?:team|company)\b|\bwork(?:s)? from wherever\b|\btelework\w*|\btelecommut\w+|\bhome[- ]based\b|\b100 ?% (?:home[- ]?office|homeoffice)|\bzdalnie\b|\btélétravail (?:total|complet)|\bfrom your phone\b|\banywhere in the world\b|\bortsunabhängig",
    re.I,
)
_NO_REMOTE = re.compile(
    rf"\bremote(?: job| work| working)?\??\s*:\s*no\b|\b(?:no|not|isn{_AP}t|cannot be|can{_AP}t be|never|non)[- ](?:\w+ ){{0,3}}(?:remote\w*|from home|wfh|home[- ]?office)\b|\bremote (?:work |working |arbeit )?(?:is |are |ist )?(?:not|nicht|isn{_AP}t|impossible|unavailable)\b|\bkein (?:homeoffice|remote)|\bno option (?:of|for) remote|\bnot (?:a )?remote\b|\bwithout (?:a )?remote option",
    re.I,
)
_ONSITE = re.compile(
    r"\bon[- ]?site\b|\bin[- ]office\b|\boffice[- ]based\b|\bin[- ]person\b|\bwork(?:ing)? from (?:the |our )?office\b|\bwfo\b|\bfrom (?:the|our) office\b|\bin (?:the|our) office (?:five|5|every|all|full)|\b(?:five|5) days (?:a|per) week(?: in)?(?: the| our)?(?: office)?\b|\bevery(?:body|one) in every day\b|\bvor ort\b|\bpräsenz\b|\bon (?:campus|premises at|location)\b|\bin one room\b|\bsit with us\b|\bbased (?:at|in|out of) (?:our|the) (?:\w+ ){0,2}(?:office|headquarters|hq|lab|site|studio|campus|plant)\b|\b(?:at|from|in) our (?:\w+ ){0,2}(?:office|headquarters|hq|lab|site|studio|campus|factory|plant)\b|\bsur site\b|\bpresencial\b|\bcleared premises\b",
    re.I,
)
_OPTION = re.compile(
    r"\b(?:or|/|oder) (?:fully )?remote\b|\bremote (?:ok|okay|possible|friendly|option\w*|or\b|/)|\bor remotely\b|\bremote within\b|/\s*remote\b|\bremote (?:\(|in |- |– |from |for |across |within |eu\b|uk\b|us\b)",
    re.I,
)
_OCCASIONAL = re.compile(
    r"\b(?:occasional|rare|sporadic|gelegentlich\w*)(?:ly)? (?:remote|home|work from home|mobil\w*)", re.I
)
_SKIPPED = re.compile(r"\bremote[- ](?:first )?(?:culture of|interviews?)\b", re.I)

_PLACE_LABEL = re.compile(
    r"^\W*(?:job |work |office )?(?:locations?|workplace|duty station|standort|arbeitsort|ort|place of work|based in|where|city|📍)\s*[:：\-–]?\s*(?P<place>[^\n|•·;]{2,80}?)(?=[.] |[\n|•·;]|$)",
    re.I | re.M,
)
_NOT_A_PLACE = re.compile(
    r"\b(?:remote|fully|hybrid|on[- ]?site|wfo|wfh|work from (?:home|office|anywhere)|work from|days?|week|only|anywhere|office|office-based|in person|in-person|full[- ]time|permanent|homeoffice|100 ?%|within|the|possible|ok|per|a|from|home|flexible|based|preferred|time ?zones?|any|between|and utc\S*|utc\S*|zdalnie|\d+)\b|[()]",
    re.I,
)


_CAPITALS = r"[A-ZÄÖÜŁŚ][\w.'’-]+(?: [A-ZÄÖÜŁŚ][\w.'’-]+){0,2}"
_PROSE = re.compile(r"\b(?:is|are|we|you|our|build\w*|with|has|have|rent|raised|founded)\b|\.\s*$", re.I)
_HEAD_LINES = 6
_HEAD_LINE = 200


def read_remote(text: str, location: str = "", title: str = "") -> RemoteWork:
    """From the location's and the title's own words first, then from the text; unknown where nothing is said."""
    head = f"{title}\n{location}"
    whole = f"{head}\n{text}"
    plain = _NOT_ABOUT_WORK.sub(" ", _SKIPPED.sub(" ", whole))
    if _OCCASIONAL.search(plain) and _ONSITE.search(plain):
        return "onsite"
    no = bool(_NO_REMOTE.search(plain))
    positive = _NO_REMOTE.sub(" ", plain)
    hybrid = _HYBRID.search(positive)
    split = hybrid is not None or splits_week(positive)
    if not split and leaves_choice(positive):
        return "remote"
    remote = _REMOTE.search(positive)
    full = re.search(
        r"\b(?:fully|100 ?%|completely|entirely)[- ]?remote\b|\bremote[- ](?:first|only)\b|\b100 ?% ?(?:home ?office|remote)|\bremote\b[^.\n]{0,20}\b(?:uk|us|usa|eu|europe|worldwide|anywhere|australia|canada|americas|latam|germany)\b",
        positive,
        re.I,
    )
    if no and not split:
        return "onsite"
    if re.search(r"\bhybrid\b", _NOT_ABOUT_WORK.sub(" ", head), re.I):
        return "hybrid"
    if re.search(r"\bremote\b|\banywhere\b", head, re.I) and not no and not (split and not full):
        return "remote"
    if full is not None and not (hybrid is not None and re.search(r"\bhybrid\b", hybrid.group(), re.I)):
        return "remote"
    if split:
        named = hybrid is not None and re.search(r"hybrid", hybrid.group(), re.I)
        return "remote" if _OPTION.search(positive) and not named else "hybrid"
    onsite = _ONSITE.search(positive)
    if remote is not None and (onsite is None or _OPTION.search(positive) or remote.start() < onsite.start()):
        return "remote"
    if onsite is not None:
        return "onsite"
    return "unknown"


def read_locations(text: str, location: str = "", company: str = "") -> tuple[str, ...]:
    """The places of a label, or of the location that was given; words such as "hybrid" are not places."""
    if location:
        return _places(location)
    labelled = (match["place"] for match in _PLACE_LABEL.finditer(text[:3000]) if len(match["place"].split()) <= 9)
    if (given := next(labelled, "")) and (found := _places(given)):
        return found
    head = [line for line in text.split("\n") if line.strip()][:_HEAD_LINES]
    titles = [line for line in head if len(line) <= _HEAD_LINE and not _PROSE.search(line)]
    for lines in (titles, head):
        named = [match.group() for line in lines for match in PLACE.finditer(line) if len(line) <= _HEAD_LINE]
        if named:
            return tuple(dict.fromkeys(named))[:4]
    return _beside_company(titles, company)


def _beside_company(head: list[str], company: str) -> tuple[str, ...]:
    """ "Acme Robotics, Erlangen": a place that is in no list, behind the name in the head."""
    if not company:
        return ()
    for line in head:
        behind = re.search(rf"{re.escape(company)}\s*(?:,|·|\||–|—|-)\s*(?P<place>{_CAPITALS})\s*$", line)
        if behind is not None and not _NOT_A_PLACE.search(behind["place"]):
            return (behind["place"],)
    return ()


def _places(words: str) -> tuple[str, ...]:
    parts = re.split(
        r"\s*(?:;|/|\||•|\bor\b|\boder\b|\band\b|&|\s[–—-]\s|\n)\s*",
        re.sub(r"\([^)]*\)", lambda m: f" / {m.group()[1:-1]}", words),
    )
    found: list[str] = []
    for part in parts:
        bare = re.sub(r"\s+", " ", _NOT_A_PLACE.sub(" ", part)).strip(" ,.-–—:")
        if len(bare) > 1 and bare[0].isalpha() and bare not in found:
            found.append(bare)
    if not found and re.search(r"\bremote\b|\banywhere\b", words, re.I):
        return ("Remote",)
    return tuple(found[:8])

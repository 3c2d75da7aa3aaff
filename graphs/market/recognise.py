"""Whether a text is a job posting at all."""

from __future__ import annotations

import re
from typing import Literal

from graphs.market.lines import Line

Sort = Literal["posting", "unsure", "other"]

_JOB = re.compile(
    r"\b(?:engineers?|developers?|architects?|administrators?|analysts?|scientists?|sre|devops|mlops|intern(?:ship)?|werkstudent\w*|consultants?|contractors?|technicians?|specialists?|sysadmins?|ingenieur\w*|entwickler\w*|systemadministrator\w*|programmers?|head of|director|lead)\b",
    re.I,
)
_MARKS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:we(?:'|’)?re|we are|is|are|now|is currently) (?:now |currently )?(?:hiring|recruiting|seeking|looking for|searching for)\b|\bis hiring\b|\bwe(?:'|’)?re after\b|\bsucht\b|\bwir suchen\b|\bwe need (?:someone|somebody|a|an)\b|\bneeds? (?:an? )?(?:\w+ ){0,3}(?:engineer|developer|contractor)|\bjoin (?:us|our|the)\b|\bseeks\b|\bhiring\b|\bcome help\b",
        r"\b(?:requirements|qualifications|responsibilities|must[- ]haves?|nice to have|what you(?:'|’)?ll (?:do|bring|need)|what we(?:'|’)?re looking for|dein profil|ihr profil|aufgaben|anforderungen|about the role|job description|key skills|mandatory skills|you have|you bring|essential|desirable|required|jd)\b|\b(?:need|must|nice|bonus|you|musts?|plus):|^[^\n|]{2,60}\|[^\n|]{2,80}\|",
        r"\b(?:apply|application|applicants?|candidates?|cv|résumé|resume|bewerb\w+|cover letter)\b",
        r"\b(?:full[- ]?time|part[- ]?time|permanent|contract|fixed[- ]term|vollzeit|teilzeit|remote|hybrid|on-?site|notice period|employment type|shift|ir35|w2)\b",
        r"\b(?:salary|compensation|base pay|benefits|perks|per annum|ctc|lpa|pto|401k|equity|gehalt|pay range|stipend|day rate|bonus|package)\b|[€£$₹]\s?\d",
        r"\b\d+\s*\+?\s*(?:-\s*\d+\s*)?(?:years?|yrs|jahre)\b|\bexperience (?:with|in|of)\b|\berfahrung\b|\bknowledge of\b|\bproficien\w+|\bfamiliar(?:ity)? with\b|\bkenntnisse\b",
        r"\((?:m/?w/?d|w/?m/?d|m/f/d|f/m/x|all genders|m/?f/?x?)[^)]*\)|\bequal opportunity\b|\bjob ref\b|\breports to\b|\bposition\b|\brole\b|\bvacancy\b",
    )
)
_RECIPE = re.compile(
    r"\b(?:preheat|tablespoons?|tbsp|teaspoons?|tsp|cups? of|simmer|whisk|bake (?:for|at)|oven|ingredients|serves \d|chop(?:ped)?|stir|dough|grams? of|minced)\b",
    re.I,
)
_CV = re.compile(
    r"\b(?:curriculum vitae|work experience|employment history|references available|my (?:experience|skills|projects|education)|i (?:have|am|was|built|worked|led|managed|developed)|education:|hobbies)\b",
    re.I,
)
_TITLES_OF_A_CV = re.compile(r"\b(?:19|20)\d\d\s*(?:-|–|to|bis)\s*(?:(?:19|20)\d\d|present|now|heute|today)\b", re.I)
_ARTICLE = re.compile(
    r"\b(?:in this (?:article|post|tutorial|guide|blog)|(?:read|reading) (?:more|time)|conclusion|subscribe|published in|let(?:'|’)?s (?:dive|look|start)|step \d|how to (?:install|build|deploy|set up)|chapter)\b",
    re.I,
)
_FIRST = re.compile(r"\b(?:I|I'm|I've|my|me)\b")
_ENOUGH = 3
_FEWEST_WORDS = 12


def sort_of_text(text: str, lines: tuple[Line, ...], title: str = "") -> tuple[Sort, str]:
    """The sort, and what it looks like instead ("a recipe") where that can be told."""
    words = len(text.split())
    marks = sum(bool(pattern.search(text)) for pattern in _MARKS)
    kinds = {line.kind for line in lines if line.heading or line.label} & {
        "required",
        "preferred",
        "duties",
        "not_needed",
    }
    job = bool(_JOB.search(title or text[:600])) or bool(_JOB.search(text[:600]))
    first = len(_FIRST.findall(text)) / max(words, 1)
    if len(_RECIPE.findall(text)) >= 3 and marks < _ENOUGH + 1:
        return "other", "a recipe"
    cv = len(_CV.findall(text)) + 2 * len(_TITLES_OF_A_CV.findall(text))
    if (
        cv >= 4
        and (first > 0.01 or len(_TITLES_OF_A_CV.findall(text)) >= 2)
        and not re.search(r"\b(?:we(?:'|’)?re|we are) (?:hiring|looking)|\byou(?:'|’)?ll\b", text, re.I)
    ):
        return "other", "a CV"
    if len(_ARTICLE.findall(text)) >= 2 and not kinds:
        return "other", "an article"
    if words < _FEWEST_WORDS:
        return ("unsure", "") if job and marks else ("other", "")
    score = marks + 2 * bool(kinds) + job + bool(title)
    if score >= _ENOUGH + 1 and (job or kinds):
        return "posting", ""
    if score >= _ENOUGH and (job or marks >= 2):
        return "unsure", ""
    return "other", ""

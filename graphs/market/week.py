"""How a working week is split between office and home, in the languages of the postings."""

from __future__ import annotations

import re

_COUNT = r"(?:[1-4]|one|two|three|four|ein(?:en)?|zwei|drei|vier|une?|deux|trois|quatre|jeden|dwa|trzy|cztery|uno?|dos|tres|cuatro|um|dois|três|quatro|due|tre|quattro|een|twee|drie)"
_DAYS = rf"\b{_COUNT}(?:\s*(?:-|–|to|or|bis|oder|à|ou|do|lub|a|o)\s*{_COUNT})?\s+(?:full |feste |remote |office )?(?:days?(?! week)|tage?n?(?! woche)|jours?|dni|dzień|días?|dias?|giorni|giorno|dag(?:en)?)\b"
_SHARE = r"(?<!\d)(?!100)\d{2}\s?%\s+(?:of (?:the|your) (?:working )?(?:time|week|hours)|der (?:arbeits)?zeit|du temps|czasu)\b"
_HOME = r"\b(?:home|remote(?:ly)?|homeoffice|home-office|telework\w*|telecommut\w*|wfh|télétravail|zdaln\w+|mobil\w* arbeit\w*|teletrabajo|teletrabalho|smart working|da casa|thuis\w*)\b"
_OFFICE = r"(?:\b(?:office|on[- ]?site|in[- ]person|campus|bureaux?|biur\w+|oficina|escritório|ufficio|kantoor|vor ort|sur site)\b|\bbüro)"
_SPLIT = re.compile(
    rf"(?:{_DAYS}|{_SHARE})[^.;!?\n]{{0,70}}(?:{_HOME}|{_OFFICE})|(?:{_HOME}|{_OFFICE})[^.;!?\n]{{0,70}}(?:{_DAYS}|{_SHARE})",
    re.I,
)
_OFFICE_WEEKDAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri)days?\b[^.;!?\n]{0,40}\b(?:at|in|from) (?:the|our) (?:\w+ ){0,2}(?:office|studio|lab)\b",
    re.I,
)
_PART_OF_IT = re.compile(
    r"\b(?:mostly|mainly|largely|predominantly|primarily|partly|partially|überwiegend|größtenteils|teilweise|częściowo|majoritairement) (?:remote|from home|zdaln\w+|en télétravail)\b|\b(?:praca|tryb) hybrydow\w+|\bhybrydow\w+",
    re.I,
)
_WEEKLY = re.compile(r"\b(?:a|per|each|every|pro|par|je) (?:week|woche|semaine)\b|\bweekly\b|\btygodni\w+", re.I)
_RARE = re.compile(
    r"\b(?:a|per|each|every|once a|twice a) (?:month|quarter|year)\b|\b(?:monthly|quarterly|yearly|annual(?:ly)?|retreat|off-?site|interview|onboarding|trial|holidays?|vacation|urlaub\w*|leave|training days?)\b|\bpro (?:monat|jahr|quartal)\b|\bpar (?:mois|an)\b|\bcustomer sites?\b|\b(?:occasional|exception|emergenc|ausnahm)\w*|\bon request\b",
    re.I,
)
_CHOICE = re.compile(
    rf"{_HOME}[^.;\n]{{0,25}}\b(?:or|oder|albo|lub|ou|czy|o)\b[^.;\n]{{0,25}}{_OFFICE}|{_OFFICE},?[^.;\n]{{0,15}}\b(?:or|oder|albo|lub|ou|o)?\b[^.;\n]{{0,10}}{_HOME}[^.;\n]{{0,5}}\bor (?:both|a mix)\b|\bor (?:from )?anywhere in (?:the )?[A-Z]",
    re.I,
)
_WRAPPED = re.compile(r"(?<=[a-zäöüß,])-?\n(?=[a-zäöüß])")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n")


def unwrapped(text: str) -> str:
    """A line that goes on in small letters is one with the next, as in text taken from a PDF."""
    return _WRAPPED.sub(lambda match: "" if match.group().startswith("-") else " ", text)


def splits_week(text: str) -> bool:
    """Some days of each week, or a share of the time, are said to be at home or in the office."""
    for sentence in _SENTENCE.split(unwrapped(text)):
        if _RARE.search(sentence) and not _WEEKLY.search(sentence):
            continue
        if _SPLIT.search(sentence) or _OFFICE_WEEKDAYS.search(sentence):
            return True
    return _PART_OF_IT.search(text) is not None


def leaves_choice(text: str) -> bool:
    """Home or office, as the person likes."""
    return _CHOICE.search(text) is not None

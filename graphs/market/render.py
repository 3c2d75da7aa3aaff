"""What the mentor says about a posting that was saved, and about the market so far."""

from __future__ import annotations

from collections.abc import Iterator

from graphs.career.posting import Posting
from graphs.career.skills import SkillMatrix
from graphs.events import DocumentReady, Event, Sentence
from graphs.market.keep import Added
from graphs.market.market import WANTED, Market, PostingFit, required_most
from graphs.market.wording import LEVELS, headline, names, pay, place, years

DOCUMENT = DocumentReady(name="market", address="/documents/market")
PASTE = (
    "Paste the text of a posting and I read it: what it requires, what it pays, where it is. "
    "One posting in a message works best."
)
_TOP = 5


def say_added(added: Added, market: Market, skills: SkillMatrix, *, unsure: bool = False) -> Iterator[Event]:
    """What was understood, in a few lines, and how many are still missing."""
    posting = added.posting
    if added.again:
        yield _lead(f"You saved this posting before, as {posting.id}: {headline(posting)}. It is kept once.")
        yield _text(so_far(market))
        return
    where = place(posting)
    yield _lead(f"Saved as {posting.id}: {headline(posting)}{f', {where}' if where else ''}.")
    yield from _understood(posting, skills)
    fit = next((each for each in market.posting_fits if each.posting == posting.id), None)
    if fit is not None and (line := fit_line(fit, skills)):
        yield _bullet(line)
    if posting.duplicate_of is not None:
        yield _bullet(f"It repeats {posting.duplicate_of}, so the two count as one.")
    if posting.warnings:
        yield _bullet("Look twice: " + " ".join(sign.text for sign in posting.warnings))
    if unsure:
        yield _note("I was not sure that this is a posting. If it is not, remove it from the list.")
    yield _text(so_far(market))


def say_report(market: Market) -> Iterator[Event]:
    """The report in short, with the document; needs one posting at least."""
    if not market.saved:
        yield _lead(f"There are no postings yet. {PASTE}")
        return
    if not market.n:
        yield _lead("None of your postings can be counted: each carries a warning sign that rules it out. Save others.")
        return
    top = required_most(market.requirements)[:_TOP]
    yield _lead(f"Your market report is ready. It counts {_postings(market.n)}.")
    if top:
        asked = ", ".join(f"{each.name} ({len(each.required_by)} of {market.n})" for each in top)
        yield _bullet(f"Required most often: {asked}.")
    stated = market.n - len(market.without_pay)
    yield _bullet(f"Pay is stated in {stated} of {market.n}.")
    if gaps := [each for each in market.fits if each.state in ("short", "missing") and each.asked][:3]:
        yield _bullet(
            "Where you are short of what they require: "
            + ", ".join(f"{each.name} ({each.asked} of {market.n})" for each in gaps)
            + "."
        )
    elif not market.assessed:
        yield _bullet("After a skills assessment the report also shows how you fit.")
    if market.missing:
        yield _text(f"{_more(market.missing)} to the {WANTED} that the exercise asks for; paste them any time.")
    yield DOCUMENT


def say_pause(market: Market) -> Iterator[Event]:
    """Nothing is lost by stopping."""
    if not market.saved:
        yield _lead("All right. Paste a posting whenever you find one.")
        return
    yield _lead(f"All right, your postings are kept. {so_far(market)}")


def say_removed(posting_id: str, market: Market) -> Iterator[Event]:
    """With what is left."""
    yield _lead(f"{posting_id} is removed. {so_far(market)}")


def so_far(market: Market) -> str:
    """How many count, and how many are missing to ten."""
    if not market.n:
        return f"{_more(WANTED)} to the {WANTED} that the exercise asks for."
    count = f"That makes {_postings(market.n)}"
    aside = len(market.set_aside)
    if aside:
        count += f" ({aside} more set aside)"
    if market.missing:
        return f"{count}; {_more(market.missing).lower()} to the {WANTED} that the exercise asks for."
    return f"{count}, so the market report has all it needs. Ask for it with “market report”."


def fit_line(fit: PostingFit, skills: SkillMatrix) -> str:
    """Against the assessment; empty for a posting without known requirements."""
    known = len(fit.met) + len(fit.short)
    total = known + len(fit.unassessed)
    if not total:
        return ""
    line = f"You meet {len(fit.met)} of its {total} requirements"
    if fit.short:
        line += f"; short in {names(fit.short, skills)}"
    if fit.unassessed:
        line += f"; not assessed: {names(fit.unassessed, skills)}"
    return line + "."


def _understood(posting: Posting, skills: SkillMatrix) -> Iterator[Event]:
    required = [each.skill for each in posting.skills if each.required]
    welcome = [each.skill for each in posting.skills if not each.required]
    if required or welcome:
        parts = [f"Requires: {names(required, skills)}."] if required else []
        parts += [f"Nice to have: {names(welcome, skills)}."] if welcome else []
        yield _bullet(" ".join(parts))
    else:
        yield _bullet("It names no skill of the catalogue.")
    level = LEVELS[posting.seniority]
    experience = years(posting)
    stated = "; ".join(pay(each) for each in posting.salaries) or "not stated"
    yield _bullet(f"Level: {level}{f', {experience}' if experience else ''}. Pay: {stated}.")


def _postings(count: int) -> str:
    return "1 posting" if count == 1 else f"{count} postings"


def _more(count: int) -> str:
    return "One more is missing" if count == 1 else f"{count} more are missing"


def _lead(text: str) -> Sentence:
    return Sentence(text=text, style="lead", quoted=False)


def _text(text: str) -> Sentence:
    return Sentence(text=text, quoted=False)


def _bullet(text: str) -> Sentence:
    return Sentence(text=text, style="bullet", quoted=False)


def _note(text: str) -> Sentence:
    return Sentence(text=text, style="note", quoted=False)

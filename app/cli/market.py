"""`mentor market`: job postings and what they say about the market."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.cli.learner import Own
    from graphs.career.posting import Posting
    from graphs.market.keep import Added
    from graphs.market.market import Market
    from graphs.market.vocabulary import PostingWords

market = typer.Typer(help="Save job postings and sum them up as a market.", no_args_is_help=True, rich_markup_mode=None)
STDIN = "-"
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@market.command()
def add(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|-]...", help="Text, Markdown, HTML or PDF; - or nothing reads what is piped or typed."
        ),
    ] = None,
    sure: Annotated[bool, typer.Option("--sure", help="Keep a text even if it does not look like a posting.")] = False,
) -> None:
    """Read postings and keep them; one posting in each file.

    \b
    Examples:
      mentor market add posting.txt saved-page.html
      pbpaste | mentor market add
      mentor market add - < posting.txt

    A file that cannot be kept is reported and does not stop the others; the exit code is then 2.
    """
    from app.cli.learner import own_records
    from graphs.errors import PersonError
    from graphs.market.vocabulary import PostingWords

    refused = False
    with own_records() as own:
        words = PostingWords(own.skills)
        for name in files or [STDIN]:
            try:
                _print_added(own, _add(own, words, name, sure))
            except PersonError as error:
                refused = True
                typer.echo(f"{'The text' if name == STDIN else name}: {error}", err=True)
        typer.echo(_so_far(own))
    if refused:
        raise typer.Exit(2)


@market.command("list")
def list_postings(as_json: Json = False) -> None:
    """Print one line for each posting.

    \b
    Example:
      mentor market list
    """
    from app.cli.learner import own_records
    from app.learner_market import NONE_YET, read_postings
    from graphs.market.wording import LEVELS, headline, pay, place

    with own_records() as own:
        kept = read_postings(own.store.records, own.learner)
        if as_json:
            from app.web.views_postings import PostingsView

            typer.echo(PostingsView.of(kept, _market(own), own.skills).model_dump_json(indent=2))
            return
        summary = _so_far(own)
    if not kept.postings:
        typer.echo(NONE_YET)
        return
    rows = [("ID", "JOB", "WHERE", "LEVEL", "PAY")]
    for each in kept.postings:
        stated = "; ".join(pay(one) for one in each.salaries) or "not stated"
        repeat = f" (repeats {each.duplicate_of})" if each.duplicate_of else ""
        rows.append((each.id, headline(each) + repeat, place(each), LEVELS[each.seniority], stated))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    typer.echo(f"\n{summary}")


@market.command()
def show(
    posting_id: Annotated[str, typer.Argument(metavar="ID", help="Such as p3; see `mentor market list`.")],
    as_json: Json = False,
) -> None:
    """Print what was read from one posting, with its own words as evidence.

    \b
    Example:
      mentor market show p3
    """
    from app.cli.learner import own_records
    from app.learner_market import read_postings
    from graphs.market.keep import require_posting

    with own_records() as own:
        posting = require_posting(read_postings(own.store.records, own.learner), posting_id)
        if as_json:
            typer.echo(posting.model_dump_json(indent=2))
            return
        names = {skill.id: skill.name for skill in own.skills.skills}
    _print_posting(posting, names)


@market.command()
def remove(
    posting_id: Annotated[str, typer.Argument(metavar="ID", help="Such as p3; see `mentor market list`.")],
) -> None:
    """Take one posting out.

    \b
    Example:
      mentor market remove p3
    """
    from app.cli.learner import own_records
    from app.learner_market import drop_posting

    with own_records() as own:
        drop_posting(own.store.records, own.learner, posting_id)
        typer.echo(f"{posting_id} is removed. {_so_far(own)}")


@market.command()
def report(
    folder: Annotated[
        Path | None, typer.Option("--to", metavar="DIR", help="Write docs/job-market-research.md below this folder.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Print the job market research, or write it below a folder.

    \b
    Examples:
      mentor market report
      mentor market report --to my-career
    """
    from app.adapters.store.conversations import now
    from app.cli.learner import own_records
    from app.cli.my_data import write_files
    from app.documents.market import NAME, market_markdown
    from app.learner_market import require_market

    with own_records() as own:
        found = require_market(own.store.records, own.learner, own.skills, now())
        if as_json:
            from app.web.views_postings import MarketView

            typer.echo(MarketView.of(found).model_dump_json(indent=2))
            return
        text = market_markdown(found, own.skills)
    if folder is None:
        typer.echo(text, nl=False)
    else:
        write_files(folder, {NAME: text})
        typer.echo(folder / NAME)


def _add(own: Own, words: PostingWords, name: str, sure: bool) -> Added:
    from app.adapters.store.conversations import now
    from app.learner_market import save_posting
    from app.posting_files import MOST_BYTES, posting_text
    from app.web.cleaning import clean_text
    from graphs.errors import NotFound

    if name == STDIN:
        if sys.stdin.isatty():
            typer.echo("Paste the posting, then press Ctrl-D on an empty line.", err=True)
        text, origin = sys.stdin.read(MOST_BYTES), "pasted"
    else:
        path = Path(name)
        try:
            with path.open("rb") as handle:
                data = handle.read(MOST_BYTES + 1)
        except OSError as error:
            raise NotFound(f"it cannot be read ({error.strerror}). Correct the path.") from error
        text, origin = posting_text(path.name, data), path.name
    return save_posting(
        own.store.records, own.learner, clean_text(text), words, now(), origin=clean_text(origin), sure=sure
    )


def _print_added(own: Own, added: Added) -> None:
    from graphs.events import Sentence
    from graphs.market.render import say_added

    events = [
        event
        for event in say_added(added, _market(own), own.skills, unsure=added.unsure)
        if isinstance(event, Sentence)
    ]
    for event in events[:-1]:
        typer.echo(f"- {event.text}" if event.style == "bullet" else event.text)


def _print_posting(posting: Posting, names: dict[str, str]) -> None:
    from graphs.market.wording import LEVELS, headline, pay, place, years

    typer.echo(f"{posting.id}  {headline(posting)}\n")
    fields = (
        ("Where", place(posting)),
        ("Level", LEVELS[posting.seniority]),
        ("Experience", years(posting)),
        ("Published", f"{posting.posted:%Y-%m-%d}" if posting.posted else ""),
        ("Repeats", posting.duplicate_of or ""),
        ("Saved", f"{posting.saved_at:%Y-%m-%d}, {posting.origin}"),
    )
    for name, value in fields:
        if name != "Repeats" or value:
            typer.echo(f"{name:<11} {value or 'not stated'}")
    for salary in posting.salaries:
        typer.echo(f"{'Pay':<11} {pay(salary)}{f' ({salary.note})' if salary.note else ''}{_quoted(salary.quote)}")
    if not posting.salaries:
        typer.echo(f"{'Pay':<11} not stated")
    for heading, required in (("Requires", True), ("Nice to have", False)):
        asked = [each for each in posting.skills if each.required is required]
        if asked:
            typer.echo(f"\n{heading}")
        for each in asked:
            typer.echo(f"- {names.get(each.skill, each.skill)}{_quoted(each.quote)}")
    if posting.warnings:
        typer.echo("\nLook twice")
    for sign in posting.warnings:
        typer.echo(f"- {sign.text}{f' “{sign.quote}”' if sign.quote else ''}")


def _quoted(words: str) -> str:
    return f": “{words}”" if words else " (as you corrected it)"


def _market(own: Own) -> Market:
    from app.adapters.store.conversations import now
    from app.learner_market import read_learner_market

    return read_learner_market(own.store.records, own.learner, own.skills, now())


def _so_far(own: Own) -> str:
    from graphs.market.render import so_far

    return so_far(_market(own))

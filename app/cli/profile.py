"""`mentor profile`: what the mentor knows of you."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.learner_profile import KeptProfile

profile = typer.Typer(help="Show and change what the mentor knows of you.", no_args_is_help=True, rich_markup_mode=None)

CLEAR = "-"


@profile.command()
def show(as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False) -> None:
    """Print every field with where it came from.

    \b
    Examples:
      mentor profile show
      mentor profile show --json | jq .hours_per_week.value
    """
    from app.cli.learner import own_records
    from app.learner_profile import read_profile

    with own_records() as own:
        kept = read_profile(own.store.records, own.learner)
    if as_json:
        typer.echo(kept.profile.model_dump_json(indent=2))
    else:
        _print(kept)


@profile.command("set")
def set_field(
    field: Annotated[str, typer.Argument(help="A field's name, such as hours_per_week.")],
    value: Annotated[str, typer.Argument(help='Its value; "" clears the field.')],
) -> None:
    """Set one field.

    \b
    Examples:
      mentor profile set hours_per_week 8
      mentor profile set target_level senior
      mentor profile set location ""
    """
    from app.adapters.store.conversations import now
    from app.cli.learner import own_records
    from app.learner_profile import edit_profile

    with own_records() as own:
        changes = {field.replace("-", "_"): _clean(value)}
        _print(edit_profile(own.store.records, own.learner, changes, now()))


@profile.command()
def edit() -> None:
    """Go through the fields one by one: Enter keeps a value, - clears it. Saved at the end.

    \b
    Example:
      mentor profile edit
    """
    from app.adapters.store.conversations import now
    from app.cli.learner import own_records, read_answer
    from app.documents.profile import NAMES
    from app.learner_profile import edit_profile, read_profile
    from graphs.career.profile_form import checked
    from graphs.errors import BadValue

    with own_records() as own:
        kept = read_profile(own.store.records, own.learner)
        changes: dict[str, object] = {}
        typer.echo("Enter keeps a value, - clears it, Ctrl-C leaves everything as it was.", err=True)
        for field, name in NAMES.items():
            known = getattr(kept.profile, field)
            answer = read_answer(f"{name}{f' [{known.value}]' if known else ''}: ")
            while answer not in (None, "", CLEAR):
                try:
                    checked(field, _clean(answer or ""))
                    break
                except BadValue as error:
                    typer.echo(str(error), err=True)
                    answer = read_answer(f"{name}: ")
            if answer is None:
                typer.echo("", err=True)
                break
            if answer:
                changes[field] = None if answer == CLEAR else _clean(answer)
        _print(edit_profile(own.store.records, own.learner, changes, now(), after=kept.version))


def _clean(text: str) -> str:
    from app.web.cleaning import clean_text

    return clean_text(text)


def _print(kept: KeptProfile) -> None:
    from app.documents.profile import NAMES, source
    from app.learner_profile import flags

    width = max(len(name) for name in NAMES.values())
    for field, name in NAMES.items():
        known = getattr(kept.profile, field)
        typer.echo(f"{name:{width}}  " + (f"{known.value}  ({source(known)})" if known else "not told yet"))
    for flag in flags(kept.profile):
        typer.echo(f"\n{flag}", err=True)

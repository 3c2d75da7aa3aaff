"""`mentor doctor`: checks every part and says how to mend it."""

from __future__ import annotations

from typing import Annotated

import typer


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list instead of lines.")] = False,
    settings: Annotated[
        bool, typer.Option("--settings", help="List every setting with its value and meaning.")
    ] = False,
) -> None:
    """Check every part of the installation; each line says ok, warn or fail, and what to do.

    \b
    Examples:
      mentor doctor
      mentor doctor --json
      mentor doctor --settings

    Exit code 1 when something failed.
    """
    import json
    from dataclasses import asdict

    if settings:
        _settings(as_json)
        return
    from app.cli.checks import run_checks
    from app.cli.failures import log_to_file
    from app.cli.progress import Progress

    log_to_file()
    progress = Progress()
    found = []
    for check in run_checks(progress.say):
        progress.clear()
        found.append(check)
        if not as_json:
            typer.echo(f"{check.state:4}  {check.name:14} {check.found}")
            if check.mend:
                typer.echo(f"{'':4}  {'':14} -> {check.mend}")
    progress.clear()
    if as_json:
        typer.echo(json.dumps([asdict(check) for check in found], ensure_ascii=False, indent=2))
    if any(check.state == "fail" for check in found):
        raise typer.Exit(1)


def _settings(as_json: bool) -> None:
    import json

    from app.cli.checks import readable_settings
    from app.settings import Settings, load_settings
    from graphs.errors import BadSettings

    trouble = ""
    try:
        values = load_settings()
    except BadSettings as error:
        trouble = str(error)
        values = readable_settings()
    rows = []
    for name, field in Settings.model_fields.items():
        value = getattr(values, name)
        rows.append(
            {
                "name": f"MENTOR_{name.upper()}",
                "value": None if value is None else str(value),
                "set": name in values.model_fields_set,
                "description": field.description or "",
            }
        )
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            shown = "not set" if row["value"] is None else row["value"]
            typer.echo(f"{row['name']} = {shown}{'' if row['set'] or row['value'] is None else '  (default)'}")
            typer.echo(f"    {row['description']}")
    if trouble:
        raise BadSettings(trouble)

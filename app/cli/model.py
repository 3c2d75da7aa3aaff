"""`mentor model`: which language model words the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.catalogue import CatalogueEntry

model = typer.Typer(help="List, fetch and choose language models.", no_args_is_help=True, rich_markup_mode=None)


@model.command("list")
def list_models() -> None:
    """List the models known by name: size, licence, memory needed against memory there.

    \b
    Example:
      mentor model list
    """
    from app.bootstrap import model_setting
    from app.models.catalogue import CATALOGUE
    from app.models.memory import available, gigabytes
    from app.settings import load_settings

    settings = load_settings()
    free = available()
    current = model_setting(settings)
    rows = [("", "NAME", "SIZE", "MEMORY", "FITS", "HERE", "LICENCE")]
    for entry in CATALOGUE:
        file = _file_of(entry, settings.data_dir)
        needed, exact = _need(entry, file, settings.llm_context)
        rows.append(
            (
                "*" if entry.name == current else "",
                entry.name,
                gigabytes(file.stat().st_size if file else entry.about_bytes),
                f"{'' if exact else '~'}{gigabytes(needed)}",
                "yes" if needed <= free else "no",
                "bundled" if entry.bundled else "yes" if file else "no",
                entry.licence,
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    typer.echo(
        f"\n{gigabytes(free)} of memory is free here, for {settings.llm_context} tokens of context. * is in use"
        + ("." if any(row[0] == "*" for row in rows) else f": {current}."),
    )
    for entry in CATALOGUE:
        if entry.note:
            typer.echo(f"{entry.name}: {entry.note}")


@model.command()
def pull(
    name: Annotated[str, typer.Argument(help="A name of `mentor model list`, or hf:<owner>/<repository>/<file>.gguf.")],
) -> None:
    """Fetch a model; a broken download goes on where it stopped, and the checksum is verified.

    \b
    Examples:
      mentor model pull qwen2.5-1.5b-instruct
      mentor model pull hf:Qwen/Qwen2.5-0.5B-Instruct-GGUF/qwen2.5-0.5b-instruct-q8_0.gguf
    """
    from app.cli.progress import Progress
    from app.models.download import pull as fetch
    from app.models.memory import gigabytes
    from app.settings import load_settings

    progress = Progress()
    told = -1

    def received(so_far: int, total: int | None) -> None:
        nonlocal told
        step = so_far * 100 // total if total else so_far // 10_000_000
        if step != told:
            told = step
            share = f" of {gigabytes(total)} ({step}%)" if total else ""
            progress.say(f"{gigabytes(so_far)}{share}")

    try:
        pulled = fetch(name, load_settings().data_dir, on_progress=received)
    finally:
        progress.clear()
    typer.echo(f"{pulled.path}")
    checked = "verified" if pulled.verified else "as received: nobody told what it should be"
    typer.echo(f"{gigabytes(pulled.size)}, sha256 {pulled.sha256} ({checked})", err=True)
    typer.echo(f"Use it from the next start on: mentor model use {name}", err=True)


@model.command()
def use(
    name: Annotated[
        str, typer.Argument(help="A name, hf:<owner>/<repository>/<file>.gguf, or the path of a GGUF file.")
    ],
) -> None:
    """Choose the model for the next start, after making sure that it is there, whole, and fits the memory.

    \b
    Examples:
      mentor model use qwen2.5-1.5b-instruct
      mentor model use ./my-model.gguf
      mentor model use smollm2-135m-instruct     the bundled one
    """
    from app.bootstrap import prepare_data_dir
    from app.models.choice import use as choose
    from app.models.gguf import read_gguf
    from app.models.locate import locate
    from app.models.memory import check_fits
    from app.settings import load_settings

    settings = load_settings()
    prepare_data_dir(settings)
    if settings.llm_gpu_layers == "none":
        check_fits(read_gguf(locate(name, settings.data_dir)), settings.llm_context)
    path = choose(name, settings.data_dir)
    typer.echo(f"The next start uses {name} ({path}).")
    if "llm_model" in settings.model_fields_set:
        typer.echo("MENTOR_LLM_MODEL is set and goes before this choice; unset it.", err=True)


def _file_of(entry: CatalogueEntry, data_dir: Path) -> Path | None:
    """Where it lies on this machine, if it does."""
    from app.models.locate import bundled_path, source_of, stored_path
    from graphs.errors import ModelUnavailable

    if entry.bundled:
        try:
            return bundled_path()
        except ModelUnavailable:
            return None
    source = source_of(entry.name)
    path = stored_path(source, data_dir) if source else None
    return path if path and path.is_file() else None


def _need(entry: CatalogueEntry, file: Path | None, context: int) -> tuple[int, bool]:
    """Bytes, and whether they were computed from the file itself or estimated from the catalogue."""
    from app.models.gguf import read_gguf
    from app.models.memory import need

    if file is not None:
        return need(read_gguf(file), context).total, True
    # Weights, and by experience a tenth for cache and buffers at small contexts, over the fixed cost of a process.
    return int(entry.about_bytes * 1.1) + 400_000_000, False

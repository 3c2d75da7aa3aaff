"""`mentor model pull`: fetches a GGUF with progress, goes on where it stopped, and verifies the sha256."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from app.models.catalogue import by_name
from app.models.fingerprint import sha256_of
from app.models.gguf import read_gguf
from app.models.locate import Source, bundled_path, models_dir, source_of, stored_path
from app.models.memory import gigabytes
from graphs.errors import BadSettings, Cancelled, DataDirUnusable, ModelCorrupt, ModelUnavailable
from graphs.ports import never

if TYPE_CHECKING:
    import httpx

_BLOCK = 1 << 18
_REDIRECTS = 5
_AGAIN = "Run the same command again to go on where it stopped."


@dataclass(frozen=True)
class Pulled:
    """A model that is now on disk."""

    path: Path
    size: int
    sha256: str
    verified: bool
    """False when neither catalogue nor hub told a checksum: the file is as received."""


@dataclass(frozen=True)
class _Offer:
    """What the hub says about the file before it is sent."""

    size: int | None
    sha256: str | None


def hub_address() -> str:
    """The hub's address, or the mirror that HF_ENDPOINT names."""
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        raise ModelUnavailable(
            "HF_HUB_OFFLINE is set, so nothing is fetched. Unset it, or give the path of a GGUF file."
        )
    return constants.ENDPOINT


def pull(
    setting: str,
    data_dir: Path,
    *,
    base_url: str | None = None,
    on_progress: Callable[[int, int | None], None] | None = None,
    cancelled: Callable[[], bool] = never,
) -> Pulled:
    """Fetches what `setting` names into the data directory; a file that is there and right is left alone.

    `on_progress(bytes so far, bytes in all or None)`. A cancel, a lost connection or a crash leaves the
    `.part`, which the next call continues. Raises `BadSettings`, `ModelUnavailable`, `ModelCorrupt`,
    `DataDirUnusable`, `Cancelled`.
    """
    source = source_of(setting)
    if source is None:
        return _nothing_to_fetch(setting, data_dir)
    target = stored_path(source, data_dir)
    address = f"{(base_url or hub_address()).rstrip('/')}/{source.repo}/resolve/main/{quote(source.file)}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return _fetch(source, address, target, on_progress or (lambda _so_far, _total: None), cancelled)
    except OSError as error:
        raise DataDirUnusable(
            f"The model cannot be written to {target.parent}: {error.strerror}. Free some space or set "
            f"MENTOR_DATA_DIR. {_AGAIN}"
        ) from error


def _nothing_to_fetch(setting: str, data_dir: Path) -> Pulled:
    entry = by_name(setting)
    if entry is None:
        raise BadSettings(
            f"{setting!r} is neither a name of `mentor model list` nor hf:<repository>/<file>. Correct it."
        )
    path = bundled_path()
    return Pulled(path, path.stat().st_size, sha256_of(path, models_dir(data_dir)), verified=True)


def _fetch(
    source: Source,
    address: str,
    target: Path,
    on_progress: Callable[[int, int | None], None],
    cancelled: Callable[[], bool],
) -> Pulled:
    import httpx

    part = target.with_name(target.name + ".part")
    try:
        with httpx.Client(timeout=httpx.Timeout(30.0, connect=10.0), follow_redirects=False) as client:
            offer = _ask(client, address)
            expected = source.sha256 or offer.sha256
            if target.is_file() and _is_whole(target, offer, expected):
                return Pulled(target, target.stat().st_size, sha256_of(target), verified=expected is not None)
            _check_space(part, offer.size)
            _receive(client, address, part, offer, on_progress, cancelled)
    except httpx.HTTPError as error:
        kept = f"{gigabytes(part.stat().st_size)} are kept. {_AGAIN}" if part.is_file() else _AGAIN
        raise ModelUnavailable(f"The connection to {address} failed ({type(error).__name__}). {kept}") from error
    return _finish(part, target, offer, expected)


def _is_whole(target: Path, offer: _Offer, expected: str | None) -> bool:
    if expected is not None:
        return sha256_of(target) == expected
    return offer.size is None or target.stat().st_size == offer.size


def _ask(client: httpx.Client, address: str) -> _Offer:
    """Follows redirects by hand: the hub's own answer, not that of the store behind it, bears the checksum."""
    size: int | None = None
    sha256: str | None = None
    for _ in range(_REDIRECTS):
        response = client.head(address, headers={"Accept-Encoding": "identity"})
        tag = response.headers.get("x-linked-etag", "") or response.headers.get("etag", "")
        found = re.fullmatch(r'(?:W/)?"?([0-9a-f]{64})"?', tag)
        sha256 = sha256 or (found[1] if found else None)
        length = response.headers.get("x-linked-size") or (
            response.headers.get("content-length") if response.status_code == 200 else None
        )
        size = size or (int(length) if length and length.isdigit() else None)
        if not response.is_redirect:
            _check_status(response.status_code, address)
            return _Offer(size, sha256)
        address = str(response.url.join(response.headers["location"]))
    raise ModelUnavailable(f"{address} redirects for ever. Check the name of the model.")


def _check_status(status: int, address: str) -> None:
    if status in (401, 403):
        raise ModelUnavailable(f"The hub does not give {address} without an account. Choose another repository.")
    if status == 404:
        raise ModelUnavailable(f"The hub has no {address}. Check the repository and the file name.")
    if status >= 400:
        raise ModelUnavailable(f"The hub answered {address} with status {status}. Try again later. {_AGAIN}")


def _check_space(part: Path, size: int | None) -> None:
    if size is None:
        return
    there = part.stat().st_size if part.is_file() else 0
    free = shutil.disk_usage(part.parent).free
    if size - there > free:
        raise DataDirUnusable(
            f"The model needs {gigabytes(size - there)} more and {gigabytes(free)} is free in {part.parent}. "
            f"Free some space or set MENTOR_DATA_DIR."
        )


def _receive(
    client: httpx.Client,
    address: str,
    part: Path,
    offer: _Offer,
    on_progress: Callable[[int, int | None], None],
    cancelled: Callable[[], bool],
) -> None:
    there = part.stat().st_size if part.is_file() else 0
    if offer.size is not None and there == offer.size:
        return
    if offer.size is not None and there > offer.size:
        part.unlink()
        there = 0
    headers = {"Accept-Encoding": "identity", **({"Range": f"bytes={there}-"} if there else {})}
    with client.stream("GET", address, headers=headers, follow_redirects=True) as response:
        if response.status_code == 416:
            part.unlink()
            raise ModelUnavailable(f"The part that was kept does not fit the file any more. {_AGAIN}")
        _check_status(response.status_code, address)
        goes_on = response.status_code == 206
        there = there if goes_on else 0
        with part.open("ab" if goes_on else "wb") as file:
            on_progress(there, offer.size)
            for block in response.iter_bytes(_BLOCK):
                if cancelled():
                    raise Cancelled(f"Stopped; {gigabytes(there)} are kept. {_AGAIN}")
                file.write(block)
                there += len(block)
                on_progress(there, offer.size)


def _finish(part: Path, target: Path, offer: _Offer, expected: str | None) -> Pulled:
    size = part.stat().st_size
    if offer.size is not None and size < offer.size:
        raise ModelUnavailable(f"The connection ended after {gigabytes(size)} of {gigabytes(offer.size)}. {_AGAIN}")
    got = sha256_of(part)
    if expected is not None and got != expected:
        part.unlink()
        raise ModelCorrupt(f"{target.name} arrived damaged (its sha256 is wrong) and was deleted. Fetch it again.")
    try:
        read_gguf(part)
    except ModelCorrupt:
        part.unlink()
        raise
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)
    target.with_name(target.name + ".sha256").write_text(f"{got}  {target.name}\n")
    return Pulled(target, size, got, verified=expected is not None)

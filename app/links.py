"""Checks the addresses of the resource catalogue (`mentor corpus check-links`) and writes back what was verified."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx
from selectolax.lexbor import LexborHTMLParser

from app.adapters.located_yaml import read_located, scalar_spans
from graphs.career.resources import Resource
from graphs.errors import CatalogueError

State = Literal["ok", "moved", "gone", "soft_404", "refused", "unreachable"]

AGENT = "Mozilla/5.0 (compatible; groundwork-check-links)"
WORKERS = 12
PER_HOST = 2
"""Connections to one host at once: a catalogue names some hosts twenty times, and they would answer 429."""
TIMEOUT = httpx.Timeout(20.0, connect=8.0)
READ_LIMIT = 200_000
"""Bytes of a page that are read: its title and headings stand early."""

_MISSING = re.compile(
    r"\b(404|page not found|not found|page (?:does not|doesn['’]t) exist|no longer (?:available|exists)"
    r"|can(?:not|['’]t|no t) (?:be found|find)|could(?:n['’]t| not) (?:be found|find)|nothing here)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class LinkResult:
    """What one address answered."""

    resource_id: str
    address: str
    state: State
    """`ok` and `moved` count as verified; `refused` means the server turns programs away, so a person must look."""
    detail: str = ""
    final_address: str = ""

    @property
    def verified(self) -> bool:
        """Whether the thing was there."""
        return self.state in ("ok", "moved")

    @property
    def broken(self) -> bool:
        """Whether the catalogue must be mended."""
        return self.state in ("gone", "soft_404")


@dataclass(frozen=True)
class LinkReport:
    """All results, in the order of the catalogue."""

    results: tuple[LinkResult, ...]

    @property
    def broken(self) -> tuple[LinkResult, ...]:
        """Those that must be mended."""
        return tuple(result for result in self.results if result.broken)

    @property
    def nothing_reached(self) -> bool:
        """True when no address at all answered: the machine has no network, and nothing was learnt."""
        return bool(self.results) and all(result.state == "unreachable" for result in self.results)

    def lines(self) -> list[str]:
        """What to tell a person: what needs attention, then the counts."""
        told = [
            f"{result.state.replace('_', ' '):12} {result.resource_id}: {result.address}"
            + (f" ({result.detail})" if result.detail else "")
            for result in self.results
            if result.state != "ok"
        ]
        if self.nothing_reached:
            return ["No address could be reached. Check this machine's network or proxy, then run it again."]
        counts = Counter(result.state for result in self.results)
        summary = ", ".join(f"{count} {state.replace('_', ' ')}" for state, count in counts.most_common())
        return [*told, f"{len(self.results)} addresses: {summary or 'none'}."]


def check_links(
    resources: Sequence[Resource],
    *,
    transport: httpx.BaseTransport | None = None,
    timeout: httpx.Timeout = TIMEOUT,
    workers: int = WORKERS,
    on_result: Callable[[LinkResult], None] | None = None,
) -> LinkReport:
    """Ask every address, several at once; `on_result` is called in this thread as each answers."""
    hosts: defaultdict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(PER_HOST))
    for resource in resources:
        hosts[_host(resource.address)]  # made here, in one thread: a defaultdict may make two when raced
    found: dict[str, LinkResult] = {}
    with (
        httpx.Client(
            transport=transport, timeout=timeout, follow_redirects=True, headers={"User-Agent": AGENT}
        ) as client,
        ThreadPoolExecutor(max_workers=workers, thread_name_prefix="check-links") as pool,
    ):

        def check(resource: Resource) -> LinkResult:
            with hosts[_host(resource.address)]:
                return check_address(client, resource.id, resource.address)

        try:
            for future in as_completed([pool.submit(check, resource) for resource in resources]):
                result = future.result()
                found[result.resource_id] = result
                if on_result is not None:
                    on_result(result)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return LinkReport(tuple(found[resource.id] for resource in resources))


def check_address(client: httpx.Client, resource_id: str, address: str) -> LinkResult:
    """Ask one address: HEAD, then GET where HEAD is refused or the page's words must be read."""

    def result(state: State, detail: str = "", final: str = "") -> LinkResult:
        return LinkResult(resource_id, address, state, detail, final)

    try:
        head = _head(client, address)
        if head is not None:
            return _there(result, address, head)
        page, body = _get(client, address)
    except httpx.TransportError as error:
        return result("unreachable", f"{type(error).__name__}: check the network, or the address")
    except (httpx.TooManyRedirects, httpx.InvalidURL, httpx.DecodingError) as error:
        return result("refused", f"{type(error).__name__}: open it in a browser")
    if page.status_code in (404, 410):
        return result("gone", f"HTTP {page.status_code}")
    if not page.is_success:
        return result("refused", f"HTTP {page.status_code}: open it in a browser")
    words = _missing_words(page, body)
    if words:
        return result("soft_404", f'the page says "{words}"', str(page.url))
    if _fell_back_to_home(address, page.url):
        return result("soft_404", f"it leads to the home page {page.url}", str(page.url))
    return _there(result, address, page)


def write_verified(path: Path, report: LinkReport, today: datetime.date) -> int:
    """Put today's date into `last_verified` of what was verified, leaving every other character as it is.

    Reads the file anew, so that an edit made while the check ran is kept. Returns how many dates changed.
    Raises `CatalogueError` when the file is not in order or cannot be written; it is then as it was.
    """
    read_located(path)  # says with file and line what an edit made meanwhile has broken
    verified = {result.resource_id for result in report.results if result.verified}
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    edits: list[tuple[int, int]] = []
    for entry in scalar_spans(text, "resources", ("id", "last_verified")):
        identity, date = entry.get("id"), entry.get("last_verified")
        if identity and date and identity.value in verified and date.value != today.isoformat():
            edits.append((date.start, date.end))
    for start, end in sorted(edits, reverse=True):
        space = "" if text[start - 1].isspace() else " "
        text = text[:start] + space + today.isoformat() + text[end:]
    if edits:
        try:
            _replace(path, text)
        except OSError as error:
            raise CatalogueError(
                f"{path.name}:1: the dates could not be written to {path} ({error.strerror}). Make the file and its "
                "folder writable and the disk free, then run the check again."
            ) from error
    return len(edits)


def _replace(path: Path, text: str) -> None:
    """All or nothing: a full disk or a killed process leaves the old file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(path.stat().st_mode & 0o777)
        new.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise


def _head(client: httpx.Client, address: str) -> httpx.Response | None:
    """The answer to HEAD where it settles the matter: a file that is there. None means that GET must tell."""
    try:
        head = client.head(address)
    except httpx.TransportError:
        return None  # some servers drop HEAD; GET is the second attempt for a network that faltered, too
    return head if head.is_success and "html" not in head.headers.get("content-type", "html") else None


def _get(client: httpx.Client, address: str) -> tuple[httpx.Response, bytes]:
    with client.stream("GET", address) as response:
        read = bytearray()
        for chunk in response.iter_bytes():
            read += chunk
            if len(read) >= READ_LIMIT:
                break
        return response, bytes(read)


def _there(result: Callable[[State, str, str], LinkResult], address: str, response: httpx.Response) -> LinkResult:
    permanent = any(step.status_code in (301, 308) for step in response.history)
    if permanent and str(response.url).rstrip("/") != address.rstrip("/"):
        return result("moved", f"now at {response.url}", str(response.url))
    return result("ok", "", str(response.url))


def _missing_words(page: httpx.Response, body: bytes) -> str:
    """The words in the title or first heading by which a page answered with 200 says that it is not there."""
    if "html" not in page.headers.get("content-type", ""):
        return ""
    tree = LexborHTMLParser(body)
    for selector in ("title", "h1"):
        node = tree.css_first(selector)
        words = " ".join(node.text().split()) if node is not None else ""
        # A long title that merely contains the words ("Fixing 404 errors in ...") is an article, not an error page.
        if words and len(words) <= 80 and _MISSING.search(words):
            return words
    return ""


def _fell_back_to_home(address: str, final: httpx.URL) -> bool:
    asked = httpx.URL(address)
    return asked.path.strip("/") != "" and final.path.strip("/") == "" and final != asked and not final.query


def _host(address: str) -> str:
    return httpx.URL(address).host

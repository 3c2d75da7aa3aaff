"""check-links against a real server on this machine."""

import datetime
import resource as rlimits
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import httpx
import pytest

from app.links import PER_HOST, LinkReport, LinkResult, check_links, write_verified
from graphs.career.resources import Resource
from graphs.errors import CatalogueError

TODAY = datetime.date(2026, 11, 21)
CORPUS = Path(__file__).resolve().parent.parent / "corpus"


def page(title, body="Welcome."):
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>".encode()


class Site(BaseHTTPRequestHandler):
    """Answers by path the ways that real sites do."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[Counter] = Counter()
    now = 0
    most = 0
    lock = threading.Lock()

    def do_HEAD(self):
        self.answer(head=True)

    def do_GET(self):
        self.answer(head=False)

    def answer(self, *, head):
        with Site.lock:
            Site.asked[(self.command, self.path)] += 1
            Site.now += 1
            Site.most = max(Site.most, Site.now)
        try:
            self.route(head)
        finally:
            with Site.lock:
                Site.now -= 1

    def route(self, head):
        match self.path.split("?")[0]:
            case "/guide" | "/":
                self.say(200, page("A guide"), head=head)
            case "/paper.pdf":
                self.say(200, b"%PDF-1.7", kind="application/pdf", head=head)
            case "/no-head":
                self.say(405 if head else 200, page("A guide"), head=head)
            case "/drops-head":
                if head:
                    self.close_connection = True
                else:
                    self.say(200, page("A guide"), head=head)
            case "/old":
                self.say(301, b"", to="/guide", head=head)
            case "/today":
                self.say(302, b"", to="/guide", head=head)
            case "/retired-course":
                self.say(302, b"", to="/", head=head)
            case "/loop":
                self.say(302, b"", to="/loop", head=head)
            case "/soft":
                self.say(200, page("Page not found | Some Docs"), head=head)
            case "/soft-heading":
                self.say(200, b"<title>Docs</title><h1>We couldn't find that page</h1>", head=head)
            case "/about-404":
                title = "Why a web server says page not found, and eleven ways to find out which of its rules did it"
                self.say(200, page(title), head=head)
            case "/robots":
                self.say(403, page("Are you a human?"), head=head)
            case "/gone":
                self.say(410, b"", head=head)
            case "/broken-server":
                self.say(503, b"", head=head)
            case "/slow":
                time.sleep(5)
                self.say(200, page("Late"), head=head)
            case "/polite":
                time.sleep(0.05)
                self.say(200, page("A guide"), head=head)
            case _:
                self.say(404, page("404"), head=head)

    def say(self, status, body, *, kind="text/html; charset=utf-8", to="", head=False):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if to:
            self.send_header("Location", to)
        self.end_headers()
        if not head:
            self.wfile.write(body)

    def log_message(self, *args):
        pass


class ToLocal(httpx.BaseTransport):
    """Leads every https address to the local server over real sockets; `down.example` answers nothing."""

    def __init__(self, port):
        self.port = port
        self.inner = httpx.HTTPTransport()

    def handle_request(self, request):
        port = 1 if request.url.host == "down.example" else self.port
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=port)
        return self.inner.handle_request(request)

    def close(self):
        self.inner.close()


@pytest.fixture
def site():
    Site.asked, Site.now, Site.most = Counter(), 0, 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield ToLocal(server.server_port)
    server.shutdown()
    server.server_close()
    thread.join(5)


def resource(identity, address):
    return Resource(
        id=identity, title="A title", kind="course", skills=("docker",), from_rating=0, to_rating=1, hours=1,
        cost="free", address=address, provider="Some", language="en", sources=(), last_verified=None,
    )  # fmt: skip


def check(site, *paths, **options):
    wanted = [resource(f"r{number}", f"https://site.example{path}") for number, path in enumerate(paths)]
    return check_links(wanted, transport=site, **options)


@pytest.mark.parametrize(
    ("path", "state", "verified"),
    [
        ("/guide", "ok", True),
        ("/", "ok", True),
        ("/paper.pdf", "ok", True),
        ("/no-head", "ok", True),
        ("/drops-head", "ok", True),
        ("/today", "ok", True),
        ("/about-404", "ok", True),
        ("/old", "moved", True),
        ("/nowhere", "gone", False),
        ("/gone", "gone", False),
        ("/soft", "soft_404", False),
        ("/soft-heading", "soft_404", False),
        ("/retired-course", "soft_404", False),
        ("/robots", "refused", False),
        ("/broken-server", "refused", False),
        ("/loop", "refused", False),
    ],
)
def test_each_way_a_site_answers(site, path, state, verified):
    (result,) = check(site, path).results
    assert (result.state, result.verified) == (state, verified), result


def test_a_moved_page_tells_its_new_address(site):
    (result,) = check(site, "/old").results
    assert result.final_address.endswith("/guide")


def test_a_file_is_not_downloaded(site):
    check(site, "/paper.pdf")
    assert Site.asked == {("HEAD", "/paper.pdf"): 1}


def test_a_dead_host_and_a_slow_page_are_unreachable_not_broken(site):
    wanted = [resource("dead", "https://down.example/x"), resource("slow", "https://site.example/slow")]
    report = check_links(wanted, transport=site, timeout=httpx.Timeout(1.5))
    assert [result.state for result in report.results] == ["unreachable", "unreachable"]
    assert report.broken == ()


def test_results_keep_the_order_and_arrive_as_they_come(site):
    told = []
    report = check(site, "/guide", "/nowhere", "/paper.pdf", on_result=told.append)
    assert [result.resource_id for result in report.results] == ["r0", "r1", "r2"]
    assert sorted(result.resource_id for result in told) == ["r0", "r1", "r2"]


def test_one_host_is_not_flooded(site):
    report = check(site, *[f"/polite?{number}" for number in range(12)])
    assert all(result.state == "ok" for result in report.results)
    assert 1 < Site.most <= PER_HOST


def test_the_report_names_what_needs_a_person_and_counts_the_rest(site):
    lines = check(site, "/guide", "/soft", "/robots").lines()
    assert len(lines) == 3
    assert "r1: https://site.example/soft" in lines[0]
    assert "Page not found" in lines[0]
    assert "HTTP 403" in lines[1]
    assert lines[2] == "3 addresses: 1 ok, 1 soft 404, 1 refused."


def test_without_a_network_one_sentence_says_so(site):
    report = check_links([resource("a", "https://down.example/a")], transport=site)
    assert report.lines() == ["No address could be reached. Check this machine's network or proxy, then run it again."]


def verified(*identities, state="ok"):
    return LinkReport(tuple(LinkResult(identity, "https://a.example/", state) for identity in identities))


CATALOGUE = """\
# kept: a comment
documents: []
resources:
  - {id: first, title: "Ünïcode — kept", sources: [],   last_verified: null}   # odd   spacing kept
  - id: second
    last_verified: "2025-01-02"  # a reason
    title: id: none
  - {id: third, last_verified: 2025-01-02}
  - id: fourth
    last_verified:
  - {id: fifth}
""".replace("title: id: none", "title: 'id: none'")


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_dates_are_written_in_place_and_all_else_is_kept(tmp_path, newline):
    path = tmp_path / "resources.yaml"
    path.write_bytes(CATALOGUE.replace("\n", newline).encode())
    assert write_verified(path, verified("first", "second", "fourth", "fifth"), TODAY) == 3
    expected = (
        CATALOGUE.replace("last_verified: null", "last_verified: 2026-11-21")
        .replace('last_verified: "2025-01-02"', "last_verified: 2026-11-21")
        .replace("last_verified:\n", "last_verified: 2026-11-21\n")
    )
    assert path.read_bytes().decode() == expected.replace("\n", newline)
    assert [file.name for file in tmp_path.iterdir()] == ["resources.yaml"]


@pytest.mark.parametrize("state", ["gone", "soft_404", "refused", "unreachable"])
def test_what_was_not_found_keeps_its_old_date(tmp_path, state):
    path = tmp_path / "resources.yaml"
    path.write_text(CATALOGUE, encoding="utf-8")
    before = path.stat().st_mtime_ns
    assert write_verified(path, verified("third", state=state), TODAY) == 0
    assert (path.read_text(encoding="utf-8"), path.stat().st_mtime_ns) == (CATALOGUE, before)


def test_the_shipped_catalogue_takes_dates_and_changes_nothing_else(tmp_path):
    path = tmp_path / "resources.yaml"
    shipped = (CORPUS / "resources.yaml").read_text(encoding="utf-8")
    path.write_text(shipped, encoding="utf-8")
    assert write_verified(path, verified("ddia", "sre-weekly"), TODAY) == 2
    old, new = shipped.splitlines(), path.read_text(encoding="utf-8").splitlines()
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert len(changed) == 2
    for a, b in changed:
        assert a[: a.index("last_verified: ")] == b[: b.index("last_verified: 2026-11-21")]


def test_a_full_disk_is_told_and_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "resources.yaml"
    path.write_text(CATALOGUE, encoding="utf-8")
    soft, hard = rlimits.getrlimit(rlimits.RLIMIT_FSIZE)
    rlimits.setrlimit(rlimits.RLIMIT_FSIZE, (10, hard))
    try:
        with pytest.raises(CatalogueError, match=r"^resources\.yaml:1: .*disk free"):
            write_verified(path, verified("first"), TODAY)
    finally:
        rlimits.setrlimit(rlimits.RLIMIT_FSIZE, (soft, hard))
    assert path.read_text(encoding="utf-8") == CATALOGUE
    assert [file.name for file in tmp_path.iterdir()] == ["resources.yaml"]


@pytest.mark.parametrize("content", [None, "resources: [", ""], ids=["gone", "broken", "emptied"])
def test_a_file_changed_for_the_worse_meanwhile_is_told(tmp_path, content):
    path = tmp_path / "resources.yaml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"^resources\.yaml:\d+: "):
        write_verified(path, verified("first"), TODAY)

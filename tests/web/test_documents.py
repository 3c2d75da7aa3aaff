"""The document view: what is marked, and what can never get through."""

from __future__ import annotations

import re

import pytest

from app.web.document_view import document_html
from app.web.highlight import mark_quote
from app.web.render import block_html, inline_html
from graphs.ports import Passage, Unit
from tests.web.scripted import BODY, PASSAGE


@pytest.mark.parametrize(
    ("html", "quote", "marked"),
    [
        pytest.param("<p>one two three</p>", "two", "<p>one <mark>two</mark> three</p>", id="plain"),
        pytest.param(
            "<p>a <strong>b c</strong> d</p>",
            "a b",
            "<p><mark>a </mark><strong><mark>b</mark> c</strong> d</p>",
            id="ends inside bold",
        ),
        pytest.param(
            "<p>pay <em>$93</em>,500 now</p>",
            "$93,500",
            "<p>pay <em><mark>$93</mark></em><mark>,500</mark> now</p>",
            id="amount across markup",
        ),
        pytest.param("<p>a &amp; b</p>", "a & b", "<p><mark>a &amp; b</mark></p>", id="entity"),
        pytest.param("<p>Über\nuns</p>", "über uns", "<p><mark>Über\nuns</mark></p>", id="case and line break"),
        pytest.param("<p>15 and 5</p>", "5", "<p>15 and <mark>5</mark></p>", id="whole words only"),
        pytest.param(
            "<li>one</li><li>two</li>",
            "one two",
            "<li><mark>one</mark></li><li><mark>two</mark></li>",
            id="across blocks",
        ),
        pytest.param("<td>a</td><td>b</td>", "ab", "<td>a</td><td>b</td>", id="blocks do not join words"),
        pytest.param(
            "<p>Kube<strong>rnetes</strong></p>",
            "Kubernetes",
            "<p><mark>Kube</mark><strong><mark>rnetes</mark></strong></p>",
            id="word across markup",
        ),
        pytest.param("<p>50% off.</p>", "50%", "<p><mark>50%</mark> off.</p>", id="sign after"),
        pytest.param("<p>text</p>", "other", "<p>text</p>", id="not there"),
        pytest.param("<p>text</p>", "", "<p>text</p>", id="nothing asked"),
        pytest.param("<p>text</p>", "... !", "<p>text</p>", id="only signs asked"),
        pytest.param(
            '<a href="x?a=two">one</a> two', "two", '<a href="x?a=two">one</a> <mark>two</mark>', id="not in attributes"
        ),
        pytest.param("<p>1 &lt; 2 two</p>", "two", "<p>1 &lt; 2 <mark>two</mark></p>", id="escaped stays escaped"),
    ],
)
def test_marking(html: str, quote: str, marked: str) -> None:
    assert mark_quote(html, quote) == marked


@pytest.mark.parametrize(
    "quote",
    ["earned between $67,000 and $120,000 in 2025.", "Docker and Kubernetes", "Linux", "The median was $93,500."],
)
def test_the_quoted_words_are_marked_in_the_passage_and_nowhere_else(quote: str) -> None:
    html = document_html(BODY, PASSAGE, quote)
    before, inside, after = re.split(r'<section id="passage" class="cited">|</section>', html)
    assert "<mark>" not in before + after
    assert "".join(re.findall(r"<mark>(.*?)</mark>", inside)).replace("</strong>", "") == quote
    assert inside.startswith("<h2>Pay of a junior</h2>") and "Tools" in after


def _passage(section: tuple[str, ...], units: tuple[Unit, ...] = ()) -> Passage:
    return Passage(id="d#x", document="d", title="D", source="S", section=section, units=units, text="", position=0)


def test_a_passage_without_places_is_found_by_its_heading() -> None:
    html = document_html(BODY, _passage(("Junior AI infrastructure engineer", "Tools")), "Terraform infrastructure")
    inside = html.partition('<section id="passage" class="cited">')[2]
    assert "<td><mark>Terraform</mark></td>" in inside and "<td><mark>infrastructure</mark></td>" in inside


@pytest.mark.parametrize(
    "passage",
    [
        pytest.param(_passage(("Gone",)), id="heading gone"),
        pytest.param(_passage(()), id="no heading"),
        pytest.param(_passage(("Gone",), (Unit("t", "t", "sentence", 10_000, 10_010),)), id="place beyond the end"),
    ],
)
def test_a_document_that_changed_is_still_shown(passage: Passage) -> None:
    html = document_html(BODY, passage, "Terraform")
    assert "Terraform" in html and "<section" not in html


def test_comments_of_the_corpus_are_not_shown() -> None:
    body = "# T\n\n## Pay\n<!-- ask\nquestions:\n  - What does it pay?\n-->\nIt pays well.\n"
    start = body.index("It pays")
    unit = Unit("It pays well.", "It pays well.", "sentence", start, start + 13)
    html = document_html(body, _passage(("T", "Pay"), (unit,)), "pays well")
    assert "questions" not in html
    assert '<section id="passage" class="cited"><h2>Pay</h2>' in html and "<mark>pays well.</mark>" in html


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://evil.example/track.png)",
    "<iframe src=https://evil.example></iframe>",
    "<style>*{display:none}</style>",
    '<section id="passage" class="cited">fake</section>',
    "</section><section id=passage>",
    "<svg><script>alert(1)</script></svg>",
    "<form action=https://evil.example><input name=a></form>",
    "<p style='position:fixed' onclick=alert(1)>x</p>",
    "<mark>fake</mark>",
    "<!-- --><script>alert(1)</script><!-- -->",
    "<details open ontoggle=alert(1)>x</details>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content=0>",
]
TAG = re.compile(
    r"<\s*/?\s*(script|img|iframe|style|svg|form|input|base|meta|details|section|mark)\b|\son\w+\s*=|\sstyle\s*=|\sid\s*=",
    re.I,
)
SCHEME = re.compile(r"href\s*=\s*[\"']?\s*(javascript|data|vbscript):", re.I)


def _tags_only(html: str) -> str:
    return " ".join(re.findall(r"<[^>]*>", html))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_hostile_gets_through(hostile: str) -> None:
    for html in (inline_html(hostile), block_html(hostile), document_html(f"# T\n\n{hostile}\n\ntext {hostile}\n")):
        assert not TAG.search(_tags_only(html)), html
        assert not SCHEME.search(_tags_only(html)), html
    html = document_html(f"# T\n\n{hostile}\n\nwords {hostile}\n", _passage(("T",)), "words")
    assert html.count("<section") == 1 == html.count("</section>")
    rest = html.replace('<section id="passage" class="cited">', "").replace("</section>", "")
    assert not TAG.search(_tags_only(rest.replace("<mark>", "").replace("</mark>", ""))), html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**$67,000** to `kubectl`", "<strong>$67,000</strong> to <code>kubectl</code>"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("# not a heading", "# not a heading"),
    ],
)
def test_a_sentence_keeps_its_inline_markup(text: str, html: str) -> None:
    assert inline_html(text) == html

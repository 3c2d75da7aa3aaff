from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.download import hub_address, pull
from app.models.locate import locate
from graphs.errors import BadSettings, Cancelled, DataDirUnusable, ModelCorrupt, ModelUnavailable
from tests.models.gguf_files import gguf_bytes
from tests.models.hub import Hub

SETTING = "hf:someone/Tiny-GGUF/tiny-q4_k_m.gguf"


@pytest.fixture
def hub() -> Iterator[Hub]:
    hub = Hub("someone/Tiny-GGUF", "tiny-q4_k_m.gguf", gguf_bytes(values=500_000))
    yield hub
    hub.close()


def test_a_model_arrives_verified_with_progress(hub: Hub, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    pulled = pull(SETTING, tmp_path, base_url=hub.url, on_progress=lambda *at: seen.append(at))
    size = len(hub.content)
    assert (pulled.size, pulled.sha256, pulled.verified) == (size, hub.sha256, True)
    assert seen[0] == (0, size)
    assert seen[-1] == (size, size)
    assert seen == sorted(seen)
    assert locate(SETTING, tmp_path) == pulled.path
    assert not list(tmp_path.rglob("*.part"))


def test_a_second_pull_sends_nothing(hub: Hub, tmp_path: Path) -> None:
    pull(SETTING, tmp_path, base_url=hub.url)
    pull(SETTING, tmp_path, base_url=hub.url)
    assert hub.sent_ranges == [None]


def test_a_cancel_keeps_the_part_and_the_next_pull_goes_on(hub: Hub, tmp_path: Path) -> None:
    so_far: list[int] = []
    with pytest.raises(Cancelled, match="again"):
        pull(
            SETTING,
            tmp_path,
            base_url=hub.url,
            on_progress=lambda at, _: so_far.append(at),
            cancelled=lambda: bool(so_far) and so_far[-1] > 600_000,
        )
    (part,) = tmp_path.rglob("*.part")
    kept = part.stat().st_size
    assert 600_000 < kept < len(hub.content)
    assert pull(SETTING, tmp_path, base_url=hub.url).sha256 == hub.sha256
    assert hub.sent_ranges == [None, f"bytes={kept}-"]


def test_a_lost_connection_keeps_the_part(hub: Hub, tmp_path: Path) -> None:
    hub.drop_after = 700_000
    with pytest.raises(ModelUnavailable, match="again"):
        pull(SETTING, tmp_path, base_url=hub.url)
    hub.drop_after = None
    assert pull(SETTING, tmp_path, base_url=hub.url).path.read_bytes() == hub.content
    assert hub.sent_ranges[1] is not None


def test_a_server_without_ranges_starts_over(hub: Hub, tmp_path: Path) -> None:
    hub.drop_after = 700_000
    with pytest.raises(ModelUnavailable):
        pull(SETTING, tmp_path, base_url=hub.url)
    hub.drop_after, hub.ranges = None, False
    assert pull(SETTING, tmp_path, base_url=hub.url).path.read_bytes() == hub.content


def test_damaged_bytes_are_deleted(hub: Hub, tmp_path: Path) -> None:
    hub.content = hub.content[:-8] + b"\0" * 8
    with pytest.raises(ModelCorrupt, match="sha256"):
        pull(SETTING, tmp_path, base_url=hub.url)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_web_page_instead_of_a_model_is_not_kept(hub: Hub, tmp_path: Path) -> None:
    hub.content, hub.sha256 = b"<html>please sign in</html>" * 100, None
    with pytest.raises(ModelCorrupt, match="not a GGUF"):
        pull(SETTING, tmp_path, base_url=hub.url)
    assert not list(tmp_path.rglob("*.gguf"))


def test_without_any_checksum_the_result_says_so(hub: Hub, tmp_path: Path) -> None:
    hub.sha256 = None
    assert not pull(SETTING, tmp_path, base_url=hub.url).verified


def test_a_file_changed_after_the_pull_is_found_when_it_is_used(hub: Hub, tmp_path: Path) -> None:
    path = pull(SETTING, tmp_path, base_url=hub.url).path
    path.write_bytes(hub.content[:-1] + b"\0")
    with pytest.raises(ModelCorrupt, match="damaged or was replaced"):
        locate(SETTING, tmp_path)


@pytest.mark.parametrize(
    ("setting", "error"),
    [
        pytest.param("hf:someone/Tiny-GGUF/other.gguf", ModelUnavailable, id="not on the hub"),
        pytest.param("hf:someone/other.gguf", BadSettings, id="no repository"),
        pytest.param("hf:someone/../../x.gguf", BadSettings, id="climbing out"),
        pytest.param("no-such-model", BadSettings, id="unknown name"),
    ],
)
def test_names_that_lead_nowhere(hub: Hub, tmp_path: Path, setting: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        pull(setting, tmp_path, base_url=hub.url)


def test_no_network(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="connection"):
        pull(SETTING, tmp_path, base_url="http://127.0.0.1:9")


def test_a_data_directory_that_cannot_be_used(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file is in the way")
    with pytest.raises(DataDirUnusable, match="MENTOR_DATA_DIR"):
        pull(SETTING, tmp_path, base_url=hub.url)


def test_the_bundled_model_needs_no_download(tmp_path: Path) -> None:
    pulled = pull("smollm2-135m-instruct", tmp_path, base_url="http://127.0.0.1:9")
    assert pulled.path.name == "SmolLM2-135M-Instruct.Q4_1.gguf"
    assert pulled.verified


def test_the_hub_has_an_address() -> None:
    assert hub_address().startswith("https://")

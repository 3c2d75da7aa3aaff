"""The shipped catalogues, and how a wrong one is told."""

import re
from pathlib import Path

import pytest

from app.adapters.catalogue import PER_STEP, STEPS, load_catalogue, load_resources, load_skills
from graphs.career.resources import Cost
from graphs.career.skills import Level, Rating
from graphs.errors import CatalogueError

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue(CORPUS)


# ------------------------------------------------------------------------------------------------ what is shipped


MATRIX = {  # junior, mid, senior: the stars of the first source
    "python": (2, 3, 4),
    "docker": (2, 3, 4),
    "kubernetes": (1, 3, 4),
    "linux-bash": (2, 3, 4),
    "git": (2, 3, 3),
    "cloud": (1, 3, 4),
    "terraform": (1, 3, 4),
    "ml-frameworks": (1, 2, 3),
    "monitoring": (1, 2, 4),
    "system-design": (1, 2, 4),
}


@pytest.mark.parametrize(("skill_id", "stars"), MATRIX.items(), ids=MATRIX)
def test_matrix_targets_are_the_stars_of_the_source(catalogue, skill_id, stars):
    levels = (Level.JUNIOR, Level.MID, Level.SENIOR)
    assert tuple(catalogue.skills.target(skill_id, level) for level in levels) == stars
    assert catalogue.skills.target(skill_id, Level.STAFF) == stars[2]


def test_the_matrix_group_is_exactly_the_source_s_ten(catalogue):
    assert {skill.id for skill in catalogue.skills.skills if skill.group == "matrix"} == set(MATRIX)
    assert "Staff/Principal" in catalogue.skills.staff_note


def test_a_target_outside_the_matrix_says_where_it_was_read(catalogue):
    for skill in catalogue.skills.skills:
        if skill.group != "matrix":
            assert skill.source_note, skill.id


@pytest.mark.parametrize(
    ("words", "skill_id"),
    [
        ("K8s", "kubernetes"),
        ("EKS", "kubernetes"),
        ("gke", "kubernetes"),
        ("IaC", "terraform"),
        ("Infrastructure  as Code", "terraform"),
        ("bash", "linux-bash"),
        ("shell", "linux-bash"),
        ("py", "python"),
        ("torch", "ml-frameworks"),
        ("Cloud (AWS/GCP)", "cloud"),
        ("GCP", "cloud"),
        ("otel", "monitoring"),
        ("nvidia-smi", "gpu"),
        ("CI/CD", "ci-cd"),
        ("model serving", "model-serving"),
        ("KFServing", "model-serving"),
        ("Postgres", "sql"),
        ("RAG", "vector-databases"),
        ("on-call", "incident-response"),
    ],
)
def test_people_s_words_find_the_skill(catalogue, words, skill_id):
    assert catalogue.skills.resolve(words).id == skill_id


def test_unknown_words_find_nothing(catalogue):
    assert catalogue.skills.resolve("knitting") is None
    assert catalogue.skills.target("knitting", Level.JUNIOR) is None


def test_prerequisites_come_in_an_order_to_learn_them(catalogue):
    before = catalogue.skills.before("kubernetes")
    assert set(before) == {"linux-bash", "docker", "networking"}
    assert before.index("linux-bash") < before.index("docker")


def test_every_step_of_every_skill_offers_a_choice(catalogue):
    for skill in catalogue.skills.skills:
        for step in STEPS:
            offered = catalogue.resources.covering(skill.id, step)
            assert len({resource.id for resource in offered}) >= PER_STEP, (skill.id, step)


def test_every_step_can_be_made_without_paying(catalogue):
    for skill in catalogue.skills.skills:
        for step in STEPS:
            kinds = {resource.cost.kind for resource in catalogue.resources.covering(skill.id, step)}
            assert "free" in kinds, (skill.id, step)


def test_addresses_are_not_listed_twice(catalogue):
    addresses = [resource.address.rstrip("/") for resource in catalogue.resources.resources]
    assert sorted(set(addresses)) == sorted(addresses)


NAMED = {
    "000_355b879f80aa020f.txt": {
        "ddia", "sre-book", "kubernetes-up-and-running", "aws-solutions-architect", "kubernetes-for-developers",
        "mlops-specialization", "mlops-community-newsletter", "the-batch", "aws-ml-blog", "google-cloud-ai-blog",
        "r-machinelearning", "mlops-community-slack", "kubernetes-slack", "mlops-world", "kubecon", "aws-reinvent",
    },
    "001_a8ca8aeac5d3ce50.txt": {
        "aws-cloud-practitioner", "google-cloud-digital-leader", "az-900", "lfca", "tensorflow-developer-certificate",
        "docker-certified-associate", "github-foundations", "pcep", "mlflow-docs", "jupyter-docs", "onnx-docs",
        "pandas-getting-started", "redis-docs", "postgresql-tutorial", "mysql-tutorial", "jenkins-tutorials",
    },
    "002_f3069bd1ddb0e1e6.txt": {
        "seldon-core-docs", "tensorflow-serving", "torchserve", "kserve-docs", "kubeflow-docs", "kubeflow-pipelines",
        "argo-workflows-docs", "prometheus-docs", "grafana-fundamentals", "opentelemetry-docs", "dvc-docs",
        "sagemaker-docs", "azure-ml-docs", "vertex-ai-docs", "openshift-docs", "aws-neuron-docs",
        "mlflow-docs",
    },
    "003_a002aeac0f331522.txt": {
        "ddia", "passionate-programmer", "america-ai-action-plan", "cloudformation-docs", "terraform-tutorials",
        "nvidia-gpu-operator", "cassandra-docs", "cockroachdb-docs", "pinecone-learn", "milvus-docs", "amazon-s3-docs",
    },
}  # fmt: skip


@pytest.mark.parametrize("source", NAMED)
def test_what_a_source_names_is_there_and_says_so(catalogue, source):
    marked = {resource.id for resource in catalogue.resources.resources if source in resource.sources}
    assert NAMED[source] <= marked


def test_what_can_no_longer_be_taken_up_is_never_offered(catalogue):
    retired = catalogue.resources.get("tensorflow-developer-certificate")
    assert retired.note
    assert retired not in catalogue.resources.covering("ml-frameworks", Rating.BASIC)


@pytest.mark.parametrize(
    ("words", "label"),
    [("free", "free"), ("paid", "paid"), ("150 USD", "about 150 USD")],
    ids=["free", "paid", "price"],
)
def test_costs_read_as_people_write_them(words, label):
    assert Cost.model_validate(words).label == label


# ---------------------------------------------------------------------------------------------- what is told wrong


SKILLS = """\
staff_note: The matrix stops at Senior.
skills:
  - id: docker
    name: Docker
    group: matrix
    tag: foundation
    aliases: [containers, podman]
    prerequisites: []
    targets: {junior: 2, mid: 3, senior: 4, staff: 4}
    anchors: &anchors
      0: Has not run a container yet.
      1: Runs containers from published images.
      2: Writes a Dockerfile for a service.
      3: Writes a multi-stage Dockerfile.
      4: Debugs namespaces and cgroups.
  - id: kubernetes
    name: Kubernetes
    group: matrix
    tag: foundation
    aliases: [k8s]
    prerequisites: [docker]
    targets: {junior: 1, mid: 3, senior: 4, staff: 4}
    anchors: *anchors
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        pytest.param("id: kubernetes", "id: docker", 16, "already taken", id="id-twice"),
        pytest.param("[k8s]", "[k8s, podman]", 20, "'podman' of 'kubernetes' already means 'docker'", id="alias-twice"),
        pytest.param("[k8s]", "[docker]", 20, "already means 'docker'", id="alias-is-a-name"),
        pytest.param("[k8s]", "[K8S]", 20, "aliases", id="alias-upper-case"),
        pytest.param("name: Kubernetes", "name: Docker", 17, "also names 'docker'", id="name-twice"),
        pytest.param("[docker]\n", "[dokcer]\n", 21, "'dokcer' of 'kubernetes' is no skill", id="prerequisite-unknown"),
        pytest.param("prerequisites: []", "prerequisites: [kubernetes]", 8, "Remove one", id="cycle"),
        pytest.param("prerequisites: []", "prerequisites: [docker]", 8, "Remove one", id="own-prerequisite"),
        pytest.param("junior: 2", "junior: 5", 9, "targets.junior", id="rating-out-of-range"),
        pytest.param("tag: foundation", "tag: fundation", 6, "tag", id="tag-misspelt"),
        pytest.param("    tag: foundation\n", "", 3, "tag is missing", id="field-missing"),
        pytest.param("tag: foundation", "tag: foundation\n    colour: red", 7, "not a known field", id="field-unknown"),
        pytest.param("      4: Debugs namespaces and cgroups.\n", "", 10, "each rating", id="anchor-missing"),
        pytest.param("cgroups.", "cgroups." + " More." * 30, 15, "at most 139 characters", id="anchor-too-long"),
        pytest.param("name: Docker\n", "name: Docker\n    name: Again\n", 5, "given twice", id="key-twice"),
        pytest.param("[containers, podman]", "[containers, podman", 8, "YAML", id="yaml-broken"),
    ],
)  # fmt: skip
def test_a_wrong_skill_is_told_with_file_and_line(tmp_path, old, new, line, says):
    assert old in SKILLS
    path = tmp_path / "skills.yaml"
    path.write_text(SKILLS.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as told:
        load_skills(path)
    assert str(told.value).startswith(f"skills.yaml:{line}: ")
    assert says in str(told.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(None, "cannot be read", id="absent"),
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"- a\n- b\n", "top level", id="a-list"),
        pytest.param(b"\xff\xfe\x00", "not UTF-8", id="not-text"),
        pytest.param(b"staff_note: a\nskills: &a [*a]\n", "skills", id="contains-itself"),
    ],
)
def test_a_file_that_is_none_is_told(tmp_path, content, says):
    path = tmp_path / "skills.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CatalogueError, match=r"^skills\.yaml:\d+: ") as told:
        load_skills(path)
    assert says in str(told.value)


def resources(*changes):
    entry = (
        "  - {id: NAME, title: A title, kind: course, skills: [docker, kubernetes], from_rating: 0, to_rating: 3,\n"
        "     hours: 5, cost: free, address: \"https://example.org/NAME\", provider: Some, language: en,\n"
        "     sources: [one.txt], last_verified: null}\n"
    )  # fmt: skip
    text = "documents: [{file: one.txt, title: One}]\nresources:\n"
    text += "".join(entry.replace("NAME", name) for name in ("first", "second", "third"))
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        pytest.param("id: second", "id: first", 6, "already taken", id="id-twice"),
        pytest.param("[docker, kubernetes]", "[docker, k9s]", 3, "'first' names the skill 'k9s'", id="skill-unknown"),
        pytest.param("[one.txt]", "[two.txt]", 5, "source 'two.txt'", id="source-unknown"),
        pytest.param("to_rating: 3", "to_rating: 0", 3, "is not below", id="leads-nowhere"),
        pytest.param("https://example.org/first", "http://example.org/first", 4, "address", id="not-https"),
        pytest.param("https://example.org/first", "https://localhost/first", 4, "address", id="no-domain"),
        pytest.param("cost: free", "cost: cheap", 4, "'cheap' is no cost", id="cost-odd"),
        pytest.param("hours: 5", "hours: 0", 4, "hours", id="no-hours"),
        pytest.param("last_verified: null", "last_verified: 2026-02-30", 5, "last_verified", id="no-such-day"),
        pytest.param(
            "from_rating: 0", "from_rating: 1", 2, "'docker' has 2 resources from rating 0 to 1", id="too-few"
        ),
        pytest.param("null}", "null, available: false}", 2, "has 2 resources", id="retired-does-not-count"),
    ],
)
def test_a_wrong_resource_is_told_with_file_and_line(tmp_path, old, new, line, says):
    (tmp_path / "skills.yaml").write_text(SKILLS, encoding="utf-8")
    (tmp_path / "resources.yaml").write_text(resources((old, new)), encoding="utf-8")
    with pytest.raises(CatalogueError) as told:
        load_catalogue(tmp_path)
    assert re.match(rf"resources\.yaml:{line}: ", str(told.value)), str(told.value)
    assert says in str(told.value)


def test_all_problems_are_told_at_once_each_on_its_line(tmp_path):
    path = tmp_path / "resources.yaml"
    path.write_text(resources(("hours: 5", "hours: -1"), ("kind: course", "kind: curse")), encoding="utf-8")
    with pytest.raises(CatalogueError) as told:
        load_resources(path, load_skills(CORPUS / "skills.yaml"))
    lines = str(told.value).splitlines()
    assert {line.split(" ")[0] for line in lines} == {"resources.yaml:3:", "resources.yaml:4:"}


def test_a_right_pair_of_files_loads(tmp_path):
    (tmp_path / "skills.yaml").write_text(SKILLS, encoding="utf-8")
    text = resources(("last_verified: null", "last_verified: 2026-11-21"))
    (tmp_path / "resources.yaml").write_text(text, encoding="utf-8")
    loaded = load_catalogue(tmp_path)
    assert loaded.resources.get("first").last_verified.isoformat() == "2026-11-21"
    assert loaded.skills.get("docker").anchor(Rating.INTERMEDIATE) == "Writes a Dockerfile for a service."

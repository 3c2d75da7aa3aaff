"""The program as its own process, as a person starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Service:
    def __init__(self, port: int) -> None:
        self.port = port
        # A test run may ignore the interrupt signal, which a child would inherit.
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", str(port)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip

    def wait_ready(self) -> None:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            try:
                if httpx.get(f"http://127.0.0.1:{self.port}/readyz").status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            assert self.process.poll() is None, self.process.communicate()
            time.sleep(0.1)
        raise AssertionError("it did not get ready")


@pytest.fixture
def service(mentor) -> Iterator[Service]:
    started = Service(free_port())
    try:
        started.wait_ready()
        yield started
    finally:
        started.process.kill()
        started.process.communicate()


def test_a_running_server_does_the_work_of_the_other_commands(mentor, service: Service) -> None:
    asked = mentor("ask", "What does a junior earn?")
    assert asked.exit_code == 0, asked.output
    assert "$67,000" in asked.stdout
    assert "Loading the models" not in asked.stderr
    (mentor.corpus / "new.md").write_text(
        "# New\n## Tools\n<!-- ask\nquestions:\n  - Which tools does a senior use?\n-->\nA senior uses Terraform.\n"
    )
    ingested = mentor("ingest")
    assert (ingested.exit_code, ingested.stdout.splitlines()[0]) == (0, "+ new.md")
    assert "Terraform" in mentor("ask", "Which tools does a senior use?").stdout
    port = next(line for line in mentor("doctor").stdout.splitlines() if line.split()[1] == "port")
    assert f"the mentor runs at http://127.0.0.1:{service.port}" in port
    second = mentor("serve", "--port", str(free_port()))
    assert second.exit_code == 3
    assert "already runs" in second.stderr
    assert mentor("ask", "x" * 9000).exit_code == 2


def test_it_prints_its_address_and_ends_well_on_interrupt(mentor, service: Service) -> None:
    service.process.send_signal(signal.SIGINT)
    out, err = service.process.communicate(timeout=120)
    assert service.process.returncode == 0, err
    assert out == f"The mentor's page: http://127.0.0.1:{service.port}\n"
    assert "The mentor is ready." in err
    assert not (mentor.data / "server.json").exists()


def test_a_killed_server_is_not_mistaken_for_a_running_one(mentor, service: Service) -> None:
    os.kill(service.process.pid, signal.SIGKILL)
    service.process.wait()
    assert (mentor.data / "server.json").exists()
    assert "$67,000" in mentor("ask", "What does a junior earn?").stdout


def test_port_in_use_names_a_free_one(mentor) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = mentor("serve", "--port", str(port))
    assert done.exit_code == 3
    assert f"Port {port} is in use" in done.stderr
    free = int(done.stderr.rpartition("--port ")[2].strip("`.\n"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", free))

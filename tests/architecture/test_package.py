"""What is installed is whole: a container has the package and nothing of the repository."""

import importlib
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

from tests.architecture.repository import PACKAGES, ROOT, tracked


def test_the_wheel_has_every_file_of_the_packages(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for path in tracked():
        if path.parts[0] in (*PACKAGES, "pyproject.toml", "README.md", "LICENSE"):
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, source / path)
    build = "from setuptools.build_meta import build_wheel; build_wheel('.')"
    subprocess.run([sys.executable, "-W", "ignore", "-c", build], cwd=source, check=True, capture_output=True)
    [wheel] = source.glob("*.whl")
    with ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    assert {path.as_posix() for path in tracked() if path.parts[0] in PACKAGES} <= packed
    assert {name.split("/")[0] for name in packed} == {*PACKAGES, "vardag-0.1.0.dist-info"}


def test_the_command_is_there() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    assert scripts.keys() == {"vardag"}
    module, _, name = scripts["vardag"].partition(":")
    assert callable(getattr(importlib.import_module(module), name))

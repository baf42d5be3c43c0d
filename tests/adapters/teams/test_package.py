"""The app package, as Teams takes it."""

import io
import json
import shutil
import struct
import subprocess
import tarfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema import Draft4Validator

from adapters.teams.package import packages
from adapters.teams.receive import COMMAND
from dialogues.words import read
from tests.adapters.teams.signing import APP_ID

#: Microsoft's schemas, by the hash that the registry has for them.
SCHEMAS = "@microsoft/app-manifest@1.1.2"
LEVELS = ("1.29", "1.25")


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Microsoft's own, by their path in the package that they come in."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("there is no npm here, by which Microsoft gives out the schema of the manifest")
    folder = tmp_path_factory.mktemp("schemas")
    packed = subprocess.run(
        [npm, "pack", SCHEMAS, "--silent"], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    if packed.returncode:
        pytest.skip(f"npm does not reach its registry, from which the schema comes: {packed.stderr[-200:]}")
    with tarfile.open(folder / packed.stdout.strip().splitlines()[-1]) as archive:
        names = [name for name in archive.getnames() if "/json-schemas/teams/" in name]
        found = {name.split("/teams/")[1]: archive.extractfile(name) for name in names}
        return {name: json.load(file) for name, file in found.items() if file}


@pytest.fixture(scope="module")
def made() -> Mapping[str, bytes]:
    return packages(APP_ID, url="https://vardag.example.com", version="1.2.3")


def opened(data: bytes) -> Mapping[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("level", LEVELS)
def test_the_manifest_is_one_that_microsofts_schema_takes(
    schemas: Mapping[str, Any], made: Mapping[str, bytes], level: str
) -> None:
    files = opened(made[f"vardag-teams-{level}.zip"])
    for schema, file in (("MicrosoftTeams.schema", "manifest.json"), ("MicrosoftTeams.Localization.schema", "sv.json")):
        validator = Draft4Validator(schemas[f"v{level}/{schema}.json"])
        errors = [
            f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(json.loads(files[file]))
        ]
        assert errors == []


def test_the_schema_finds_what_is_wrong(schemas: Mapping[str, Any], made: Mapping[str, bytes]) -> None:
    """The slash command is what an older tenant stumbles over."""
    manifest = json.loads(opened(made["vardag-teams-1.29.zip"])["manifest.json"])
    assert list(Draft4Validator(schemas["v1.25/MicrosoftTeams.schema.json"]).iter_errors(manifest))


def test_the_newer_level_has_the_slash_command_and_both_have_the_list(made: Mapping[str, bytes]) -> None:
    newer, older = (json.loads(opened(made[f"vardag-teams-{level}.zip"])["manifest.json"]) for level in LEVELS)
    (bot,), (plain,) = newer["bots"], older["bots"]
    assert bot["supportsTargetedMessages"]
    assert bot["commandLists"][0]["triggers"] == ["slash", "mention"]
    for each in (bot, plain):
        assert each["scopes"] == ["personal", "team"]
        assert each["botId"] == APP_ID
        assert each["commandLists"][0]["commands"][0]["title"] == "goal"


def test_the_list_is_no_longer_than_teams_takes_and_holds_what_we_understand(made: Mapping[str, bytes]) -> None:
    """https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema#botscommandlists"""
    files = opened(made["vardag-teams-1.29.zip"])
    swedish = json.loads(files["sv.json"])
    commands = json.loads(files["manifest.json"])["bots"][0]["commandLists"][0]["commands"]
    assert 0 < len(commands) <= 10
    for number, each in enumerate(commands):
        assert len(each["title"]) <= 32
        assert len(each["description"]) <= 128
        assert 0 < len(swedish[f"bots[0].commandLists[0].commands[{number}].description"]) <= 128
        command = COMMAND.fullmatch(each["title"])
        assert command
        assert read(command["words"]).word is not None


@pytest.mark.parametrize(("name", "side"), [("color.png", 192), ("outline.png", 32)])
def test_the_icons_are_pictures_of_the_size_that_teams_wants(made: Mapping[str, bytes], name: str, side: int) -> None:
    picture = opened(made["vardag-teams-1.29.zip"])[name]
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24]) == (side, side)
    begin = picture.index(b"IDAT")
    (length,) = struct.unpack(">I", picture[begin - 4 : begin])
    rows = zlib.decompress(picture[begin + 4 : begin + 4 + length])
    pixels = [
        rows[at : at + 4]
        for row in range(side)
        for at in range(row * (4 * side + 1) + 1, (row + 1) * (4 * side + 1), 4)
    ]
    assert len(pixels) == side * side
    if name == "outline.png":
        assert {pixel[:3] for pixel in pixels} == {b"\xff\xff\xff"}
        assert {pixels[0][3], max(pixel[3] for pixel in pixels)} == {0, 255}
    else:
        assert {pixel[3] for pixel in pixels} == {255}


def test_the_same_app_is_the_same_bytes(made: Mapping[str, bytes]) -> None:
    assert packages(APP_ID, url="https://vardag.example.com", version="1.2.3") == made


def test_nothing_of_this_machine_is_in_it(made: Mapping[str, bytes]) -> None:
    for data in made.values():
        assert not any(str(Path.cwd()).encode() in file for file in opened(data).values())

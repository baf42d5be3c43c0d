"""The app package that an administrator uploads to Teams."""

import json
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from adapters.teams import icon
from adapters.teams.manifest import COLOR, LEVELS, OUTLINE, SWEDISH, Level, manifest, swedish


def packages(app_id: str, *, url: str, version: str) -> Mapping[str, bytes]:
    """One for each level of the manifest, by file name, the one to try first first."""
    return {f"vardag-teams-{level}.zip": _package(level, app_id=app_id, url=url, version=version) for level in LEVELS}


def _package(level: Level, *, app_id: str, url: str, version: str) -> bytes:
    """The same bytes every time."""
    files = {
        "manifest.json": _json(manifest(level, app_id=app_id, url=url, version=version)),
        SWEDISH: _json(swedish(level)),
        COLOR: icon.color(192),
        OUTLINE: icon.outline(32),
    }
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, compress_type=ZIP_DEFLATED)
    return written.getvalue()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()

"""What must not stand in any file that is committed."""

import re
from collections.abc import Mapping

import pytest

from tests.architecture.repository import PACKAGES, ROOT, python, tracked

#: Put together here, so that this file does not hold them itself.
FORBIDDEN = {
    "the host of a package registry": "|".join(("py" + r"pi\.org", "python" + r"hosted\.org", "registry" + r"\.npmjs")),
    "the address of a package index": "--(?:extra-)?" + r"index-url\s*=?\s*\S*//|--" + r"find-links",
    "a path of somebody's machine": r"(?<![\w.~-])/(?:" + "home|Users|work" + r")/\w",
    "a token": r"xox[bp]-\d{9,}-" + r"\w{10,}",
    "a private key": "BEGIN [A-Z ]*" + "PRIVATE KEY",
}


def texts() -> Mapping[str, str]:
    return {str(path): (ROOT / path).read_text(errors="replace") for path in tracked()}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_it_stands_nowhere(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    assert [path for path, text in texts().items() if pattern.search(text)] == []


def test_a_package_begins_with_a_docstring_and_nothing_else() -> None:
    beginnings = [path for path in python(*PACKAGES) if path.name == "__init__.py"]
    assert beginnings
    shape = re.compile(r'\A"""[^"]+"""\n\Z')
    assert [str(path) for path in beginnings if not shape.match((ROOT / path).read_text())] == []

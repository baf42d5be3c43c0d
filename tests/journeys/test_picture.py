"""The bot as `make run` starts it, in a real browser: a newcomer's first minutes, and the picture in README.

    VARDAG_TEST_PICTURES=docs pytest tests/journeys/test_picture.py

puts the pictures there; otherwise they are taken all the same, and thrown away.
"""

import os
import shutil
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser import Browse, browse
from tests.process import running

__all__ = ["browse"]

ANNA, JOHAN = "anna.bergstrom@example.com", "johan.ekstrom@example.com"
TEAM = ("elias.johansson", "fatima.alsayed", "gustav.holm", "hanna.virtanen", "leyla.demir")
FORTNIGHT = 14


async def test_a_newcomers_first_minutes(browse: Browse, tmp_path: Path) -> None:
    environment = {"VARDAG_PORT": "0"}
    async with running("bot.cli", "run", environment=environment, folder=tmp_path) as server:
        page = await browse(f"{server.address}/as/{ANNA}", width=1200, height=860, quiet=False)
        await expect(page.get_by_role("heading", name="Anna Bergström")).to_be_visible()
        await question(page)
        await picture(page, tmp_path, "playground")
        await answer(page)
        for name in TEAM:
            await page.goto(f"{server.address}/as/{name}@example.com")
            await answer(page)
        await step(page, "week")
        await page.goto(f"{server.address}/as/{JOHAN}")
        await show_digest(page)
        await picture(page, tmp_path, "digest")
        for name, scheme, width in looks():
            other = await browse(
                f"{server.address}/as/{JOHAN}", width=width, height=800, color_scheme=scheme, quiet=False
            )
            await show_digest(other)
            assert await other.evaluate("document.documentElement.scrollWidth <= innerWidth")
            await picture(other, tmp_path, name)

    # The next start is the same place at the same time.
    async with running("bot.cli", "run", environment=environment, folder=tmp_path) as server:
        page = await browse(f"{server.address}/as/{ANNA}")
        await expect(page.get_by_text("Tack, sparat.")).to_be_visible()


def looks() -> tuple[tuple[str, Literal["light", "dark"], int], ...]:
    return ("digest-dark", "dark", 1200), ("digest-narrow", "light", 360), ("digest-narrow-dark", "dark", 360)


async def step(page: Page, to: str) -> None:
    """Move the clock, and wait until the page has followed."""
    now = page.locator("#now time")
    before = await now.get_attribute("datetime")
    async with page.expect_response(lambda response: response.url.endswith("/clock")):
        await page.locator(f"button[name=to][value={to}]").click()
    await expect(now).not_to_have_attribute("datetime", before or "")
    await expect(page.locator("form[aria-busy=true]")).to_have_count(0)


async def question(page: Page) -> Locator:
    """The button for yes, in whichever language the question comes.

    It is a day or a few from now, a week after a Thursday, and later where there are holidays: this is the real date.
    """
    yes = page.get_by_role("button", name="Ja", exact=True).or_(page.get_by_role("button", name="Yes", exact=True))
    for _ in range(FORTNIGHT + 1):
        if await yes.count():
            return yes.last
        await step(page, "day")
    pytest.fail("nobody has asked here for a fortnight")


async def answer(page: Page) -> None:
    await (await question(page)).click()
    await expect(page.get_by_text("Tack, sparat.").or_(page.get_by_text("Thanks, saved."))).to_be_visible()


async def show_digest(page: Page) -> None:
    result = page.get_by_text("De flesta fick till det").last
    await expect(result).to_be_visible()
    await result.scroll_into_view_if_needed()


async def picture(page: Page, folder: Path, name: str) -> None:
    file = folder / f"{name}.png"
    await page.screenshot(path=file)
    assert file.read_bytes().startswith(b"\x89PNG")
    if wanted := os.environ.get("VARDAG_TEST_PICTURES"):
        shutil.copy(file, wanted)

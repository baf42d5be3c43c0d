"""A real browser, where one is installed.

A conftest that wants it says `from tests.browser import browse`, and a test then

    page = await browse(address, width=360, height=740, color_scheme="dark")
    await page.screenshot(path="docs/picture.png")

What a page complains of in its console fails the test.
"""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Literal, Protocol

import pytest
from playwright.async_api import Browser, Page, async_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Quiet: nothing is fetched but what a test asks for.
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


class Browse(Protocol):
    """Opens a page. It has its own storage, and a window of its own."""

    async def __call__(
        self,
        url: str,
        *,
        width: int = 1280,
        height: int = 800,
        color_scheme: Literal["light", "dark"] = "light",
        locale: str = "sv-SE",
        scripts: bool = True,
        quiet: bool = True,
    ) -> Page: ...


@pytest.fixture
async def browse() -> AsyncIterator[Browse]:
    """A browser's address bar. Skips the test where no browser is found."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(f"no browser is installed: none of {', '.join(PROGRAMS)} is on the PATH")
    complaints: list[str] = []
    async with _launched(program) as browser, AsyncExitStack() as windows:

        async def browse(
            url: str,
            *,
            width: int = 1280,
            height: int = 800,
            color_scheme: Literal["light", "dark"] = "light",
            locale: str = "sv-SE",
            scripts: bool = True,
            quiet: bool = True,
        ) -> Page:
            window = await browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=color_scheme,
                locale=locale,
                java_script_enabled=scripts,
                reduced_motion="reduce",
            )
            windows.push_async_callback(window.close)
            page = await window.new_page()
            if quiet:
                page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
                page.on("pageerror", lambda error: complaints.append(str(error)))
            await page.goto(url)
            return page

        yield browse
    assert complaints == [], complaints


@asynccontextmanager
async def _launched(program: str) -> AsyncIterator[Browser]:
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=[*ARGUMENTS, *sandbox])
        try:
            yield browser
        finally:
            await browser.close()

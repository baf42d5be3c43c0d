"""Around every route: who may come in, what is said when something is not right, and when everybody has left."""

import asyncio
from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

from aiohttp import web
from babel import negotiate_locale

from adapters.playground.conversation import NotShownError
from adapters.playground.guard import HEADERS, admit
from adapters.playground.post import Post
from adapters.playground.render import Renderer
from adapters.port import InboxError
from dialogues.person import LANGUAGES

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: Those with a sentence of their own; the others share that of 400.
EXPLAINED = (400, 403, 404, 409, 413, 503)
#: Where the post is kept that a request brought, so that it can be offered anew.
POST = web.RequestKey("post", Post)


class Door:
    """Turns whatever is refused into a page that says so kindly."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._inside = 0
        self._empty = asyncio.Event()

    def answer(self, handler: Handler) -> Handler:
        """`handler` behind the door."""

        async def answer(request: web.Request) -> web.StreamResponse:
            self._enter()
            try:
                response = await self._respond(handler, request)
            finally:
                self._leave()
            if not response.prepared:
                response.headers.update(HEADERS)
                response.headers.setdefault("Cache-Control", "no-store")
            return response

        return answer

    async def emptied(self) -> None:
        """Waits until everything that was begun is finished."""
        if self._inside:
            await self._empty.wait()

    async def _respond(self, handler: Handler, request: web.Request) -> web.StreamResponse:
        try:
            admit(request)
            return await handler(request)
        except web.HTTPClientError as error:
            return self._problem(request, error.status)
        except NotShownError:
            return self._problem(request, 409)
        except (InboxError, web.HTTPServiceUnavailable):
            return self._problem(request, 503)

    def _problem(self, request: web.Request, status: int) -> web.Response:
        """What went wrong, and the way back; what only came at a bad moment can be sent again as it was."""
        key = f"problem.{status if status in EXPLAINED else 400}"
        post = request.get(POST)
        values = {"key": key, "back": post.back if post else "/", "again": post if status == 503 else None}
        page = self._renderer.page(
            "problem.html.j2",
            language=preferred(request),
            zone=ZoneInfo("UTC"),
            values={**values, "path": request.path},
        )
        return web.Response(text=page, content_type="text/html", status=status)

    def _enter(self) -> None:
        self._inside += 1
        self._empty.clear()

    def _leave(self) -> None:
        self._inside -= 1
        if not self._inside:
            self._empty.set()


def preferred(request: web.Request) -> str:
    """The one of our languages that the browser likes best."""
    wanted = request.headers.get("Accept-Language", "")
    tags = [part.split(";")[0].strip() for part in wanted.split(",")]
    return negotiate_locale([tag for tag in tags if tag], LANGUAGES, sep="-") or LANGUAGES[-1]

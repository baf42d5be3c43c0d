"""The playground's routes: pages out, forms in. Everything works without scripts; they only make it livelier."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from mimetypes import guess_type
from secrets import token_hex
from zoneinfo import ZoneInfo

from aiohttp import ClientConnectionResetError, web

from adapters.playground.bell import Bell
from adapters.playground.conversation import NEXT, STEPS, Conversation
from adapters.playground.door import POST, Door, Handler, preferred
from adapters.playground.gallery import Gallery
from adapters.playground.guard import HEADERS
from adapters.playground.people import zone
from adapters.playground.post import FIELD, Post
from adapters.playground.render import Renderer
from adapters.playground.view import Views, path
from adapters.playground.weeks import FOUR_WEEKS, beginning
from adapters.playground.world import Resident
from dialogues.person import LANGUAGES

#: Sent by our own script: the page is fetched anew because something has changed, not because somebody came to it.
REFRESH = "Vardag-Refresh"
#: Seconds between signs of life to an open page.
HEARTBEAT = 15.0
#: Characters in one message to the bot.
LONGEST_SAID = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Indoors:
    """What the page needs to answer."""

    conversation: Conversation
    views: Views
    galleries: Mapping[str, Gallery]


class Page:
    """Until `open` is called, and after `close`, every request is asked to come again."""

    def __init__(self, *, bell: Bell) -> None:
        self._bell = bell
        self._renderer = Renderer()
        self._door = Door(self._renderer)
        self._indoors: Indoors | None = None

    def routes(self) -> Sequence[web.RouteDef]:
        answer = self._door.answer
        return [
            web.get("/", answer(self._welcome)),
            web.get("/gallery", answer(self._gallery)),
            web.get("/weeks", answer(self._weeks)),
            web.get("/as/{user}", answer(self._visit("chat"))),
            web.get("/as/{user}/home", answer(self._visit("home")), allow_head=False),
            web.get("/as/{user}/channel/{room}", answer(self._visit("channel"))),
            web.post("/as/{user}/say", answer(self._say)),
            web.post("/as/{user}/tap", answer(self._tap)),
            web.post("/as/{user}/form", answer(self._submit)),
            web.post("/as/{user}/language", answer(self._speak)),
            web.post("/clock", answer(self._move)),
            web.get("/live", answer(self._live), allow_head=False),
            web.get("/assets/{name}", answer(self._asset)),
        ]

    def open(self, indoors: Indoors) -> None:
        self._indoors = indoors

    async def close(self) -> None:
        """Take nothing new, let the open pages go, and finish what was begun."""
        self._indoors = None
        self._bell.remove()
        await self._door.emptied()

    # out

    async def _welcome(self, request: web.Request) -> web.Response:
        town = await self._inside.views.town()
        return self._render("welcome.html.j2", _language(request), town.zone, town=town, visit=None, back="/")

    async def _gallery(self, request: web.Request) -> web.Response:
        language = _language(request)
        shown = {"parts_of_gallery": self._inside.galleries[language], "back": "/gallery"}
        town = await self._inside.views.town()
        return self._render("gallery.html.j2", language, town.zone, town=town, visit=None, **shown)

    async def _weeks(self, request: web.Request) -> web.Response:
        town = await self._inside.views.town()
        since = beginning(town.now, town.zone)
        shown = {"met": await self._inside.views.met(since), "since": since, "back": "/weeks"}
        return self._render("weeks.html.j2", _language(request), town.zone, town=town, visit=None, **shown)

    def _visit(self, kind: str) -> Handler:
        async def visit(request: web.Request) -> web.Response:
            resident = await self._resident(request)
            if kind == "home" and REFRESH not in request.headers:
                await self._inside.conversation.open_home(resident, act=token_hex(16))
            visit = await self._inside.views.visit(resident, kind, request.match_info.get("room"))
            if visit is None:
                raise web.HTTPNotFound
            town = await self._inside.views.town()
            back = visit.tab.path
            return self._render("visit.html.j2", visit.language, zone(resident), town=town, visit=visit, back=back)

        return visit

    async def _live(self, request: web.Request) -> web.StreamResponse:
        """Says that something has changed, whenever something has; what it is, the page then asks itself."""
        heard = request.headers.get("Last-Event-ID", request.query.get("since", ""))
        since = int(heard) if heard.isascii() and heard.isdecimal() and len(heard) < 16 else -1
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", **HEADERS}
        )
        try:
            await stream.prepare(request)
            while True:
                try:
                    if not await asyncio.wait_for(self._bell.heard(since), HEARTBEAT):
                        break
                    since = self._bell.count
                    await stream.write(f"id: {since}\ndata: changed\n\n".encode())
                except TimeoutError:
                    await stream.write(b": still here\n\n")
        except ClientConnectionResetError:
            pass  # the page was closed
        return stream

    async def _asset(self, request: web.Request) -> web.Response:
        body = self._renderer.assets.get(request.match_info["name"])
        if body is None:
            raise web.HTTPNotFound
        kind, _ = guess_type(request.match_info["name"])
        # Its address changes with its content.
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return web.Response(body=body, content_type=kind or "", charset="utf-8", headers=headers)

    # in

    async def _say(self, request: web.Request) -> web.Response:
        post = await self._post(request)
        resident = await self._resident(request)
        text = post["text"].strip()
        if not 0 < len(text) <= LONGEST_SAID:
            raise web.HTTPBadRequest
        await self._inside.conversation.say(resident, text, act=post.act)
        return _see(path(resident.user))

    async def _tap(self, request: web.Request) -> web.Response:
        post = await self._post(request)
        resident = await self._resident(request)
        id = post["message"]
        if not (id.isascii() and id.isdecimal() and len(id) < 16):
            raise web.HTTPBadRequest
        here = await self._inside.conversation.tap(resident, message=int(id), token=post["token"], act=post.act)
        visit = next(tab for tab in await self._inside.views.tabs(resident) if tab.place == here)
        return _see(visit.path)

    async def _submit(self, request: web.Request) -> web.Response:
        post = await self._post(request)
        resident = await self._resident(request)
        if "cancel" in post.fields:
            await self._inside.conversation.close_form(resident)
            return _see(post.back)
        submit = self._inside.conversation.submit
        try:
            replied = await submit(resident, token=post["token"], values=post.entered, act=post.act)
        except ValueError:
            raise web.HTTPBadRequest from None
        return _see(path(resident.user) if replied else post.back)

    async def _speak(self, request: web.Request) -> web.Response:
        post = await self._post(request)
        resident = await self._resident(request)
        if post["locale"] not in LANGUAGES:
            raise web.HTTPBadRequest
        await self._inside.conversation.speak(resident, post["locale"], act=post.act)
        return _see(post.back)

    async def _move(self, request: web.Request) -> web.Response:
        post = await self._post(request)
        if post["to"] not in (NEXT, *STEPS):
            raise web.HTTPBadRequest
        await self._inside.conversation.move(post["to"], act=post.act)
        if STEPS.get(post["to"]) == FOUR_WEEKS:
            return _see(f"/weeks?in={_chosen(post.fields.get('in', '')) or preferred(request)}")
        return _see(post.back)

    async def _post(self, request: web.Request) -> Post:
        request[POST] = post = await Post.read(request)
        return post

    async def _resident(self, request: web.Request) -> Resident:
        resident = await self._inside.views.resident(request.match_info["user"])
        if resident is None:
            raise web.HTTPNotFound
        return resident

    @property
    def _inside(self) -> Indoors:
        if self._indoors is None:
            raise web.HTTPServiceUnavailable
        return self._indoors

    def _render(self, template: str, language: str, zone: ZoneInfo, **values: object) -> web.Response:
        page = self._renderer.page(
            template, language=language, zone=zone, values={**values, "act": lambda: token_hex(16), "field": FIELD}
        )
        return web.Response(text=page, content_type="text/html")


def _language(request: web.Request) -> str:
    return _chosen(request.query.get("in", "")) or preferred(request)


def _chosen(code: str) -> str:
    return code if code in LANGUAGES else ""


def _see(path: str) -> web.Response:
    """Sends the browser to a page, so that to load it again repeats nothing."""
    return web.Response(status=303, headers={"Location": path})

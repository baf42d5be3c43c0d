"""A form of the page that was sent in."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from adapters.playground.guard import read_body, read_fields

#: The pages that one may come back to.
OURS = re.compile(r"/(?:gallery|weeks|as/[\w.~%@-]+(?:/home|/channel/[\w.~%@-]+)?)?", re.ASCII)
#: Before the name of a form's field, so that it is none of the page's own.
FIELD = "field."


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """`act` is the same for the same bytes, among which is a number that no two pages share."""

    fields: Mapping[str, str]
    act: str

    @classmethod
    async def read(cls, request: web.Request) -> "Post":
        """Raises an HTTPClientError for whatever is no form of the page's."""
        body = await read_body(request)
        post = cls(
            fields=read_fields(body), act=hashlib.sha256(request.rel_url.raw_path.encode() + b"\n" + body).hexdigest()
        )
        if not post["act"]:
            raise web.HTTPBadRequest
        return post

    def __getitem__(self, name: str) -> str:
        """A field that there must be. Raises HTTPBadRequest."""
        if name not in self.fields:
            raise web.HTTPBadRequest
        return self.fields[name]

    @property
    def entered(self) -> Mapping[str, str]:
        """The fields of a bot's form."""
        return {name.removeprefix(FIELD): text for name, text in self.fields.items() if name.startswith(FIELD)}

    @property
    def back(self) -> str:
        """The page that it was sent from."""
        back = self.fields.get("back", "")
        return back if OURS.fullmatch(back) else "/"

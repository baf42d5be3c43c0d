"""Both ends of the wire at next to no cost, so that what is measured is the bot: HTTP/1.1 over kept connections."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Self
from urllib.parse import urlsplit

END = b"\r\n\r\n"
LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")


def request(path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    """The bytes of a POST."""
    lines = [f"POST {path} HTTP/1.1", "Host: bot", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, *(f"{name}: {value}" for name, value in headers.items()), "", ""]).encode() + body


class Line:
    """A connection on which one request follows the other."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    @asynccontextmanager
    async def open(cls, address: str) -> AsyncIterator[Self]:
        at = urlsplit(address)
        reader, writer = await asyncio.open_connection(at.hostname, at.port)
        try:
            yield cls(reader, writer)
        finally:
            writer.close()
            await writer.wait_closed()

    async def send(self, request: bytes) -> int:
        """The status of the response, once it is here whole."""
        status, _ = await self.ask(request)
        return status

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """The status and the body of the response."""
        self._writer.write(request)
        head = await self._reader.readuntil(END)
        body = await self._reader.readexactly(_length(head))
        return int(head[9:12]), body


class Sink:
    """A server that answers everything with the same JSON, and counts what it got."""

    def __init__(self, body: bytes) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self.response = head.encode() + body
        self.address = ""
        self._got = asyncio.Semaphore(0)

    @classmethod
    @asynccontextmanager
    async def open(cls, body: bytes) -> AsyncIterator[Self]:
        sink = cls(body)
        async with await asyncio.get_running_loop().create_server(lambda: _Connection(sink), "127.0.0.1", 0) as server:
            sink.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            yield sink

    def take(self) -> None:
        self._got.release()

    async def settle(self, count: int) -> None:
        """Wait until it has got so many more requests."""
        for _ in range(count):
            await self._got.acquire()


class _Connection(asyncio.Protocol):
    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(END)) >= 0:
            size = end + len(END) + _length(self._received[:end])
            if len(self._received) < size:
                return
            self._received = self._received[size:]
            self._transport.write(self._sink.response)
            self._sink.take()


def _length(head: bytes) -> int:
    found = LENGTH.search(head)
    return int(found[1]) if found else 0

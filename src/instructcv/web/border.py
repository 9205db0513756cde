"""What stands between a socket and the routes, in ASGI: request ids, who may ask, how much they may send, what is counted.

A page of another site can make a browser send requests to a server on this machine. So where no token is asked for, the `Host`
must be this machine's (a foreign name that resolves here is refused), and a request from another origin is refused everywhere.
"""

import hmac
import json
import logging
import re
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from instructcv.web.measures import Measures
from instructcv.web.settings import ServerSettings, is_loopback

log = logging.getLogger(__name__)
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

GUARDED = ("/v1/", "/metrics")
"""Where a token is asked for, if there is one; the page itself holds nothing of anybody's."""
_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"content-security-policy": b"default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none'; base-uri 'none'",
}


class TooLargeError(Exception):
    """A body beyond the limit."""


class Border:
    """Wraps an application."""

    def __init__(self, app: App, settings: ServerSettings, measures: Measures) -> None:
        self.app, self.settings, self.measures = app, settings, measures

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"")
        request_id = given if _ID.fullmatch(given) else secrets.token_hex(8).encode()
        scope.setdefault("state", {})["request_id"] = request_id.decode()
        started, status = time.perf_counter(), [0]

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
                extra = _HEADERS | {b"x-request-id": request_id}
                message["headers"] = [*message.get("headers", []), *extra.items()]
            await send(message)

        try:
            refused = self._refused(scope["path"], headers)
            if refused:
                await say(answer, *refused, request_id.decode())
            else:
                await self.app(scope, self._limited(receive), answer)
        except TooLargeError:
            if not status[0]:
                await say(answer, 413, f"more than {self.settings.max_bytes:,} bytes", request_id.decode())
        except Exception:
            log.exception("request %s failed", request_id.decode())
            if not status[0]:
                await say(answer, 500, "something went wrong here, not in the request", request_id.decode())
        finally:
            route = getattr(scope.get("route"), "path", "other")
            self.measures.requests.labels(route=route, status=str(status[0])).inc()
            self.measures.seconds.labels(route=route).observe(time.perf_counter() - started)

    def _refused(self, path: str, headers: dict[bytes, bytes]) -> tuple[int, str] | None:
        """Status and reason, where a request goes no further."""
        host, origin = (headers.get(name, b"").decode("latin-1") for name in (b"host", b"origin"))
        if self.settings.token is None and host and not is_loopback(_name(f"//{host}")):
            return 421, f"this server answers for this machine only, not for {host[:100]!r}"
        if origin and _place(origin) != _place(f"http://{host}"):  # "null", too, which is of nowhere
            return 403, "requests from pages of other sites are refused"
        if self.settings.token is not None and path.startswith(GUARDED):
            scheme, _, given = headers.get(b"authorization", b"").partition(b" ")
            right = hmac.compare_digest(given.strip(), self.settings.token.encode())
            if not (right and scheme.lower() == b"bearer"):
                return 401, "the header Authorization: Bearer TOKEN is missing or wrong"
        length = headers.get(b"content-length", b"0")
        if not length.isdigit():
            return 400, "Content-Length is not a number"
        if int(length) > self.settings.max_bytes:
            return 413, f"more than {self.settings.max_bytes:,} bytes; make the photo smaller first"
        return None

    def _limited(self, receive: Receive) -> Receive:
        """Counts what arrives: a body may come in pieces of no announced length."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.settings.max_bytes:
                raise TooLargeError
            return message

        return counted


def _name(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _place(url: str) -> tuple[str, int | None]:
    """Name and port that a page or a `Host` header names; the scheme may change on the way, at a proxy."""
    try:
        parts = urlsplit(url)
        return parts.hostname or "", parts.port if parts.port not in (80, 443) else None
    except ValueError:
        return "", -1


async def say(send: Send, status: int, reason: str, request_id: str) -> None:
    """A refusal: one line of JSON."""
    body = json.dumps({"error": reason, "request_id": request_id}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    if status == 413:
        headers.append((b"connection", b"close"))  # the rest of the body is not read
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

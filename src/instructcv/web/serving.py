"""Run the application until it is told to stop; what it has begun is finished first."""

import logging
import socket

import uvicorn

from instructcv.errors import UserError
from instructcv.inference.predictor import InstructCV
from instructcv.web.app import build
from instructcv.web.settings import ServerSettings

log = logging.getLogger(__name__)
BACKLOG = 512
"""Connections that may wait to be accepted."""
GRACE_S = 30
"""How long open connections may take to end."""


def serve(model: InstructCV, settings: ServerSettings) -> None:
    """Listen until Ctrl-C or SIGTERM.

    Raises:
        UserError: the address is taken or not this machine's.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        sock = socket.create_server((settings.host.strip("[]"), settings.port), family=family, backlog=BACKLOG)
    except OSError as error:
        place = f"{settings.host}:{settings.port}"
        raise UserError(f"cannot listen on {place} ({error.strerror}); try another --host or --port") from error
    config = uvicorn.Config(
        build(model, settings),
        log_level="warning",
        server_header=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE_S,
    )
    host, port = sock.getsockname()[:2]
    log.warning("listening on http://%s:%d (Ctrl-C stops)", f"[{host}]" if ":" in host else host, port)
    uvicorn.Server(config).run([sock])

"""What a server is told: where it listens, who may ask, and how much at once."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from instructcv.errors import UserError


@dataclass(frozen=True, kw_only=True)
class ServerSettings:
    """A server's limits and places."""

    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    """What `Authorization: Bearer` must carry; None = nobody has to, which is allowed on loopback only."""
    max_bytes: int = 25_000_000
    """Of one request's body."""
    max_pixels: int = 40_000_000
    """Of one photo."""
    max_instructions: int = 16
    """Of one request."""
    max_passes: int = 50
    max_seeds: int = 16
    queue: int = 64
    """Requests that may wait for the model; one more is answered 429."""
    batch: int = 16
    """Waiting requests that are taken together."""
    remembers: int = 8
    """Photos of which the model keeps what it saw, for those who ask about one again or at the same time."""
    seconds: float = 60.0
    """How long one request may take, reading it included."""
    kept_bytes: int = 128_000_000
    """Memory for answers whose pictures and files may still be fetched or corrected; the oldest go first."""
    feedback: Path = Path("feedback")
    """Where corrections are kept."""
    checkpoint: str | None = None
    """What was asked to answer, and is what learning adapts; None = the model inside the package."""
    device: str = "auto"

    def __post_init__(self) -> None:
        """Refuse what no server should be told.

        Raises:
            UserError: an address that others reach without a token, or a number that cannot be.
        """
        for name in ("max_bytes", "max_pixels", "max_instructions", "max_passes", "max_seeds", "queue", "batch"):
            if getattr(self, name) < 1:
                raise UserError(f"{name.replace('_', '-')} is at least 1, not {getattr(self, name)}")
        if not 0 <= self.port < 65536:
            raise UserError(f"--port is a number from 0 to 65535, not {self.port}")
        if not 0 < self.seconds <= 3600:
            raise UserError(f"--seconds is a number above 0 and up to 3600, not {self.seconds:g}")
        if self.token is not None and (len(self.token) < 8 or not self.token.isascii() or " " in self.token):
            raise UserError("the token is at least 8 ASCII characters without spaces; e.g. from `openssl rand -hex 16`")
        if self.token is None and not is_loopback(self.host):
            raise UserError(
                f"--host {self.host} can be reached by others, and nobody would have to show a token; "
                "set INSTRUCTCV_TOKEN, or listen on 127.0.0.1"
            )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address; a name counts only if it is `localhost`."""
    name = host.strip("[]")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False

"""Learning from the page: `instructcv learn` in a process of its own, and what it made taken into use without a restart.

A process of its own can be stopped at any moment, gives its memory back, and leaves the model that answers alone meanwhile.
"""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from fastapi import HTTPException

from instructcv.feedback import learnt
from instructcv.feedback.store import Store
from instructcv.inference.predictor import InstructCV
from instructcv.web.service import Service

State = Literal["idle", "running", "done", "failed"]


@dataclass(kw_only=True)
class Now:
    """How learning stands."""

    state: State = "idle"
    report: str = ""
    """What came of it, in one line."""
    progress: str = ""


class Teaching:
    """One learning at a time."""

    def __init__(self, service: Service) -> None:
        self.service, self.feedback = service, service.settings.feedback
        self.now = Now()
        self._running: asyncio.Task[None] | None = None
        self._process: asyncio.subprocess.Process | None = None

    async def told(self) -> dict[str, Any]:
        """State, report, and what may be done."""
        count, history = await asyncio.to_thread(self._counted)
        return {
            "state": self.now.state,
            "report": self.now.report,
            "progress": self.now.progress,
            "corrections": count,
            "can_learn": count > 0,
            "can_undo": bool(history),
        }

    def start(self) -> None:
        """Begin.

        Raises:
            HTTPException: 409, it is going on already.
        """
        if self.now.state == "running":
            raise HTTPException(409, "learning is going on already")
        self.now = Now(state="running", progress="preparing")
        self._running = asyncio.create_task(self._learn())

    async def undo(self) -> None:
        """Go back by one and answer with that.

        Raises:
            HTTPException: 409, learning is going on.
            UserError: there is nothing to undo.
        """
        if self.now.state == "running":
            raise HTTPException(409, "learning is going on; wait for it")
        await asyncio.to_thread(learnt.undo, self.feedback)
        await self._reload()
        self.now = Now(state="done", report="Undone.")

    async def close(self) -> None:
        """Stop a learning that is going on; nothing half-learned is kept."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def _learn(self) -> None:
        command = [sys.executable, "-m", "instructcv", "learn", "--feedback", str(self.feedback)]
        base, device = self.service.settings.checkpoint, self.service.settings.device
        command += ["--device", device, *([] if base is None else ["--checkpoint", base])]
        pipe = asyncio.subprocess.PIPE
        self._process = process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)
        assert process.stdout is not None and process.stderr is not None
        said, errors = await asyncio.gather(process.stdout.read(), self._follow(process.stderr))
        await process.wait()
        if process.returncode == 0:
            await self._reload()
            self.now = Now(state="done", report=said.decode(errors="replace").strip().split("\n")[0])
        else:
            self.now = Now(state="failed", report=errors.removeprefix("instructcv: ")[:500] or "it was stopped")

    async def _follow(self, stream: asyncio.StreamReader) -> str:
        """Progress as it comes; returns the last line that is none."""
        last = ""
        async for text in stream:
            line = text.decode(errors="replace").strip()
            if line.startswith("step "):
                self.now.progress = line
            elif line:
                last = line
        return last

    async def _reload(self) -> None:
        """The model that is in use now, opened and put in place on the model's own thread."""
        settings = self.service.settings
        source: Path | str | None = learnt.adapter_in_use(self.feedback, settings.checkpoint) or settings.checkpoint

        def swap() -> None:
            self.service.use(InstructCV.from_pretrained(source, device=settings.device))

        await self.service.on_model(swap)

    def _counted(self) -> tuple[int, tuple[str, ...]]:
        now = learnt.state(self.feedback)
        return len(Store(self.feedback)), now.history if now.base == self.service.settings.checkpoint else ()

"""What the routes share: the model behind its thread, the answers that are kept, the counters."""

import asyncio
import contextlib
from base64 import b64encode
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from fastapi import HTTPException
from starlette.concurrency import run_in_threadpool

from instructcv.inference.predictor import InstructCV
from instructcv.inference.result import Result
from instructcv.models.base import Remembering
from instructcv.web.answers import Answers
from instructcv.web.measures import Measures
from instructcv.web.reading import Asked
from instructcv.web.settings import ServerSettings
from instructcv.web.worker import ClosedError, FullError, Worker

T = TypeVar("T")


class Service:
    """One server's parts. Only `worker`'s thread touches the model."""

    def __init__(self, model: InstructCV, settings: ServerSettings) -> None:
        self.settings = settings
        self.use(model)
        self.answers = Answers(settings.kept_bytes)
        self.measures = Measures(lambda: self.worker.waiting, lambda: len(self.answers))
        self.worker = Worker(
            length=settings.queue,
            batch=settings.batch,
            patience_s=0.5
            * settings.seconds,  # the rest is for being answered, and for jobs that take longer than usual
            observe=lambda count: self.measures.batches.observe(count),
        )

    def use(self, model: InstructCV) -> None:
        """Answer with this model from now on; only for the model's own thread, once there is one."""
        if isinstance(model.model, Remembering):
            model.model.remembers = self.settings.remembers
        self.model = model

    async def on_model(self, work: Any, *, group: str = "") -> Any:
        """Run something on the model's thread and wait for it.

        Raises:
            HTTPException: 429 where the line is full, 503 where the server is closing.
        """
        return await _waited(self._submit(work, group))

    async def predict(self, asked: Asked) -> list[dict[str, Any]]:
        """Every instruction's answer, in order, as `/v1/predict` gives it."""
        futures: list[Future[Result]] = []
        try:
            for instruction in asked.instructions:
                work = partial(
                    self._answer,
                    asked.photo,
                    instruction,
                    passes=asked.passes,
                    seeds=asked.seeds,
                    seed=asked.seed,
                    photo_name=asked.photo_name,
                )
                futures.append(self._submit(work, asked.key))
            results = [await _waited(future) for future in futures]
        finally:
            for future in futures:  # of a request that failed or went away nothing more is computed
                future.cancel()
        for result in results:
            self.measures.answers.labels(task=result.task).inc()
        return [await self.described(self.answers.keep(result), asked.pictures) for result in results]

    async def described(self, name: str, pictures: str) -> dict[str, Any]:
        """An answer as plain data: result.json's content, its id, and its pictures as was wished.

        Raises:
            HTTPException: 404, there is no such answer, or no longer.
        """
        result = self.answers.get(name)
        if result is None:
            raise HTTPException(404, "no such answer, or no longer; ask again")
        told = {"id": name, "size": list(result.size_hw[::-1])} | await run_in_threadpool(result.to_json)
        told["probabilities"] = {category: round(float(p), 4) for category, p in result.probabilities.items()}
        if also := self.answers.also(name):  # what else the sentence asked is an answer of its own
            told["also"] = [await self.described(other, pictures) for other in also]
        if pictures == "none":
            return told
        files = await self.files(name)
        if pictures == "links":
            return told | {"files": {file: f"/v1/answers/{name}/{file}" for file in sorted(files)}}
        read = await run_in_threadpool(lambda: {file: path.read_bytes() for file, path in sorted(files.items())})
        return told | {"files": {file: b64encode(payload).decode() for file, payload in read.items()}}

    async def files(self, name: str) -> dict[str, Path]:
        """An answer's files by name.

        Raises:
            HTTPException: 404, there is no such answer, or no longer.
        """
        files = await run_in_threadpool(self.answers.files, name)
        if files is None:
            raise HTTPException(404, "no such answer, or no longer; ask again")
        return files

    def close(self) -> None:
        """Finish what was begun, and clean up."""
        self.worker.close()
        self.answers.close()

    def _answer(self, photo: Any, instruction: str, **options: Any) -> Result:
        return self.model(photo, instruction, **options)  # whichever is in use when its turn comes

    def _submit(self, work: Any, group: str) -> Future[Any]:
        try:
            return self.worker.submit(work, group=group)
        except FullError as error:
            raise HTTPException(429, str(error), {"Retry-After": str(round(error.seconds))}) from error
        except ClosedError as error:
            raise HTTPException(503, str(error), {"Retry-After": "5"}) from error


async def _waited(future: Future[T]) -> T:
    """The result of a job; a request that is given up takes its job out of the line."""
    try:
        return await asyncio.wrap_future(future)
    except asyncio.CancelledError:
        with contextlib.suppress(Exception):
            future.cancel()
        raise

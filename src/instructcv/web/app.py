"""The application: routes, and what goes wrong as one line of JSON."""

import asyncio
import logging
import mimetypes
from collections.abc import AsyncGenerator, Awaitable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, TypeVar

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException

from instructcv import feedback
from instructcv.errors import UserError
from instructcv.feedback.store import Store
from instructcv.inference.predictor import InstructCV
from instructcv.web import corrections, understanding
from instructcv.web.border import Border
from instructcv.web.reading import BODIES, Pictures, Sentences, read_json, read_predict
from instructcv.web.service import Service
from instructcv.web.settings import ServerSettings
from instructcv.web.teaching import Teaching

log = logging.getLogger(__name__)
T = TypeVar("T")
STATIC = Path(__file__).parent / "static"
KNOWN = Path(feedback.__file__).parent / "known"
"""The example photos; learning rehearses them, too."""
REFUSALS: dict[int | str, dict[str, Any]] = {
    code: {
        "description": why,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["error", "request_id"],
                    "properties": {"error": {"type": "string"}, "request_id": {"type": "string"}},
                }
            }
        },
    }
    for code, why in {
        400: "not a request that can be read, or a photo or sentence that cannot",
        401: "the token is missing or wrong",
        403: "from another site's page",
        404: "there is no such thing, or no longer",
        405: "not by this method",
        409: "not while learning goes on",
        413: "more bytes than are read here",
        415: "not of a type that is read here",
        421: "for another machine",
        422: "a field is missing or wrong",
        429: "too many requests are waiting; Retry-After says when to come back",
        503: "not in time, or the server is closing",
    }.items()
}


def build(model: InstructCV, settings: ServerSettings) -> FastAPI:
    """The application around one model. `app.state.service` is its inside; closing the application closes that."""
    service = Service(model, settings)
    teaching = Teaching(service)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        yield
        await teaching.close()
        await asyncio.to_thread(service.close)

    app = FastAPI(
        title="InstructCV",
        version=version("instructcv"),
        description="A photo and a sentence in, numbers and pictures out.",
        docs_url=None,  # the library's page fetches its script from elsewhere
        redoc_url=None,
        lifespan=lifespan,
        responses=REFUSALS,
    )
    app.state.service = service
    app.add_middleware(Border, settings=settings, measures=service.measures)
    _refusals(app)
    _health(app, service)
    _api(app, service)
    _feedback(app, service, teaching)
    _pages(app)
    return app


def _health(app: FastAPI, service: Service) -> None:
    @app.get("/healthz", tags=["running"])
    async def healthz() -> dict[str, str]:
        """The process is alive."""
        return {"status": "ok"}

    @app.get("/readyz", tags=["running"])
    async def readyz() -> dict[str, str]:
        """The model answers; 503 while the server closes."""
        if not service.worker.ready:
            raise HTTPException(503, "the server is closing", {"Retry-After": "5"})
        return {"status": "ready"}

    @app.get("/metrics", tags=["running"], response_class=Response)
    async def metrics() -> Response:
        """Counters in Prometheus' text format."""
        return Response(service.measures.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


def _api(app: FastAPI, service: Service) -> None:
    seconds = service.settings.seconds

    @app.post("/v1/predict", tags=["asking"], openapi_extra={"requestBody": BODIES})
    async def predict(request: Request) -> dict[str, Any]:
        """Answer one instruction or several on a photo: for each what `result.json` holds, and an id for its files."""

        async def answered() -> dict[str, Any]:
            return {"answers": await service.predict(await read_predict(request, service.settings))}

        return await in_time(answered(), seconds)

    @app.post(
        "/v1/understand",
        tags=["asking"],
        openapi_extra={
            "requestBody": {
                "content": {"application/json": {"schema": Sentences.model_json_schema()}},
                "required": True,
            }
        },
    )
    async def understand(request: Request) -> dict[str, Any]:
        """How sentences are read, without a photo."""
        wanted: Sentences = await in_time(read_json(request, Sentences), seconds)
        given = wanted.instruction
        sentences = [given] if isinstance(given, str) else given
        if len(sentences) > service.settings.max_instructions:
            raise HTTPException(422, f"instruction: at most {service.settings.max_instructions} here")
        reading = service.on_model(lambda: [understanding.read(service.model, text) for text in sentences])
        return {"understood": await in_time(reading, seconds)}

    @app.get("/v1/answers/{name}", tags=["asking"])
    async def answer(name: str, pictures: Annotated[Pictures, Query()] = "links") -> dict[str, Any]:
        """An answer again, with links to its files."""
        return await in_time(service.described(name, pictures), seconds)

    @app.get("/v1/answers/{name}/{file}", tags=["asking"], response_class=Response)
    async def file(name: str, file: str) -> Response:
        """One of an answer's files, as `instructcv predict` writes them."""
        files = await in_time(service.files(name), seconds)
        if file not in files:
            raise HTTPException(404, "the answer has no such file")
        try:  # read at once: newer answers may push this one out at any moment
            content = await asyncio.to_thread(files[file].read_bytes)
        except OSError as error:
            raise HTTPException(404, "no such answer any longer; ask again") from error
        kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
        return Response(content, media_type=kind, headers={"Cache-Control": "private, max-age=3600"})


def _feedback(app: FastAPI, service: Service, teaching: Teaching) -> None:
    store, seconds = Store(service.settings.feedback), service.settings.seconds
    schema = {"content": {"application/json": {"schema": corrections.Said.model_json_schema()}}, "required": True}

    @app.post("/v1/answers/{name}/corrections", tags=["teaching"], openapi_extra={"requestBody": schema})
    async def correct(name: str, request: Request) -> dict[str, Any]:
        """Say what is right about an answer; it is kept as a label and as a preference."""
        said: corrections.Said = await in_time(read_json(request, corrections.Said), seconds)
        result = corrections.found(service.answers.get(name))
        # Not given up half-way: what was begun is finished, so that "saved" and saved are the same.
        kept = await asyncio.shield(asyncio.to_thread(corrections.keep, store, result, said))
        service.measures.corrections.inc()
        return kept

    @app.get("/v1/learn", tags=["teaching"])
    async def learn_state() -> dict[str, Any]:
        """How many corrections there are, and how learning stands."""
        return await teaching.told()

    @app.post("/v1/learn", tags=["teaching"])
    async def learn_start() -> dict[str, Any]:
        """Adapt the model to the corrections; what is better is taken into use."""
        teaching.start()
        return await teaching.told()

    @app.post("/v1/learn/undo", tags=["teaching"])
    async def learn_undo() -> dict[str, Any]:
        """Go back to the model that was in use before."""
        await teaching.undo()
        return await teaching.told()


def _pages(app: FastAPI) -> None:
    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(STATIC / "index.html")

    @app.get("/docs", include_in_schema=False)
    async def docs() -> FileResponse:
        return FileResponse(STATIC / "docs.html")

    app.mount("/static/examples", StaticFiles(directory=KNOWN), name="examples")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")


def _refusals(app: FastAPI) -> None:
    """Whatever is raised on the way becomes one line."""

    def line(request: Request, status: int, reason: str, headers: Any = None) -> JSONResponse:
        content = {"error": " ".join(reason.split()), "request_id": request.state.request_id}
        return JSONResponse(content, status, headers)

    async def on_http(request: Request, error: StarletteHTTPException) -> JSONResponse:
        return line(request, error.status_code, str(error.detail), error.headers)

    async def on_user(request: Request, error: UserError) -> JSONResponse:
        return line(request, 400, str(error))

    async def on_fields(request: Request, error: RequestValidationError) -> JSONResponse:
        first: Any = error.errors()[0]
        return line(request, 422, f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"[:300])

    app.add_exception_handler(StarletteHTTPException, on_http)  # pyright: ignore[reportArgumentType]
    app.add_exception_handler(UserError, on_user)  # pyright: ignore[reportArgumentType]
    app.add_exception_handler(RequestValidationError, on_fields)  # pyright: ignore[reportArgumentType]


async def in_time(work: Awaitable[T], seconds: float) -> T:
    """Wait, but not for ever.

    Raises:
        HTTPException: 503, it took longer.
    """
    try:
        async with asyncio.timeout(seconds):
            return await work
    except TimeoutError as error:
        raise HTTPException(503, f"not done within {seconds:g} s; try again", {"Retry-After": "10"}) from error

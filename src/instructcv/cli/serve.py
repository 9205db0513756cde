"""Serve the page and the HTTP API."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from instructcv.cli._options import Count, Looks, Runtime
from instructcv.errors import UserError

TOKEN = "INSTRUCTCV_TOKEN"
NEEDED = ("fastapi", "uvicorn", "python_multipart", "prometheus_client")


def command(
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    checkpoint: str | None = None,
    device: str = "auto",
    dtype: Literal["auto", "fp32", "fp16", "bf16"] = "auto",
    runtime: Runtime | None = None,
    looks: Looks | None = None,
    max_bytes: Count = 25_000_000,
    max_pixels: Count = 40_000_000,
    queue: Count = 64,
    seconds: float = 60.0,
    feedback: Path = Path("feedback"),
) -> int:
    """Serve the page and the HTTP API.

    instructcv serve

    INSTRUCTCV_TOKEN=$(openssl rand -hex 16) instructcv serve --host 0.0.0.0

    The page is at /, the API's description at /docs. Where the environment variable INSTRUCTCV_TOKEN is set, every request to the
    API has to carry it (Authorization: Bearer); without it the server listens on this machine's own address only.

    Parameters
    ----------
    host
        The address to listen on.
    port
        The port; 0 = any that is free.
    checkpoint
        A pipeline folder, an adapter, a hub id or a CompVis .ckpt; the model inside the package if not given.
    device
        auto, cpu, cuda, cuda:1, mps, ...
    dtype
        Number format of the networks.
    runtime
        What computes the networks: torch, or onnx or openvino for what `instructcv export` made of a checkpoint. The first of
        them that is installed if not given.
    looks
        2 looks at every photo and at its mirror image, which errs less; 1 takes half the time. As the checkpoint wants if not given
        (the packaged one: 2).
    max_bytes
        Of one request.
    max_pixels
        Of one photo.
    queue
        Requests that may wait; more are answered 429.
    seconds
        How long one request may take.
    feedback
        The folder where corrections are kept; what was learned from them there is in use.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise UserError(f"serving needs the package {missing[0].replace('_', '-')}; pip install 'instructcv[serve]'")
    # Imported late: the help and a typo are answered before torch has started.
    from instructcv.feedback.learnt import adapter_in_use
    from instructcv.inference.predictor import InstructCV
    from instructcv.runtimes.base import usual_runtime
    from instructcv.web.serving import serve
    from instructcv.web.settings import ServerSettings

    settings = ServerSettings(
        host=host,
        port=port,
        token=os.environ.get(TOKEN) or None,
        max_bytes=max_bytes,
        max_pixels=max_pixels,
        queue=queue,
        seconds=seconds,
        feedback=feedback,
        checkpoint=checkpoint,
        device=device,
    )
    learned = adapter_in_use(feedback, checkpoint)
    if learned is not None and (runtime or usual_runtime()) != "torch":
        print(f"without what was learned in {learned}: export that, and name the export", file=sys.stderr)
        learned = None
    elif learned is not None:
        print(f"with what was learned in {learned}", file=sys.stderr)
    source = checkpoint if learned is None else learned
    serve(InstructCV.from_pretrained(source, device=device, dtype=dtype, runtime=runtime, looks=looks), settings)
    return 0

"""Any OpenAI-compatible endpoint (`/chat/completions`), by plain HTTP: vLLM, llama.cpp, Ollama, a hosted one."""

import json
import urllib.error
import urllib.request

from instructcv.errors import UserError
from instructcv.instructions.paraphrase import Writer

_SECONDS = 120


def endpoint(url: str, model: str, *, key: str = "", seed: int = 0) -> Writer:
    """A writer at `url`, e.g. `http://localhost:8000/v1`.

    Raises (when it is asked):
        UserError: nothing answers, or the answer is not a chat completion.
    """
    address = url.rstrip("/") + "/chat/completions"
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})

    def write(prompt: str) -> str:
        messages = [{"role": "user", "content": prompt}]
        body = {"model": model, "messages": messages, "temperature": 0.9, "seed": seed}
        try:
            asked = urllib.request.Request(address, data=json.dumps(body).encode(), headers=headers)
            with urllib.request.urlopen(asked, timeout=_SECONDS) as answer:
                return str(json.load(answer)["choices"][0]["message"]["content"])
        except (urllib.error.URLError, OSError, ValueError) as error:
            raise UserError(f"the language model at {address} does not answer: {error}; check --endpoint") from error
        except (KeyError, IndexError, TypeError) as error:
            raise UserError(f"{address} did not answer with a chat completion; is it OpenAI-compatible?") from error

    return write

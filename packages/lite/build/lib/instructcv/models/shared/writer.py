"""A local language model that writes: any `transformers` causal model, a folder or a hub id, GGUF files included."""

from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from instructcv.errors import UserError
from instructcv.instructions.paraphrase import Writer

_MOST_TOKENS = 512


def local_writer(name: str, *, seed: int = 0) -> Writer:
    """A writer that samples from a model.

    Args:
        name: a folder, a hub id, or a `.gguf` file.

    Raises:
        UserError: no such model, or one that transformers cannot read.
    """
    path = Path(name)
    gguf = path.suffix == ".gguf"
    options: dict[str, Any] = {"gguf_file": path.name} if gguf else {}
    folder = str(path.parent) if gguf else name
    try:
        tokenizer: Any = AutoTokenizer.from_pretrained(folder, **options)
        model: Any = AutoModelForCausalLM.from_pretrained(folder, **options).eval()
    except (OSError, ValueError, ImportError) as error:
        raise UserError(f"no language model can be loaded from {name}: {error}") from error
    torch.manual_seed(seed)

    def write(prompt: str) -> str:
        if tokenizer.chat_template:
            messages = [{"role": "user", "content": prompt}]
            prompt = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        tokens = tokenizer(prompt, return_tensors="pt")  # [1 n]
        with torch.no_grad():
            out = model.generate(**tokens, max_new_tokens=_MOST_TOKENS, do_sample=True, temperature=0.9, top_p=0.95)
        return str(tokenizer.decode(out[0, tokens["input_ids"].shape[1] :], skip_special_tokens=True))

    return write

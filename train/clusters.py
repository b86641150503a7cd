#!/usr/bin/env python3
"""Learns clusters of words from text without labels: clusters.py PROGRAM ARTICLES > model/en/clusters.bin

PROGRAM is build/train/clusters, ARTICLES a file of JSONL reports with `source` and `text`. A word's vector says beside which
frequent words it stands, one and two places to the left and to the right, each place on its own, so that words of one kind come
together rather than words of one topic: positive pointwise mutual information, its contexts smoothed, cut down by a singular value
decomposition (Levy, Goldberg and Dagan 2015). Vectors become 1,024 clusters (k-means), their middles 128 and 32 coarser ones (Ward).
Only words that reports of two sources or more hold, and only hashes. On one thread, so the same input gives the same bytes.
See model/clusters.md and requirements-clusters.txt."""
import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = "1"

import collections
import struct
import subprocess
import sys

import numpy
import scipy.sparse
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.utils.extmath import randomized_svd

LEVELS = (32, 128, 1024)
LEAST = 6          # of a word that gets a cluster
CONTEXTS = 4000    # so many frequent words are looked for beside it
PLACES = ((-2, 0.6), (-1, 1.0), (1, 1.0), (2, 0.6))  # where, and how much it counts
SIZE = 96          # of a vector


def read_words(program, articles):
    """The sentences, and of each word how often it stands there and whether in two sources or more."""
    sentences, counts, sources, source = [], collections.Counter(), collections.defaultdict(set), None
    with open(articles, "rb") as stream, subprocess.Popen([program], stdin=stream, stdout=subprocess.PIPE) as process:
        for line in process.stdout:
            if line.startswith(b"= "):
                source = line
                continue
            words = [sys.intern(word.decode()) for word in line.split()]
            sentences.append(words)
            counts.update(words)
            for word in words:
                if len(sources[word]) < 2:
                    sources[word].add(source)
    return sentences, counts, {word for word, of in sources.items() if len(of) > 1}


def vectors_of(sentences, words, contexts):
    """A row for each word, of length 1."""
    row = {word: n + 1 for n, word in enumerate(words)}
    column = {word: n + 1 for n, word in enumerate(contexts)}
    edge = len(contexts) + 1
    rows, columns = [], []
    for sentence in sentences:
        rows += [0, 0] + [row.get(word, 0) for word in sentence]
        columns += [edge, edge] + [column.get(word, 0) for word in sentence]
    rows, columns = numpy.array(rows, dtype=numpy.int32), numpy.array(columns, dtype=numpy.int32)
    parts = []
    for step, weight in PLACES:
        beside = numpy.roll(columns, -step)
        both = (rows > 0) & (beside > 0)
        seen = scipy.sparse.coo_matrix((numpy.ones(both.sum(), dtype=numpy.float32), (rows[both] - 1, beside[both])),
                                       shape=(len(words), edge + 1)).tocsr()
        of_row, of_column = numpy.asarray(seen.sum(1)).ravel(), numpy.asarray(seen.sum(0)).ravel() ** 0.75
        of_column /= of_column.sum()
        seen = seen.tocoo()
        value = numpy.log(seen.data / of_row[seen.row] / of_column[seen.col])
        # Rare pairs and rare words say less (Pantel and Lin 2002).
        value = numpy.maximum(value, 0) * (seen.data / (seen.data + 1)) * (of_row[seen.row] / (of_row[seen.row] + 10))
        parts.append(scipy.sparse.coo_matrix((value * weight, (seen.row, seen.col)), shape=seen.shape).tocsr())
    left, sizes, _ = randomized_svd(scipy.sparse.hstack(parts).tocsr(), n_components=SIZE, n_iter=5, random_state=1)
    vectors = left * numpy.sqrt(sizes)
    return vectors / numpy.maximum(numpy.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sentences, counts, known = read_words(*sys.argv[1:])
    by_count = sorted(counts, key=lambda word: (-counts[word], word))
    words = [word for word in by_count if counts[word] >= LEAST and word in known and word != "0"]
    vectors = vectors_of(sentences, words, by_count[:CONTEXTS])
    print(f"{len(sentences)} sentences, {len(words)} words with clusters", file=sys.stderr)
    fine = KMeans(LEVELS[2], n_init=1, max_iter=40, random_state=1).fit(vectors)
    levels = [AgglomerativeClustering(n).fit_predict(fine.cluster_centers_) for n in LEVELS[:2]]
    order = sorted(range(LEVELS[2]), key=lambda c: (levels[0][c], levels[1][c], c))
    place = {c: n for n, c in enumerate(order)}
    rows = sorted((int(word, 16), place[label]) for word, label in zip(words, fine.labels_))
    out = sys.stdout.buffer
    out.write(struct.pack("<II", LEVELS[2], len(rows)))
    for c in order:
        out.write(struct.pack("<BB", levels[0][c], levels[1][c]))
    for key, _ in rows:
        out.write(struct.pack("<Q", key))
    for _, cluster in rows:
        out.write(struct.pack("<H", cluster))


if __name__ == "__main__":
    main()

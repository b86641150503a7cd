#!/usr/bin/env python3
"""Learns clusters of words from text without labels: clusters.py PROGRAM ARTICLES [--vectors FILE] > src/text/gen/clusters.bin

PROGRAM is build/train/clusters, ARTICLES a file of JSONL reports with `source` and `text`. Words become vectors by the words
around them (skip-gram with negative samples: Mikolov and others 2013, by gensim); vectors become 1,024 clusters (k-means), and the
clusters' middles 128 and 32 coarser ones (Ward), both by scikit-learn. Only words that reports of two sources or more hold, and
only hashes. On one thread, so the same input gives the same bytes. See model/clusters.md and requirements-clusters.txt."""
import argparse
import collections
import struct
import subprocess
import sys
import tempfile
import zlib

import numpy
from gensim.models import Word2Vec
from sklearn.cluster import AgglomerativeClustering, KMeans

LEVELS = (32, 128, 1024)
SIZE, WINDOW, LEAST, ROUNDS, NEGATIVE = 64, 3, 15, 4, 6


def read_words(program, articles, out):
    """Copies the sentences to `out`; the words of two sources or more."""
    sources, source = collections.defaultdict(set), None
    with open(articles, "rb") as stream, subprocess.Popen([program], stdin=stream, stdout=subprocess.PIPE) as process:
        for line in process.stdout:
            if line.startswith(b"= "):
                source = line
                continue
            out.write(line)
            for word in line.split():
                if len(sources[word]) < 2:
                    sources[word].add(source)
    out.flush()
    return {word.decode() for word, of in sources.items() if len(of) > 1}



def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("articles")
    parser.add_argument("--vectors", help="also keep the vectors here (numpy .npz)")
    options = parser.parse_args()
    with tempfile.NamedTemporaryFile() as sentences:
        known = read_words(options.program, options.articles, sentences)
        print(f"{len(known)} words of two sources or more", file=sys.stderr)
        model = Word2Vec(corpus_file=sentences.name, vector_size=SIZE, window=WINDOW, min_count=LEAST, sg=1, negative=NEGATIVE,
                         sample=1e-4, epochs=ROUNDS, workers=1, seed=1, hashfxn=lambda word: zlib.crc32(word.encode()))
    words = [word for word in model.wv.index_to_key if word in known and word != "0"]
    vectors = numpy.array([model.wv[word] for word in words], dtype=numpy.float64)
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True)
    print(f"{len(words)} words with vectors", file=sys.stderr)
    if options.vectors:
        numpy.savez(options.vectors, words=numpy.array(words), vectors=vectors.astype(numpy.float32))
    fine = KMeans(LEVELS[2], n_init=1, max_iter=40, random_state=1).fit(vectors)
    middles = fine.cluster_centers_
    levels = [AgglomerativeClustering(n).fit_predict(middles) for n in LEVELS[:2]]
    # Fine clusters are numbered so that each coarse one is a run of numbers; the table of the coarse ones comes first.
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

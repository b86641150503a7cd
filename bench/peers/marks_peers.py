"""The peers of `synoptic mark`: how each is started, what it printed (kept from run to run), and that in our form.

A runner reads a text a line, as base64 of its UTF-8, and prints one JSON object a text, in the same order, with its own labels and its own
unit of offsets: {"sentences": [[b, e], ...], "words": [[b, e, tag], ...], "names": [[b, e, label], ...]}. What it printed is kept under
$SYNOPTIC_PEERS/out/marks by its versions, its source and the texts, so a peer runs anew only when one of these changed.

Our form is that of `synoptic mark`: spans in bytes, types person, organization, place, other. Each peer gets the mapping of types that is
best for it; what has no counterpart (numbers, dates, titles) is dropped, and so are pronouns. spaCy's model was taught that a name begins
with its article and ends with its possessive ("the Kano Post's"); the gold names here do not, so both are cut off: better for it on
both sets. Names are tied together by a plain rule that anyone would write first (tied)."""
import base64
import hashlib
import json
import os
import pathlib
import re
import shutil
from dataclasses import dataclass

import beside
import peers

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = peers.HOME / "marks" / "bin" / "python"
CORENLP_VERSION, SPACY_VERSION = "4.5.10", "3.8.7"
JARS = peers.HOME / "corenlp" / "repository" / "edu" / "stanford" / "nlp" / "stanford-corenlp" / CORENLP_VERSION
JAVA = ["java", "-Xmx4g", "-XX:+UseSerialGC", "-cp", f"{peers.HOME / 'corenlp' / 'classes'}:{JARS}/*", "CoreNlpPeer"]
SPACY, CORENLP = f"spaCy {SPACY_VERSION} with en_core_web_sm 3.8.0", f"CoreNLP {CORENLP_VERSION}"

ONTONOTES = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place",
             **dict.fromkeys(("NORP", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"), "other")}
STANFORD = {"PERSON": "person", "ORGANIZATION": "organization",
            **dict.fromkeys(("LOCATION", "CITY", "COUNTRY", "STATE_OR_PROVINCE"), "place"),
            **dict.fromkeys(("MISC", "NATIONALITY", "RELIGION", "IDEOLOGY"), "other")}
ARTICLE, POSSESSIVE = re.compile(r"the\s+", re.I), re.compile(r"['’]s?$")


@dataclass(frozen=True)
class Peer:
    title: str
    version: str
    command: list
    source: pathlib.Path
    presence: pathlib.Path
    types: dict      # its labels of names: ours
    unit: int        # bytes of a unit of its offsets: 2 (UTF-16) or 4 (code points)
    cut: bool        # whether articles and possessives are cut off its names

    def installed(self):
        return self.presence.exists()


def spacy(kind, title):
    source = HERE / "spacy_peer.py"
    return Peer(title, SPACY, [PYTHON, "-W", "ignore", source, kind], source, PYTHON, ONTONOTES, 4, True)


def corenlp(kind, title):
    classes = peers.HOME / "corenlp" / "classes" / "CoreNlpPeer.class"
    return Peer(title, CORENLP, [*JAVA, kind], HERE / "CoreNlpPeer.java", classes, STANFORD, 2, False)


PEERS = {"spacy": spacy("full", "spaCy small"), "spacy-parts": spacy("parts", "spaCy small, needed parts"),
         "spacy-words": spacy("words", "spaCy small, words given"), "corenlp": corenlp("packed", "CoreNLP, as packed"),
         "corenlp-3class": corenlp("3class", "CoreNLP, 3 classes"), "corenlp-4class": corenlp("4class", "CoreNLP, 4 classes")}


def on_one_core(command):
    """The command held to one core, the last one that this process may use."""
    return ["taskset", "-c", str(max(os.sched_getaffinity(0))), *command] if shutil.which("taskset") else command


def write_texts(path, texts):
    path.write_bytes(b"".join(base64.b64encode(text.encode()) + b"\n" for text in texts))


def run(name, texts_path, out_path):
    """(user and system seconds, largest resident MB) of one run of a peer over a file of texts."""
    with open(texts_path, "rb") as texts, open(out_path, "wb") as out:
        return beside.usage_of(on_one_core(PEERS[name].command), texts, out)


def printed(name, set_name, texts):
    """What the peer printed for each text, made now if it is not there; None where the peer is not installed."""
    peer = PEERS[name]
    folder = peers.HOME / "out" / "marks"
    made_of = hashlib.sha256("\0".join([peer.version, peer.source.read_text(), *texts]).encode()).hexdigest()[:16]
    out = folder / f"{set_name}.{name}.{made_of}.jsonl"
    if not out.exists():
        if not peer.installed():
            return None
        folder.mkdir(parents=True, exist_ok=True)
        given, unfinished = folder / f"{os.getpid()}.texts", folder / f"{os.getpid()}.unfinished"
        write_texts(given, texts)
        run(name, given, unfinished)
        given.unlink()
        unfinished.rename(out)
    lines = out.read_text(encoding="utf-8").splitlines()
    if len(lines) != len(texts):
        raise SystemExit(f"marks: {name} answered {len(lines)} of {len(texts)} texts: {out}")
    return [json.loads(line) for line in lines]


def bytes_of_units(text, unit):
    """The byte at which each unit of 2 (UTF-16) or 4 bytes (code points) begins, and the end."""
    places, at = [], 0
    for letter in text:
        places.append(at)
        if unit == 2 and letter > "\uffff":
            places.append(at)
        at += len(letter.encode())
    return places + [at]


def name_cut(data, begin, end):
    """The span without an article before and a possessive behind, where something is left."""
    name = data[begin:end].decode()
    article, possessive = ARTICLE.match(name), POSSESSIVE.search(name)
    begin += len(article[0].encode()) if article else 0
    end -= len(possessive[0].encode()) if possessive else 0
    return (begin, end) if begin < end else None


def tied(data, names):
    """Ties the names of a text together: equal strings are one, and a person's single word is the person last named in full with
    that last word."""
    entities, in_full = {}, {}
    for name in names:
        person = name["type"] == "person"
        words = POSSESSIVE.sub("", data[name["span"][0]:name["span"][1]].decode().casefold()).split()
        if person and len(words) == 1 and words[0] in in_full:
            name["entity"] = in_full[words[0]]
            continue
        name["entity"] = entities.setdefault((person, *words), len(entities))
        if person and len(words) > 1:
            in_full[words[-1]] = name["entity"]
    return names


def in_our_form(name, report_id, text, found):
    peer, data = PEERS[name], text.encode()
    places = bytes_of_units(text, peer.unit)
    words = [[places[begin], places[end], tag] for begin, end, tag in found["words"]]
    pronouns = {(begin, end) for begin, end, tag in words if tag in ("PRP", "PRP$", "PRON")}
    names = []
    for begin, end, label in found["names"]:
        span = places[begin], places[end]
        if label not in peer.types or span in pronouns:
            continue
        span = name_cut(data, *span) if peer.cut else span
        if span:
            names.append({"span": list(span), "type": peer.types[label]})
    return {"id": report_id, "text": text, "sentences": [[places[begin], places[end]] for begin, end in found["sentences"]],
            "names": tied(data, names), "words": words}


def marks(name, set_name, texts):
    """{id: report in our form} of {id: text}; None where the peer is not installed."""
    found = printed(name, set_name, list(texts.values()))
    return found and {key: in_our_form(name, key, text, one) for (key, text), one in zip(texts.items(), found, strict=True)}

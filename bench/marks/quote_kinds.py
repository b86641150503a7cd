"""What is wrong with a source, a cue or a content, said in a few words of grammar: the names of the kinds that quote_misses.py counts.

In: a span of a text and the marks around it (words with their parts of speech, sentences, times). Out: a phrase without a word of the text,
but for a few function words. Parts of speech are the program's own, so a kind can be off by its mistakes."""
import pathlib
import re

from name_misses import TITLES

LEXICON = pathlib.Path(__file__).resolve().parents[2] / "src" / "mark" / "lexicon" / "en" / "quote_cues.txt"
RELATIVES = {"who", "whom", "whose", "which", "where"}
JOINERS = {"and", "or", "but", "nor", "yet"}
SUBORDINATE = {"as", "after", "although", "because", "before", "if", "once", "since", "so", "than", "though", "unless", "until", "when",
               "whether", "while"}
OPENERS, CLOSERS = set("\"“‘'«"), set("\"”’'»")
SHORT = 3     # words of what is likely a scare quote


def read_lexicon():
    """{first word of a cue phrase: its class}; thought stands behind speech where both are there."""
    classes = {}
    for line in LEXICON.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            phrase, value, _ = line.split("\t")
            if value != "!":
                kind = "thought" if value.startswith("k") else "speech"
                first = phrase.split()[0]
                classes[first] = "speech" if "speech" in (classes.get(first), kind) else kind
    return classes


CUES = read_lexicon()


def is_clause(words):
    return any(tag in ("VERB", "AUX") for _, tag in words)


def cue_class(report, span):
    """What a cue is: by its main verb, else its noun."""
    words = report.tokens(*span)
    folded = [word for word, _ in words]
    verbs = [word for word, tag in words if tag == "VERB"]
    if not words:
        return "nothing but marks"
    if folded[0] == "according" or not verbs and words[0][1] in ("ADP", "SCONJ"):
        return "preposition"
    if verbs:
        known = CUES.get(verbs[0])
        noun = ", with a noun" if any(tag == "NOUN" for _, tag in words) else ""
        return (f"verb of {known} in the lexicon" if known else "verb not in the lexicon") + noun
    if any(tag in ("NOUN", "PROPN") for _, tag in words):
        return "noun"
    if any(tag == "ADJ" for _, tag in words):
        return "adjective"
    return "auxiliary alone" if any(tag == "AUX" for _, tag in words) else "other words"


def source_form(report, span, pieces=1):
    words, text = report.tokens(*span), report.text_of(*span)
    tags, folded = [tag for _, tag in words], {word for word, _ in words}
    if pieces > 1:
        return "in pieces"
    if len(words) == 1 and (tags[0] == "PRON" or words[0][0] in ("his", "her", "their", "its", "my", "our")):
        return "relative pronoun" if words[0][0] in RELATIVES | {"that"} else "pronoun"
    if folded & RELATIVES or "that" in folded:
        return "with a relative clause"
    if re.search(r",\s", text):
        return "with an apposition"
    if "and" in folded:
        return "joined by and"
    if "ADP" in tags:
        return "with a preposition"
    if tags and all(tag in ("PROPN", "PUNCT") for tag in tags):
        return "name"
    return "name with other words" if "PROPN" in tags else "other noun phrase"


def part_kind(report, begin, words):
    """The kind of phrase that begins with the first of some words."""
    first, tag = words[0]
    if report.time_at(begin) or tag == "ADP" and report.time_at(report.next_word(begin)):
        return "a time"
    if first in JOINERS:
        return f'"{first}"'
    if first in RELATIVES:
        return "a relative clause"
    if first == "that":
        return '"that" alone' if len(words) == 1 else 'words from "that" on'
    if first in SUBORDINATE and (is_clause(words) or tag == "SCONJ"):
        return "a clause with as, when, after, if ..."
    if first == "to" and (tag == "PART" or len(words) == 1):
        return '"to" alone' if len(words) == 1 else "an infinitive"
    if tag == "ADP":
        return "a phrase with a preposition"
    if tag == "VERB":
        return "a participle in -ing" if first.endswith("ing") else "another verb"
    if tag in ("AUX", "ADV", "PART"):
        return {"AUX": "an auxiliary", "ADV": "an adverb", "PART": "not, 's or another particle"}[tag]
    if len(words) == 1 and tag == "DET":
        return "an article alone"
    return "a clause that begins with a noun phrase" if is_clause(words) else "a noun phrase"


def end_kind(report, begin, end):
    """What the words of a tail are: those that one of two spans has more at its end."""
    words, tail = report.tokens(begin, end), report.text_of(begin, end)
    if not words:
        return "marks alone"
    if report.sentence_ends_in(begin, end):
        return "the next sentence"
    lead = re.match(r"\W*", tail)[0]
    comma = "a comma and " if "," in lead else "a dash or colon and " if re.search(r"[—–:;-]", lead) else ""
    opener = set(lead) & OPENERS and not set(lead) & (CLOSERS - OPENERS)
    return f"{comma}a quotation" if opener else comma + part_kind(report, begin + len(lead.encode()), words)


def begin_kind(report, begin, end):
    """What the words of a head are: those that one of two spans has more at its begin."""
    words, head = report.tokens(begin, end), report.text_of(begin, end)
    if not words:
        return "marks alone"
    if report.sentence_ends_in(begin, end):
        return "the sentence before"
    if TITLES.match(head):
        return "a title"
    lead = re.match(r"\W*", head)[0]
    until = ", up to a comma" if "," in head.rstrip("\"“‘' \n")[-1:] else ""
    return part_kind(report, begin + len(lead.encode()), words) + until


def quotation_kind(report, span):
    """Of words in quotation marks that are no one's."""
    return "a quotation of up to three words" if len(report.tokens(*span)) <= SHORT else "a longer quotation"

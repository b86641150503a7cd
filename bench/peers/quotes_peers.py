"""Quotes of the peers in the form of `synoptic mark`: [{"content": [[b, e]], "source": [[b, e]], "cue": [[b, e]]}], spans in bytes.

Each conversion is the one that is best for its peer on PolNeAR's development set, of those that keep to what the peer said:
- Quotations of one paragraph, one behind the other, with the same source and cue are one entry in several pieces, as the gold has a quotation that
  its cue breaks.
- CoreNLP: outer quotations with the speaker's mention there, named by the fullest mention. It names no cue. Those that it has no speaker for
  are left out of PolNeAR (as_sourced).
- textacy, rules: from the first to the last of the words given for a source and for a cue.
What `synoptic mark` prints is scored twice: as it is, and without those direct entries whose content lies inside a mixed one. Its
contract gives the quoted words of a clause an entry of their own beside the clause; the gold has one attribution there."""
import marks_peers

PEERS = ("corenlp-quotes", "textacy", "spacy-rules")
ROLES = ("source", "cue", "content")


def joined(text, quotes):
    """Neighbours of one paragraph, source and cue as one entry."""
    found = []
    for quote in sorted(quotes, key=lambda quote: quote["content"]):
        last = next((one for one in reversed(found) if one["source"]), None)
        if last and same_cue(quote, last) and "\n" not in text[last["content"][-1][1]:quote["content"][0][0]]:
            last["content"] += quote["content"]
        else:
            found.append(quote)
    return found


def same_cue(one, other):
    return one["source"] and one["source"] == other["source"] and one["cue"] == other["cue"]


def read_corenlp(text, found):
    def span(*spans):
        return next(([span] for span in spans if span[0] >= 0), [])
    return joined(text, [{"content": [quote[:2]], "source": span(quote[2:4]), "cue": [], "speaker": span(quote[4:6], quote[2:4])}
                         for quote in found["quotes"]])


def read_spacy(text, found):
    def span(given):
        return [given] if given else []
    return joined(text, [{**{role: span(quote[role]) for role in ROLES}, "speaker": span(quote["source"])} for quote in found["quotes"]])


READERS = {"corenlp-quotes": read_corenlp, "textacy": read_spacy, "spacy-rules": read_spacy}


def in_our_form(name, text, quote):
    places, data = marks_peers.bytes_of_units(text, marks_peers.PEERS[name].unit), text.encode()
    spans = {role: [[places[begin], places[end]] for begin, end in quote[role]] for role in (*ROLES, "speaker")}
    speaker = "".join(data[begin:end].decode() for begin, end in spans.pop("speaker"))
    return spans | ({"speaker": speaker} if speaker else {})


def quotes(name, set_name, texts):
    """{id: report} of {id: text}; None where the peer is not there."""
    found = marks_peers.printed(name, set_name, list(texts.values()))
    return found and {key: {"id": key, "text": text, "quotes": [in_our_form(name, text, quote) for quote in READERS[name](text, one)]}
                      for (key, text), one in zip(texts.items(), found, strict=True)}


def as_sourced(report):
    return report | {"quotes": [quote for quote in report["quotes"] if quote["source"]]}


def within(span, spans):
    return any(begin <= span[0] and span[1] <= end for begin, end in spans)


def without_nested(report):
    """A report of `synoptic mark` without direct entries all of whose content lies inside a mixed entry."""
    mixed = [span for quote in report.get("quotes", []) if quote.get("kind") == "mixed" for span in quote["content"]]
    return report | {"quotes": [quote for quote in report.get("quotes", [])
                                if quote.get("kind") != "direct" or not all(within(span, mixed) for span in quote["content"])]}

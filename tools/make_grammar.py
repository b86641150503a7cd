#!/usr/bin/env python3
"""Turns grammar files into a C table: make_grammar.py STAGE NAME OUT.c FILE...

A file is src/<stage>/lexicon/<language>/<name>.grammar in the form that its own head describes; files of several languages
make one grammar. Each pattern becomes a finite automaton over words, functions and settings (Thompson), all patterns of a root
become one automaton in which a state has each edge once (subset construction). A root is a name that no pattern uses as a part.
src/<stage>/<name>_grammar.h says what the table means. Errors name the file and line and end with status 1."""
import pathlib
import re
import sys

from make_lexicon import fill, fold, lines_of, slice_hash

TOKEN = re.compile(r"\s*(\{[^}]*\}|[!?]?<[^>]*>|[\[\]()|]|[^\s\[\]()|{}]+)")
PLAIN = {"count", "more", "steps", "year_steps", "whole_year", "every", "direction", "clock", "back", "number", "exact",
         "minute"}


class Grammar:
    def __init__(self):
        self.lines = {}   # name -> [(tokens, where)]
        self.used = set()
        self.edges = []   # NFA: state -> [(label or None, to)]

    def read(self, path):
        for number, name, pattern, _ in lines_of(path, "name<TAB>pattern<TAB>example"):
            tokens = TOKEN.findall(pattern)
            self.used.update(token[1:] for token in tokens if token[0] == "$")
            self.lines.setdefault(name, []).append((tokens, f"{path}:{number}"))

    # ---- patterns to one automaton; each part is built anew where it is used ----
    def state(self):
        self.edges.append([])
        return len(self.edges) - 1

    def link(self, source, label, target):
        self.edges[source].append((label, target))

    def name(self, name, source, parents, where):
        if name not in self.lines or name in parents:
            sys.exit(f"{where}: '${name}' is not known, or is made of itself")
        target = self.state()
        for order, (tokens, line) in enumerate(self.lines[name]):
            rest = list(tokens)
            end = self.choice(rest, source, parents + (name,), line)
            if rest:
                sys.exit(f"{line}: '{rest[0]}' closes nothing")
            self.link(end, None if parents else ("END", order), target)
        return target

    def choice(self, rest, source, parents, where):
        target = self.state()
        while True:
            at = self.state()
            self.link(source, None, at)
            while rest and rest[0] not in ("|", ")", "]"):
                at = self.item(rest, at, parents, where)
            self.link(at, None, target)
            if not rest or rest[0] != "|":
                return target
            rest.pop(0)

    def item(self, rest, source, parents, where):
        token = rest.pop(0)
        if token in "([":
            target = self.choice(rest, source, parents, where)
            if not rest or rest.pop(0) != ("]" if token == "[" else ")"):
                sys.exit(f"{where}: '{token}' is not closed")
            if token == "[":
                self.link(source, None, target)
            return target
        if token[0] == "$":
            return self.name(token[1:], source, parents, where)
        target = self.state()
        self.link(source, label_of(token, where), target)
        return target

    # ---- one edge a label ----
    def closure(self, states):
        found, stack = {}, list(reversed(states))
        while stack:
            state = stack.pop()
            if state in found:
                continue
            found[state] = True
            stack.extend(to for label, to in reversed(self.edges[state]) if label is None)
        return tuple(found)

    def determined(self, roots):
        """[[(label, to)]], and the first state of each root."""
        numbers, table, waiting, firsts = {}, [], [], []

        def number_of(states):
            key = tuple(state for state in self.closure(states) if any(label is not None for label, _ in self.edges[state]))
            if key not in numbers:
                numbers[key] = len(table)
                table.append([])
                waiting.append(key)
            return numbers[key]

        for root in roots:
            start = self.state()
            self.name(root, start, (), root)
            firsts.append(number_of([start]))
        while waiting:
            key = waiting.pop(0)
            by_label = {}
            for state in key:
                for label, to in self.edges[state]:
                    if label is not None:
                        by_label.setdefault(label, []).append(to)
            by_label = dict(sorted(by_label.items(), key=lambda item: (0, item[0]) if item[0][0] == "WORD" else (1, ())))
            table[numbers[key]] = [(label, 0 if label[0] == "END" else number_of(to)) for label, to in by_label.items()]
        return table, firsts


def opening_words(table, first):
    """The words that a match may begin with; conditions and settings may stand before them."""
    found, seen, stack = set(), set(), [first]
    while stack:
        state = stack.pop()
        if state in seen:
            continue
        seen.add(state)
        found.update(label[1] for label, _ in table[state] if label[0] == "WORD")
        stack += [to for label, to in table[state] if label[0] not in ("WORD", "CALL", "HYPHEN", "END")]
    return found


def label_of(token, where):
    """What one token asks of the words: a tuple whose first part is the kind of edge."""
    if token[0] == "{":
        field, _, value = token[1:-1].partition("=")
        return ("SET", field, value) if value else ("SET", "kind", field)
    guard, body = re.fullmatch(r"([!?]?\^?)(.+)", token).groups() if len(token) > 1 else ("", token)
    if body == "~":
        return ("JOINT",)
    if body == "-":
        return ("HYPHEN",)
    kind = {"": "", "?": "IF_", "!": "UNLESS_", "^": "BEHIND_", "?^": "BEHIND_", "!^": "NOT_BEHIND_"}[guard]
    if body[0] == "<" and len(body) > 1:
        if "^" in guard:
            sys.exit(f"{where}: '{token}': only a word can stand before a time")
        return (kind + "CALL", body[1:-1])
    if fold(body) != body:
        sys.exit(f"{where}: '{body}' is not in lower case")
    return (kind + "WORD", body)


def value_of(field, value):
    if field in PLAIN:
        return value
    if field == "unit":
        return f"'{value}'"
    return {"kind": "SHAPE_", "mod": "MOD_", "deixis": "DEIXIS_", "relation": "TIME_"}[field] + value


def edge_of(label, to, words):
    kind = label[0]
    if kind == "END":
        return f"{{EDGE_END, 0, {label[1]}, 0}}"
    if kind == "SET":
        return f"{{EDGE_SET, FIELD_{label[1].upper()}, {value_of(*label[1:])}, {to}}}"
    what = f"TERMINAL_{label[1]}" if kind.endswith("CALL") else words[label[1]] if kind.endswith("WORD") else 0
    return f"{{EDGE_{kind}, {what}, 0, {to}}}"


def main():
    stage, name, out, *files = sys.argv[1:]
    grammar = Grammar()
    for path in sorted(files):
        grammar.read(path)
    roots = sorted(set(grammar.lines) - grammar.used)
    table, firsts = grammar.determined(roots)
    labels = [label for row in table for label, _ in row]
    literals = sorted({label[1] for label in labels if label[0].endswith("WORD")})
    words = {word: number for number, word in enumerate(literals, 1)}
    ways = max(sum(label[0] != "WORD" for label, _ in table[first]) for first in firsts)
    if len(words) > 255 or len(table) > 65535 or ways > 63:
        sys.exit(f"{files[0]}: too many words, states, or ways to begin")
    openers = [opening_words(table, first) for first in firsts]
    opening = {word: " | ".join(f"1u << ROOT_{root.upper()}" for root, those in zip(roots, openers) if word in those) or "0"
               for word in literals}
    note = f"/* Made by tools/make_grammar.py from src/{stage}/lexicon. Do not edit. */"
    lines = [f'{note}\n#include "{stage}/{name}_grammar.h"\n']
    literals = list(literals)
    slots = [None if at is None else literals[at] for at in fill([slice_hash(word) for word in literals])]
    lines.append(f"static const grammar_word words[{len(slots)}] = {{")
    lines += [f"    [{at}] = {{0x{slice_hash(word):x}u, {words[word]}, {opening[word]}}},  /* {word} */"
              for at, word in enumerate(slots) if word]
    lines.append("};\nstatic const grammar_edge edges[] = {")
    starts, begin = [], 0
    for row in table:
        starts.append((begin, len(row), sum(label[0] == "WORD" for label, _ in row)))
        begin += len(row)
        lines += [f"    {edge_of(label, to, words)}," for label, to in row]
    lines.append("};\nstatic const grammar_state states[] = {")
    lines += [f"    {{{begin}, {count}, {by_word}}}," for begin, count, by_word in starts]
    lines.append("};")
    first_list = ", ".join(f"[ROOT_{root.upper()}] = {first}" for root, first in zip(roots, firsts))
    lines.append(f"const syn_grammar grammar_{stage}_{name} = {{words, {len(slots)}, edges, states, {len(table)},\n"
                 f"    {{{first_list}}}}};")
    pathlib.Path(out).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Turns lexicon files into C tables: make_lexicon.py [--apart] ABBREVIATIONS DOMAINS STAGE OUT.c OUT.h FILE...

A file is src/<stage>/lexicon/<language>/<name>.txt in the form that src/text/lexicon.h describes. The table of
src/mark/lexicon/en/cues.txt is `lexicon_mark_cues`. Files of one name in several languages make one table, or with --apart one a
language: `lexicon_mark_cues` of English, `lexicon_mark_cues_de` of German, and `lexicon_mark_cues_in(language)` finds them. Words are cut and
hashed as src/text/words.c and fold.c do it (with two of that folder's own lists); lexicon_check compares both on every entry.
Errors name the file and line and end with status 1."""
import pathlib
import re
import sys
import unicodedata

MASK = (1 << 64) - 1
FILTER_BITS = 32768  # as LEXICON_FILTER_BITS of src/text/lexicon.h
FAMILY = 8  # lists whose names begin alike, that have a filter
LETTER = r"[^\W\d_]"
# In order: initials with points inside, a URL, a mail address, a host, a handle, a hashtag, a number, a possessive ending,
# letters with apostrophes inside, a run of points or hyphens, any other mark.
WORD = re.compile(
    rf"(?:MIXED|{LETTER}(?:\.{LETTER})+)(?![^\W_])\.?(?!\.)"
    r"|(?:https?://|ftp://|www\.)\w[^\s<>\"|\\^`{}]*(?<![.,;:!?'*_~\])])"
    r"|[a-z0-9][a-z0-9.+_-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+"
    r"|(?P<host>[^\W_](?:[\w.+-]*[^\W_])?(?:\.(?:DOMAINS)(?![^\W_]))+(?:/[^\s<>\"|\\^`{}]*(?<![.,;:!?'*_~\])]))?)"
    r"|@\w+|#\d*[^\W\d]\w*"
    rf"|\d+(?:[.,]\d+)*(?:(?!{LETTER}\.{LETTER}(?![^\W_]))[^\W_]+)?"
    r"|'[sS](?![^\W_])"
    rf"|[^\W_]+(?:'(?!s(?![^\W_])){LETTER}[^\W_]*)*(?P<point>\.(?!\.|{LETTER}))?"
    r"|\.+|-+|\S")
BY_HAND = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
                         "…": "...", "−": "-", **dict.fromkeys("“”„‟«»", '"'),
                         **dict.fromkeys("‘’‚‛′`´ʼʻ‹›", "'")})


class Rules:
    """What cutting a phrase needs to know: which abbreviations keep their point, and how hosts end."""

    def __init__(self, abbreviations, domains):
        self.abbreviations = {phrase.rstrip("."): value for _, phrase, value, _ in lines_of(abbreviations)}
        hosts = "|".join(re.escape(phrase) for _, phrase, _, _ in lines_of(domains))
        mixed = "|".join(re.escape(word) for word in self.abbreviations if "." in word)
        self.word = re.compile(WORD.pattern.replace("DOMAINS", hosts).replace("MIXED", mixed))

    def keeps_point(self, word, rest):
        value = self.abbreviations.get(word, "date")
        return value not in ("date", "state") and (value != "number" or re.match(r"\s*\d", rest) is not None) or rest[:1] == ","


def lines_of(path, form="phrase<TAB>value<TAB>example"):
    """(number, and the three fields) of each line that is neither empty nor a comment."""
    lines = pathlib.Path(path).read_text(encoding="utf-8").split("\n")
    if not lines[0].startswith("# SOURCES:"):
        sys.exit(f"{path}:1: the first line must be '# SOURCES: ...'")
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 3 or not fields[0]:
            sys.exit(f"{path}:{number}: want {form}, got {len(fields)} fields")
        yield number, *fields


def fold(word):
    """As fold_text of src/text/fold.c for what a lexicon holds."""
    word = "".join("-" if unicodedata.category(c) == "Pd" else c for c in word.casefold().translate(BY_HAND))
    broken = unicodedata.normalize("NFKD", word)
    plain = "".join(c for c in broken if not "\u0300" <= c <= "\u036f").casefold().translate(BY_HAND)
    return unicodedata.normalize("NFC", plain)  # Hangul together again


def slice_hash(text):
    value = 0xcbf29ce484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001b3) & MASK
    return value


def hash_join(value, word):
    return ((value * 0x9e3779b97f4a7c15) & MASK) ^ ((word + (value >> 29)) & MASK)


def words_of(phrase, rules):
    """The folded words of a phrase. A point at its very end is no word: "sen." is "sen", "u.s." is "u.s"."""
    if re.search(r"[^.]\.$", phrase):
        phrase = phrase[:-1]
    words, at = [], 0
    while at < len(phrase):
        found = rules.word.match(phrase, at)
        if not found:
            at += 1
            continue
        word, end = found[0], found.end()
        if found["point"]:
            word = word[:-1]
            if not rules.keeps_point(fold(word), phrase[end:]):
                end -= 1
        elif not found["host"] and re.search(r"[^.]\.$", word):
            word = word[:-1]
        words.append(fold(word))
        at = end
    return words


def place(key, slots):
    return ((key ^ (key >> 31)) & 0xffffffff) & (slots - 1)


def tag(key):
    """One byte that tells most absent keys; 0 is a free slot."""
    return key >> 57 | 0x80


def slots_for(count):
    slots = 2
    while slots < count * 4:
        slots *= 2
    return slots


def fill(keys):
    """A table of slots: the index of the key that has the slot, or None."""
    table = [None] * slots_for(len(keys))
    for index, key in enumerate(keys):
        at = place(key, len(table))
        while table[at] is not None:
            at = (at + 1) & (len(table) - 1)
        table[at] = index
    return table


def read_entries(path, rules):
    entries, seen = [], set()
    for number, phrase, value, _ in lines_of(path):
        if phrase != phrase.lower():
            sys.exit(f"{path}:{number}: '{phrase}' is not lower case")
        if not re.fullmatch(r"[ -~]*", value) or '"' in value or "\\" in value:
            sys.exit(f"{path}:{number}: the value '{value}' is not plain ASCII")
        if phrase in seen:
            sys.exit(f"{path}:{number}: '{phrase}' stands here twice")
        seen.add(phrase)
        words = words_of(phrase, rules)
        key = 0
        for word in words:
            key = hash_join(key, slice_hash(word))
        entries.append((phrase, value, len(words), key, slice_hash(words[0])))
    return sorted(entries)


def numbers(kind, name, values):
    rows = [", ".join(map(str, values[at:at + 32])) for at in range(0, len(values), 32)]
    return f"static const {kind} {name}[{len(values)}] = {{" + ",\n    ".join(rows) + "};"


def slot_tables(name, keys):
    """The tags of a table's slots, and the places in the list of what has them."""
    slots = fill(keys)
    if len(keys) > 65535:
        sys.exit(f"{name}: more than 65,535 entries")
    return [numbers("uint8_t", f"{name}_tags", [0 if at is None else tag(keys[at]) for at in slots]),
            numbers("uint16_t", f"{name}_at", [at or 0 for at in slots])], len(slots)


def c_string(text):
    return '"' + "".join(chr(b) if 32 <= b < 127 and b not in (34, 92) else f"\\{b:03o}" for b in text.encode()) + '"'


def joined(paths, rules):
    """The entries of one list in all languages. What two languages share must mean the same in both."""
    by_key = {}
    for path in paths:
        for entry in read_entries(path, rules):
            known = by_key.setdefault(entry[3], entry)
            if known[1] != entry[1]:
                sys.exit(f"{path}: '{entry[0]}' is {entry[1]}, but another language has {known[1]}")
    return sorted(by_key.values())


def table(stage, stem, paths, rules, language=""):
    entries = joined(paths, rules)
    name = f"lexicon_{stage}_{stem}" + (f"_{language}" if language not in ("", "en") else "")
    longest = {}
    for _, _, count, _, first in entries:
        longest[first] = max(longest.get(first, 0), count)
    firsts = sorted(longest.items())
    lines = [f"static const lexicon_entry {name}_entries[{max(1, len(entries))}] = {{"]
    lines += [f"    {{0x{key:x}u, {c_string(phrase)}, {c_string(value)}, {count}}}," for phrase, value, count, key, _ in entries]
    lines += ["};", f"static const lexicon_first {name}_firsts[{max(1, len(firsts))}] = {{"]
    lines += [f"    {{0x{fold:x}u, {most}}}," for fold, most in firsts]
    lines.append("};")
    entry_tables, entry_slots = slot_tables(f"{name}_entry", [entry[3] for entry in entries])
    first_tables, first_slots = slot_tables(f"{name}_first", [fold for fold, _ in firsts])
    lines += entry_tables + first_tables
    lines.append(f"const syn_lexicon {name} = {{{c_string(stem)}, {name}_entries, {name}_firsts, {name}_entry_tags, {name}_first_tags, "
                 f"{name}_entry_at, {name}_first_at, {entry_slots}, {first_slots}, {len(entries)}}};\n")
    return name, "\n".join(lines), set(longest)


def filters(stage, folds):
    """For each large family of lists ("time_..."): a bit for each first word of an entry, by its place; and its declaration."""
    for family, every in sorted(folds.items()):
        bits = bytearray(FILTER_BITS // 8)
        for key in every:
            at = place(key, FILTER_BITS)
            bits[at // 8] |= 1 << at % 8
        name = f"lexicon_{stage}_{family}_filter"
        yield numbers("uint8_t", name, bits).replace("static ", "", 1), f"extern const uint8_t {name}[{len(bits)}];"


def finder(name, languages):
    """The function that gives the table of a language, and its declaration."""
    head = f"const syn_lexicon *{name}_in(const char *language)"
    lines = [f"{head} {{"]
    for language in languages:
        own = name if language == "en" else f"{name}_{language}"
        lines.append(f'    if (strcmp(language, "{language}") == 0) return &{own};')
    return "\n".join(lines + ["    return NULL;", "}\n"]), f"/* NULL where the language has none. */\n{head};"


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--apart"]
    abbreviations, domains, stage, out_c, out_h, *files = arguments
    rules = Rules(abbreviations, domains)
    lists = {}
    for path in sorted(files):
        lists.setdefault(pathlib.Path(path).stem, []).append(path)
    tables, finders = [], []
    for stem, paths in sorted(lists.items()):
        if len(arguments) == len(sys.argv) - 1:
            tables.append(table(stage, stem, paths, rules))
            continue
        by_language = {pathlib.Path(path).parent.name: path for path in paths}
        tables += [table(stage, stem, [path], rules, language) for language, path in by_language.items()]
        finders.append(finder(f"lexicon_{stage}_{stem}", by_language))
    folds = {}
    for name, _, firsts in tables:
        if len(arguments) == len(sys.argv) - 1:
            folds.setdefault(name.split("_")[2], []).append(firsts)
    filtered = list(filters(stage, {family: set().union(*sets) for family, sets in folds.items() if len(sets) >= FAMILY}))
    note = f"/* Made by tools/make_lexicon.py from src/{stage}/lexicon. Do not edit. */\n"
    guard = f"SYN_{stage.upper()}_LEXICON_GEN_H"
    source = [text for _, text, _ in tables] + [text for text, _ in finders + filtered]
    pathlib.Path(out_c).write_text(f'{note}#include "{stage}/lexicon/lexicon.gen.h"\n\n#include <string.h>\n\n' + "\n".join(source).rstrip("\n") + "\n")
    header = [note + f"#ifndef {guard}\n#define {guard}\n", '#include "text/lexicon.h"\n']
    header += [f"extern const syn_lexicon {name};" for name, _, _ in tables] + [declared for _, declared in finders + filtered]
    every = ", ".join(f"&{name}" for name, _, _ in tables)
    header.append(f"\n/* All of them, for tests. */\n#define LEXICONS_OF_{stage.upper()} {{{every}}}\n#endif\n")
    pathlib.Path(out_h).write_text("\n".join(header))


if __name__ == "__main__":
    main()

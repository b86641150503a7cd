#!/usr/bin/env python3
"""Makes the source that puts the files of weights into the library: make_weights.py OUT.S OUT.h FILE...

FILE is model/<language>/<name>.bin. OUT.S holds their bytes as read-only data (.incbin of the GNU assembler, and of clang), a model
(src/text/model.h) so that no row of 16 weights lies in two cache lines; OUT.h has a line FILE_OF(language, name) for each, for
src/text/weights.c."""
import pathlib
import struct
import sys

HEAD = """/* Made by tools/make_weights.py. Do not edit. */
#ifdef __APPLE__
#define SYMBOL(name) _##name
#define HIDDEN .private_extern
.section __TEXT,__const
#else
#define SYMBOL(name) name
#define HIDDEN .hidden
.section .rodata
#endif
"""
FILE = """.balign 64
.skip {skip}
.globl SYMBOL({symbol})
.globl SYMBOL({symbol}_end)
HIDDEN SYMBOL({symbol})
HIDDEN SYMBOL({symbol}_end)
SYMBOL({symbol}):
.incbin "{path}"
SYMBOL({symbol}_end):
.byte 0
"""
TAIL = """#if defined(__linux__) && defined(__ELF__)
.section .note.GNU-stack, "", %progbits
#endif
"""


def weights_begin(path):
    """The byte of a model at which its weights begin; 0 for other files."""
    with open(path, "rb") as file:
        mark, _, labels, _ = struct.unpack("<4s3I", file.read(16))
    return 16 + labels * labels * 2 if mark == b"SYNM" else 0


def main():
    source, header, *files = sys.argv[1:]
    files = sorted((pathlib.Path(file).parent.name, pathlib.Path(file).stem, pathlib.Path(file).resolve()) for file in files)
    with open(source, "w", encoding="utf-8") as out:
        out.write(HEAD)
        for language, name, path in files:
            out.write(FILE.format(symbol=f"syn_weights_{language}_{name}", path=path, skip=-weights_begin(path) % 64))
        out.write(TAIL)
    with open(header, "w", encoding="utf-8") as out:
        out.write("/* Made by tools/make_weights.py. Do not edit. */\n")
        for language, name, _ in files:
            out.write(f"FILE_OF({language}, {name})\n")


if __name__ == "__main__":
    main()

/* sha1.c - FIPS 180-4, section 6.1; base32 of RFC 4648. Pure. */
#include "fetch/sha1.h"

static uint32_t rotated(uint32_t x, unsigned n) { return (x << n) | (x >> (32 - n)); }

static void take_block(sha1_state *state, const unsigned char *block) {
    uint32_t w[80], a = state->hash[0], b = state->hash[1], c = state->hash[2], d = state->hash[3], e = state->hash[4];
    for (unsigned i = 0; i < 16; i++) {
        const unsigned char *b4 = block + 4 * i;
        w[i] = (uint32_t)b4[0] << 24 | (uint32_t)b4[1] << 16 | (uint32_t)b4[2] << 8 | b4[3];
    }
    for (unsigned i = 16; i < 80; i++) w[i] = rotated(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (unsigned i = 0; i < 80; i++) {
        uint32_t f = i < 20 ? (b & c) | (~b & d) : i >= 40 && i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
        uint32_t k = i < 20 ? 0x5a827999u : i < 40 ? 0x6ed9eba1u : i < 60 ? 0x8f1bbcdcu : 0xca62c1d6u;
        uint32_t next = rotated(a, 5) + f + e + k + w[i];
        e = d;
        d = c;
        c = rotated(b, 30);
        b = a;
        a = next;
    }
    state->hash[0] += a;
    state->hash[1] += b;
    state->hash[2] += c;
    state->hash[3] += d;
    state->hash[4] += e;
}

void sha1_begin(sha1_state *state) {
    *state = (sha1_state){.hash = {0x67452301u, 0xefcdab89u, 0x98badcfeu, 0x10325476u, 0xc3d2e1f0u}};
}

void sha1_add(sha1_state *state, syn_slice bytes) {
    size_t held = (size_t)(state->length % 64);
    state->length += bytes.len;
    while (bytes.len) {
        size_t n = 64 - held < bytes.len ? 64 - held : bytes.len;
        memcpy(state->block + held, bytes.ptr, n);
        bytes = slice_cut(bytes, n, bytes.len);
        held += n;
        if (held < 64) break;
        take_block(state, state->block);
        held = 0;
    }
}

void sha1_end(sha1_state *state, unsigned char out[SHA1_BYTES]) {
    uint64_t bits = state->length * 8;
    char length[8];
    for (unsigned i = 0; i < 8; i++) length[i] = (char)(unsigned char)(bits >> (56 - 8 * i));
    sha1_add(state, slice_of("\x80", 1));
    while (state->length % 64 != 56) sha1_add(state, slice_of("\0", 1));
    sha1_add(state, slice_of(length, 8));
    for (unsigned i = 0; i < SHA1_BYTES; i++) out[i] = (unsigned char)(state->hash[i / 4] >> (24 - 8 * (i % 4)));
}

void sha1_hex(const unsigned char hash[SHA1_BYTES], char out[SHA1_HEX]) {
    static const char digits[] = "0123456789abcdef";
    for (unsigned i = 0; i < SHA1_BYTES; i++) {
        out[2 * i] = digits[hash[i] >> 4];
        out[2 * i + 1] = digits[hash[i] & 15];
    }
    out[2 * SHA1_BYTES] = 0;
}

void sha1_base32(const unsigned char hash[SHA1_BYTES], char out[SHA1_BASE32]) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    for (unsigned i = 0; i < 32; i++) {  /* 160 bits are 32 letters of 5, so none is cut */
        unsigned bit = i * 5, at = bit / 8, shift = bit % 8;
        unsigned pair = (unsigned)hash[at] << 8 | (at + 1 < SHA1_BYTES ? hash[at + 1] : 0u);
        out[i] = letters[(pair >> (11 - shift)) & 31];
    }
    out[32] = 0;
}

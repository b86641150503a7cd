/* signatures.h - how posts of social networks are signed where a page embeds them. */
#ifndef SYN_TEXT_SIGNATURES_H
#define SYN_TEXT_SIGNATURES_H

#include "base/slice.h"

typedef enum signature_form {
    SIGNATURE_DASH,    /* "— Ida Hale (@idahale) May 3, 2018" */
    SIGNATURE_SHARED,  /* "A post shared by Ida Hale (@idahale) on May 3, 2018 at 5:00am PDT" */
    SIGNATURE_POSTED   /* "Posted by Ida Hale on Thursday, May 3, 2018" */
} signature_form;

typedef struct text_signature {
    signature_form form;
    size_t begin;                   /* where the words of the post end */
    size_t name, name_end;          /* the name; empty if there is but a handle */
    size_t handle, handle_end;      /* without its @; empty in SIGNATURE_POSTED */
    size_t end;                     /* behind it: where its date begins, if it has one */
} text_signature;

/* The next signature whose sign ("(@", "Posted by") stands at or after `from`. Linear; a name is at most 90 bytes long. */
bool signature_find(syn_slice text, size_t from, text_signature *found);
#endif

/* html_people.c - who is in the story, in which role, in whose account; and who wrote the reports.
 *
 * In: people of the collation, the most mentioned first. Out: a section of three lists: persons with a name, persons told of
 * without one, writers. Each entry has its roles with the reports that give them, and a chip to its first mention in each
 * report. Bounds: roles as in forms.h; long lists fold away. */
#include "tell/html_writer.h"

void html_roles(const html_teller *h, const collation_person *p) {
    for (uint32_t i = 0; i < p->roles.n; i++) {
        if (!role_is_new(h->c, p, i)) continue;
        html_raw(h->out, "<span class=\"roles\">");
        html_words(h, p->roles.at[i], NULL);
        for (uint32_t k = i; k != REPORT_NONE; k = role_next(h->c, p, i, k)) {
            html_raw(h->out, " ");
            html_cite(h, p->roles.at[k]);
        }
        html_raw(h->out, "</span>");
    }
}

/* The reports that a writer wrote, and what the credit says. */
static void put_credit(const html_teller *h, const collation_person *p) {
    for (uint32_t k = 0; k < p->roles.n; k++)
        buffer_add_format(h->out, "<b class=\"r%u\">%s</b> ", (unsigned)(p->roles.at[k].report % 8),
                          short_letter(p->roles.at[k].report).text);
    if (!p->credit.len) return;
    html_raw(h->out, "<span class=\"roles\">");
    html_bdi(h->out, p->credit, NULL);
    html_raw(h->out, "</span>");
}

/* A chip to the first mention in each report. */
static void put_mentions(const html_teller *h, const collation_person *p) {
    html_raw(h->out, "<span class=\"cites\">");
    for (uint32_t i = 0, last = REPORT_NONE; i < p->mentions.n; i++) {
        if (p->mentions.at[i].report == last) continue;
        last = p->mentions.at[i].report;
        html_cite(h, p->mentions.at[i]);
        html_raw(h->out, " ");
    }
    html_raw(h->out, "</span>");
}

static bool belongs(const collation_person *p, uint8_t form) {
    return p->form == form && (p->type == NAME_PERSON || form != PERSON_NAMED);
}

static void put_list(const html_teller *h, uint8_t form, const char *title) {
    const syn_collation *c = h->c;
    uint32_t n = 0, shown = 0;
    for (uint32_t i = 0; i < c->people.n; i++) n += belongs(&c->people.at[i], form);
    if (!n) return;
    if (title) buffer_add_format(h->out, "<h%u>%s</h%u>\n", h->level + 1, title, h->level + 1);
    html_raw(h->out, "<ul class=\"people\">\n");
    for (uint32_t i = 0; i < c->people.n; i++) {
        const collation_person *p = &c->people.at[i];
        if (!belongs(p, form)) continue;
        html_fold(h, shown++, n, "</ul>", "<ul class=\"people\">");
        html_raw(h->out, "<li");
        html_finding_id(h, "person", i);
        html_touches(h, "", &p->mentions);
        html_raw(h->out, "><span class=\"who\">");
        html_bdi(h->out, p->name, NULL);
        html_raw(h->out, "</span> ");
        if (form == PERSON_WRITER) put_credit(h, p);
        else put_mentions(h, p), html_roles(h, p);
        html_raw(h->out, "</li>\n");
    }
    html_raw(h->out, "</ul>");
    html_fold_end(h, n);
}

bool html_has_people(const syn_collation *c) {
    for (uint32_t i = 0; i < c->people.n; i++)
        if (c->people.at[i].form != PERSON_NAMED || c->people.at[i].type == NAME_PERSON) return true;
    return false;
}

void html_people(const html_teller *h) {
    uint32_t persons = 0;
    if (!html_has_people(h->c)) return;
    for (uint32_t i = 0; i < h->c->people.n; i++)
        persons += belongs(&h->c->people.at[i], PERSON_NAMED) || belongs(&h->c->people.at[i], PERSON_UNNAMED);
    html_section(h, "people", "Who is in it", persons);
    put_list(h, PERSON_NAMED, NULL);
    put_list(h, PERSON_UNNAMED, "Without a name");
    put_list(h, PERSON_WRITER, "Who wrote the reports");
    html_raw(h->out, "</section>\n");
}

/* times_terminals.h - what the patterns of times.grammar write as <name>: words that need more than a list to be known.
 * Each is a function of times_dates.c, times_words.c, times_clock.c or times_spans.c; X(name, classes): it is asked only where the
 * word at hand has one of these classes (0: always). */
#ifndef SYN_MARK_TIMES_TERMINALS_H
#define SYN_MARK_TIMES_TERMINALS_H

#include "mark/times.h"

#define NO_WORD UINT32_MAX
#define DIGITS (UINT64_C(1) << CLASS_DIGITS)
#define CLASS(name) (UINT64_C(1) << CLASS_##name)
#define COUNTS (DIGITS | CLASS(CARDINAL) | CLASS(COUNT_FIRST))

#define TIME_TERMINALS(X) \
    /* times_dates.c, times_words.c */ \
    X(year, DIGITS | CLASS(CARDINAL))            /* "2016", "nineteen ninety-six", "two thousand and eight" */ \
    X(clipped_year, 0)                           /* "'98" */ \
    X(year_steps, CLASS(DEICTIC))                /* "last" of "last year" */ \
    X(lone_year, DIGITS | CLASS(CARDINAL))       /* a year that its neighbours do not show to be a count */ \
    X(month, CLASS(MONTH))                       /* not May who sings, nor March of the penguins */ \
    X(capital_month, CLASS(MONTH))               /* any with a capital */ \
    X(day_of_month, COUNTS | CLASS(ORDINAL))     /* "7", "7th", "seventh", "twenty-first" */ \
    X(attack_day, DIGITS | CLASS(MONTH))         /* "9/11", "Sept. 11" of "the Sept. 11 attacks" */ \
    X(numeric_date, DIGITS)                      /* "2018-08-07", "8/27/2018" */ \
    X(weekday, CLASS(WEEKDAY))                   /* also a short form */ \
    X(lone_weekday, CLASS(WEEKDAY))              /* a short form only with its point */ \
    X(weekdays, CLASS(WEEKDAY))                  /* "Tuesdays" */ \
    X(holiday, CLASS(HOLIDAY_FIRST))\
    X(relative_day, CLASS(RELATIVE_FIRST))       /* "yesterday" */ \
    X(relative_part, CLASS(RELATIVE_FIRST))      /* "last night" */ \
    X(reference, CLASS(RELATIVE_FIRST))          /* "now", "recently" */ \
    X(reference_noun, CLASS(RELATIVE_FIRST))     /* "the past" */ \
    X(reference_soon, CLASS(RELATIVE_FIRST))     /* "soon" */ \
    X(noun, 0)                                   /* a noun, verb, adjective or number */ \
    X(decade_digits, DIGITS)                     /* "1980s", "80s" */ \
    X(decade, CLASS(DECADE))                     /* "eighties" */ \
    X(nth, DIGITS | CLASS(ORDINAL))              /* "20th" of a century */ \
    X(nth_quarter, DIGITS | CLASS(ORDINAL)) \
    X(nth_half, DIGITS | CLASS(ORDINAL)) \
    X(season, CLASS(SEASON)) \
    X(closed_season, CLASS(SEASON))              /* one that is no other word: "summer" */ \
    X(season_cue, 0)                             /* the word before makes it a season */ \
    X(season_noun, 0)                            /* "spring training": behind a season that is also another word */ \
    X(deictic, CLASS(DEICTIC))                   /* "last", "this past", "that same" */ \
    X(deictic_spoken, CLASS(DEICTIC))            /* "the following": from the day spoken of */ \
    X(deictic_next, CLASS(DEICTIC)) \
    X(deictic_count, CLASS(DEICTIC))             /* "the past three weeks" */ \
    X(place_modifier, CLASS(MODIFIER_FIRST))     /* "early", "the end of" */ \
    X(modifier, CLASS(MODIFIER_FIRST))           /* "shortly before", "nearly" */ \
    X(loose_modifier, CLASS(MODIFIER_FIRST))     /* "about", also a preposition */ \
    /* times_clock.c */ \
    X(colon, DIGITS)                             /* "11:36 a.m.", "17:40" */ \
    X(hour, DIGITS | CLASS(CARDINAL))            /* "7", "seven", "10.35" */ \
    X(hour_before, DIGITS | CLASS(CARDINAL))     /* "9" of "9 to 11 p.m." */ \
    X(half, 0)                                   /* "a.m." */ \
    X(hour_half, DIGITS)                         /* "10pm" */ \
    X(military, DIGITS)                          /* "0130" of "0130 GMT", "2200 Friday", "at 0300 local time" */ \
    X(twelve, DIGITS) \
    X(name_here, 0)                              /* the word before is a name: "Midnight" */ \
    X(half_part, CLASS(PART))                    /* "four in the morning" */ \
    X(zone, CLASS(ZONE))                         /* "GMT" */ \
    X(zone_word, 0)                              /* "Eastern", "local" */ \
    X(part, CLASS(PART))                         /* of the day */ \
    X(small_part, CLASS(PART))                   /* without a capital; plural: a set */ \
    X(lone_part, CLASS(PART))                    /* "evening" of "in the evening" */ \
    X(part_cue, 0)                               /* behind a word that makes "the evening" a time */ \
    X(named_part, CLASS(PART))                   /* "dawn", but not "night" */ \
    X(named_part_cue, 0)                         /* behind a word that makes "dawn" a time */ \
    /* times_spans.c */ \
    X(length, COUNTS)                            /* "three weeks", "eight-hour", "half an hour" */ \
    X(length_plural, COUNTS)                     /* behind "the past" */ \
    X(length_second, COUNTS)                     /* "and three months" */ \
    X(length_set, COUNTS)                        /* "every two weeks" */ \
    X(bare_unit, CLASS(UNIT))                    /* "year" of "year-earlier" */ \
    X(bare_units, CLASS(UNIT)) \
    X(bare_units_long, CLASS(UNIT))              /* hours and longer */ \
    X(long_unit, CLASS(UNIT))                    /* decade, century */ \
    X(unit_placed, CLASS(UNIT))                  /* week to century */ \
    X(unit_placed_day, CLASS(UNIT))              /* day to year */ \
    X(unit_whole, CLASS(UNIT))                   /* week to year */ \
    X(unit_one, CLASS(UNIT))                     /* one of any */ \
    X(unit_set, CLASS(UNIT))                     /* "every second", but not "every second day" */ \
    X(rate_behind, 0)                            /* "$5", "twice" before "a year" */ \
    X(measure_behind, 0)                         /* "for" before "years" */ \
    X(placed, 0)                                 /* "the rest of" before "the year" */ \
    X(set, CLASS(SET_FIRST))                     /* "annually" */

/* The first word past what it takes in at `at`, or NO_WORD; with a shape, also says what it means. */
#define TERMINAL_DECLARED(name, classes) \
    uint32_t time_##name(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape);
TIME_TERMINALS(TERMINAL_DECLARED)

#define TERMINAL_NUMBER(name, classes) TERMINAL_##name,
enum { TIME_TERMINALS(TERMINAL_NUMBER) TERMINAL_COUNT };

typedef struct time_terminal {
    uint32_t (*match)(const mark_scan *scan, uint32_t at, uint32_t end, time_shape *shape);
    uint64_t classes;
} time_terminal;
extern const time_terminal time_terminals[TERMINAL_COUNT];

static inline int value_int(const mark_scan *scan, uint32_t at, word_class class) {
    const char *value = scan_value(scan, at, class);
    return read_int(value, NULL);
}

static inline uint32_t one_if(bool held, uint32_t at) { return held ? at + 1 : NO_WORD; }

typedef struct deixis_value {
    uint8_t deixis;
    int8_t steps;
} deixis_value;

/* "-1", "r1", "0" of time_deictics.txt. */
static inline deixis_value deixis_read(const mark_scan *scan, uint32_t at) {
    const char *value = scan_value(scan, at, CLASS_DEICTIC);
    bool spoken = value[0] == 'r';
    return (deixis_value){spoken ? DEIXIS_SPOKEN : DEIXIS_NOW, (int8_t)read_int(value + spoken, NULL)};
}

/* TIMEX3 mods by number. */
enum { MOD_NONE, MOD_START, MOD_MID, MOD_END, MOD_APPROX, MOD_BEFORE, MOD_AFTER, MOD_LESS_THAN, MOD_MORE_THAN,
       MOD_EQUAL_OR_LESS, MOD_EQUAL_OR_MORE, MOD_COUNT };
extern const char *const time_mods[MOD_COUNT];
#endif

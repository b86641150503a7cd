/* clean.c - placeholder */
typedef int clean_placeholder;

/* engine.c - placeholder */
typedef int engine_placeholder;

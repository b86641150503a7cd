/* tell.c - placeholder */
typedef int tell_placeholder;

/* read.c - placeholder */
typedef int read_placeholder;

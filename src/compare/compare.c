/* compare.c - placeholder */
typedef int compare_placeholder;

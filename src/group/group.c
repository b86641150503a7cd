/* group.c - placeholder */
typedef int group_placeholder;

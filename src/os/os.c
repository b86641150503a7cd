/* os.c - placeholder */
typedef int os_placeholder;

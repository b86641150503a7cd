/* socket.h - what a socket is connected to, and a fresh one to connect; the environment of the process. */
#ifndef SYN_OS_SOCKET_H
#define SYN_OS_SOCKET_H

#include <stdbool.h>
#include <stddef.h>

struct sockaddr;

/* The bytes of an IP address in network order: 4 or 16, and their number; 0 for what is no IP address. */
size_t os_socket_address(const struct sockaddr *address, size_t length, unsigned char out[16]);
/* A new socket that programs started later do not inherit, or -1. */
int os_socket_open(int family, int type, int protocol);

/* A variable of the environment, or NULL. Borrowed; good until somebody changes the environment. */
const char *os_environment(const char *name);
#endif

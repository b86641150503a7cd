/* socket.c - IP sockets of POSIX. */
#include "os/socket.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

size_t os_socket_address(const struct sockaddr *address, size_t length, unsigned char out[16]) {
    if (address->sa_family == AF_INET && length >= sizeof(struct sockaddr_in)) {
        struct sockaddr_in four;
        memcpy(&four, address, sizeof four);
        memcpy(out, &four.sin_addr, 4);
        return 4;
    }
    if (address->sa_family == AF_INET6 && length >= sizeof(struct sockaddr_in6)) {
        struct sockaddr_in6 six;
        memcpy(&six, address, sizeof six);
        memcpy(out, &six.sin6_addr, 16);
        return 16;
    }
    return 0;
}

int os_socket_open(int family, int type, int protocol) {
#ifdef SOCK_CLOEXEC
    type |= SOCK_CLOEXEC;
#endif
    return socket(family, type, protocol);
}

const char *os_environment(const char *name) { return getenv(name); }

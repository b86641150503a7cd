/* terminal.c - what a command line asks of its terminal, by POSIX.
 *
 * The handler that is called on an interrupt is the one piece of changing global state of the project: a signal handler
 * has no other way to know what to call. */
#include "os/terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

typedef void (*interrupt_fn)(void);

static _Atomic(interrupt_fn) on_interrupt;

bool os_is_terminal(int descriptor) { return isatty(descriptor) == 1; }

unsigned os_terminal_width(int descriptor) {
    struct winsize size;
    memset(&size, 0, sizeof size);
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return 0;
    return size.ws_col;
}

static void handle(int signal_number) {
    (void)signal_number;
    int before = errno;
    interrupt_fn call = atomic_load(&on_interrupt);
    if (call) call();
    errno = before;
}

void os_on_interrupt(void (*call)(void)) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    atomic_store(&on_interrupt, call);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = call ? handle : SIG_DFL;
    action.sa_flags = call ? (int)SA_RESETHAND : 0;  /* no SA_RESTART: a read that waits is to wake up */
    for (unsigned i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct sigaction now;
        /* What was ignored from outside (nohup) stays ignored. */
        if (sigaction(signals[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN) sigaction(signals[i], &action, NULL);
    }
    action.sa_handler = call ? SIG_IGN : SIG_DFL;
    action.sa_flags = 0;
    sigaction(SIGPIPE, &action, NULL);
}

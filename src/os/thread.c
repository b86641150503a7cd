/* thread.c - counts the processors that this process may use: its affinity where the system has one, else all. A quota of
 * processor time (a container's) is not looked at. */
#include "os/thread.h"

#include <sched.h>
#include <unistd.h>

#include "base/caps.h"

unsigned os_processors(void) {
    long count = 0;
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) count = CPU_COUNT(&set);
#endif
    if (count < 1) count = sysconf(_SC_NPROCESSORS_ONLN);
    if (count < 1) return 1;
    return count > CAP_THREADS ? CAP_THREADS : (unsigned)count;
}

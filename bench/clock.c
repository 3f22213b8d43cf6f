/* Lets the clock on the wall jump for the programs it is loaded into: the file named by TOHFA_CLOCK holds the
 * seconds by which they are wrong. Timers run on the other clock, and are left alone.
 *
 *     cc -shared -fPIC -o clock.so clock.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>

static const volatile int *offset_file;

__attribute__((constructor)) static void begin(void)
{
    const char *name = getenv("TOHFA_CLOCK");
    int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    void *seen = file < 0 ? MAP_FAILED : mmap(NULL, sizeof(int), PROT_READ, MAP_SHARED, file, 0);
    if (seen != MAP_FAILED)
        offset_file = seen;
}

static int offset(void)
{
    return offset_file ? *offset_file : 0;
}

int clock_gettime(clockid_t which, struct timespec *told)
{
    static int (*true_one)(clockid_t, struct timespec *);
    if (!true_one)
        true_one = dlsym(RTLD_NEXT, "clock_gettime");
    int done = true_one(which, told);
    if (done == 0 && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE))
        told->tv_sec += offset();
    return done;
}

int gettimeofday(struct timeval *restrict told, void *restrict zone)
{
    struct timespec now;
    (void)zone;
    int done = clock_gettime(CLOCK_REALTIME, &now);
    told->tv_sec = now.tv_sec;
    told->tv_usec = now.tv_nsec / 1000;
    return done;
}

time_t time(time_t *told)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (told)
        *told = now.tv_sec;
    return now.tv_sec;
}

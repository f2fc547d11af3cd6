/*
 * A clock that is wrong by SHIFTED_CLOCK_S seconds for every program that loads this before the C library: Node,
 * browsers, PostgreSQL and nginx alike. Only the time of day is moved; what measures how long something takes is left.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static long shift_s(void) {
  static long known;
  static int is_known;
  if (!is_known) {
    const char *seconds = getenv("SHIFTED_CLOCK_S");
    known = seconds ? atol(seconds) : 0;
    is_known = 1;
  }
  return known;
}

int clock_gettime(clockid_t clock, struct timespec *at) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int result = real(clock, at);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) at->tv_sec += shift_s();
  return result;
}

int gettimeofday(struct timeval *at, void *zone) {
  static int (*real)(struct timeval *, void *);
  if (!real) real = dlsym(RTLD_NEXT, "gettimeofday");
  int result = real(at, zone);
  if (result == 0 && at) at->tv_sec += shift_s();
  return result;
}

time_t time(time_t *at) {
  static time_t (*real)(time_t *);
  if (!real) real = dlsym(RTLD_NEXT, "time");
  time_t now = real(NULL) + shift_s();
  if (at) *at = now;
  return now;
}

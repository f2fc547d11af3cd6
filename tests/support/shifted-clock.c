/*
 * A clock that is wrong by SHIFTED_CLOCK_S seconds for every program that loads this before the C library: Node,
 * browsers, PostgreSQL and nginx alike. Only the time of day is moved; what measures how long something takes is left.
 * Who waits until a time of day has read it here, and the kernel would wait by its own: those times are moved back.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
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
  if (result == 0) at->tv_sec += shift_s();
  return result;
}

time_t time(time_t *at) {
  static time_t (*real)(time_t *);
  if (!real) real = dlsym(RTLD_NEXT, "time");
  time_t now = real(NULL) + shift_s();
  if (at) *at = now;
  return now;
}

/* A time of day, and not the seconds since the machine started, by which most wait. */
static struct timespec kernel_time(const struct timespec *until) {
  struct timespec moved = *until;
  if (moved.tv_sec > 1000000000) moved.tv_sec -= shift_s();
  return moved;
}

/* The C library keeps an older one of the same name beside it. */
static void *newest(const char *name, const char *version) {
  void *found = dlvsym(RTLD_NEXT, name, version);
  return found ? found : dlsym(RTLD_NEXT, name);
}

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *until) {
  static int (*real)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
  if (!real) real = newest("pthread_cond_timedwait", "GLIBC_2.3.2");
  struct timespec moved = kernel_time(until);
  return real(condition, mutex, &moved);
}

int pthread_cond_clockwait(pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock,
                           const struct timespec *until) {
  static int (*real)(pthread_cond_t *, pthread_mutex_t *, clockid_t, const struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "pthread_cond_clockwait");
  struct timespec moved = kernel_time(until);
  return real(condition, mutex, clock, &moved);
}

int pthread_mutex_timedlock(pthread_mutex_t *mutex, const struct timespec *until) {
  static int (*real)(pthread_mutex_t *, const struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "pthread_mutex_timedlock");
  struct timespec moved = kernel_time(until);
  return real(mutex, &moved);
}

int sem_timedwait(sem_t *semaphore, const struct timespec *until) {
  static int (*real)(sem_t *, const struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "sem_timedwait");
  struct timespec moved = kernel_time(until);
  return real(semaphore, &moved);
}

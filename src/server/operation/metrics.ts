/**
 * What is counted, in Prometheus' form. Labels are route patterns, codes and kinds: their number is fixed by the code,
 * and none can name a person or a device (OPS-3).
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { JobRun, Noticed, RequestDone } from './watch.ts';
import { addFigures, type FigureSources } from './figures.ts';

export type Metrics = {
  readonly opened: () => void;
  readonly done: (request: RequestDone) => void;
  readonly refused: (route: string, code: string) => void;
  readonly defect: (route: string) => void;
  readonly noticed: (noticed: Noticed) => void;
  readonly job: (run: JobRun) => void;
  /** Shows, from now on, also what is asked of the database, the disk and the backups at each look. */
  readonly addFigures: (sources: FigureSources) => void;
  /** Everything as text, and its content type. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

const methods = new Set(['GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH']);
/** Whoever sends makes up methods too. */
const methodOf = (method: string): string => (methods.has(method) ? method : 'other');

const seconds = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

const requestMetrics = (registry: Registry) => {
  const registers = [registry];
  return {
    open: new Gauge({ name: 'narvaro_requests_open', help: 'Requests being answered now.', registers }),
    total: new Counter({
      name: 'narvaro_requests_total',
      help: 'Requests answered, by route pattern.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    seconds: new Histogram({
      name: 'narvaro_request_seconds',
      help: 'Time to answer, by route pattern.',
      labelNames: ['method', 'route'],
      buckets: seconds,
      registers,
    }),
    refusals: new Counter({
      name: 'narvaro_refusals_total',
      help: 'Requests refused, by route pattern and problem code.',
      labelNames: ['route', 'code'],
      registers,
    }),
    limited: new Counter({
      name: 'narvaro_rate_limited_total',
      help: 'Requests refused because there were too many, by route pattern.',
      labelNames: ['route'],
      registers,
    }),
    defects: new Counter({
      name: 'narvaro_defects_total',
      help: 'Errors that nobody expected, by route pattern or job.',
      labelNames: ['route'],
      registers,
    }),
  };
};

const logMetrics = (registry: Registry) => {
  const registers = [registry];
  return {
    pushes: new Counter({
      name: 'narvaro_pushes_total',
      help: 'Deliveries from tablets, by whether something was set aside and why.',
      labelNames: ['set_aside'],
      registers,
    }),
    events: new Counter({
      name: 'narvaro_events_taken_total',
      help: 'New events taken in, by whether they count or wait for a person.',
      labelNames: ['outcome'],
      registers,
    }),
    receipts: new Counter({
      name: 'narvaro_receipts_total',
      help: 'Signed receipts given to tablets.',
      registers,
    }),
    devices: new Counter({
      name: 'narvaro_device_decisions_total',
      help: 'Tablets enrolled and revoked.',
      labelNames: ['kind'],
      registers,
    }),
  };
};

const jobMetrics = (registry: Registry) => {
  const registers = [registry];
  return {
    runs: new Counter({
      name: 'narvaro_job_runs_total',
      help: 'Runs of the jobs the server does by itself.',
      labelNames: ['job', 'outcome'],
      registers,
    }),
    lastDone: new Gauge({
      name: 'narvaro_job_last_done_timestamp_seconds',
      help: 'When a job was last done without an error.',
      labelNames: ['job'],
      registers,
    }),
  };
};

/** A registry of its own for each server, so that two in one process never count together. */
export const createMetrics = (clock: () => number, about: { readonly version: string }): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = requestMetrics(registry);
  const log = logMetrics(registry);
  const jobs = jobMetrics(registry);
  new Gauge({
    name: 'narvaro_build_info',
    help: 'Always 1; the version is in the label.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: about.version }, 1);
  return {
    opened: () => requests.open.inc(),
    done: ({ method, route, status, ms }) => {
      requests.open.dec();
      requests.total.inc({ method: methodOf(method), route, status });
      requests.seconds.observe({ method: methodOf(method), route }, ms / 1000);
    },
    refused: (route, code) => {
      requests.refusals.inc({ route, code });
      if (code === 'request/rate-limited') requests.limited.inc({ route });
    },
    defect: (route) => requests.defects.inc({ route }),
    noticed: (noticed) => {
      switch (noticed.event) {
        case 'pushed':
          log.pushes.inc({ set_aside: noticed.reason ?? 'nothing' });
          log.receipts.inc();
          log.events.inc({ outcome: 'counts' }, noticed.fresh - noticed.aside);
          log.events.inc({ outcome: 'set-aside' }, noticed.aside);
          return;
        case 'device-enrolled':
        case 'device-revoked':
          log.devices.inc({ kind: noticed.event });
      }
    },
    job: ({ job, isDone }) => {
      jobs.runs.inc({ job, outcome: isDone ? 'done' : 'failed' });
      if (isDone) jobs.lastDone.set({ job }, clock() / 1000);
    },
    addFigures: (sources) => addFigures(registry, sources),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
};

/**
 * The whole check of a bundle, the same in a page from a disk, in a terminal and in the tests. It trusts nothing that the
 * office has computed: it follows every chain, checks every signature and counts every month anew (BUNDLE-2 to BUNDLE-4).
 */
import { eventIdOf } from '../domain/ids.ts';
import { acceptancesIn } from './set-aside.ts';
import { checkArrivals } from './check-arrivals.ts';
import { checkDevices } from './check-devices.ts';
import { checkManifest } from './check-manifest.ts';
import { checkMonths } from './check-months.ts';
import { checkOfficeLog, type OfficeHead } from './check-office-log.ts';
import { checkPlan } from './check-plan.ts';
import { createFindings, type Finding, type Findings } from './findings.ts';
import { readBundle, type Bundle, type Files } from './read-bundle.ts';

/** What somebody has from elsewhere, on paper: only that shows that the whole bundle is not another office's. */
export type Expected = {
  /** A head of the office's log, as printed on a month compilation. */
  readonly head?: OfficeHead;
  /** The office's public key. */
  readonly officeKey?: string;
};

/** What the bundle holds, counted by the verifier. */
export type Counted = {
  readonly programme: string;
  readonly isDemo: boolean;
  readonly madeAt: number;
  readonly month: string | null;
  readonly officeKey: string;
  readonly officeHead: OfficeHead;
  readonly files: number;
  readonly devices: number;
  readonly events: number;
  readonly entries: number;
  readonly decisions: number;
  readonly sessions: number;
  readonly months: readonly {
    readonly month: string;
    readonly version: number;
    readonly people: number;
    readonly minutes: number;
    readonly reportedMinutes: number;
  }[];
};

export type Verdict = {
  /** Nothing is broken; notes may be left. */
  readonly holds: boolean;
  readonly findings: readonly Finding[];
  /** Nothing for what is no bundle. */
  readonly counted: Counted | undefined;
};

const sumOf = (logs: Bundle['logs']): number =>
  [...logs.values()].reduce((total, texts) => total + texts.length, 0);

const noteForks = ({ forks }: Bundle, findings: Findings): void => {
  for (const { file, value } of forks)
    findings.note({ code: 'fork-kept', device: value.device, seq: value.seq, file });
};

const checkBundle = async (
  files: Files,
  bundle: Bundle,
  expected: Expected,
  findings: Findings,
): Promise<Counted> => {
  const { manifest, devices, logs, arrivals } = bundle;
  await checkManifest(files, manifest, expected.officeKey, findings);
  const events = new Set([...logs].flatMap(([id, texts]) => texts.map((_, i) => eventIdOf(id, i + 1))));
  const heads = { said: manifest.officeHead, expected: expected.head };
  const office = await checkOfficeLog(bundle.officeLog, heads, (id) => events.has(id as never), findings);
  await checkDevices(devices, logs, { key: manifest.officeKey, entries: office.entries }, findings);
  const accepted = acceptancesIn(office.entries);
  const arrived = checkArrivals({ arrivals, logs, devices }, accepted, findings);
  noteForks(bundle, findings);
  const plan = await checkPlan(bundle.sessionVersions, office.entries, findings);
  const world = { plan, arrivals, events: arrived, members: bundle.members, ...office };
  await checkMonths(bundle.months, manifest.month, world, findings);
  const { programme, isDemo, madeAt, month, officeKey, officeHead } = manifest;
  return {
    programme,
    isDemo,
    madeAt,
    month,
    officeKey,
    officeHead,
    files: files.size,
    devices: devices.length,
    events: sumOf(logs),
    entries: bundle.officeLog.length,
    decisions: office.decisions.length,
    sessions: plan.size,
    months: bundle.months.map(({ month, version, people, minutes, reportedMinutes }) => ({
      month,
      version,
      people,
      minutes,
      reportedMinutes,
    })),
  };
};

/** Everything that does not hold, in the order a person wants to hear it, and what the bundle holds. */
export const verifyBundle = async (files: Files, expected: Expected = {}): Promise<Verdict> => {
  const findings = createFindings();
  const bundle = readBundle(files, findings);
  const counted = bundle === undefined ? undefined : await checkBundle(files, bundle, expected, findings);
  const all = findings.all();
  return { holds: all.every(({ level }) => level !== 'broken'), findings: all, counted };
};

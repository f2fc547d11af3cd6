/** A bundle's files as what they say. A file that is missing or cannot be read is found, and the rest is still checked. */
import type * as z from 'zod/mini';
import {
  Arrival,
  Devices,
  fileNames,
  Fork,
  forkFileOf,
  KeptMonth,
  logFileOf,
  Manifest,
  Members,
  monthFileOf,
  SessionVersionLine,
  textsOf,
  type BundleDevice,
} from './bundle-format.ts';
import type { Findings } from './findings.ts';

export type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

export type Bundle = {
  readonly manifest: Manifest;
  readonly devices: readonly BundleDevice[];
  /** Each device's events as the texts that came, by device. */
  readonly logs: ReadonlyMap<string, readonly string[]>;
  readonly arrivals: readonly Arrival[];
  readonly officeLog: readonly string[];
  readonly sessionVersions: readonly SessionVersionLine[];
  readonly members: Members;
  readonly months: readonly KeptMonth[];
  readonly forks: readonly { readonly file: string; readonly value: Fork }[];
};

const decoder = new TextDecoder();

const parsed = <T>(text: string, schema: z.ZodMiniType<T>): T | undefined => {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

type Reading = { readonly files: Files; readonly findings: Findings };

const textOfFile = ({ files, findings }: Reading, file: string): string | undefined => {
  const bytes = files.get(file);
  if (bytes === undefined) findings.broken({ code: 'file-missing', file });
  return bytes === undefined ? undefined : decoder.decode(bytes);
};

const readWhole = <T>(reading: Reading, file: string, schema: z.ZodMiniType<T>): T | undefined => {
  const text = textOfFile(reading, file);
  if (text === undefined) return undefined;
  const value = parsed(text, schema);
  if (value === undefined) reading.findings.broken({ code: 'file-unreadable', file, line: 1 });
  return value;
};

const readLines = <T>(reading: Reading, file: string, schema: z.ZodMiniType<T>): readonly T[] =>
  textsOf(textOfFile(reading, file) ?? '').flatMap((line, i): readonly T[] => {
    const value = parsed(line, schema);
    if (value === undefined) reading.findings.broken({ code: 'file-unreadable', file, line: i + 1 });
    return value === undefined ? [] : [value];
  });

const named = (files: Files, folder: string): readonly string[] =>
  [...files.keys()].filter((name) => name.startsWith(folder)).sort();

const logsOf = (
  reading: Reading,
  devices: readonly BundleDevice[],
): ReadonlyMap<string, readonly string[]> => {
  const known = new Set(devices.map(({ id }) => logFileOf(id)));
  for (const file of named(reading.files, 'logs/'))
    if (!known.has(file))
      reading.findings.broken({
        code: 'device-not-described',
        device: file.slice(5).replace(/\.jsonl$/, ''),
      });
  return new Map(devices.map(({ id }) => [id, textsOf(textOfFile(reading, logFileOf(id)) ?? '')]));
};

/** The files of a folder, each under the name that what it says gives it: two that have changed places are found. */
const readFolder = <T>(
  reading: Reading,
  folder: string,
  schema: z.ZodMiniType<T>,
  nameOf: (value: T) => string,
): readonly { readonly file: string; readonly value: T }[] =>
  named(reading.files, folder).flatMap((file) => {
    const value = readWhole(reading, file, schema);
    if (value === undefined) return [];
    if (nameOf(value) !== file) reading.findings.broken({ code: 'file-misnamed', file });
    return [{ file, value }];
  });

/** The bundle these files are; nothing if they are no bundle at all. */
export const readBundle = (files: Files, findings: Findings): Bundle | undefined => {
  const reading: Reading = { files, findings };
  const manifest = parsed(decoder.decode(files.get(fileNames.manifest) ?? new Uint8Array()), Manifest);
  if (manifest === undefined) {
    findings.broken({ code: 'not-a-bundle' });
    return undefined;
  }
  const devices = readWhole(reading, fileNames.devices, Devices)?.devices ?? [];
  return {
    manifest,
    devices,
    logs: logsOf(reading, devices),
    arrivals: readLines(reading, fileNames.arrivals, Arrival),
    officeLog: textsOf(textOfFile(reading, fileNames.officeLog) ?? ''),
    sessionVersions: readLines(reading, fileNames.sessionVersions, SessionVersionLine),
    members: readWhole(reading, fileNames.members, Members) ?? { participants: [], places: [] },
    months: readFolder(reading, 'months/', KeptMonth, ({ month, version }) =>
      monthFileOf(month, version),
    ).map(({ value }) => value),
    forks: readFolder(reading, 'forks/', Fork, ({ delivery }) => forkFileOf(delivery)),
  };
};

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { AttendanceEvent } from '../../src/domain/events.ts';
import { canonical } from '../../src/domain/log.ts';
import { Plan } from '../../src/domain/programme.ts';
import { problemOf, problemStatus } from '../../src/protocol/problems.ts';
import { oldestProtocolVersion, protocolVersion } from '../../src/protocol/version.ts';

const folder = resolve(import.meta.dirname, '../../src/protocol');
const contract = join(import.meta.dirname, 'wire-contract.json');

const isSchema = (value: unknown): value is z.ZodMiniType =>
  typeof value === 'object' && value !== null && '_zod' in value;

/** What tablets in the field are spoken to with; the administrator's pages come with the server and may change freely. */
const tabletMessages = ['enrol-device.ts', 'sign-in-device.ts', 'push-log.ts', 'pull-log.ts', 'problems.ts'];

const wireHash = async (): Promise<string> => {
  const schemas: Record<string, unknown> = {
    AttendanceEvent: z.toJSONSchema(AttendanceEvent, { unrepresentable: 'any' }),
    Plan: z.toJSONSchema(Plan, { unrepresentable: 'any' }),
  };
  for (const file of tabletMessages) {
    const module = (await import(join(folder, file))) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module))
      if (isSchema(value)) schemas[`${file}/${name}`] = z.toJSONSchema(value, { unrepresentable: 'any' });
  }
  return createHash('sha256').update(canonical(schemas)).digest('hex');
};

describe('the wire', () => {
  test('[WIRE-1] a tablet in the field is never spoken to in a form it does not know: a changed wire has a new version', async () => {
    const known = JSON.parse(readFileSync(contract, 'utf8')) as Record<string, string>;
    expect(await wireHash(), 'a new hash needs a new line in version.ts and in wire-contract.json').toBe(
      known[String(protocolVersion)],
    );
    expect(
      Object.keys(known)
        .map(Number)
        .sort((a, b) => a - b)
        .at(-1),
    ).toBe(protocolVersion);
    expect(oldestProtocolVersion).toBe(1);
  });

  test('[WIRE-2] whoever is refused gets a problem with a code of its own that says what kind it is', () => {
    const seen = new Set<string>();
    for (const code of Object.keys(problemStatus) as (keyof typeof problemStatus)[]) {
      const problem = problemOf({ code });
      expect(problem.status).toBeGreaterThanOrEqual(400);
      expect(problem.type).toBe(`urn:narvaro:problem:${code}`);
      seen.add(problem.type);
    }
    expect(seen.size).toBe(Object.keys(problemStatus).length);
  });

  test('[WIRE-3] every message refuses keys it does not know, so that nothing is smuggled in beside it', () => {
    const loose = readdirSync(folder)
      .filter((file) => file !== 'problems.ts')
      .filter((file) => /\bz\.(object|looseObject)\(/.test(readFileSync(join(folder, file), 'utf8')));
    expect(loose).toEqual([]);
  });
});

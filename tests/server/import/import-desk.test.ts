import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Day } from '../../../src/domain/time.ts';
import { findColumns } from '../../../src/server/import/columns.ts';
import {
  deskOf,
  type Check,
  type Gathered,
  type ImportDesk,
  type OpenFile,
} from '../../../src/server/import/import-desk.ts';
import { aLine, csvText, participantHeader, utf8 } from '../../support/import-files.ts';
import { createTestServer, type TestServer } from '../../support/test-server.ts';

const list = utf8(csvText([participantHeader, aLine(0)]));

let server: TestServer;
let desk: ImportDesk;
let asked: string[];

beforeEach(async () => {
  server = await createTestServer();
  desk = deskOf(server.services);
  asked = [];
});
afterEach(() => server.close());

const open = (id: string, lastsMs = 4 * 60 * 60_000, bytes: Promise<Uint8Array> = Promise.resolve(list)) =>
  desk.open({
    id,
    fileName: 'a.csv',
    expiresAt: server.services.clock() + lastsMs,
    bytes: () => {
      asked.push(id);
      return bytes;
    },
  });
const read = async (file: OpenFile): Promise<boolean> => {
  while (file.table === undefined) await wait(5);
  return file.table.ok;
};

describe('files that wait to be read', () => {
  test('[IMP-15] each of eight is read once and in order, although the pages ask all the time', async () => {
    const ids = Array.from({ length: 8 }, (_, index) => `f${index}`);
    while (ids.map((id) => open(id)).some(({ table }) => table === undefined)) await wait(5);
    expect(asked).toEqual(ids);
  });

  test('[IMP-15] a file that the administrator discards while it waits is never read', async () => {
    open('a');
    open('b');
    const last = open('c');
    desk.forget('b');
    expect(await read(last)).toBe(true);
    expect(asked).toEqual(['a', 'c']);
  });

  test('[IMP-15] a file whose draft expires while it waits is never read', async () => {
    let release: (bytes: Uint8Array) => void = () => undefined;
    const held = new Promise<Uint8Array>((resolve) => {
      release = resolve;
    });
    open('a', 1000, held);
    open('b', 1000);
    const last = open('c', 2000);
    server.advance(1000);
    release(list);
    expect(await read(last)).toBe(true);
    expect(asked).toEqual(['a', 'c']);
  });

  test('[IMP-15] files that nobody has asked about for a while make room, the latest used are kept', async () => {
    for (let file = 0; file < 8; file += 1) {
      await read(open(`f${file}`));
      server.advance(1000);
    }
    server.advance(10_000);
    await read(open('new'));
    asked = [];
    await read(open('f7'));
    await read(open('f0'));
    expect(asked).toEqual(['f0']);
  });
});

const done = async (check: Check): Promise<void> => {
  while (check.answer === undefined && check.failure === undefined) await wait(5);
};

describe('checks of a file that has been read', () => {
  const gathered = async (file: OpenFile, office: string): Promise<Gathered> => {
    if (file.table?.ok !== true) throw new Error('the file has not been read');
    const table = file.table.value;
    const { mapping } = findColumns(table, 'participants', undefined);
    const edits = { texts: new Map(), skipped: new Set<number>() };
    const nobody = { cohorts: [], known: [], knownNumbers: [] };
    const ages = { min: 15, max: 110 };
    const today = Day.parse('2026-11-12');
    return { office, job: { job: 'check-participants', table, mapping, edits, today, ages, ...nobody } };
  };

  test('[IMP-15] an administrator whose check could not read the office is not told that the file is broken', async () => {
    const file = open('a');
    await read(file);
    const asked = { question: 'q', after: undefined };
    const check = desk.startCheck(file, asked, () => Promise.reject(new Error('no database')));
    await done(check);
    expect(check.answer).toBeUndefined();
    expect(check.failure).toEqual(new Error('no database'));
  });

  test('[IMP-15] when the office has not changed, the answer that is there serves again; when it has, the rows are checked anew', async () => {
    const file = open('a');
    await read(file);
    const check = async (office: string): Promise<Check> => {
      const started = desk.startCheck(file, { question: 'q', after: 'another' }, () =>
        gathered(file, office),
      );
      await done(started);
      return started;
    };
    const first = await check('one');
    expect(first.answer).toMatchObject({ ok: true, value: { rows: [{ row: 2 }] } });
    expect((await check('one')).answer).toBe(first.answer);
    const changed = await check('two');
    expect(changed.answer).not.toBe(first.answer);
    expect(changed).toMatchObject({ office: 'two', answer: { ok: true } });
  });
});

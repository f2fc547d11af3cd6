/** What the compiler cannot see about the words: that none is empty, and that each is said as we have agreed. */
import { describe, expect, test } from 'vitest';
import { adminAccessEn } from '../../src/app/text/admin-access-en.ts';
import { adminAccessSv } from '../../src/app/text/admin-access-sv.ts';
import { adminEn } from '../../src/app/text/admin-en.ts';
import { adminMonthEn } from '../../src/app/text/admin-month-en.ts';
import { adminMonthSv } from '../../src/app/text/admin-month-sv.ts';
import { adminReviewEn } from '../../src/app/text/admin-review-en.ts';
import { adminReviewSv } from '../../src/app/text/admin-review-sv.ts';
import { adminSv } from '../../src/app/text/admin-sv.ts';
import { doorEn } from '../../src/app/text/door-en.ts';
import { doorSv } from '../../src/app/text/door-sv.ts';
import { en } from '../../src/app/text/en.ts';
import { kioskEn } from '../../src/app/text/kiosk-en.ts';
import { kioskSv } from '../../src/app/text/kiosk-sv.ts';
import { participantEn } from '../../src/app/text/participant-en.ts';
import { participantSv } from '../../src/app/text/participant-sv.ts';
import { publicEn } from '../../src/app/text/public-en.ts';
import { publicSv } from '../../src/app/text/public-sv.ts';
import { lockEn } from '../../src/app/text/lock-en.ts';
import { lockSv } from '../../src/app/text/lock-sv.ts';
import { problemsEn } from '../../src/app/text/problems-en.ts';
import { problemsSv } from '../../src/app/text/problems-sv.ts';
import { handInEn } from '../../src/app/text/hand-in-en.ts';
import { handInSv } from '../../src/app/text/hand-in-sv.ts';
import { storageEn } from '../../src/app/text/storage-en.ts';
import { storageSv } from '../../src/app/text/storage-sv.ts';
import { viewsEn } from '../../src/app/text/views-en.ts';
import { viewsSv } from '../../src/app/text/views-sv.ts';
import { tabletEn } from '../../src/app/text/tablet-en.ts';
import { tabletSv } from '../../src/app/text/tablet-sv.ts';
import { trainerEn } from '../../src/app/text/trainer-en.ts';
import { trainerSv } from '../../src/app/text/trainer-sv.ts';
import { sv } from '../../src/app/text/sv.ts';

type Words = { readonly key: string; readonly said: string; readonly asked: ReadonlySet<string> };

/** Stands in for any parameters: remembers which were asked for and answers 3, which reads as number and as word. */
const anyParameters = (asked: Set<string>): unknown =>
  new Proxy(
    {},
    {
      get: (_target, name) => {
        asked.add(String(name));
        return 3;
      },
    },
  );

const wordsOf = (branch: unknown, key = ''): readonly Words[] => {
  if (typeof branch === 'string') return [{ key, said: branch, asked: new Set() }];
  if (typeof branch === 'function') {
    const asked = new Set<string>();
    const said: unknown = branch(anyParameters(asked));
    return [{ key, said: String(said), asked }];
  }
  return Object.entries(branch ?? {}).flatMap(([name, inner]) =>
    wordsOf(inner, key === '' ? name : `${key}.${name}`),
  );
};

const swedish = [
  ...wordsOf(sv),
  ...wordsOf(adminSv, 'admin'),
  ...wordsOf(adminReviewSv, 'review'),
  ...wordsOf(adminMonthSv, 'month'),
  ...wordsOf(adminAccessSv, 'access'),
  ...wordsOf(trainerSv, 'trainer'),
  ...wordsOf(doorSv, 'door'),
  ...wordsOf(kioskSv, 'kiosk'),
  ...wordsOf(tabletSv, 'tablet'),
  ...wordsOf(viewsSv, 'views'),
  ...wordsOf(storageSv, 'storage'),
  ...wordsOf(handInSv, 'hand-in'),
  ...wordsOf(participantSv, 'participant'),
  ...wordsOf(publicSv, 'public'),
  ...wordsOf(lockSv, 'lock'),
  ...wordsOf(problemsSv, 'problem'),
];
const english = [
  ...wordsOf(en),
  ...wordsOf(adminEn, 'admin'),
  ...wordsOf(adminReviewEn, 'review'),
  ...wordsOf(adminMonthEn, 'month'),
  ...wordsOf(adminAccessEn, 'access'),
  ...wordsOf(trainerEn, 'trainer'),
  ...wordsOf(doorEn, 'door'),
  ...wordsOf(kioskEn, 'kiosk'),
  ...wordsOf(tabletEn, 'tablet'),
  ...wordsOf(viewsEn, 'views'),
  ...wordsOf(storageEn, 'storage'),
  ...wordsOf(handInEn, 'hand-in'),
  ...wordsOf(participantEn, 'participant'),
  ...wordsOf(publicEn, 'public'),
  ...wordsOf(lockEn, 'lock'),
  ...wordsOf(problemsEn, 'problem'),
];

/** DESIGN.md §2, §3 and §13: words that blame, command or belong to machines. */
const avoided = [
  'synkad',
  'synkron',
  'köad',
  'offline',
  'ogiltig',
  'nekad',
  'misslyckad',
  'vänligen',
  'var god',
  'användare',
  'utbildare',
  'läsplatta',
  'incheckad!',
];

describe('Swedish', () => {
  test.each(avoided)('[UI-11] nobody reads "%s"', (word) => {
    expect(swedish.filter(({ said }) => said.toLowerCase().includes(word)).map(({ key }) => key)).toEqual([]);
  });

  test('[UI-11] only a greeting has an exclamation mark', () => {
    const loud = swedish.filter(({ said }) =>
      said.replaceAll('Välkommen!', '').replace(/^Hej!/u, '').includes('!'),
    );
    expect(loud.map(({ key }) => key)).toEqual([]);
  });
});

describe.each([
  ['Swedish', swedish],
  ['English', english],
])('%s', (_language, words) => {
  test('[UI-12] every place has words', () => {
    expect(words.filter(({ said }) => said.trim() === '').map(({ key }) => key)).toEqual([]);
  });

  test('[UI-12] no sentence shows a missing value', () => {
    expect(words.filter(({ said }) => /undefined|NaN|\[object/u.test(said)).map(({ key }) => key)).toEqual(
      [],
    );
  });
});

test('[UI-12] an English reader is told the same facts as a Swedish one', () => {
  const askedBy = (words: readonly Words[]) =>
    Object.fromEntries(words.map(({ key, asked }) => [key, [...asked].toSorted()]));
  expect(askedBy(english)).toEqual(askedBy(swedish));
});

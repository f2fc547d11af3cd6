import type { ReactNode } from 'react';
import { cardCodeText } from '../../../domain/badge.ts';
import { unitName } from '../../../domain/programme.ts';
import type { DataExtract } from '../../../protocol/data-extract.ts';
import { useAdminAccessText, type AdminAccessText } from '../../text/admin-access-text.ts';
import { formatDate, formatDateTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import { hoursAndMinutes } from '../sessions/formats.ts';
import styles from './access.module.css';

type Words = AdminAccessText['extract'];

const inWords = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key;

const factsOf = (words: Words, { person }: DataExtract): readonly (readonly [string, string | null])[] => [
  [words.person.name, `${person.given} ${person.family}`.trim()],
  [words.person.number, person.number],
  [words.person.email, person.email],
  [words.person.letterAddress, person.letterAddress],
  [words.person.unit, unitName(person.unit)],
  [words.person.workplace, person.workplace],
  [words.person.track, words.tracks[person.track]],
  [words.person.keyPerson, person.isKeyPerson ? words.yes : words.no],
  [words.person.cohort, person.cohort],
  [words.person.leftOn, person.leftOn],
  [words.person.id, person.id],
];

/** The day places are counted from when nobody has said another. */
const firstDay = '2000-01-01';

const sessionLines = (
  words: Words,
  language: Language,
  { sessions, madeAt }: DataExtract,
): readonly string[] =>
  sessions.flatMap(({ title, startsAt, attendance, objections }) => {
    const at = formatDateTime(language, startsAt);
    const absent = startsAt > madeAt ? words.planned : words.notThere;
    const minutes = attendance === null ? absent : hoursAndMinutes(attendance.minutes);
    const span = attendance?.certifiedVia == null ? minutes : `${minutes}, ${words.certified}`;
    return [
      words.session({ title, at, span }),
      ...objections.flatMap(({ text, answer }) => [
        words.objection({ text: text ?? words.erased }),
        ...(answer === null ? [] : [words.answer({ text: answer.text ?? words.erased })]),
      ]),
    ];
  });

const eventLines = (words: Words, language: Language, { events }: DataExtract): readonly string[] =>
  events.map(({ at, kind, session, device, number }) =>
    words.event({
      at: formatDateTime(language, at),
      what: inWords(words.kinds, kind),
      session: session ?? words.unknownSession,
      device,
      n: number,
    }),
  );

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);

const Lines = ({ lines }: { readonly lines: readonly string[] }) => {
  const { extract: words } = useAdminAccessText();
  if (lines.length === 0) return <p className="muted">{words.nothing}</p>;
  return (
    <ul>
      {lines.map((line, index) => (
        <li key={`${index} ${line}`}>{line}</li>
      ))}
    </ul>
  );
};

/** The lines of every section but the person's own, in words. */
const useSections = (extract: DataExtract): readonly (readonly [string, readonly string[]])[] => {
  const { accessLog, extract: words } = useAdminAccessText();
  const { language } = useLanguage();
  const day = (at: number): string => formatDate(language, at);
  const { sections } = words;
  return [
    [
      sections.places,
      extract.places.map(({ cohort, from, to }) =>
        [
          cohort,
          from === firstDay ? words.place.first : words.place.from({ day: from }),
          ...(to === null ? [] : [words.place.to({ day: to })]),
        ].join(', '),
      ),
    ],
    [
      sections.cards,
      extract.cards.map(({ code, issuedAt, blockedAt }) => {
        const card = { code: cardCodeText(code), from: day(issuedAt) };
        return blockedAt === null ? words.card(card) : words.cardBlocked({ ...card, to: day(blockedAt) });
      }),
    ],
    [
      sections.phones,
      extract.phones.map(({ since, until }) => words.phone({ from: day(since), to: day(until) })),
    ],
    [
      sections.notices,
      extract.notices.map(({ version, shownAt }) => words.notice({ version, at: day(shownAt) })),
    ],
    [sections.sessions, sessionLines(words, language, extract)],
    [
      sections.reported,
      extract.reported.map(({ month, version, minutes, reportedMinutes }) =>
        words.reportedRow({
          month,
          version,
          span: hoursAndMinutes(minutes),
          reported: hoursAndMinutes(reportedMinutes),
        }),
      ),
    ],
    [sections.events, eventLines(words, language, extract)],
    [sections.letters, extract.letters.map(({ kind, at }) => `${kind}, ${formatDateTime(language, at)}`)],
    [
      sections.seen,
      extract.seen.map(
        ({ at, kind, about }) =>
          `${formatDateTime(language, at)} ${inWords(accessLog.kinds, kind)}${about === '' ? '' : ` (${about})`}`,
      ),
    ],
  ];
};

/** Everything that is kept about somebody, in words (ACC-3). */
export const ExtractDocument = ({ extract }: { readonly extract: DataExtract }) => {
  const { extract: words } = useAdminAccessText();
  const { language } = useLanguage();
  const sections = useSections(extract);
  return (
    <div className="stack">
      <p className="muted">
        {extract.programme}. {words.madeAt({ time: formatDateTime(language, extract.madeAt) })}.
      </p>
      <Section title={words.sections.person}>
        <dl className={styles['facts']}>
          {factsOf(words, extract).map(([term, value]) => (
            <div key={term} className={styles['fact']}>
              <dt>{term}</dt>
              <dd>{value === null || value === '' ? words.nothing : value}</dd>
            </div>
          ))}
        </dl>
      </Section>
      {sections.map(([title, lines]) => (
        <Section key={title} title={title}>
          <Lines lines={lines} />
        </Section>
      ))}
    </div>
  );
};

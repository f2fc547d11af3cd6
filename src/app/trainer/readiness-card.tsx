/** The check before leaving for a venue: what is in order as a list, what is not as a banner with one action. */
import type { ReactNode } from 'react';
import type { Readiness, ReadinessRow } from '../device/readiness.ts';
import { useTablet } from '../device/tablet-context.tsx';
import { formatRelativeDay, formatRelativeDayTime, formatSpan } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import type { Language } from '../text/languages.ts';
import type { Text } from '../text/text-type.ts';
import { useTrainerText, type TrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { Card } from '../ui/card/card.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import styles from './readiness-card.module.css';

type Words = { readonly title: string; readonly detail: string };
type Reading = {
  readonly text: Text;
  readonly words: TrainerText;
  readonly language: Language;
  readonly now: number;
};

const icons: Readonly<Record<ReadinessRow['key'], IconName>> = {
  lists: 'list-checks',
  senses: 'camera',
  clock: 'clock',
  waiting: 'device-tablet',
  storage: 'hard-drives',
  app: 'download-simple',
};

const offBy = (ms: number, { words, language }: Reading): string =>
  Math.abs(ms) < 60_000
    ? words.ready.seconds({ n: Math.round(Math.abs(ms) / 1000) })
    : formatSpan(language, ms);

const listsWords = (row: Extract<ReadinessRow, { key: 'lists' }>, reading: Reading): Words => {
  const { words, text, language, now } = reading;
  const title = words.ready.lists;
  switch (row.reason) {
    case 'fetched': {
      const when = row.at === undefined ? '' : formatRelativeDayTime(language, row.at, now);
      return { title, detail: words.ready.fetched({ when }) };
    }
    case 'missing':
      return { title: words.ready.noLists, detail: words.today.noListsDetail };
    case 'not-for-today':
      return { title: words.ready.listsMissToday, detail: words.today.noListsDetail };
    case 'incomplete':
      return { title: words.ready.listsIncomplete({ n: row.count }), detail: words.today.noListsDetail };
    case 'old':
      return { title: text.trouble.roster.title({ days: row.count }), detail: text.trouble.roster.detail };
  }
};

const clockWords = (row: Extract<ReadinessRow, { key: 'clock' }>, reading: Reading): Words => {
  const { words, text, language, now } = reading;
  const { ready } = words;
  if (row.offsetMs === undefined || row.at === undefined)
    return { title: ready.clockUnknown, detail: ready.clockUnknownDetail };
  if (row.hasChanged) return { title: ready.clockChanged, detail: ready.clockUnknownDetail };
  const off = offBy(row.offsetMs, reading);
  if (row.level !== 'ok')
    return { title: text.trouble.clock.title({ off }), detail: text.trouble.clock.detail };
  const when = formatRelativeDayTime(language, row.at, now);
  return {
    title: ready.clock,
    detail: Math.abs(row.offsetMs) < 1000 ? ready.compared({ when }) : ready.comparedOff({ when, off }),
  };
};

const waitingWords = (row: Extract<ReadinessRow, { key: 'waiting' }>, reading: Reading): Words => {
  const { words, language, now } = reading;
  const { ready, today } = words;
  if (row.unsent === 0) return { title: ready.nothingWaits, detail: ready.allReceived };
  const title = ready.waits({ n: row.unsent });
  if (row.way !== undefined)
    return { title, detail: row.way === 'reconnect' ? today.enrolAnew : ready.officeLooks };
  return row.level === 'ok' || row.since === undefined
    ? { title, detail: ready.waitsToday }
    : { title, detail: ready.waitsLong({ day: formatRelativeDay(language, row.since, now) }) };
};

const wordsOf = (row: ReadinessRow, reading: Reading): Words => {
  const { ready } = reading.words;
  switch (row.key) {
    case 'lists':
      return listsWords(row, reading);
    case 'senses': {
      const missing = {
        none: ready.testedToday,
        both: ready.notTested,
        camera: ready.cameraNotTested,
        sound: ready.soundNotTested,
      };
      return { title: ready.senses, detail: missing[row.missing] };
    }
    case 'clock':
      return clockWords(row, reading);
    case 'waiting':
      return waitingWords(row, reading);
    case 'storage':
      return row.storage === 'not-persistent'
        ? reading.text.trouble.storage
        : {
            title: ready.storage,
            detail: row.storage === 'persistent' ? ready.storageYes : ready.storageUnknown,
          };
    case 'app':
      return row.level === 'ok'
        ? { title: ready.app, detail: ready.appYes }
        : { title: ready.appNo, detail: ready.appNoDetail };
  }
};

type CardProps = {
  readonly readiness: Readiness | undefined;
  readonly now: number;
  /** The browser has been asked to protect the memory, and would not promise. */
  readonly isProtectionRefused: boolean;
  readonly onTest: () => void;
  readonly onProtect: () => void;
};

const Action = ({
  row,
  onTest,
  onProtect,
}: { row: ReadinessRow } & Pick<CardProps, 'onTest' | 'onProtect'>) => {
  const tablet = useTablet();
  const { ready, senses } = useTrainerText();
  const button = (icon: IconName, label: string, act: () => void) => (
    <Button icon={icon} onClick={act}>
      {label}
    </Button>
  );
  switch (row.key) {
    case 'lists':
      return button('arrow-clockwise', ready.fetchNow, () => void tablet.syncNow());
    case 'senses':
      return button('camera', senses.title, onTest);
    case 'waiting':
      return row.way === undefined
        ? button('arrow-clockwise', ready.sendNow, () => void tablet.syncNow())
        : null;
    case 'storage':
      return button('shield-check', ready.protect, onProtect);
    case 'app':
      return button('arrow-clockwise', ready.reload, () => window.location.reload());
    case 'clock':
      return null;
  }
};

const Heading = ({ readiness }: { readonly readiness: Readiness }): ReactNode => {
  const text = useText();
  const { ready } = useTrainerText();
  const words = {
    ok: text.ready,
    attention: { title: ready.nearly({ n: readiness.toDo }), detail: '' },
    stop: { title: ready.notReady, detail: ready.blocked },
  }[readiness.level];
  return (
    <>
      <h2 id="ready" className={styles['title']}>
        {words.title}
      </h2>
      {words.detail !== '' && <p className={styles['detail']}>{words.detail}</p>}
    </>
  );
};

/** Says in words whether the tablet is ready for the day, and why. */
export const ReadinessCard = ({ readiness, now, isProtectionRefused, onTest, onProtect }: CardProps) => {
  const text = useText();
  const words = useTrainerText();
  const { language } = useLanguage();
  if (readiness === undefined) return <Skeleton rows={4} />;
  const reading = { text, words, language, now };
  const failing = readiness.rows
    .filter(({ level }) => level !== 'ok')
    .toSorted((a, b) => Number(b.level === 'stop') - Number(a.level === 'stop'));
  const fine = readiness.rows.filter(({ level }) => level === 'ok');
  return (
    <Card className={styles['card']} aria-labelledby="ready">
      <Heading readiness={readiness} />
      {failing.map((row) => {
        const isRefused = row.key === 'storage' && isProtectionRefused;
        const refusal = { title: words.enrol.storage.no, detail: words.enrol.storage.noDetail };
        const { title, detail } = isRefused ? refusal : wordsOf(row, reading);
        return (
          <Banner
            key={row.key}
            tone={row.level === 'stop' ? 'stop' : 'attention'}
            icon={icons[row.key]}
            title={title}
            action={
              row.key === 'clock' || isRefused ? undefined : (
                <Action row={row} onTest={onTest} onProtect={onProtect} />
              )
            }
          >
            <p>{detail}</p>
          </Banner>
        );
      })}
      <ul className={styles['rows']}>
        {fine.map((row) => {
          const { title, detail } = wordsOf(row, reading);
          return (
            <li key={row.key}>
              <Icon name="check-circle" />
              <span>
                <b>{title}</b>
                <small>{detail}</small>
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
};

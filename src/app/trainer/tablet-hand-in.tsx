/** Another tablet's rescue file, handed in from this one; kept and sent later where there is no network (RESCUE-6). */
import { useEffect, useEffectEvent, useState } from 'react';
import { now } from '../device/clock.ts';
import { openDeviceDatabase, type SettingsStore } from '../device/database.ts';
import {
  handInFile,
  keepFile,
  takeAnswers,
  waitingFiles,
  type HandedIn,
  type SaidOfFile,
} from '../device/hand-in-queue.ts';
import { callServer } from '../device/server-call.ts';
import { useTabletState } from '../device/tablet-context.tsx';
import { maxRescueFileChars, readRescueFile } from '../../protocol/rescue-file.ts';
import { useHandInText, type HandInText } from '../text/hand-in-text.ts';
import { outcomeWords, refusalWords, spokenOf } from '../text/hand-in-words.ts';
import { useProblemText } from '../text/problem-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { FileButton } from '../ui/file-drop/file-drop.tsx';
import { useAnnounce } from '../ui/live-announcer/live-announcer.tsx';
import type { Tone } from '../ui/tag/tag.tsx';

type Said = { readonly tone: Tone; readonly title: string; readonly detail?: string };

const refused = (words: { readonly title: string; readonly action: string }): Said => ({
  tone: 'stop',
  title: words.title,
  detail: words.action,
});

const withDurable = async <T,>(
  work: (durable: SettingsStore, database: ReturnType<typeof openDeviceDatabase>) => Promise<T>,
): Promise<T | undefined> => {
  const database = openDeviceDatabase();
  try {
    return database.durable === undefined ? undefined : await work(database.durable, database);
  } finally {
    database.close();
  }
};

/** Keeps the file and gives it to the office if it can be reached; undefined where it could not even be kept. */
const keepAndGive = (name: string, text: string): Promise<HandedIn | undefined> =>
  withDurable(async (durable, database) => {
    const identity = await database.identity.get();
    if (identity === undefined || !(await keepFile(durable, { name, text }))) return undefined;
    return handInFile({ name, text }, { durable, identity, asking: callServer, clock: now });
  });

const useSaying = () => {
  const words = useHandInText();
  const problem = useProblemText();
  return ({ name, reply, problem: refusal }: SaidOfFile): Said | undefined => {
    if (reply !== undefined) {
      const from = reply.deviceName === null ? words.unknown : words.from({ device: reply.deviceName });
      return {
        tone: reply.outcome === 'taken' ? 'in' : 'attention',
        title: outcomeWords(reply, words),
        detail: `${from} · ${name}`,
      };
    }
    return refusal && refused(refusalWords(refusal, words) ?? problem(refusal.code));
  };
};

const readFile = async (file: File, words: HandInText): Promise<string | Said> => {
  if (file.size > maxRescueFileChars) return refused(words.refused['too-large']);
  const text = await file.text();
  const read = readRescueFile(text);
  return read.ok ? text : refused(words.refused[read.why]);
};

type Found = { readonly n: number; readonly answers: readonly SaidOfFile[] };

/** How many files wait, and what the office has said that nobody has read. */
const lookInQueue = async (): Promise<Found> => {
  const found = await withDurable(async (durable) => ({
    answers: await takeAnswers(durable),
    n: (await waitingFiles(durable)).length,
  }));
  return found ?? { n: 0, answers: [] };
};

/** How soon somebody who waits for the office's answer sees it. */
const lookEveryMs = 2_000;

export const TabletHandIn = () => {
  const words = useHandInText();
  const announce = useAnnounce();
  const sayingOf = useSaying();
  const { send } = useTabletState();
  const [said, setSaid] = useState<readonly Said[]>([]);
  const [waiting, setWaiting] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  const [handedIn, setHandedIn] = useState(0);
  const say = (news: readonly Said[]): void => {
    if (news.length === 0) return;
    /* What is said of a file replaces what was said of it before. */
    const isOther = ({ detail }: Said): boolean => !news.some((each) => each.detail === detail);
    setSaid((before) => [...before.filter(isOther), ...news]);
    announce(news.map(({ title, detail }) => spokenOf(title, detail)).join(' '), 'polite');
  };
  const show = useEffectEvent(({ n, answers }: Found): void => {
    setWaiting(n);
    say(answers.flatMap((answer) => sayingOf(answer) ?? []));
  });
  const isWaiting = waiting > 0;
  /* An answer may have come before this was shown, and comes by itself while a file waits. */
  useEffect(() => {
    const look = (): void => void lookInQueue().then((found) => show(found));
    look();
    if (!isWaiting) return;
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, [isWaiting, send.lastSentAt, handedIn]);
  const handIn = async (file: File | undefined): Promise<void> => {
    if (file === undefined || isBusy) return;
    setIsBusy(true);
    setSaid([]);
    const text = await readFile(file, words);
    if (typeof text !== 'string') say([text]);
    else if ((await keepAndGive(file.name, text)) === undefined)
      say([{ tone: 'stop', title: words.notKept }]);
    setHandedIn((n) => n + 1);
    setIsBusy(false);
  };
  return (
    <section className="stack" aria-labelledby="hand-in">
      <h2 id="hand-in">{words.title}</h2>
      <p className="muted">{words.leadTablet}</p>
      <FileButton
        label={isBusy ? words.handingIn : words.chooseOne}
        accept=".json,application/json"
        onFiles={([file]) => void handIn(file)}
      />
      {said.map(({ tone, title, detail }) => (
        <Banner key={detail ?? title} tone={tone} title={title}>
          {detail !== undefined && <p>{detail}</p>}
        </Banner>
      ))}
      {waiting > 0 && (
        <Banner icon="device-tablet" title={words.queued({ n: waiting })}>
          <p>{words.keep}</p>
        </Banner>
      )}
    </section>
  );
};

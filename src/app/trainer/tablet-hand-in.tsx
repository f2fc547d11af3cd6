/** Another tablet's rescue file, handed in from this one; kept and sent later where there is no network (RESCUE-6). */
import { useEffect, useState } from 'react';
import { now } from '../device/clock.ts';
import { openDeviceDatabase, type SettingsStore } from '../device/database.ts';
import { handInFile, keepFile, waitingFiles, type HandedIn } from '../device/hand-in-queue.ts';
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
  return (handed: HandedIn | undefined): Said | undefined => {
    if (handed === undefined) return { tone: 'stop', title: words.notKept };
    switch (handed.kind) {
      case 'answered':
        return {
          tone: handed.reply.outcome === 'taken' ? 'in' : 'attention',
          title: outcomeWords(handed.reply, words),
          detail:
            handed.reply.deviceName === null
              ? words.unknown
              : words.from({ device: handed.reply.deviceName }),
        };
      case 'refused':
        return refused(refusalWords(handed.problem, words) ?? problem(handed.problem.code));
      case 'waits':
        return undefined;
    }
  };
};

const readFile = async (file: File, words: HandInText): Promise<string | Said> => {
  if (file.size > maxRescueFileChars) return refused(words.refused['too-large']);
  const text = await file.text();
  const read = readRescueFile(text);
  return read.ok ? text : refused(words.refused[read.why]);
};

export const TabletHandIn = () => {
  const words = useHandInText();
  const announce = useAnnounce();
  const sayingOf = useSaying();
  const { send } = useTabletState();
  const [said, setSaid] = useState<Said>();
  const [waiting, setWaiting] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  const look = (): void => {
    void withDurable(async (durable) => (await waitingFiles(durable)).length).then((n) => setWaiting(n ?? 0));
  };
  useEffect(look, [send.lastSentAt]);
  const say = (next: Said | undefined): void => {
    setSaid(next);
    if (next !== undefined) announce(spokenOf(next.title, next.detail), 'polite');
  };
  const handIn = async (file: File | undefined): Promise<void> => {
    if (file === undefined || isBusy) return;
    setIsBusy(true);
    setSaid(undefined);
    const text = await readFile(file, words);
    say(typeof text === 'string' ? sayingOf(await keepAndGive(file.name, text)) : text);
    look();
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
      {said !== undefined && (
        <Banner tone={said.tone} title={said.title}>
          {said.detail !== undefined && <p>{said.detail}</p>}
        </Banner>
      )}
      {waiting > 0 && (
        <Banner icon="device-tablet" title={words.queued({ n: waiting })}>
          <p>{words.keep}</p>
        </Banner>
      )}
    </section>
  );
};

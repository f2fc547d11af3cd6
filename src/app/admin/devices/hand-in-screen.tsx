/** /admin/plattor/raddningsfil: one or several rescue files are looked at, and then handed in (RESCUE-2 … RESCUE-5). */
import { useState } from 'react';
import { Link } from 'react-router';
import { HandInReply } from '../../../protocol/hand-in.ts';
import { maxRescueFileChars, readRescueFile } from '../../../protocol/rescue-file.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useHandInText, type HandInText } from '../../text/hand-in-text.ts';
import { outcomeWords, refusalWords, saysReason } from '../../text/hand-in-words.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { FileDrop } from '../../ui/file-drop/file-drop.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { send } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import layout from '../sessions/session-screen.module.css';
import styles from './hand-in.module.css';

type Words = { readonly title: string; readonly action: string };

type Chosen = {
  readonly id: number;
  readonly name: string;
  readonly text: string;
  readonly state:
    | { readonly kind: 'reading' | 'sending' }
    | { readonly kind: 'refused'; readonly words: Words }
    | { readonly kind: 'looked'; readonly reply: HandInReply; readonly failed: Words | undefined }
    | { readonly kind: 'done'; readonly reply: HandInReply };
};

const waitsToGo = ({ state }: Chosen): boolean => state.kind === 'looked';

const useFailureWords = (): ((failure: CallFailure) => Words) => {
  const words = useHandInText();
  const callWords = useCallWords();
  return (failure) =>
    (failure.kind === 'problem' ? refusalWords(failure.problem, words) : undefined) ?? callWords(failure);
};

let chosenSoFar = 0;

/** The chosen files, each with what is known of it. */
const useChosen = () => {
  const words = useHandInText();
  const failureWords = useFailureWords();
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const put = (id: number, state: Chosen['state']): void =>
    setFiles((before) => before.map((file) => (file.id === id ? { ...file, state } : file)));
  const look = async ({ id, text }: Chosen): Promise<void> => {
    const read = readRescueFile(text);
    if (!read.ok) return put(id, { kind: 'refused', words: words.refused[read.why] });
    const answer = await send('/api/admin/hand-in/look', { file: text }, HandInReply);
    put(
      id,
      answer.ok
        ? { kind: 'looked', reply: answer.value, failed: undefined }
        : { kind: 'refused', words: failureWords(answer.error) },
    );
  };
  const add = async (chosen: readonly File[]): Promise<void> => {
    for (const file of chosen) {
      chosenSoFar += 1;
      const isLarge = file.size > maxRescueFileChars;
      const text = isLarge ? '' : await file.text();
      const state: Chosen['state'] = isLarge
        ? { kind: 'refused', words: words.refused['too-large'] }
        : { kind: 'reading' };
      const next = { id: chosenSoFar, name: file.name, text, state };
      setFiles((before) => [...before, next]);
      if (!isLarge) await look(next);
    }
  };
  const handIn = async (): Promise<number> => {
    let fresh = 0;
    for (const { id, text, state } of files.filter(waitsToGo)) {
      put(id, { kind: 'sending' });
      const answer = await send('/api/admin/hand-in', { file: text }, HandInReply);
      if (answer.ok) {
        fresh += answer.value.fresh;
        put(id, { kind: 'done', reply: answer.value });
      } else if (state.kind === 'looked') put(id, { ...state, failed: failureWords(answer.error) });
    }
    return fresh;
  };
  const remove = (id: number): void => setFiles((before) => before.filter((file) => file.id !== id));
  return { files, add, handIn, remove };
};

const Look = ({
  reply,
  isDone,
  words,
}: {
  readonly reply: HandInReply;
  readonly isDone: boolean;
  readonly words: HandInText;
}) => {
  const { language } = useLanguage();
  const { firstAt, lastAt, reason, outcome } = reply;
  return (
    <>
      <p>
        <b>{reply.deviceName === null ? words.unknown : words.from({ device: reply.deviceName })}</b>
        {reply.events > 0 && ` · ${words.events({ n: reply.events })}`}
      </p>
      {firstAt !== null && lastAt !== null && (
        <p className="muted num">
          {words.recorded({ from: formatDateTime(language, firstAt), to: formatDateTime(language, lastAt) })}
        </p>
      )}
      {reply.events > 0 && (outcome === 'taken' || reply.known > 0) && <p>{words.figures(reply)}</p>}
      {reason !== null && saysReason(reply, isDone) && <p>{words.reason[reason]}</p>}
    </>
  );
};

const FileTag = ({ state, words }: { readonly state: Chosen['state']; readonly words: HandInText }) => {
  switch (state.kind) {
    case 'reading':
      return <Tag>{words.reading}</Tag>;
    case 'sending':
      return <Tag>{words.handingIn}</Tag>;
    case 'refused':
      return <Tag tone="stop">{state.words.title}</Tag>;
    case 'looked':
    case 'done':
      return state.reply.outcome === 'set-aside' ? (
        <Tag tone="attention">{words.waits}</Tag>
      ) : state.kind === 'looked' && state.reply.fresh === 0 ? (
        <Tag tone="already">{words.already}</Tag>
      ) : (
        <Tag tone="in">{words.fits}</Tag>
      );
  }
};

const FileItem = ({ file, onRemove }: { readonly file: Chosen; readonly onRemove: () => void }) => {
  const words = useHandInText();
  const { name, state } = file;
  const isDone = state.kind === 'done';
  return (
    <li className={styles['file']}>
      <div className={styles['top']}>
        <h3>{name}</h3>
        <span className={styles['actions']}>
          <FileTag state={state} words={words} />
          {(state.kind === 'looked' || state.kind === 'refused') && (
            <Button size="s" variant="ghost" icon="x" onClick={onRemove}>
              <span className="sr-only">{words.remove({ name })}</span>
            </Button>
          )}
        </span>
      </div>
      {state.kind === 'refused' && <p>{state.words.action}</p>}
      {(state.kind === 'looked' || isDone) && <Look reply={state.reply} isDone={isDone} words={words} />}
      {state.kind === 'looked' && state.failed !== undefined && (
        <Banner role="alert" tone="stop" title={state.failed.title}>
          <p>{state.failed.action}</p>
        </Banner>
      )}
      {isDone && (
        <Banner
          tone={state.reply.outcome === 'taken' ? 'in' : 'attention'}
          title={outcomeWords(state.reply, words)}
        />
      )}
    </li>
  );
};

/** Choose or drop files, see what is in them, hand them in. */
export const HandInScreen = () => {
  const words = useHandInText();
  const { session } = useAdminText();
  const announce = useAnnounce();
  const may = useMay();
  const { files, add, handIn, remove } = useChosen();
  const [isSending, setIsSending] = useState(false);
  const waiting = files.filter(waitsToGo);
  const isAside = files.some(({ state }) => state.kind === 'done' && state.reply.outcome === 'set-aside');
  const give = async (): Promise<void> => {
    setIsSending(true);
    announce(words.done({ n: await handIn() }), 'polite');
    setIsSending(false);
  };
  return (
    <AdminFrame title={words.title}>
      <nav aria-label={session.path} className={layout['crumbs']}>
        <Link to="/admin/plattor">{words.back}</Link> / {words.title}
      </nav>
      <div className={styles['screen']}>
        <p>
          {words.lead} {words.safe}
        </p>
        <FileDrop
          label={files.length === 0 ? words.choose : words.another}
          accept=".json,application/json"
          isMultiple
          drop={words.drop}
          or={words.or}
          hint={words.formats}
          onFiles={(chosen) => void add(chosen)}
        />
        {files.length > 0 && (
          <section className="stack" aria-labelledby="chosen">
            <h2 id="chosen">{words.chosen({ n: files.length })}</h2>
            <ul className={styles['files']}>
              {files.map((file) => (
                <FileItem key={file.id} file={file} onRemove={() => remove(file.id)} />
              ))}
            </ul>
            <div className={styles['actions']}>
              {(waiting.length > 0 || isSending) && (
                <Button
                  variant="primary"
                  icon="upload-simple"
                  disabledReason={isSending ? words.handingIn : undefined}
                  onClick={() => void give()}
                >
                  {isSending ? words.handingIn : words.handIn({ n: waiting.length })}
                </Button>
              )}
              {isAside && may('reviewer') && <Link to="/admin/granska/undanlagt">{words.toAside}</Link>}
            </div>
          </section>
        )}
      </div>
    </AdminFrame>
  );
};

/** The page where a list of participants or sessions is checked and taken in: one page, two kinds (IMP-14). */
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import {
  type CommitImportReply,
  FileRefusal,
  ImportDone,
  type ImportKind,
  type ImportMapping,
  type ImportStatus,
} from '../../../protocol/import.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { Progress } from '../../ui/progress/progress.tsx';
import { AdminFrame } from '../admin-frame.tsx';
import { send } from '../admin-api.ts';
import { useCallWords } from '../call-words.ts';
import { type CheckedStatus, CheckedFile } from './checked-file.tsx';
import { ChooseFile } from './choose-file.tsx';
import { importPath, openImport, useImport } from './import-api.ts';
import { MapColumns } from './map-columns.tsx';
import styles from './import-screen.module.css';

type Words = { readonly title: string; readonly action: string };

const useFailureWords = (): ((failure: CallFailure) => Words) => {
  const callWords = useCallWords();
  const { import: text } = useAdminText();
  return (failure) => {
    const reason = failure.kind === 'problem' ? FileRefusal.safeParse(failure.problem.reason) : undefined;
    if (reason?.success === true) return text.refusal[reason.data];
    const isTooLarge = failure.kind === 'problem' && failure.problem.code === 'request/too-large';
    return isTooLarge ? text.refusal['file-too-large'] : callWords(failure);
  };
};

const FailureBanner = ({ title, action }: Words) => (
  <Banner tone="attention" title={title} role="alert">
    {action}
  </Banner>
);

const UnderWay = ({ status }: { readonly status: ImportStatus | undefined }) => {
  const { import: text } = useAdminText();
  const { done, total } = status?.state === 'checking' ? status.progress : { done: 0, total: 0 };
  const label = status?.state === 'checking' ? text.progress.checking : text.progress.reading;
  return (
    <Card className={styles['underWay']}>
      <Progress
        label={label}
        value={done}
        max={total}
        detail={total > 0 ? text.progress.rows({ done, total }) : undefined}
      />
    </Card>
  );
};

type OpenFileProps = {
  readonly id: string;
  readonly kind: ImportKind;
  readonly isMapping: boolean;
  readonly onMapped: () => void;
  readonly onDone: (done: CommitImportReply) => void;
};

const OpenFile = ({ id, kind, isMapping, onMapped, onDone }: OpenFileProps) => {
  const { import: text } = useAdminText();
  const words = useFailureWords();
  const { status, failure, checks, refresh } = useImport(id);
  const [latest, setLatest] = useState<CheckedStatus>();
  const [refused, setRefused] = useState<CallFailure>();
  if (status?.state === 'checked' && status !== latest) setLatest(status);

  const map = async (mapping: ImportMapping): Promise<void> => {
    const answer = await send(importPath(id, 'mapping'), mapping, ImportDone);
    setRefused(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setLatest(undefined);
    onMapped();
    refresh();
  };
  if (failure !== undefined) return <FailureBanner {...words(failure)} />;
  if (status?.state === 'refused') return <FailureBanner {...text.refusal[status.refusal]} />;
  const toMap =
    status?.state === 'mapping' || (status?.state === 'checked' && isMapping) ? status : undefined;
  if (toMap !== undefined) {
    const missing = toMap.state === 'mapping' ? toMap.missing : [];
    return (
      <>
        {refused !== undefined && <FailureBanner {...words(refused)} />}
        <MapColumns
          kind={kind}
          headings={toMap.headings}
          mapping={toMap.mapping}
          missing={missing}
          onMapped={(mapping) => void map(mapping)}
        />
      </>
    );
  }
  if (latest === undefined) return <UnderWay status={status} />;
  return <CheckedFile id={id} status={latest} checks={checks} onChanged={refresh} onDone={onDone} />;
};

const listOf: Readonly<Record<ImportKind, string>> = {
  participants: '/admin/deltagare',
  sessions: '/admin/tillfallen',
};

type DoneProps = {
  readonly kind: ImportKind;
  readonly done: CommitImportReply;
  readonly onAgain: () => void;
};

const Done = ({ kind, done, onAgain }: DoneProps) => {
  const { import: text } = useAdminText();
  return (
    <>
      <Banner tone="in" title={text.done.title} role="status">
        <p>{text.done[kind](done)}</p>
        {done.cohorts > 0 && <p>{text.done.cohorts({ n: done.cohorts })}</p>}
      </Banner>
      <div className={styles['foot']}>
        <LinkButton variant="primary" size="l" href={listOf[kind]}>
          {text.done.next[kind]}
        </LinkButton>
        <Button size="l" icon="upload-simple" onClick={onAgain}>
          {text.done.again}
        </Button>
      </div>
    </>
  );
};

const draftKey = 'fil';

/** Choose a file, see what it holds, put right what can be put right, take in the rest. Nothing is saved before that. */
export const ImportScreen = ({ kind }: { readonly kind: ImportKind }) => {
  const { import: text } = useAdminText();
  const words = useFailureWords();
  const [search, setSearch] = useSearchParams();
  const [isSending, setIsSending] = useState(false);
  const [isMapping, setIsMapping] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const [done, setDone] = useState<CommitImportReply>();
  const id = search.get(draftKey);

  const startOver = (): void => {
    if (id !== null) void send(importPath(id, 'discard'), {}, ImportDone);
    setDone(undefined);
    setIsMapping(false);
    setSearch({}, { replace: true });
  };
  const finish = (reply: CommitImportReply): void => {
    setDone(reply);
    setSearch({}, { replace: true });
  };
  const open = async (file: File): Promise<void> => {
    setIsSending(true);
    setFailure(undefined);
    const answer = await openImport(kind, file);
    setIsSending(false);
    if (answer.ok) setSearch({ [draftKey]: answer.value }, { replace: true });
    else setFailure(answer.error);
  };

  const isChecking = id !== null;
  const actions = isChecking && (
    <div className={styles['actions']}>
      {!isMapping && (
        <Button icon="pencil-simple" onClick={() => setIsMapping(true)}>
          {text.columns}
        </Button>
      )}
      <Button icon="upload-simple" onClick={startOver}>
        {text.another}
      </Button>
    </div>
  );
  return (
    <AdminFrame title={isChecking ? text.check[kind] : text.title[kind]} actions={actions}>
      <div className={styles['screen']}>
        {id === null && done !== undefined && <Done kind={kind} done={done} onAgain={startOver} />}
        {isChecking && (
          <OpenFile
            key={id}
            id={id}
            kind={kind}
            isMapping={isMapping}
            onMapped={() => setIsMapping(false)}
            onDone={finish}
          />
        )}
        {id === null && done === undefined && (
          <>
            {failure !== undefined && <FailureBanner {...words(failure)} />}
            {isSending ? (
              <Card className={styles['underWay']}>
                <Progress label={text.progress.sending} value={0} max={0} />
              </Card>
            ) : (
              <ChooseFile kind={kind} onFile={(file) => void open(file)} />
            )}
          </>
        )}
      </div>
    </AdminFrame>
  );
};

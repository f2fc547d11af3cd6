import { useState } from 'react';
import type { CallFailure } from '../../device/server-call.ts';
import { SendLinksReply, type ShownLetter } from '../../../protocol/letters.ts';
import type { ShowPersonReply } from '../../../protocol/people.ts';
import { useAdminPeopleText, type AdminPeopleText } from '../../text/admin-people-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { ScreenLink } from '../access/screen-link.tsx';
import { send } from '../admin-api.ts';
import { useMay } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { LetterTag, letterKindName } from './letter-tag.tsx';
import styles from './people.module.css';

const columnsOf = (words: AdminPeopleText, language: Language): readonly Column<ShownLetter>[] => {
  const { column } = words.person.letters;
  return [
    { key: 'kind', header: column.kind, isRowHeader: true, cell: ({ kind }) => letterKindName(words, kind) },
    {
      key: 'state',
      header: column.state,
      cell: ({ state, error }) => <LetterTag state={state} error={error} />,
    },
    { key: 'when', header: column.when, cell: ({ at }) => formatDateTime(language, at) },
  ];
};

type PersonLettersCardProps = {
  readonly person: ShowPersonReply;
  readonly onAddress: () => void;
  readonly onChange: () => void;
};

const Acts = ({ person, onAddress, onChange }: PersonLettersCardProps) => {
  const { letters } = useAdminPeopleText().person;
  const may = useMay();
  const announce = useAnnounce();
  const callWords = useCallWords();
  const [failure, setFailure] = useState<CallFailure>();
  const hasAddress = person.address.kind !== 'none';
  const link = person.letters.find(({ kind }) => kind === 'personal-link');
  const isOnItsWay = link?.state === 'waiting' || link?.state === 'sending';
  const sendLink = async (): Promise<void> => {
    setFailure(undefined);
    const answer = await send('/api/admin/letters/send', { participant: person.id }, SendLinksReply);
    if (!answer.ok) return setFailure(answer.error);
    announce(letters.queued, 'polite');
    onChange();
  };
  return (
    <>
      {failure !== undefined && (
        <Banner role="alert" tone="stop" title={callWords(failure).title}>
          {callWords(failure).action}
        </Banner>
      )}
      {!person.canSendLetters && <p className="muted">{letters.noServer}</p>}
      <div className={styles['acts']}>
        {may('planner') && person.canSendLetters && hasAddress && (
          <Button
            size="s"
            icon="paper-plane-tilt"
            disabledReason={isOnItsWay ? letters.queued : undefined}
            onClick={() => void sendLink()}
          >
            {link === undefined ? letters.send : letters.again}
          </Button>
        )}
        <Button size="s" icon="pencil-simple" onClick={onAddress}>
          {hasAddress ? letters.change : letters.give}
        </Button>
        {!person.canSendLetters && person.cohort !== null && (
          <ScreenLink size="s" href={`/admin/utskick?grupp=${person.cohort}`}>
            {letters.toLetters}
          </ScreenLink>
        )}
      </div>
    </>
  );
};

/** Where letters go, which there have been, and the personal link sent again (MAIL-2, MAIL-6). */
export const PersonLettersCard = (props: PersonLettersCardProps) => {
  const { person } = props;
  const words = useAdminPeopleText();
  const { letters } = words.person;
  const { language } = useLanguage();
  const may = useMay();
  const { kind, text } = person.address;
  return (
    <Card aria-labelledby="person-letters" className={styles['card']}>
      <h2 id="person-letters">{letters.title}</h2>
      {kind === 'none' ? (
        <p>
          <strong>{letters.noAddress}.</strong> {letters.noAddressDetail}
        </p>
      ) : (
        <p>
          {letters.address} <strong className={styles['address']}>{text}</strong>{' '}
          <span className="muted">({letters[kind]})</span>
        </p>
      )}
      {person.letters.length === 0 ? (
        <p className="muted">{letters.noneSent}</p>
      ) : (
        <Table
          caption={letters.caption}
          columns={columnsOf(words, language)}
          rows={person.letters}
          rowKey={({ id }) => id}
        />
      )}
      {may('planner', 'protected') && person.mergedInto === null && <Acts {...props} />}
    </Card>
  );
};

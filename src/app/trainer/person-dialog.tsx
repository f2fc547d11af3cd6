/** What can be put right for one person. Nothing is removed: each press adds an event (ATT-4). */
import { useState } from 'react';
import { minuteMs, type Instant } from '../../domain/time.ts';
import { useNow } from '../device/clock.ts';
import { useCertifyText } from '../text/certify-text.ts';
import { useDoorText } from '../text/door-text.ts';
import { formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { Button } from '../ui/button/button.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import { useAnnounce } from '../ui/live-announcer/live-announcer.tsx';
import { BreaksNote } from './breaks-note.tsx';
import { CertifyForm } from './certify-form.tsx';
import { certifiedHere, hoursOf, offerFor } from './certify-offer.ts';
import { backAt, leftAt, type ListRow } from './list-rows.ts';
import { PersonDot } from './person-dot.tsx';
import { PersonTimeForm } from './person-time-form.tsx';
import { cameBounds, leftBounds, type TimeBounds } from './person-time.ts';
import type { ListWork } from './use-list-work.ts';
import type { SessionView } from './use-session.ts';
import styles from './person-dialog.module.css';

type SheetProps = {
  readonly row: ListRow;
  readonly view: SessionView;
  readonly work: ListWork;
  readonly onClose: () => void;
  /** Somebody else came at the time this person was checked in. */
  readonly onWrongPerson: (row: ListRow) => void;
};

const useSummary = (row: ListRow | undefined): string => {
  const { sheet } = useDoorText();
  const { language } = useLanguage();
  const attendance = row?.attendance;
  if (row === undefined || attendance === undefined) return sheet.absent;
  const from = formatTime(language, attendance.checkedInAt);
  const left = leftAt(row);
  if (left !== undefined) return sheet.left({ from, to: formatTime(language, left) });
  const back = backAt(row);
  if (back !== undefined) return sheet.back({ from, back: formatTime(language, back) });
  if (row.kind === 'walk-in') return sheet.added({ time: from });
  return sheet.here({ time: from, via: sheet.via[attendance.via] });
};

type ChoiceProps = {
  readonly icon: IconName;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly isDanger?: boolean;
  readonly disabledReason?: string | undefined;
  readonly onChoose: () => void;
};

const Choice = ({ icon, title, detail, isDanger = false, disabledReason, onChoose }: ChoiceProps) => (
  <Button
    variant={isDanger ? 'danger' : 'secondary'}
    size="l"
    block
    icon={icon}
    disabledReason={disabledReason}
    onClick={onChoose}
  >
    <span className={styles['words']}>
      <span>{title}</span>
      {detail !== undefined && <small>{disabledReason ?? detail}</small>}
    </span>
  </Button>
);

type Telling = 'came' | 'left';
type Showing = Telling | 'certify';

type ChoicesProps = SheetProps & {
  readonly bounds: Readonly<Record<Telling, TimeBounds | undefined>>;
  readonly notYet: string;
  readonly onTell: (showing: Showing) => void;
};

/** Without a badge the time of adding stands, so that only an earlier coming can be told. */
const useCameWords = ({ kind, attendance }: ListRow): { title: string; detail: string } => {
  const { sheet } = useDoorText();
  if (kind === 'walk-in') return { title: sheet.cameEarlier, detail: sheet.pickTime };
  if (attendance === undefined) return { title: sheet.cameEarlier, detail: sheet.pickTime };
  return { title: sheet.cameLater, detail: sheet.orEarlier };
};

/** Whoever has left may certify, and what was certified can be taken back (CERT-6, ATT-4). */
const CertifyChoices = ({
  row,
  view,
  onCertify,
}: Pick<SheetProps, 'row' | 'view'> & { readonly onCertify: () => void }) => {
  const { tablet, time } = useCertifyText();
  const announce = useAnnounce();
  const undo = async (): Promise<void> => {
    const answer = await view.door.undoCertificate(row.id);
    const isFailed = answer.kind === 'not-saved';
    announce(isFailed ? tablet.notSaved : tablet.undone, isFailed ? 'assertive' : 'polite');
  };
  const certified = certifiedHere(view.attendance, row.id);
  if (certified !== undefined)
    return (
      <>
        <p className="strong">{tablet.certified({ time: time(hoursOf(certified)) })}</p>
        <Choice icon="arrow-counter-clockwise" title={tablet.undo} onChoose={() => void undo()} />
      </>
    );
  return offerFor(view.attendance, row.id) === undefined ? null : (
    <Choice icon="signature" title={tablet.offerFor({ name: row.name })} onChoose={onCertify} />
  );
};

const Choices = ({ row, view, work, bounds, notYet, onTell, onClose, onWrongPerson }: ChoicesProps) => {
  const { sheet } = useDoorText();
  const came = useCameWords(row);
  const then = (act: () => void) => () => {
    act();
    onClose();
  };
  const { state } = row;
  const isIn = state === 'here' || state === 'back';
  const whyNot = (telling: Telling): string | undefined =>
    bounds[telling] === undefined ? notYet : undefined;
  return (
    <div className={styles['choices']}>
      {state === 'absent' && (
        <Choice icon="sign-in" title={sheet.checkIn} onChoose={then(() => work.checkIn(row.id))} />
      )}
      {state !== 'absent' && (
        <Choice
          icon="sign-out"
          title={isIn ? sheet.leftEarlier : sheet.leftOther}
          detail={sheet.pickTime}
          disabledReason={whyNot('left')}
          onChoose={() => onTell('left')}
        />
      )}
      <Choice
        icon="clock"
        title={came.title}
        detail={came.detail}
        disabledReason={whyNot('came')}
        onChoose={() => onTell('came')}
      />
      {isIn && <Choice icon="sign-out" title={sheet.checkOut} onChoose={then(() => work.checkOut(row.id))} />}
      {state === 'left' && (
        <>
          <Choice
            icon="sign-in"
            title={sheet.cameBack}
            detail={sheet.cameBackDetail}
            onChoose={then(() => work.checkIn(row.id))}
          />
          <Choice
            icon="arrow-counter-clockwise"
            title={sheet.undoLeaving}
            detail={sheet.undoLeavingDetail}
            onChoose={then(() => work.undoLeaving([row.id]))}
          />
        </>
      )}
      <CertifyChoices row={row} view={view} onCertify={() => onTell('certify')} />
      {isIn && <BreaksNote session={view.session} />}
      {state !== 'absent' && row.kind !== 'walk-in' && (
        <Choice icon="user-switch" title={sheet.wrongPerson} onChoose={() => onWrongPerson(row)} />
      )}
      {state !== 'absent' && (
        <Choice
          icon="arrow-counter-clockwise"
          title={sheet.undo}
          isDanger
          onChoose={then(() => work.undo(row.id))}
        />
      )}
    </div>
  );
};

const quarterMs = 15 * minuteMs;

const Sheet = (props: SheetProps) => {
  const { row, view, work, onClose } = props;
  const { sheet } = useDoorText();
  const now = useNow(10_000);
  const { tablet, time } = useCertifyText();
  const announce = useAnnounce();
  const [showing, setTelling] = useState<Showing>();
  const telling = showing === 'certify' ? undefined : showing;
  const offer = showing === 'certify' ? offerFor(view.attendance, row.id) : undefined;
  const { session } = view;
  const bounds = {
    came: cameBounds(session, row.attendance, now, row.kind === 'walk-in'),
    left: leftBounds(session, row.attendance, now),
  };
  const told = telling === undefined ? undefined : bounds[telling];
  const save = (at: Instant): void => {
    if (telling === 'left') work.leftAt(row.id, at);
    else work.cameAt(row.id, at);
    onClose();
  };
  if (telling !== undefined && told !== undefined)
    return (
      <PersonTimeForm
        kind={telling}
        name={row.name}
        bounds={told}
        start={
          telling === 'came'
            ? (row.attendance?.checkedInAt ?? session.startsAt)
            : Math.floor(now / quarterMs) * quarterMs
        }
        onSave={save}
        onCancel={() => setTelling(undefined)}
      />
    );
  if (offer !== undefined)
    return (
      <CertifyForm
        offer={offer}
        onCertify={view.door.certify}
        onLater={onClose}
        onDone={(minutes) => {
          announce(tablet.done({ time: time(hoursOf(minutes)) }), 'polite');
          onClose();
        }}
      />
    );
  return (
    <>
      {row.kind === 'walk-in' && <p>{sheet.walkIn}</p>}
      <Choices
        {...props}
        bounds={bounds}
        notYet={now < session.startsAt ? sheet.notYet : sheet.justCame}
        onTell={setTelling}
      />
      <p className="muted small">{sheet.kept}</p>
    </>
  );
};

type DialogProps = Omit<SheetProps, 'row'> & { readonly row: ListRow | undefined };

export const PersonDialog = ({ row, ...rest }: DialogProps) => {
  const { sheet } = useDoorText();
  const summary = useSummary(row);
  const cohort = row?.kind === 'guest' ? row.cohortName : undefined;
  return (
    <Dialog
      isOpen={row !== undefined}
      onClose={rest.onClose}
      title={row?.name ?? ''}
      mark={row === undefined ? undefined : <PersonDot row={row} size="l" />}
      detail={
        <>
          <p className="num">{summary}</p>
          {cohort !== undefined && <p>{sheet.group({ cohort })}</p>}
        </>
      }
    >
      {row !== undefined && (
        <div className="stack">
          <Sheet key={row.id} row={row} {...rest} />
        </div>
      )}
    </Dialog>
  );
};

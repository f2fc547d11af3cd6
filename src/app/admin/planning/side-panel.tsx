/** The chosen session beside the board, with what it lacks first and how to put that right (DESIGN §9). */
import { useEffect, useState, type ReactNode } from 'react';
import type { Missing } from '../../../domain/planning.ts';
import { unitName } from '../../../domain/programme.ts';
import { PlannedSessionReply } from '../../../protocol/change-session.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { formatDate, formatDay, formatTimeRange } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { SelectField, TextField } from '../../ui/field/field.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { usePolled } from '../admin-api.ts';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { editOf, type SessionEdit } from './edit-values.ts';
import { lookOf, missingIcons } from './session-look.ts';
import styles from './planning.module.css';

const askEveryMs = 20_000;

type Fix = { readonly change: SessionEdit; readonly what: string };
type FixProps = { readonly planned: PlannedSessionReply; readonly onFix: (fix: Fix) => void };

const Option = ({
  name,
  note,
  onPress,
}: {
  readonly name: string;
  readonly note: string;
  readonly onPress: () => void;
}) => (
  <li>
    <button type="button" className={styles['option']} onClick={onPress}>
      <span>{name}</span>
      <small>{note}</small>
    </button>
  </li>
);

const mostOptions = 4;

const DeviceFix = ({ planned, onFix }: FixProps) => {
  const { panel } = usePlanningText();
  const { language } = useLanguage();
  const { session, devices, revoked } = planned;
  const free = devices.filter(({ isFree }) => isFree);
  return (
    <section className={styles['fix']}>
      <h3>{panel.chooseDevice}</h3>
      {free.length === 0 && <p>{panel.noDevice}</p>}
      <ul>
        {free.slice(0, mostOptions).map(({ id, name, unit }) => (
          <Option
            key={id}
            name={name}
            note={unit === session.unit || unit === null ? panel.free : `${panel.free}, ${unitName(unit)}`}
            onPress={() => onFix({ change: { ...editOf(session), device: id }, what: name })}
          />
        ))}
      </ul>
      <p className="muted small">
        {revoked.map(({ name, at }) => `${panel.revoked({ name, date: formatDate(language, at) })} `)}
        {panel.getsList}
      </p>
    </section>
  );
};

const TrainerFix = ({ planned, onFix }: FixProps) => {
  const { panel, form } = usePlanningText();
  const { session, trainers } = planned;
  const [chosen, setChosen] = useState('');
  const [other, setOther] = useState('');
  const name = chosen === '+' ? other.trim() : chosen;
  return (
    <section className={styles['fix']}>
      <SelectField
        label={panel.chooseTrainer}
        value={chosen}
        options={[
          { value: '', label: panel.choose },
          ...trainers.map((trainer) => ({
            value: trainer.name,
            label: `${trainer.name}, ${trainer.isFree ? panel.free : panel.taken}`,
          })),
          { value: '+', label: panel.otherTrainer },
        ]}
        onChange={(event) => setChosen(event.target.value)}
      />
      {chosen === '+' && (
        <TextField
          label={form.trainerName}
          value={other}
          maxLength={100}
          onChange={(event) => setOther(event.target.value)}
        />
      )}
      <Button
        disabledReason={name === '' ? panel.chooseTrainer : undefined}
        onClick={() => onFix({ change: { ...editOf(session), trainer: name }, what: name })}
      >
        {panel.chooseTrainer}
      </Button>
    </section>
  );
};

const VenueFix = ({ planned, onFix }: FixProps) => {
  const { panel } = usePlanningText();
  const { session, venues } = planned;
  return (
    <section className={styles['fix']}>
      <h3>{panel.chooseVenue}</h3>
      {venues.length === 0 && <p>{panel.noVenues}</p>}
      <ul>
        {venues
          .filter(({ isFree }) => isFree)
          .slice(0, mostOptions)
          .map(({ id, name }) => (
            <Option
              key={id}
              name={name}
              note={panel.free}
              onPress={() => onFix({ change: { ...editOf(session), venue: id }, what: name })}
            />
          ))}
      </ul>
    </section>
  );
};

const AccessibilityFix = ({ planned }: FixProps) => {
  const { panel } = usePlanningText();
  return (
    <section className={styles['fix']}>
      <p>{panel.describeDetail}</p>
      <LinkButton block href={`/admin/planering/lokaler?lokal=${planned.session.venue ?? ''}`}>
        {panel.describe}
      </LinkButton>
    </section>
  );
};

const fixes: Readonly<Record<Missing, (props: FixProps) => ReactNode>> = {
  trainer: TrainerFix,
  venue: VenueFix,
  accessibility: AccessibilityFix,
  device: DeviceFix,
};

const Facts = ({ planned }: { readonly planned: PlannedSessionReply }) => {
  const text = usePlanningText();
  const { language } = useLanguage();
  const { session, devices } = planned;
  const { panel } = text;
  const isDigital = session.kind === 'digital';
  const device = devices.find(({ id }) => id === session.device);
  const facts: readonly (readonly [string, string])[] = [
    [
      panel.when,
      `${formatDay(language, session.startsAt)}\n${formatTimeRange(language, session.startsAt, session.endsAt)}`,
    ],
    [panel.hours, hoursAndMinutes(session.minutes)],
    [panel.venue, isDigital ? text.digital : session.place === '' ? panel.noVenue : session.place],
    [panel.trainer, session.trainer === '' ? panel.noTrainer : session.trainer],
    ...(isDigital
      ? []
      : [
          [
            panel.device,
            session.device === null ? panel.unitDevices : (device?.name ?? text.missing.device),
          ] as const,
        ]),
    [panel.people, panel.peopleOf({ n: session.expected, seats: null })],
  ];
  return (
    <dl className={styles['facts']}>
      {facts.map(([term, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className="num">{words}</dd>
        </div>
      ))}
    </dl>
  );
};

type BodyProps = {
  readonly planned: PlannedSessionReply;
  readonly now: number;
  readonly canChange: boolean;
  readonly onFix: (fix: Fix) => void;
};

const Body = ({ planned, now, canChange, onFix }: BodyProps) => {
  const text = usePlanningText();
  const { session, isLocked } = planned;
  useEffect(() => {
    document.getElementById('panel-heading')?.focus();
  }, []);
  const look = lookOf(session, text, now);
  const isComing = session.endsAt > now && !session.cancelled;
  return (
    <>
      <p className={styles['tags']}>
        {isComing &&
          session.missing.map((missing) => (
            <Tag key={missing} tone="attention" icon={missingIcons[missing]}>
              {text.missing[missing]}
            </Tag>
          ))}
        {isComing && session.clashes.length > 0 && (
          <Tag tone="attention" icon="warning-diamond">
            {text.clash}
          </Tag>
        )}
        {look.kind !== 'lacks' && <Tag icon={look.icon}>{look.words}</Tag>}
      </p>
      <h2 id="panel-heading" tabIndex={-1}>
        {session.title}
      </h2>
      <p className="muted">
        {[
          session.unit === null ? text.digital : unitName(session.unit),
          ...session.cohorts.map(({ name }) => name),
        ].join(', ')}
      </p>
      <Facts planned={planned} />
      {isLocked && <Banner icon="lock-simple" title={text.panel.locked} />}
      {isComing &&
        !isLocked &&
        canChange &&
        session.missing.map((missing) => {
          const FixFor = fixes[missing];
          return <FixFor key={missing} planned={planned} onFix={onFix} />;
        })}
      <div className={styles['bottom']}>
        {canChange && !isLocked && (
          <LinkButton block icon="pencil-simple" href={`/admin/planering/tillfalle/${session.id}`}>
            {text.panel.change}
          </LinkButton>
        )}
        <LinkButton block variant="ghost" href={`/admin/tillfallen/${session.id}`}>
          {text.panel.attendance}
        </LinkButton>
      </div>
    </>
  );
};

type SidePanelProps = {
  readonly chosen: string | undefined;
  readonly canChange: boolean;
  readonly onClose: () => void;
  readonly onChanged: () => void;
  readonly now: number;
};

const ChosenPanel = (props: SidePanelProps & { readonly chosen: string }) => {
  const { chosen, canChange, onClose, onChanged, now } = props;
  const text = usePlanningText();
  const announce = useAnnounce();
  const { value, failure, refresh } = usePolled(
    `/api/admin/planning/sessions/${chosen}`,
    PlannedSessionReply,
    askEveryMs,
  );
  const [fix, setFix] = useState<Fix>();
  return (
    <Card className={styles['panel']} aria-label={text.panel.label}>
      <Button size="s" icon="x" variant="ghost" className={styles['close']} onClick={onClose}>
        {text.panel.close}
      </Button>
      {value === undefined &&
        (failure?.kind === 'problem' ? (
          <h2 id="panel-heading" tabIndex={-1}>
            {text.change.gone}
          </h2>
        ) : (
          <Skeleton rows={5} />
        ))}
      {value !== undefined && <Body planned={value} now={now} canChange={canChange} onFix={setFix} />}
      {fix !== undefined && (
        <ChangeDialog
          isSmall
          session={chosen}
          change={fix.change}
          title={text.form.editTitle}
          detail={fix.what}
          confirmWords={text.change.save}
          onClose={() => setFix(undefined)}
          onDone={() => {
            setFix(undefined);
            announce(text.panel.saved({ what: fix.what }), 'polite');
            refresh();
            onChanged();
          }}
        />
      )}
    </Card>
  );
};

export const SidePanel = (props: SidePanelProps) => {
  const text = usePlanningText();
  const { chosen } = props;
  return chosen === undefined ? (
    <p className={`${styles['hint']} muted`}>{text.panel.hint}</p>
  ) : (
    <ChosenPanel {...props} chosen={chosen} />
  );
};

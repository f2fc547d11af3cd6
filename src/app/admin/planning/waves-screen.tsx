/** /admin/planering/vagor: which districts come in when, and whether managers come before employees there (SER-4). */
import { useState } from 'react';
import type { Wave } from '../../../domain/planning.ts';
import { unitName, units } from '../../../domain/programme.ts';
import { instantAt } from '../../../domain/time.ts';
import { PlanningChoicesReply } from '../../../protocol/planning.ts';
import { RemoveWaveReply } from '../../../protocol/plan-places.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { formatDate } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { send, usePolled } from '../admin-api.ts';
import { AdminFrame, useMay } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { PlanningLinks } from './planning-links.tsx';
import { WaveDialog } from './wave-dialog.tsx';
import styles from './planning.module.css';

const UnitStarts = ({ unit, choices }: { readonly unit: string; readonly choices: PlanningChoicesReply }) => {
  const { waves: words } = usePlanningText();
  const { language } = useLanguage();
  const starts = choices.starts.find((one) => one.unit === unit);
  const line = (who: string, first: number | null | undefined): string =>
    words.firstAt({ who, date: first == null ? words.notPlanned : formatDate(language, first) });
  return (
    <li>
      {unitName(unit)}
      <small className="num">{line(words.managers, starts?.managers)}</small>
      <small className="num">{line(words.employees, starts?.employees)}</small>
    </li>
  );
};

type WaveCardProps = {
  readonly wave: Wave;
  readonly choices: PlanningChoicesReply;
  readonly canChange: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
};

const WaveCard = ({ wave, choices, canChange, onEdit, onRemove }: WaveCardProps) => {
  const { waves: words } = usePlanningText();
  const { language } = useLanguage();
  const date = formatDate(language, instantAt(wave.startsOn, '12:00'));
  return (
    <Card className={styles['wave']} aria-label={wave.name}>
      <h2>{wave.name}</h2>
      <p className="strong num">{words.starts({ date })}</p>
      {wave.units.length === 0 ? (
        <p className="muted">{words.noUnits}</p>
      ) : (
        <ul className={styles['units']}>
          {wave.units.map((unit) => (
            <UnitStarts key={unit} unit={unit} choices={choices} />
          ))}
        </ul>
      )}
      {canChange && (
        <div className={styles['buttons']}>
          <Button size="s" icon="pencil-simple" aria-haspopup="dialog" onClick={onEdit}>
            {words.edit}
            <span className="sr-only"> {wave.name}</span>
          </Button>
          <Button size="s" variant="ghost" aria-haspopup="dialog" onClick={onRemove}>
            {words.remove}
            <span className="sr-only"> {wave.name}</span>
          </Button>
        </div>
      )}
    </Card>
  );
};

type RemoveProps = { readonly wave: Wave; readonly onClose: () => void; readonly onRemoved: () => void };

const RemoveDialog = ({ wave, onClose, onRemoved }: RemoveProps) => {
  const { waves: words } = usePlanningText();
  const { action } = useText();
  const announce = useAnnounce();
  const callWords = useCallWords();
  const [failure, setFailure] = useState<CallFailure>();
  const remove = async (): Promise<void> => {
    const answer = await send(`/api/admin/planning/waves/${wave.id}/remove`, {}, RemoveWaveReply);
    if (!answer.ok) return setFailure(answer.error);
    announce(words.removed({ name: wave.name }), 'polite');
    onRemoved();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.removeTitle({ name: wave.name })}
      footer={
        <>
          <Button variant="danger" onClick={() => void remove()}>
            {words.remove}
          </Button>
          <Button onClick={onClose}>{action.cancel}</Button>
        </>
      }
    >
      {failure !== undefined && (
        <Banner tone="attention" role="alert" title={callWords(failure).title}>
          {callWords(failure).action}
        </Banner>
      )}
      <p>{words.removeDetail}</p>
    </Dialog>
  );
};

export const WavesScreen = () => {
  const { waves: words } = usePlanningText();
  const canChange = useMay()('planner');
  const { value, refresh } = usePolled('/api/admin/planning/choices', PlanningChoicesReply, 30_000);
  const [edited, setEdited] = useState<Wave | 'new'>();
  const [removed, setRemoved] = useState<Wave>();
  const placed = new Set<string>(value?.waves.flatMap((wave) => wave.units) ?? []);
  const rest = units.filter(([id]) => !placed.has(id));
  return (
    <AdminFrame
      title={words.title}
      actions={
        canChange && (
          <Button variant="primary" icon="plus" aria-haspopup="dialog" onClick={() => setEdited('new')}>
            {words.add}
          </Button>
        )
      }
    >
      <PlanningLinks />
      <p className={styles['intro']}>{words.intro}</p>
      {value === undefined && <Skeleton rows={4} />}
      {value?.waves.length === 0 && (
        <EmptyState icon="flag" title={words.none.title}>
          {words.none.detail}
        </EmptyState>
      )}
      {value !== undefined && value.waves.length > 0 && (
        <>
          <div className={styles['cards']}>
            {value.waves.map((wave) => (
              <WaveCard
                key={wave.id}
                wave={wave}
                choices={value}
                canChange={canChange}
                onEdit={() => setEdited(wave)}
                onRemove={() => setRemoved(wave)}
              />
            ))}
          </div>
          {rest.length > 0 && (
            <p className={styles['intro']}>
              {words.rest}: {rest.map(([, name]) => name).join(', ')}.
            </p>
          )}
        </>
      )}
      {edited !== undefined && value !== undefined && (
        <WaveDialog
          wave={edited === 'new' ? undefined : edited}
          waves={value.waves}
          onClose={() => setEdited(undefined)}
          onSaved={() => {
            setEdited(undefined);
            refresh();
          }}
        />
      )}
      {removed !== undefined && (
        <RemoveDialog
          wave={removed}
          onClose={() => setRemoved(undefined)}
          onRemoved={() => {
            setRemoved(undefined);
            refresh();
          }}
        />
      )}
    </AdminFrame>
  );
};

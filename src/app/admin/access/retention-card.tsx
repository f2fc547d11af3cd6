import { useState } from 'react';
import { Day } from '../../../domain/time.ts';
import { DecideRetentionReply, ShowRetentionReply } from '../../../protocol/retention.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { usePolled } from '../admin-api.ts';
import { FailureBanner } from './failure-banner.tsx';
import { useSensitiveAct } from './use-act.ts';
import styles from './access.module.css';

const path = '/api/admin/retention';

/** How long names are kept, and where that is decided (RET-2). */
export const RetentionCard = () => {
  const { retention: words } = useAdminAccessText();
  const { value, refresh } = usePolled(path, ShowRetentionReply, 60_000);
  const { act, failure, isSending } = useSensitiveAct();
  const [typed, setTyped] = useState<string>();
  const [isSaved, setIsSaved] = useState(false);
  if (value === undefined) return null;
  const { policy } = value;
  const day = typed ?? policy.namesUntil ?? '';
  const save = async (): Promise<void> => {
    setIsSaved(false);
    const body = { ...policy, namesUntil: day === '' ? null : Day.parse(day) };
    const done = await act(path, body, DecideRetentionReply);
    setIsSaved(done !== undefined);
    if (done !== undefined) refresh();
  };
  return (
    <section className={styles['section']} aria-labelledby="retention">
      <h2 id="retention">{words.title}</h2>
      <Card className={styles['card']}>
        <div className="stack">
          <p>{policy.namesUntil === null ? words.undecided : words.decided({ day: policy.namesUntil })}</p>
          <p>{words.how}</p>
          <FailureBanner failure={failure} />
          <div role="status">{isSaved && <Banner tone="in" icon="check" title={words.saved} />}</div>
          <div className={styles['acts']}>
            <TextField
              type="date"
              label={words.field}
              hint={words.hint}
              value={day}
              onChange={(change) => setTyped(change.target.value)}
            />
            <Button aria-busy={isSending} onClick={() => void save()}>
              {words.save}
            </Button>
          </div>
        </div>
      </Card>
    </section>
  );
};

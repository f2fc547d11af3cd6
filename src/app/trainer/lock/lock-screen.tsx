/** What a locked tablet shows: no name, a trainer's way in, and the next person's (LOCK-1, invariant 7). */
import { useNow } from '../../device/clock.ts';
import { useTablet, useTabletState } from '../../device/tablet-context.tsx';
import { formatTimeRange } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { useLockText } from '../../text/lock-text.ts';
import { Brand } from '../../ui/brand/brand.tsx';
import { Button } from '../../ui/button/button.tsx';
import { DemoStrip } from '../../ui/demo-strip/demo-strip.tsx';
import { PageHeading } from '../../ui/page-heading/page-heading.tsx';
import { useKiosk } from '../kiosk/kiosk-gate.tsx';
import { TrainerCodeField } from '../trainer-code-field.tsx';
import styles from './lock-screen.module.css';

/** From so long before its start somebody may come to a session. */
const earlyMs = 60 * 60_000;

/** Unlocks by code; scanning goes on without one, in self check-in, which shows no names. */
export const LockScreen = ({ onUnlock }: { readonly onUnlock: () => void }) => {
  const words = useLockText();
  const { language } = useLanguage();
  const tablet = useTablet();
  const { plan: held, identity } = useTabletState();
  const { act } = useKiosk();
  const now = useNow(10_000);
  const plan = held?.plan;
  const open = (plan?.sessions ?? []).filter(
    (session) =>
      session.kind === 'on-site' &&
      !session.cancelled &&
      session.startsAt - earlyMs <= now &&
      now < session.endsAt &&
      tablet.attendance(session).closedAt === undefined,
  );
  /** Locked to self check-in before the cover goes, so that no name is drawn in between. */
  const scan = async (session: string): Promise<void> => {
    await act({ kind: 'lock', session });
    onUnlock();
  };
  return (
    <div className={styles['page']}>
      {(plan?.demo ?? identity?.demo ?? false) && <DemoStrip />}
      <main className={styles['main']}>
        <Brand />
        <PageHeading title={words.title} />
        <p>{words.why}</p>
        <TrainerCodeField label={words.label} submitLabel={words.unlock} onTrainer={onUnlock} />
        {open.map((session) => (
          <section key={session.id} className={styles['scan']}>
            <h2>{session.title}</h2>
            <p className="num">{formatTimeRange(language, session.startsAt, session.endsAt)}</p>
            <Button size="l" block icon="qr-code" onClick={() => void scan(session.id)}>
              {words.scan}
            </Button>
            <p className="muted">{words.scanDetail}</p>
          </section>
        ))}
        {plan !== undefined && (
          <p>{words.forgotten({ office: plan.office.name, phone: plan.office.phone })}</p>
        )}
      </main>
    </div>
  );
};

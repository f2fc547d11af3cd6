/** Facts about the tablet that the office asks for on the phone. */
import { useEffect, useState } from 'react';
import { clockToleranceMs } from '../../domain/attendance.ts';
import { appVersion } from '../device/app-version.ts';
import { storageState } from '../device/browser-tablet.ts';
import { useTabletState } from '../device/tablet-context.tsx';
import { formatNumber, formatRelativeDayTime, formatSpan } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Card } from '../ui/card/card.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { useClockCheck } from './use-clock-check.ts';
import styles from './tablet-screen.module.css';

type Kept = {
  readonly storage: 'persistent' | 'not-persistent' | 'unknown';
  /** Bytes the browser says are free for this app. */
  readonly freeBytes: number | undefined;
};

const freeBytes = async (): Promise<number | undefined> => {
  const { storage } = navigator as { storage?: StorageManager };
  if (typeof storage?.estimate !== 'function') return undefined;
  const { quota, usage } = await storage.estimate();
  return quota === undefined || usage === undefined ? undefined : Math.max(0, quota - usage);
};

const useKept = (): Kept | undefined => {
  const [kept, setKept] = useState<Kept>();
  useEffect(() => {
    let isGone = false;
    void Promise.all([storageState(), freeBytes().catch(() => undefined)]).then(([storage, free]) => {
      if (!isGone) setKept({ storage, freeBytes: free });
    });
    return () => {
      isGone = true;
    };
  }, []);
  return kept;
};

const littleBytes = 50_000_000;

const Fact = ({ name, value, isFine }: { name: string; value: string; isFine: boolean }) => (
  <div>
    <dt>
      <span className={isFine ? styles['fine'] : styles['look']}>
        <Icon name={isFine ? 'check-circle' : 'warning-circle'} />
      </span>
      {name}
    </dt>
    <dd className="num">{value}</dd>
  </div>
);

export const AboutTablet = ({ now }: { readonly now: number }) => {
  const { tablet: words } = useTrainerText();
  const { language } = useLanguage();
  const { identity, plan } = useTabletState();
  const offsetMs = useClockCheck()?.offsetMs;
  const kept = useKept();
  const isClockRight = offsetMs !== undefined && Math.abs(offsetMs) <= clockToleranceMs;
  const clock =
    offsetMs === undefined
      ? words.unknown
      : isClockRight
        ? words.clockRight
        : words.clockOff({ off: formatSpan(language, offsetMs) });
  const storage = { persistent: words.yes, 'not-persistent': words.no, unknown: words.unknown };
  const free = kept?.freeBytes;
  return (
    <Card className={styles['about']} aria-labelledby="about">
      <h2 id="about">{words.about}</h2>
      <dl className={styles['facts']}>
        <Fact name={words.name} value={identity?.name ?? ''} isFine />
        <Fact
          name={words.lists}
          value={plan === undefined ? words.noLists : formatRelativeDayTime(language, plan.confirmedAt, now)}
          isFine={plan !== undefined}
        />
        <Fact name={words.clock} value={clock} isFine={isClockRight} />
        <Fact
          name={words.storage}
          value={storage[kept?.storage ?? 'unknown']}
          isFine={kept?.storage === 'persistent'}
        />
        {free !== undefined && (
          <Fact
            name={words.space}
            value={`${formatNumber(language, Math.floor(free / 1_000_000))}\u00a0MB`}
            isFine={free > littleBytes}
          />
        )}
        <Fact name={words.version} value={appVersion} isFine />
      </dl>
    </Card>
  );
};

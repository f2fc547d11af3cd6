/** Facts about the tablet that the office asks for on the phone. */
import { useEffect, useState, type ReactNode } from 'react';
import { clockToleranceMs } from '../../domain/evidence.ts';
import { appVersion } from '../device/app-version.ts';
import { oldListMs } from '../device/readiness.ts';
import { storageState } from '../device/browser-tablet.ts';
import { useSpace } from '../device/space.ts';
import { useTabletState } from '../device/tablet-context.tsx';
import { useUpdate } from '../device/update.ts';
import { dayMs } from '../../domain/time.ts';
import { formatRelativeDayTime, formatSpan } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useStorageText } from '../text/storage-text.ts';
import { useTabletText } from '../text/tablet-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { Card } from '../ui/card/card.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { useDay } from './today-day.ts';
import { useClockCheck, useClockOffset } from './use-clock-check.ts';
import styles from './tablet-screen.module.css';

type Storage = Awaited<ReturnType<typeof storageState>>;

const useStorage = (): Storage | undefined => {
  const [storage, setStorage] = useState<Storage>();
  useEffect(() => {
    let isGone = false;
    void storageState().then((found) => {
      if (!isGone) setStorage(found);
    });
    return () => {
      isGone = true;
    };
  }, []);
  return storage;
};

const Fact = ({ name, value, isFine }: { name: string; value: ReactNode; isFine: boolean }) => (
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

/** A new version is put on by a press, and only while no session is going on (UPD-1). */
const Update = ({ now }: { readonly now: number }) => {
  const text = useText();
  const { tablet: more } = useTabletText();
  const { isWaiting, isChanging, apply } = useUpdate();
  const isOngoing = useDay(now + useClockOffset())?.isHeroOngoing === true;
  if (!isWaiting) return null;
  return (
    <Fact
      name={more.update}
      value={
        isOngoing ? (
          more.updateLater
        ) : (
          <Button onClick={apply}>{isChanging ? text.action.changing : text.action.updateNow}</Button>
        )
      }
      isFine={false}
    />
  );
};

export const AboutTablet = ({ now }: { readonly now: number }) => {
  const { tablet: words } = useTrainerText();
  const { tablet: more } = useTabletText();
  const { language } = useLanguage();
  const { identity, plan } = useTabletState();
  const check = useClockCheck();
  const offsetMs = check?.offsetMs;
  const kept = useStorage();
  const space = useSpace();
  const { space: room } = useStorageText();
  const hasChanged = check?.hasChanged === true;
  const isClockRight = !hasChanged && offsetMs !== undefined && Math.abs(offsetMs) <= clockToleranceMs;
  const clock =
    offsetMs === undefined
      ? words.unknown
      : hasChanged
        ? words.clockChanged
        : isClockRight
          ? words.clockRight
          : words.clockOff({ off: formatSpan(language, offsetMs) });
  const storage = { persistent: words.yes, 'not-persistent': words.no, unknown: words.unknown };
  const age = plan === undefined ? 0 : now - plan.confirmedAt;
  const isOld = age > oldListMs;
  const canStayLit = 'wakeLock' in navigator;
  return (
    <Card className={styles['about']} aria-labelledby="about">
      <h2 id="about">{words.about}</h2>
      <dl className={styles['facts']}>
        <Fact name={words.name} value={identity?.name ?? ''} isFine />
        <Fact
          name={words.lists}
          value={
            plan === undefined
              ? words.noLists
              : isOld
                ? more.listsOld({ days: Math.floor(age / dayMs) })
                : formatRelativeDayTime(language, plan.confirmedAt, now)
          }
          isFine={plan !== undefined && !isOld}
        />
        <Fact name={words.clock} value={clock} isFine={isClockRight} />
        <Fact name={words.storage} value={storage[kept ?? 'unknown']} isFine={kept === 'persistent'} />
        {space !== undefined && (
          <Fact
            name={words.space}
            value={
              space.freeMb === null ? (
                room.unknown
              ) : space.level === 'plenty' ? (
                more.enoughSpace
              ) : (
                <>
                  {room.left({ mb: space.freeMb })}. {room.lasts({ days: space.days ?? 0 })}.
                </>
              )
            }
            isFine={space.level === 'plenty'}
          />
        )}
        <Fact name={more.screen} value={canStayLit ? more.screenYes : more.screenNo} isFine={canStayLit} />
        <Fact name={words.version} value={appVersion} isFine />
        <Update now={now} />
      </dl>
      {isOld && <Banner tone="attention" icon="list-checks" title={more.listsOldDetail} />}
    </Card>
  );
};

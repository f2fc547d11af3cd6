/**
 * What is wrong with the tablet's memory or log, and the way on: little room, a copy, a log the office has to look at
 * (STORE-1, STORE-5). Loaded after the view it stands in; it stops nothing.
 */
import { useEffect, useState } from 'react';
import { dayOf } from '../../domain/time.ts';
import { Before, beforeKey, isOver, missingOf } from '../device/before.ts';
import { useNow } from '../device/clock.ts';
import { useSpace } from '../device/space.ts';
import { useSettings, useTabletState } from '../device/tablet-context.tsx';
import { formatRelativeDayTime } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useStorageText } from '../text/storage-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';

const SpaceBanner = () => {
  const { space: words } = useStorageText();
  const space = useSpace();
  if (space?.level === 'full')
    return (
      <Banner tone="stop" icon="hard-drives" role="status" title={words.full}>
        <p>{words.fullDetail}</p>
      </Banner>
    );
  if (space?.level !== 'little') return null;
  const title = space.days === null ? words.littleUnknown : words.little({ days: space.days });
  return (
    <Banner tone="attention" icon="hard-drives" title={title}>
      <p>{words.littleDetail}</p>
    </Banner>
  );
};

const BeforeBanner = () => {
  const { before: words } = useStorageText();
  const { language } = useLanguage();
  const now = useNow(60_000);
  const settings = useSettings();
  const { identity, plan } = useTabletState();
  const device = identity?.device;
  const today = dayOf(now);
  const [before, setBefore] = useState<Before>();
  useEffect(() => {
    let isGone = false;
    void settings.get(beforeKey).then((kept) => {
      const read = Before.safeParse(kept).data;
      if (read !== undefined && read.shownOn === undefined)
        void settings.put(beforeKey, { ...read, shownOn: today });
      if (!isGone) setBefore(read);
    });
    return () => {
      isGone = true;
    };
  }, [settings, device, today]);
  const isDone = before !== undefined && isOver(before, plan?.plan, { device, today });
  useEffect(() => {
    if (isDone) void settings.put(beforeKey, undefined);
  }, [isDone, settings]);
  if (before === undefined || isDone) return null;
  const putAway = (): void => {
    setBefore(undefined);
    void settings.put(beforeKey, undefined);
  };
  const missing = missingOf(before);
  const next =
    before.waiting > 0
      ? words.waiting({ n: before.waiting })
      : missing === 0
        ? words.all
        : words.missing({ n: missing });
  const when = before.lastAt === null ? '' : formatRelativeDayTime(language, before.lastAt, now);
  return (
    <Banner
      tone={missing === 0 && before.waiting === 0 ? 'in' : 'attention'}
      role="status"
      title={words.title}
      action={<Button onClick={putAway}>{words.seen}</Button>}
    >
      <p>
        {words.held({ held: before.held, when })} {next}
      </p>
    </Banner>
  );
};

const AsideBanner = () => {
  const { copy, decide } = useStorageText();
  const { setAside } = useTabletState();
  if (setAside === undefined) return null;
  if (setAside === 'fork' || setAside === 'gap')
    return (
      <Banner
        tone="attention"
        icon="device-tablet"
        title={copy.title}
        action={
          <LinkButton href="/anslut" icon="key">
            {copy.action}
          </LinkButton>
        }
      >
        <p>
          {copy[setAside]} {copy.kept}
        </p>
      </Banner>
    );
  return (
    <Banner tone="already" icon="list-magnifying-glass" title={decide.title}>
      <p>{decide.detail}</p>
    </Banner>
  );
};

/** At the tablet that was there first: it goes on as before, and its trainer is told (STORE-5). */
const CopiedBanner = () => {
  const { copied: words } = useStorageText();
  const { plan, setAside } = useTabletState();
  if (plan?.plan.copied !== true || setAside === 'fork') return null;
  return (
    <Banner tone="attention" icon="device-tablet" title={words.title}>
      <p>{words.detail}</p>
    </Banner>
  );
};

export const StorageBanner = () => (
  <>
    <CopiedBanner />
    <BeforeBanner />
    <AsideBanner />
    <SpaceBanner />
  </>
);

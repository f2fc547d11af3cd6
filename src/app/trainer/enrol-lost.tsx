/** Said where a tablet that was connected before has to be connected again: what is gone, what the office had (STORE-5). */
import { useEffect, useState } from 'react';
import { openDeviceDatabase } from '../device/database.ts';
import { readMarker, type Marker } from '../device/marker.ts';
import { orphanLogs } from '../device/orphan-logs.ts';
import { useNow } from '../device/clock.ts';
import { useTabletState } from '../device/tablet-context.tsx';
import { formatRelativeDayTime } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useStorageText } from '../text/storage-text.ts';
import { Banner } from '../ui/banner/banner.tsx';

type Left = { readonly marker: Marker | undefined; readonly events: number };

/** How many events lie in logs whose key is gone. */
const strandedEvents = async (known: readonly string[]): Promise<number> => {
  const logs = await orphanLogs(known);
  if (logs.length === 0) return 0;
  const database = openDeviceDatabase();
  try {
    const counts = await Promise.all(logs.map(async (device) => (await database.logOf(device).head()).seq));
    return counts.reduce((sum, n) => sum + n, 0);
  } finally {
    database.close();
  }
};

/** What is left of a tablet that was connected before; undefined while nobody has looked. */
export const useLeft = (): Left | undefined => {
  const { identity } = useTabletState();
  const [left, setLeft] = useState<Left>();
  const device = identity?.device;
  useEffect(() => {
    let isGone = false;
    const known = device === undefined ? [] : [device];
    void Promise.all([readMarker(), strandedEvents(known).catch(() => 0)]).then(([marker, events]) => {
      if (!isGone) setLeft({ marker, events });
    });
    return () => {
      isGone = true;
    };
  }, [device]);
  return left;
};

/** Nothing on a tablet that is really new. */
export const EnrolLost = ({ left }: { readonly left: Left | undefined }) => {
  const { lost: words, before, copy } = useStorageText();
  const { language } = useLanguage();
  const now = useNow(60_000);
  const { identity, lost, setAside } = useTabletState();
  const marker = left?.marker;
  const isCopy = setAside === 'fork' || setAside === 'gap';
  if (lost === undefined && !isCopy && (identity !== undefined || marker === undefined)) return null;
  const title = lost !== undefined ? words[lost] : isCopy && identity !== undefined ? copy.title : words.all;
  const detail =
    lost === 'gone'
      ? words.goneDetail
      : lost === 'earlier'
        ? words.earlierDetail
        : isCopy && identity !== undefined
          ? `${copy[setAside]} ${copy.kept}`
          : words.allDetail({ name: marker?.name ?? '', isLogLeft: (left?.events ?? 0) > 0 });
  const when =
    marker?.acknowledgedAt == null ? '' : formatRelativeDayTime(language, marker.acknowledgedAt, now);
  return (
    <Banner tone={lost === undefined ? 'attention' : 'stop'} title={title}>
      <p>{detail}</p>
      {marker !== undefined && <p>{before.held({ held: marker.acknowledged, when })}</p>}
      {left !== undefined && left.events > 0 && <p>{words.key({ n: left.events })}</p>}
      <p>
        <b>{words.todo}</b> {lost !== undefined && words.paper}
      </p>
    </Banner>
  );
};

/** How much waits for review, for the menu: asked for once a minute around all the office's pages. */
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { ReviewQueueReply } from '../../../protocol/review.ts';
import { usePolled } from '../admin-api.ts';

type Waiting = { readonly waiting: number; readonly refresh: () => void };

const none: Waiting = { waiting: 0, refresh: () => undefined };
const WaitingContext = createContext<Waiting>(none);
const askEveryMs = 60_000;

const Asking = ({ children }: { readonly children: ReactNode }) => {
  const { value, refresh } = usePolled('/api/admin/review', ReviewQueueReply, askEveryMs);
  const waiting = value?.waiting ?? 0;
  const shared = useMemo(() => ({ waiting, refresh }), [waiting, refresh]);
  return <WaitingContext value={shared}>{children}</WaitingContext>;
};

/** Asks only for somebody who may see the queue. */
export const WaitingReviews = ({ isAsking, children }: { isAsking: boolean; children: ReactNode }) =>
  isAsking ? <Asking>{children}</Asking> : children;

/** The number that waits, and how to have it counted anew after a decision. */
export const useWaiting = (): Waiting => useContext(WaitingContext);

/**
 * One code's way from this phone to the office: kept first, then sent, and told only as the office has answered
 * (CODE-4). What was kept earlier goes along and is told when it is settled.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { askToSendLater, browserPhone } from '../device/browser-phone.ts';
import { insist, keepClaim, sendClaims, type KeptClaim, type Sent } from '../device/phone-keeper.ts';

const retryEveryMs = 10_000;

export type CheckIn = {
  /** The claim this page is about, as it now stands; `undefined` before there is one. */
  readonly current: KeptClaim | undefined;
  /** Earlier claims that have been settled and not yet told. */
  readonly earlier: readonly KeptClaim[];
  readonly sent: Sent | undefined;
  readonly isSending: boolean;
  readonly claim: (code: string) => void;
  readonly send: () => Promise<void>;
  readonly stay: () => void;
  /** The person leaves it at that. */
  readonly drop: () => void;
};

const forgetTold = async (): Promise<void> => {
  const { store } = browserPhone();
  for (const { id, isTold } of await store.claims()) if (isTold === true) await store.removeClaim(id);
};

/** `first` is what the page was opened with, once. */
export const useCheckIn = (first: string | undefined): CheckIn => {
  const [claims, setClaims] = useState<readonly KeptClaim[]>([]);
  const [currentId, setCurrentId] = useState<number>();
  const [sent, setSent] = useState<Sent>();
  const [isSending, setIsSending] = useState(false);
  const hasBegun = useRef(false);

  const send = useCallback(async (): Promise<void> => {
    setIsSending(true);
    const phone = browserPhone();
    const result = await sendClaims(phone);
    setClaims(await phone.store.claims());
    setSent(result);
    setIsSending(false);
    if (result.kind === 'offline' || result.kind === 'later') askToSendLater();
  }, []);

  const claim = useCallback(
    (code: string): void => {
      void keepClaim(browserPhone(), code).then((id) => {
        setCurrentId(id);
        return send();
      });
    },
    [send],
  );

  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    void forgetTold().then(() => (first === undefined ? send() : claim(first)));
  }, [first, claim, send]);

  const isLeft = claims.some(({ state }) => state === 'waiting');
  useEffect(() => {
    if (!isLeft || isSending || sent?.kind === 'stranger') return;
    const again = (): void => void send();
    const patience = sent?.kind === 'later' ? (sent.retryAfter ?? 0) * 1000 : 0;
    const timer = setTimeout(again, Math.max(retryEveryMs, patience));
    window.addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [isLeft, isSending, sent, send]);

  const current =
    claims.find(({ id }) => id === currentId) ??
    (currentId === undefined
      ? (claims.findLast(({ state }) => state === 'waiting' || state === 'asked') ??
        claims.findLast(({ state }) => state === 'answered'))
      : undefined);
  /** A code that could not be used matters no more once a later one has been answered. */
  const lastIn = claims.findLast(({ state }) => state === 'answered')?.id ?? 0;
  const earlier = claims.filter(
    ({ id, state }) => id !== current?.id && (state === 'answered' || (state === 'refused' && id > lastIn)),
  );

  /** What this page shows settled has been told; it is forgotten the next time the page is opened. */
  useEffect(() => {
    const { store } = browserPhone();
    for (const shown of claims)
      if ((shown.state === 'answered' || shown.state === 'refused') && shown.isTold !== true)
        void store.putClaim({ ...shown, isTold: true });
  }, [claims]);

  const stay = useCallback((): void => {
    if (current === undefined) return;
    setCurrentId(current.id);
    void insist(browserPhone(), current).then(send);
  }, [current, send]);
  const drop = useCallback((): void => {
    if (current === undefined) return;
    void browserPhone()
      .store.removeClaim(current.id)
      .then(() => {
        setCurrentId(undefined);
        return send();
      });
  }, [current, send]);
  return { current, earlier, sent, isSending, claim, send, stay, drop };
};

/** Who this phone belongs to, as the office says, and what to show while it does not answer. */
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { ShowMyPageReply } from '../../protocol/show-my-page.ts';
import { WhosePhoneReply } from '../../protocol/whose-phone.ts';
import { browserPhone, isTrainersTablet } from '../device/browser-phone.ts';
import { meetOffice, sendClaims, type KeptCard } from '../device/phone-keeper.ts';
import { callServer } from '../device/server-call.ts';

export type Me =
  | { readonly kind: 'loading' }
  | { readonly kind: 'known'; readonly me: ShowMyPageReply }
  /** The office does not know whose phone this is, or no longer. */
  | { readonly kind: 'stranger' }
  | { readonly kind: 'offline' }
  /** This browser is a trainer's tablet: nobody's phone (ME-6). */
  | { readonly kind: 'tablet' }
  | { readonly kind: 'trouble'; readonly retryAfter: number | undefined };

type MyPages = {
  readonly me: Me;
  /** The card this phone keeps; `undefined` while it is looked for, `null` if there is none. */
  readonly card: KeptCard | null | undefined;
  /** Codes this phone has seen that are not answered, or whose answer has not been seen. */
  readonly unsettled: number;
  readonly refresh: () => Promise<void>;
  /** The phone is nobody's any more. */
  readonly forget: () => Promise<void>;
};

const MyPagesContext = createContext<MyPages | undefined>(undefined);

/** False for a phone that is nobody's. One that keeps a card is somebody's until the office says otherwise. */
const isPerhapsKnown = async (): Promise<boolean> => {
  if (((await browserPhone().store.card())?.text ?? '') !== '') return true;
  const answer = await callServer({ path: '/api/me/known', reply: WhosePhoneReply });
  return !answer.ok || answer.value === 'not-modified' || answer.value.value.isKnown;
};

const ask = async (): Promise<Me> => {
  if (!(await isPerhapsKnown())) return { kind: 'stranger' };
  const answer = await callServer({ path: '/api/me', reply: ShowMyPageReply });
  if (answer.ok) {
    if (answer.value === 'not-modified') return { kind: 'offline' };
    const { value: me, epoch } = answer.value;
    await meetOffice(browserPhone(), me.id, epoch);
    return { kind: 'known', me };
  }
  if (answer.error.kind !== 'problem') return { kind: 'offline' };
  const { code, retryAfter } = answer.error.problem;
  return code === 'sign-in/required' ? { kind: 'stranger' } : { kind: 'trouble', retryAfter };
};

const cardOf = ({ given, family, cohort, hours }: ShowMyPageReply): KeptCard | undefined =>
  hours === null || hours.card.text === '' ? undefined : { given, family, cohort, ...hours.card };

/** Asks the office once, and again when the page is seen or the network returns. */
export const MyPagesProvider = ({ children }: { readonly children: ReactNode }) => {
  const [me, setMe] = useState<Me>({ kind: 'loading' });
  const [card, setCard] = useState<KeptCard | null>();
  const [unsettled, setUnsettled] = useState(0);
  const round = useRef(0);
  const refresh = useCallback(async (): Promise<void> => {
    round.current += 1;
    const mine = round.current;
    if (await isTrainersTablet()) {
      setMe({ kind: 'tablet' });
      return;
    }
    const phone = browserPhone();
    const { store } = phone;
    if ((await store.claims()).some(({ state }) => state === 'waiting')) await sendClaims(phone);
    setUnsettled((await store.claims()).filter(({ isTold }) => isTold !== true).length);
    const answer = await ask();
    /** An earlier question answered later knows less: it must not take away what the later one gave. */
    if (mine !== round.current) return;
    if (answer.kind === 'known' && answer.me.hours !== null) await store.putCard(cardOf(answer.me));
    if (answer.kind === 'stranger' && (await store.card())?.text !== '') await store.putCard(undefined);
    setCard((await store.card()) ?? null);
    setMe((before) => (answer.kind === 'offline' && before.kind === 'known' ? before : answer));
  }, []);
  const forget = useCallback(async (): Promise<void> => {
    await browserPhone().store.forget();
    setCard(null);
    setMe({ kind: 'stranger' });
  }, []);
  useEffect(() => {
    const seen = (): void => {
      if (document.visibilityState === 'visible') void refresh();
    };
    const begin = async (): Promise<void> => {
      if (await isTrainersTablet()) {
        setMe({ kind: 'tablet' });
        return;
      }
      const kept = await browserPhone().store.card();
      setCard(kept ?? null);
      await refresh();
    };
    void begin();
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('online', seen);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('online', seen);
    };
  }, [refresh]);
  const value = useMemo(
    () => ({ me, card, unsettled, refresh, forget }),
    [me, card, unsettled, refresh, forget],
  );
  return <MyPagesContext value={value}>{children}</MyPagesContext>;
};

/** Who the phone belongs to. */
export const useMyPages = (): MyPages => {
  const pages = useContext(MyPagesContext);
  if (pages === undefined) throw new Error('useMyPages is used outside MyPagesProvider');
  return pages;
};

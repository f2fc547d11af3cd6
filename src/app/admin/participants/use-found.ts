import { useCallback, useEffect, useState } from 'react';
import { ListParticipantsReply, type ListParticipantsRequest } from '../../../protocol/list-participants.ts';
import { send } from '../admin-api.ts';

const pauseMs = 150;

/** True for what looks like the beginning of an identity number: such a search is never sent anywhere (PRIV-1). */
export const isNumberLike = (search: string): boolean => /^\s*\d[\d\s-]{4,}/.test(search);

type Found = {
  /** The latest answer; it stays while the next is on its way. */
  readonly found: ListParticipantsReply | undefined;
  readonly refresh: () => void;
};

/** Searches when one has stopped typing for a moment; only the answer to the latest question is shown. */
export const useFound = ({ search, unit, cohort, page }: ListParticipantsRequest): Found => {
  const [found, setFound] = useState<ListParticipantsReply | undefined>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (isNumberLike(search)) return undefined;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const body: ListParticipantsRequest = { search, unit, cohort, page };
      const answer = await send('/api/admin/participants/search', body, ListParticipantsReply);
      if (isCurrent && answer.ok) setFound(answer.value);
    };
    const timer = setTimeout(() => void ask(), search === '' ? 0 : pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [search, unit, cohort, page, round]);
  return { found, refresh: useCallback(() => setRound((n) => n + 1), []) };
};

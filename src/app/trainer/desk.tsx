/**
 * What a trainer has lying on the desk while walking between camera and list: the scan view's state of each session. It
 * lasts as long as the page; the log has kept every refused card besides (DOOR-6).
 */
import { createContext, useContext, useState, type ReactNode } from 'react';
import type { SessionId } from '../../domain/ids.ts';
import type { ScanState } from './scan-state.ts';

type Desk = Map<SessionId, ScanState>;

const DeskContext = createContext<Desk | undefined>(undefined);

export const DeskProvider = ({ children }: { readonly children: ReactNode }) => {
  const [desk] = useState((): Desk => new Map());
  return <DeskContext value={desk}>{children}</DeskContext>;
};

/** Each session's scan state, kept from one visit to the next. */
export const useDesk = (): Desk => {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error('useDesk is used outside DeskProvider');
  return desk;
};

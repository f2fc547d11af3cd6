/**
 * What the verifier can find. `broken`: the bundle does not hold, and the finding says where. `note`: something a
 * person should know, that by itself takes nothing from the figures.
 */

type About = {
  readonly file?: string;
  readonly device?: string;
  /** A number in a log. */
  readonly seq?: number;
  readonly month?: string;
  readonly version?: number;
  readonly participant?: string;
  readonly session?: string;
};

/** Two numbers that should be the same: what the office has kept, and what came out when it was counted anew. */
type Figures = { readonly kept: number; readonly recomputed: number };

type Of<Code extends string, More extends object = object> = { readonly code: Code } & More;
type Needs<K extends keyof About> = Required<Pick<About, K>>;

export type Broken =
  | Of<'file-missing', Needs<'file'>>
  | Of<'file-changed', Needs<'file'>>
  | Of<'file-not-listed', Needs<'file'>>
  | Of<'file-unreadable', Needs<'file'> & { readonly line: number }>
  | Of<'file-misnamed', Needs<'file'>>
  | Of<'not-a-bundle'>
  | Of<'manifest-signature'>
  | Of<'office-key-other'>
  | Of<'chain-broken', Needs<'device' | 'seq'>>
  | Of<'head-signature', Needs<'device'>>
  | Of<'head-missing', Needs<'device'>>
  | Of<'head-other', Needs<'device' | 'seq'>>
  | Of<'rolled-back', Needs<'device' | 'seq'> & { readonly signed: number }>
  | Of<'unsigned-tail', Needs<'device' | 'seq'>>
  | Of<'receipt-wrong', Needs<'device'>>
  | Of<'device-key-other', Needs<'device'>>
  | Of<'device-not-described', Needs<'device'>>
  | Of<'arrival-without-event', Needs<'device' | 'seq'>>
  | Of<'event-without-arrival', Needs<'device' | 'seq'>>
  | Of<'arrival-order', { readonly arrival: number }>
  | Of<'clock-uneven', Needs<'device' | 'seq'>>
  | Of<'revoked-counted', Needs<'device' | 'seq'>>
  | Of<'revocation-other', Needs<'device'>>
  | Of<'office-chain-broken', Needs<'seq'>>
  | Of<'office-head-other', Needs<'seq'>>
  | Of<'office-log-shorter', Needs<'seq'> & { readonly expected: number }>
  | Of<'office-log-not-expected', Needs<'seq'>>
  | Of<'decision-unreadable', Needs<'seq'>>
  | Of<'decision-refers-to-nothing', Needs<'seq'> & { readonly to: string }>
  | Of<'plan-version-changed', Needs<'session' | 'version'>>
  | Of<'plan-version-missing', Needs<'session' | 'version'>>
  | Of<'plan-version-unknown', Needs<'session' | 'version'>>
  | Of<'plans-missing', Needs<'seq'>>
  | Of<'month-missing', Needs<'month' | 'version'>>
  | Of<'month-unknown', Needs<'month' | 'version'>>
  | Of<'month-entry-other', Needs<'month' | 'version'> & { readonly field: string }>
  | Of<'line-other', Needs<'month' | 'version' | 'participant' | 'session'> & Figures>
  | Of<'row-other', Needs<'month' | 'version' | 'participant'> & { readonly field: RowField } & Figures>
  | Of<'total-other', Needs<'month' | 'version'> & { readonly field: TotalField } & Figures>
  | Of<'change-other', Needs<'month' | 'version' | 'participant' | 'session'> & Figures>;

export type Note =
  | Of<'set-aside', Needs<'device'> & { readonly events: number }>
  | Of<'fork-kept', Needs<'device' | 'seq' | 'file'>>
  | Of<'keys-not-logged', { readonly devices: readonly string[] }>
  | Of<'reviewed-otherwise', Needs<'month' | 'version' | 'session'>>
  | Of<'track-otherwise', Needs<'month' | 'version' | 'participant'>>
  | Of<'head-not-given'>
  | Of<'key-not-given'>;

export type RowField = 'minutes' | 'overMinutes' | 'reportedMinutes';
export type TotalField = 'minutes' | 'reportedMinutes' | 'people';

export type Finding = ({ readonly level: 'broken' } & Broken) | ({ readonly level: 'note' } & Note);

/** Collects what is found while a bundle is checked. */
export type Findings = {
  readonly broken: (finding: Broken) => void;
  readonly note: (finding: Note) => void;
  readonly all: () => readonly Finding[];
};

export const createFindings = (): Findings => {
  const found: Finding[] = [];
  return {
    broken: (finding) => void found.push({ level: 'broken', ...finding }),
    note: (finding) => void found.push({ level: 'note', ...finding }),
    all: () => found,
  };
};

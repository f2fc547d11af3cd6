/**
 * The wire contract's version. A line for every version that has been out; a test hashes the schemas and fails when
 * the wire changes without a new line (WIRE-1).
 *  1  enrol, sign in, plan, log up and others' log down; the administrator's pages
 *  2  the door: times told by people, walk-ins, attestation, rotating codes, trainers' codes; participants' own pages
 *  3  participants certify on the tablet; a plan may say how hours are counted
 *  4  tablets say their version; rescue files are handed in; a plan may say what is locked; second factor and sign-on
 */
export const protocolVersion = 4;

/**
 * The oldest tablet whose log is taken: enrolling, signing in, pushing and the receipt keep their form for ever, so that
 * what was recorded by any version can be delivered (OLD-1). Never raised.
 */
export const oldestProtocolVersion = 1;

/** The oldest tablet that is given a plan. An older one is told to update, and goes on delivering (OLD-2). */
export const oldestPlanVersion = 3;

/** The header by which a tablet says which version it speaks. */
export const versionHeader = 'Narvaro-Version';

/** What a tablet that says nothing speaks at most: versions 1 to 3 did not say. */
export const unstatedVersion = 3;

/** The version in the header; something that is no version counts as nothing said. */
export const statedVersion = (header: string | null): number =>
  header !== null && /^[1-9][0-9]{0,4}$/.test(header) ? Number(header) : unstatedVersion;

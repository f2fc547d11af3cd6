/**
 * The wire contract's version. A line for every version that has been out; a test hashes the schemas and fails when
 * the wire changes without a new line (WIRE-1).
 *  1  enrol, sign in, plan, log up and others' log down; the administrator's pages
 *  2  the door: times told by people, walk-ins, attestation, rotating codes, trainers' codes; participants' own pages
 *  3  participants certify on the tablet; a plan may say how hours are counted
 */
export const protocolVersion = 3;

/** The oldest tablet that is still spoken to. Never raised while a tablet in the field may hold unsent events. */
export const oldestProtocolVersion = 1;

import { createHash } from 'node:crypto';
import { Hash } from '../../domain/ids.ts';
import { canonical } from '../../domain/log.ts';

/** Stands for what somebody was shown before they save: if the answer would be another now, they look again (SER-3). */
export const seenHash = (shown: unknown): Hash =>
  Hash.parse(createHash('sha256').update(canonical({ shown })).digest('base64url'));

import { describe, expect, test } from 'vitest';

import { cameraProblem } from '../../src/app/device/camera-problem.ts';

describe('a camera that cannot be opened', () => {
  test.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['TypeError', 'failed'],
  ])('[SCAN-6] a trainer is told what to do about %s: %s', (name, kind) => {
    expect(cameraProblem(new DOMException('', name), true)).toEqual({ kind, detail: name });
  });

  test('[SCAN-6] without https the trainer is told so, whatever the browser says', () => {
    expect(cameraProblem(new DOMException('', 'NotAllowedError'), false)).toEqual({ kind: 'insecure' });
  });

  test('[SCAN-6] a support code never holds the name of a camera', () => {
    const problem = cameraProblem(new Error("Could not open Amina's iPad"), true);
    expect(JSON.stringify(problem)).not.toContain('Amina');
  });

  test('[SCAN-6] a thrown sentence is a failure like any other', () => {
    expect(cameraProblem('not supported', true)).toEqual({ kind: 'failed', detail: 'string' });
  });
});

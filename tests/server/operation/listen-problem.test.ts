/** A port or an address that cannot be listened on is told in words, whichever of the two ports it is. */
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import {
  listenLines,
  listenProblemIn,
  type ListenProblem,
} from '../../../src/server/operation/listen-problem.ts';
import { listen } from '../../../src/server/operation/serve.ts';

const ours = { port: 8080, host: '127.0.0.1', metrics: { port: 9090, host: '127.0.0.1', token: undefined } };

const problemAt = async (port: number, host: string, config = ours): Promise<ListenProblem> => {
  const error: unknown = await listen(() => new Response(), { port, host }).then(
    ({ server }) => server.close(),
    (why: unknown) => why,
  );
  const problem = listenProblemIn(error, config);
  if (problem === undefined) throw new Error(String(error));
  expect(listenLines(problem)).toHaveLength(2);
  return problem;
};

test('[START-1] an address that is no address, or is not this computer’s, is told by the name of its setting', async () => {
  for (const host of ['foo.invalid', '203.0.113.1'])
    expect(await problemAt(8080, host, { ...ours, host })).toMatchObject({
      kind: 'no-such-address',
      hostName: 'NARVARO_HOST',
    });
  for (const host of ['foo.invalid', '203.0.113.1'])
    expect(await problemAt(9090, host, { ...ours, metrics: { ...ours.metrics, host } })).toMatchObject({
      kind: 'no-such-address',
      hostName: 'NARVARO_METRICS_HOST',
    });
});

test('[START-1] a port that is taken is told by the setting it came from', async () => {
  const other = createServer();
  const port = await new Promise<number>((taken) =>
    other.listen(0, '127.0.0.1', () => taken((other.address() as { port: number }).port)),
  );
  const config = { ...ours, metrics: { ...ours.metrics, port } };
  expect(await problemAt(port, '127.0.0.1', config)).toMatchObject({
    kind: 'port-taken',
    port,
    portName: 'NARVARO_METRICS_PORT',
  });
  other.close();
});

test('[START-1] a port this account may not use is told, and other errors are left as they are', () => {
  const denied = Object.assign(new Error('no'), { code: 'EACCES', syscall: 'listen', port: 443 });
  const problem = listenProblemIn(denied, { ...ours, port: 443 });
  expect(problem).toMatchObject({ kind: 'port-not-allowed', port: 443, portName: 'PORT' });
  expect(problem === undefined ? [] : listenLines(problem)).toHaveLength(2);
  const folder = Object.assign(new Error('no'), { code: 'EACCES', syscall: 'open' });
  expect(listenProblemIn(folder, ours)).toBeUndefined();
  expect(listenProblemIn(new Error('no'), ours)).toBeUndefined();
});

/** Several servers behind one address, as a load balancer has them that knows nothing of who asks. */
import { Hono } from 'hono';

/** One app that hands every request to the next of them. */
export const inTurn = (apps: readonly Hono[]): Hono => {
  const [first] = apps;
  if (first !== undefined && apps.length === 1) return first;
  let asked = 0;
  const front = new Hono();
  front.all('*', (c) => {
    asked += 1;
    return (apps[asked % apps.length] ?? front).fetch(c.req.raw, c.env);
  });
  return front;
};

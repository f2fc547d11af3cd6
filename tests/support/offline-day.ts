/** The main job without a camera, for any browser: connected, offline from cold, checked in by hand, handed in. */
import { expect } from '@playwright/test';
import type { DoorWorld } from './door-world.ts';
import {
  checkInByHand,
  enrolScripted,
  press,
  see,
  waitUntilKept,
  type ScriptedPage,
} from './scripted-page.ts';

const shortName = ({ given, family }: { readonly given: string; readonly family: string }): string =>
  `${given} ${family.slice(0, 1)}.`;

export type OfflineDay = {
  readonly world: DoorWorld;
  readonly name: string;
  readonly page: ScriptedPage;
  /** Closes the browser and opens it again on the same profile, where the browser keeps one. */
  readonly relaunch?: () => Promise<ScriptedPage>;
};

/** Goes through the day, and holds what the office sees to what was done at the door. */
export const liveOfflineDay = async ({ world, name, page: first, relaunch }: OfflineDay): Promise<void> => {
  const { server, session, cards } = world;
  const list = `${server.origin}/tillfalle/${session.id}/lista`;
  await enrolScripted(first, await world.tabletLink(name));
  await waitUntilKept(first);

  await server.stop();
  await first.goTo(`${server.origin}/idag`);
  await see(first, new RegExp(session.title.slice(0, 12)));
  await first.goTo(list);
  await see(first, new RegExp(`0 av ${cards.length} är här`));
  const names = await checkInByHand(first, 3);
  await see(first, new RegExp(`3 av ${cards.length} är här`));

  const page = relaunch === undefined ? first : await relaunch();
  await page.goTo(list);
  await see(page, new RegExp(`3 av ${cards.length} är här`));
  await see(page, /sparade på plattan/);

  await server.start();
  await page.goTo(`${server.origin}/plattan`);
  await press(page, /^Försök skicka nu$/);
  await see(page, /Allt är skickat/);

  const held = await world.held();
  const present = held.people.filter(({ attendance }) => attendance !== null);
  expect(present.map(shortName).sort()).toEqual([...names].sort());
  expect(present.map(({ attendance }) => attendance?.via)).toEqual(['hand', 'hand', 'hand']);
  expect(held.chains.map(({ name: device, state }) => [device, state])).toEqual([[name, 'whole']]);
};

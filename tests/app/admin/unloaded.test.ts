import { expect, test } from 'vitest';
import { isUnloaded } from '../../../src/app/admin/unloaded.ts';

test.each([
  'Failed to fetch dynamically imported module: https://narvaro.example/assets/log-screen-BxYz.js',
  'error loading dynamically imported module: https://narvaro.example/assets/log-screen-BxYz.js',
  'Importing a module script failed.',
  "'text/html' is not a valid JavaScript MIME type.",
  'Unable to preload CSS for /assets/log-screen-BxYz.css',
])('[UI-15] a view that a new version has put aside is to be loaded anew: %s', (message) => {
  expect(isUnloaded(new TypeError(message))).toBe(true);
});

test('[UI-15] any other fault keeps its code', () => {
  expect(isUnloaded(new TypeError("Cannot read properties of undefined (reading 'id')"))).toBe(false);
  expect(isUnloaded('Importing a module script failed.')).toBe(false);
});

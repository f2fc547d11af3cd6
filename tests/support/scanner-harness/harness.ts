/** A page with nothing but a scanner on it, so that a test can hold the real camera path by itself. */
import { createScanner } from '../../../src/app/device/camera.ts';
import type { CameraChoice, ScannerState, StartOptions } from '../../../src/app/device/camera-contract.ts';
import { createDecoder } from '../../../src/app/device/decoder-client.ts';

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
};

const container = element('stage');
const texts: { readonly text: string; readonly atMs: number }[] = [];
const states: ScannerState[] = [];
const scanner = createScanner({ decoder: createDecoder(), now: () => performance.now() });

const options = (camera?: CameraChoice): StartOptions => ({
  container,
  ...(camera === undefined ? {} : { camera }),
  onText: (text, { atMs }) => {
    texts.push({ text, atMs });
    const item = document.createElement('li');
    item.textContent = text;
    element('texts').append(item);
  },
  onState: (state) => {
    states.push(state);
    element('state').textContent = state.kind;
  },
});

const harness = {
  scanner,
  texts,
  states,
  start: (camera?: CameraChoice) => scanner.start(options(camera)),
  videos: () => container.querySelectorAll('video').length,
};

/** What a test finds on the page's window. */
export type ScannerHarness = typeof harness;

Object.assign(window, { harness });

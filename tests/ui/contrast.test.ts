/** Contrast of the colours in tokens.css, computed from the file itself as WCAG 2.2 says. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../src/app/ui/tokens.css', import.meta.url), 'utf8');

/** The declarations of every block whose selector line is exactly `selector`, in the order of the file. */
const blocksOf = (selector: string): readonly ReadonlyMap<string, string>[] =>
  css
    .split('}')
    .filter((part) => part.slice(0, part.lastIndexOf('{')).trimEnd().endsWith(selector))
    .map(
      (part) =>
        new Map(
          [...part.slice(part.lastIndexOf('{')).matchAll(/--([a-z-]+):\s*([^;]+);/gu)].map((m) => [
            m[1] ?? '',
            m[2] ?? '',
          ]),
        ),
    );

const blocks = {
  light: blocksOf("[data-theme='light']")[0],
  dark: blocksOf("[data-theme='dark']")[0],
  contrast: blocksOf("[data-theme='contrast']")[0],
};

const luminance = (hex: string): number => {
  const channel = (from: number): number => {
    const c = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
};

const contrast = (a: string, b: string): number => {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
};

const text = 4.5;
const graphics = 3;
const pairs = [
  ['ink', 'bg', text],
  ['ink', 'surface', text],
  ['muted', 'bg', text],
  ['muted', 'surface', text],
  ['muted', 'sunk', text],
  ['link', 'surface', text],
  ['on-action', 'action', text],
  ['on-action', 'action-press', text],
  ['line-strong', 'surface', graphics],
  ['line-strong', 'bg', graphics],
  ['dot', 'surface', graphics],
  ['dot', 'bg', graphics],
  ['on-in', 'in', text],
  ['in-text', 'in-tint', text],
  ['on-al', 'al', text],
  ['al-text', 'al-tint', text],
  ['on-at', 'at', text],
  ['at-text', 'at-tint', text],
  ['at-edge', 'surface', graphics],
  ['on-st', 'st', text],
  ['st-text', 'st-tint', text],
  ['st-text', 'surface', text],
  ['in', 'bg', graphics],
  ['al', 'bg', graphics],
  ['st', 'bg', graphics],
  ['focus-in', 'focus-out', graphics],
] as const;

describe.each(['light', 'dark', 'contrast'] as const)('in the %s theme', (theme) => {
  test.each(pairs)('[UI-3] people with weak sight can tell %s from %s', (front, back, least) => {
    const colours = blocks[theme];
    const [a, b] = [colours?.get(front), colours?.get(back)];
    expect(a).toMatch(/^#[0-9a-f]{6}$/u);
    expect(b).toMatch(/^#[0-9a-f]{6}$/u);
    expect(contrast(a ?? '', b ?? '')).toBeGreaterThanOrEqual(least);
  });
});

test('[UI-4] someone whose tablet is dark sees the same colours as someone who chose dark', () => {
  const follow = blocksOf("[data-theme='follow']");
  expect(follow).toHaveLength(2);
  expect(follow[0]).toEqual(blocks.dark);
});

test('[UI-4] someone whose tablet asks for more contrast sees the same colours as someone who chose it', () => {
  expect(blocksOf("[data-theme='follow']")[1]).toEqual(blocks.contrast);
});

test('[UI-3] on the spruce field, words and marks stand out in high contrast too', () => {
  const colours = blocks.contrast;
  expect(contrast(colours?.get('spruce') ?? '', colours?.get('spruce-soft') ?? '')).toBeGreaterThanOrEqual(
    text,
  );
  expect(
    contrast(colours?.get('spruce-mark') ?? '', colours?.get('on-spruce-mark') ?? ''),
  ).toBeGreaterThanOrEqual(text);
});

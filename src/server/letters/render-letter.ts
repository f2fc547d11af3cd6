/** A letter as a mail's two forms, plain text and simple HTML that loads nothing (MAIL-1). */
import type { Block, Letter } from './letter.ts';

export type Rendered = { readonly subject: string; readonly text: string; readonly html: string };

const eu = {
  sv: 'Medfinansieras av Europeiska unionen',
  en: 'Co-funded by the European Union',
} as const;

/** One line: nothing in it can begin another line of a mail's head or body (MAIL-4). */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const escaped = (text: string): string =>
  oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const textOf = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
      return oneLine(block.text);
    case 'list':
      return block.items.map((item) => `- ${oneLine(item)}`).join('\n');
    case 'link':
      return `${oneLine(block.label)}:\n${oneLine(block.address)}`;
  }
};

const htmlOf = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'link':
      return `<p>${escaped(block.label)}:<br><a href="${escaped(block.address)}">${escaped(block.address)}</a></p>`;
  }
};

/** Swedish first, English below, and the line every letter of the project ends with. */
export const renderLetter = ({ subject, sv, en }: Letter): Rendered => ({
  subject: oneLine(subject),
  text: `${[...sv.map(textOf), eu.sv, '---', ...en.map(textOf), eu.en].join('\n\n')}\n`,
  html: [
    '<!doctype html>',
    `<html lang="sv"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body>`,
    ...sv.map(htmlOf),
    `<p>${eu.sv}</p>`,
    '<hr>',
    '<div lang="en">',
    ...en.map(htmlOf),
    `<p>${eu.en}</p>`,
    '</div></body></html>',
    '',
  ].join('\n'),
});

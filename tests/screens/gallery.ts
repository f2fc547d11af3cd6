/** A page that lays each picture beside its mockup. */
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Shot } from './shot.ts';
import { themes, type PictureTheme, type Size } from './stage.ts';

export const pictureName = (name: string, size: Size, theme: PictureTheme): string =>
  `${name}--${size}-${theme}.png`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

const figure = (source: string, caption: string): string =>
  `<figure><a href="${escaped(source)}"><img loading="lazy" src="${escaped(source)}" alt="${escaped(caption)}"></a><figcaption>${escaped(caption)}</figcaption></figure>`;

const mockupsOf = ({ mockup, portrait }: Shot, folder: string | undefined): readonly string[] =>
  folder === undefined
    ? []
    : [mockup, portrait]
        .filter((name) => name !== undefined)
        .map((name) => figure(pathToFileURL(join(folder, `${basename(name)}.png`)).href, `skiss ${name}`));

const section = (shot: Shot, taken: ReadonlySet<string>, folder: string | undefined): string => {
  const pictures = shot.sizes.flatMap((size) =>
    themes
      .map((theme) => pictureName(shot.name, size, theme))
      .filter((file) => taken.has(file))
      .map((file) => figure(`./${file}`, file.slice(shot.name.length + 2, -4))),
  );
  const figures = [...mockupsOf(shot, folder), ...pictures].join('\n');
  return `<section><h2 id="${shot.name}">${shot.name}</h2><div>${figures}</div></section>`;
};

/** The page's text: every shot with the pictures that were taken, and its mockups where their folder is given. */
export const galleryPage = (
  shots: readonly Shot[],
  taken: ReadonlySet<string>,
  mockups: string | undefined,
): string => `<!doctype html>
<html lang="sv"><meta charset="utf-8"><title>Närvaro, alla skärmar</title>
<style>body{font:16px system-ui;margin:24px;background:#eef1f0}section div{display:flex;flex-wrap:wrap;gap:16px}
figure{margin:0}img{height:340px;border:1px solid #789;background:#fff}figcaption{font-size:13px}</style>
<h1>Närvaro, alla skärmar</h1>
${shots.map((shot) => section(shot, taken, mockups)).join('\n')}
</html>
`;

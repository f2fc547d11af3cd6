/** A plot of cost against history, both in powers of ten, as plain SVG: a flat line is a cost that does not grow. */
export type Line = {
  readonly name: string;
  readonly points: readonly (readonly [events: number, ms: number])[];
};

const colours = ['#005fcc', '#b3261e', '#1b7f3b', '#8a4b00', '#6b3fa0', '#00707a', '#7a0050', '#444444'];
const width = 860;
const height = 480;
const left = 70;
const right = 250;
const top = 40;
const bottom = 50;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export const flatPlot = (title: string, lines: readonly Line[]): string => {
  const all = lines.flatMap(({ points }) => points);
  const [low, high] = [Math.min(...all.map(([, ms]) => ms)), Math.max(...all.map(([, ms]) => ms))];
  const yLow = Math.floor(Math.log10(Math.max(0.1, low)));
  const yHigh = Math.max(yLow + 1, Math.ceil(Math.log10(high)));
  const [xLow, xHigh] = [
    Math.log10(Math.min(...all.map(([n]) => n))),
    Math.log10(Math.max(...all.map(([n]) => n))),
  ];
  const x = (n: number): number =>
    left + ((Math.log10(n) - xLow) / Math.max(0.001, xHigh - xLow)) * (width - left - right);
  const y = (ms: number): number =>
    height - bottom - ((Math.log10(Math.max(0.1, ms)) - yLow) / (yHigh - yLow)) * (height - top - bottom);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title><rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${left}" y="22" font-size="15">${escaped(title)}</text>`,
  ];
  for (let power = yLow; power <= yHigh; power += 1) {
    const at = y(10 ** power).toFixed(1);
    parts.push(
      `<line x1="${left}" x2="${width - right}" y1="${at}" y2="${at}" stroke="#ddd"/>`,
      `<text x="${left - 8}" y="${at}" text-anchor="end" dominant-baseline="middle">${10 ** power} ms</text>`,
    );
  }
  for (const n of [...new Set(all.map(([events]) => events))].toSorted((a, b) => a - b))
    parts.push(
      `<text x="${x(n).toFixed(1)}" y="${height - bottom + 20}" text-anchor="middle">${n.toLocaleString('sv-SE')}</text>`,
    );
  parts.push(
    `<text x="${(left + width - right) / 2}" y="${height - 12}" text-anchor="middle">events in the history</text>`,
  );
  const ends = lines
    .map((line, i) => ({ line, colour: colours[i % colours.length], at: y(line.points.at(-1)?.[1] ?? 1) }))
    .toSorted((a, b) => a.at - b.at);
  let free = top;
  for (const { line, colour, at } of ends) {
    const path = line.points.map(([n, ms]) => `${x(n).toFixed(1)},${y(ms).toFixed(1)}`).join(' ');
    free = Math.max(free, at);
    parts.push(
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...line.points.map(
        ([n, ms]) => `<circle cx="${x(n).toFixed(1)}" cy="${y(ms).toFixed(1)}" r="3" fill="${colour}"/>`,
      ),
      `<text x="${width - right + 10}" y="${free.toFixed(1)}" dominant-baseline="middle" fill="${colour}">${escaped(line.name)}</text>`,
    );
    free += 16;
  }
  return `${[...parts, '</svg>'].join('\n')}\n`;
};

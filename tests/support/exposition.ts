/**
 * Reads Prometheus' text form (0.0.4), and refuses whatever a strict reader may: a sample before its TYPE, a series
 * given twice, a family in two places, a label that is not escaped, a histogram that does not add up.
 */

export type Sample = {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};
export type Family = {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
};

const types = new Set(['counter', 'gauge', 'histogram', 'summary', 'untyped']);
const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const labelPart = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(,?)/;
const number = /^(?:[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+|Inf)|NaN)$/i;

const fail = (line: string, why: string): never => {
  throw new Error(`${why}: ${line}`);
};

const unescaped = (text: string): string =>
  text.replace(/\\([\\"n])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));

const readLabels = (line: string, text: string): Readonly<Record<string, string>> => {
  const labels: Record<string, string> = {};
  let rest = text;
  while (rest !== '') {
    const [whole, name, value, comma] = labelPart.exec(rest) ?? fail(line, 'a label that cannot be read');
    if (name === undefined || value === undefined || name in labels) return fail(line, 'a label given twice');
    labels[name] = unescaped(value);
    rest = rest.slice(whole.length);
    if (rest !== '' && comma !== ',') fail(line, 'labels without a comma between');
  }
  return labels;
};

const readSample = (line: string): Sample => {
  const name = metricName.exec(line)?.[0] ?? fail(line, 'no name');
  const rest = line.slice(name.length);
  const [, braces = '', value = ''] = /^(\{.*\})? (\S+)$/.exec(rest) ?? fail(line, 'no sample');
  if (!number.test(value)) fail(line, 'no number');
  return {
    name,
    labels: braces === '' ? {} : readLabels(line, braces.slice(1, -1)),
    value: Number(value.replace(/Inf$/i, 'Infinity')),
  };
};

const belongs = (sample: string, { name, type }: Pick<Family, 'name' | 'type'>): boolean => {
  const endings =
    type === 'histogram' ? ['_bucket', '_sum', '_count'] : type === 'summary' ? ['', '_sum', '_count'] : [''];
  return endings.some((ending) => sample === `${name}${ending}`);
};

const seriesOf = ({ name, labels }: Sample): string =>
  `${name}${JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;

const checkHistogram = ({ name, samples }: Family): void => {
  const byLabels = new Map<string, Sample[]>();
  for (const sample of samples) {
    const { le: _, ...others } = sample.labels;
    const key = seriesOf({ name: '', labels: others, value: 0 });
    byLabels.set(key, [...(byLabels.get(key) ?? []), sample]);
  }
  for (const group of byLabels.values()) {
    const buckets = group
      .filter((sample) => sample.name === `${name}_bucket`)
      .map(({ labels, value }) => ({ le: Number((labels['le'] ?? '').replace('Inf', 'Infinity')), value }));
    const count = group.find((sample) => sample.name === `${name}_count`)?.value;
    const isOrdered = buckets.every(
      ({ le, value }, i) =>
        i === 0 || (le > (buckets[i - 1]?.le ?? 0) && value >= (buckets[i - 1]?.value ?? 0)),
    );
    const last = buckets.at(-1);
    if (!isOrdered || last?.le !== Infinity || last.value !== count) fail(name, 'buckets that do not add up');
    if (!group.some((sample) => sample.name === `${name}_sum`)) fail(name, 'a histogram without a sum');
  }
};

const addComment = (
  families: Map<string, { -readonly [K in keyof Family]: Family[K] }>,
  line: string,
): void => {
  const [, kind, name = '', text = ''] =
    /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$/.exec(line) ?? fail(line, 'a comment of no kind');
  if (kind === 'HELP') {
    if (families.has(name)) fail(line, 'a family in two places');
    families.set(name, { name, type: '', help: text, samples: [] });
    return;
  }
  const family = families.get(name) ?? fail(line, 'a TYPE without HELP');
  if (family.type !== '' || !types.has(text) || [...families.keys()].at(-1) !== name)
    fail(line, 'a TYPE in the wrong place');
  family.type = text;
};

/** Every family by name, or an error that says which line a strict reader would refuse. */
export const readExposition = (text: string): ReadonlyMap<string, Family> => {
  if (!text.endsWith('\n')) fail(text.slice(-40), 'no end of line at the end');
  const families = new Map<string, { -readonly [K in keyof Family]: Family[K] }>();
  const series = new Set<string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    if (line.startsWith('#')) {
      addComment(families, line);
      continue;
    }
    const sample = readSample(line);
    const family = [...families.values()].at(-1) ?? fail(line, 'a sample before any family');
    if (family.type === '' || !belongs(sample.name, family)) fail(line, 'a sample outside its family');
    if (series.has(seriesOf(sample))) fail(line, 'a series given twice');
    series.add(seriesOf(sample));
    family.samples = [...family.samples, sample];
  }
  for (const family of families.values()) if (family.type === 'histogram') checkHistogram(family);
  return families;
};

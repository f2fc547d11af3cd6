/** Messages made out of their own schemas, with a chosen text in every place that takes one. */
import type * as z from 'zod/mini';

type Def = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>;
  readonly element?: z.ZodMiniType;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly values?: readonly unknown[];
  readonly innerType?: z.ZodMiniType;
  readonly options?: readonly z.ZodMiniType[];
  readonly valueType?: z.ZodMiniType;
  readonly items?: readonly z.ZodMiniType[];
  readonly in?: z.ZodMiniType;
};

const defOf = (schema: z.ZodMiniType): Def => schema._zod.def;

/** Texts that most places which ask for a certain form accept: an id, a day, a month, a time, a hash, a code. */
const shapes = [
  's1',
  '2026-11-23',
  '2026-11',
  '08:30',
  'A'.repeat(43),
  'ABCDEFGH',
  'prov@example.se',
  'https://example.se/a',
  'https://example.se/',
  '1',
  'abcdefghij klmnop',
];

const plainText = (schema: z.ZodMiniType): string =>
  shapes.find((text) => schema.safeParse(text).success) ?? 's1';

/**
 * A message of this form for every way its unions go. `text` answers what to write where a text may stand, given its
 * place and a text that the place accepts.
 */
export const samplesOf = (
  schema: z.ZodMiniType,
  text: (place: string, accepted: string) => string = (_place, accepted) => accepted,
  place = '$',
): readonly unknown[] => {
  const def = defOf(schema);
  const inner = (one: z.ZodMiniType | undefined, at: string): readonly unknown[] =>
    one === undefined ? ['s1'] : samplesOf(one, text, at);
  switch (def.type) {
    case 'object': {
      const keys = Object.entries(def.shape ?? {}).map(
        ([key, one]) => [key, inner(one, `${place}.${key}`)] as const,
      );
      const most = Math.max(1, ...keys.map(([, values]) => values.length));
      return Array.from({ length: most }, (_, i) =>
        Object.fromEntries(keys.map(([key, values]) => [key, values[i % values.length]])),
      );
    }
    case 'array':
      return inner(def.element, `${place}[]`).map((one) => [one]);
    case 'tuple':
      return [(def.items ?? []).map((one, i) => inner(one, `${place}[${i}]`)[0])];
    case 'record':
      return inner(def.valueType, `${place}{}`).map((one) => ({ [text(`${place}{key}`, 's1')]: one }));
    case 'union':
      return (def.options ?? []).flatMap((one, i) => inner(one, `${place}|${i}`));
    case 'nullable':
    case 'optional':
    case 'default':
    case 'prefault':
    case 'readonly':
      return inner(def.innerType, place);
    case 'pipe':
      return inner(def.in, place);
    case 'enum':
      return [Object.values(def.entries ?? {})[0]];
    case 'literal':
      return [def.values?.[0]];
    case 'boolean':
      return [true];
    case 'number':
    case 'int':
      return [[1, 0, 20, 2026, 1_795_000_000_000].find((number) => schema.safeParse(number).success) ?? 1];
    default:
      return [text(place, plainText(schema))];
  }
};

/** Every place in messages of this form that takes a text. */
export const textPlaces = (schema: z.ZodMiniType): readonly string[] => {
  const places = new Set<string>();
  samplesOf(schema, (place, accepted) => {
    places.add(place);
    return accepted;
  });
  return [...places];
};

/** The same message with one key more in each of its objects, one at a time. */
export const withOneMore = (message: unknown, key: string, value: unknown): readonly unknown[] => {
  if (Array.isArray(message))
    return message.flatMap((one, i) =>
      withOneMore(one, key, value).map((changed) =>
        message.map((other: unknown, j) => (j === i ? changed : other)),
      ),
    );
  if (typeof message !== 'object' || message === null) return [];
  const own = Object.entries(message as Record<string, unknown>);
  return [
    ...(Object.hasOwn(message, key) ? [] : [{ ...message, [key]: value }]),
    ...own.flatMap(([name, one]) =>
      withOneMore(one, key, value).map((changed) => ({ ...message, [name]: changed })),
    ),
  ];
};

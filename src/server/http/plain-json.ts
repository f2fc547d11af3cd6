/**
 * JSON that says one thing to every reader: no key twice in one object, nothing that names an object's prototype, no
 * nesting that no message of ours has, and no text that one database keeps and another does not (ATK-1, ATK-3). Linear in
 * the text's length.
 */

const maxDepth = 32;

/** How many keys stand in the text of valid JSON, repeated ones too. */
const keysInText = (text: string): number => {
  let keys = 0;
  let at = text.indexOf('"');
  while (at !== -1) {
    let end = at;
    let isEscaped = true;
    while (isEscaped) {
      end = text.indexOf('"', end + 1);
      if (end === -1) return keys;
      let slashes = 0;
      while (text[end - 1 - slashes] === '\\') slashes += 1;
      isEscaped = slashes % 2 === 1;
    }
    let after = end + 1;
    while (' \t\r\n'.includes(text[after] ?? '.')) after += 1;
    if (text[after] === ':') keys += 1;
    at = text.indexOf('"', end + 1);
  }
  return keys;
};

/** A text that every database keeps as it is: no zero in it, and no half of a sign. */
export const isKeepable = (text: string): boolean => !/[\0\p{Cs}]/u.test(text);

/** How many keys the value has, or nothing if it is too deep, names a prototype or holds a text that cannot be kept. */
const keysInValue = (value: unknown): number | undefined => {
  let keys = 0;
  let level: readonly object[] = [[value]];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return undefined;
    const next: object[] = [];
    for (const node of level) {
      const own = Array.isArray(node) ? [] : Object.keys(node);
      if (!own.every(isKeepable)) return undefined;
      keys += own.length;
      if (Object.hasOwn(node, '__proto__')) return undefined;
      for (const child of Object.values(node) as unknown[])
        if (typeof child === 'object' && child !== null) next.push(child);
        else if (typeof child === 'string' && !isKeepable(child)) return undefined;
    }
    level = next;
  }
  return keys;
};

/** True if `value`, parsed from `text`, is what every other reader of the text would see. */
export const isPlainJson = (text: string, value: unknown): boolean => keysInValue(value) === keysInText(text);

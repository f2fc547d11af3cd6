/**
 * Puts one known bug into the code as it is loaded: `node --import …/hook.ts`, with its id in NARVARO_PLANTED. A bug
 * whose files were never loaded ends the process with 3, so that nothing is called caught or missed that was not there.
 */
import { registerHooks } from 'node:module';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planted } from './bug.ts';
import { bugs } from './bugs.ts';

const root = resolve(import.meta.dirname, '../../..');
const id = process.env['NARVARO_PLANTED'];
const bug = bugs.find((one) => one.id === id);
if (bug === undefined) throw new Error(`there is no planted bug ${String(id)}`);
const left = new Set(bug.edits);

registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context);
    if (!url.startsWith('file:')) return loaded;
    const file = relative(root, fileURLToPath(url));
    const edits = bug.edits.filter((edit) => edit.file === file);
    if (edits.length === 0) return loaded;
    let text = Buffer.from(loaded.source as Uint8Array).toString('utf8');
    for (const edit of edits) {
      text = planted(text, edit);
      left.delete(edit);
    }
    return { ...loaded, source: text };
  },
});

process.on('exit', () => {
  if (left.size > 0) process.exitCode = 3;
});

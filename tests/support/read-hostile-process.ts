/** Reads one file as the office's import does, in a process of its own, and says what came of it and what it cost. */
import { readFileSync } from 'node:fs';
import { readTable } from '../../src/server/import/read-table.ts';
import { filesOfZip } from '../../src/verifier/unzip.ts';

const [file = '', reader = 'import'] = process.argv.slice(2);
const bytes = new Uint8Array(readFileSync(file));
/** The most memory this process has ever held, in bytes. Linux says it of the process alone; elsewhere it is what is known. */
const mostHeld = (): number => {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
};
const before = process.memoryUsage().rss;
const began = performance.now();
let answer: string;
if (reader === 'verifier') answer = filesOfZip(bytes) === undefined ? 'refused' : 'read';
else {
  const read = await readTable(bytes, file);
  answer = read.ok ? 'read' : read.error;
}
const milliseconds = Math.round(performance.now() - began);
const megabytes = Math.round((mostHeld() - before) / 1e6);
process.stdout.write(JSON.stringify({ answer, milliseconds, megabytes }));

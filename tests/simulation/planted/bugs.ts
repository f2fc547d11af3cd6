/** Every known bug that the simulation has to see. */
import type { Bug } from './bug.ts';
import { countingBugs } from './bugs-counting.ts';
import { keepingBugs } from './bugs-keeping.ts';
import { sendingBugs } from './bugs-sending.ts';

export const bugs: readonly Bug[] = [...sendingBugs, ...countingBugs, ...keepingBugs];

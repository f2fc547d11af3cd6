import { dotsOf } from '../ring/dots.ts';
import { DotRow } from './dot-row.tsx';

export const examples = [
  {
    name: 'dot-row',
    render: () => <DotRow dots={dotsOf({ all: 8, here: 5, half: 1, squares: 1 })} label="5 av 8" />,
  },
];

import { dotsOf } from './dots.ts';
import { Ring } from './ring.tsx';

export const examples = [
  {
    name: 'rings',
    render: () => (
      <p className="row wrap">
        <Ring size="l" dots={dotsOf({ all: 20, here: 0 })} label="0 av 20 incheckade">
          <b className="num">20</b>
          <small>anmälda</small>
        </Ring>
        <Ring
          size="l"
          dots={dotsOf({ all: 21, here: 15, half: 1, squares: 1, isLastHot: true })}
          label="15 av 21 incheckade"
        />
        <Ring size="m" dots={dotsOf({ all: 41, here: 12 })} label="12 av 41 incheckade">
          <b className="num">41</b>
        </Ring>
        <Ring size="s" dots={dotsOf({ all: 18, here: 3 })} label="3 av 18 incheckade">
          18
        </Ring>
        <Ring size="s" dots={dotsOf({ all: 140, here: 3 })} label="3 av 140 incheckade">
          140
        </Ring>
      </p>
    ),
  },
];

import { Progress } from './progress.tsx';

export const examples = [
  {
    name: 'progress',
    render: () => <Progress label="Hämtar deltagarlistor" value={3} max={5} detail="3 av 5 grupper" />,
  },
];

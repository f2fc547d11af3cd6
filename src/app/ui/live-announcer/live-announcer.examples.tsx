import { Button } from '../button/button.tsx';
import { LiveAnnouncer, useAnnounce } from './live-announcer.tsx';

const Say = () => {
  const announce = useAnnounce();
  return <Button onClick={() => announce('Amina incheckad. 15 av 20.', 'polite')}>Säg</Button>;
};

export const examples = [
  {
    name: 'live-announcer',
    render: () => (
      <LiveAnnouncer>
        <Say />
      </LiveAnnouncer>
    ),
  },
];

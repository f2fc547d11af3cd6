import { Button } from '../button/button.tsx';
import { EmptyState } from './empty-state.tsx';

export const examples = [
  {
    name: 'empty-state',
    render: () => (
      <EmptyState icon="calendar-blank" title="Inga tillfällen i dag" action={<Button>Visa alla</Button>}>
        <p>Nästa: tisdag 17 november kl. 08.30 i Skarpnäck.</p>
      </EmptyState>
    ),
  },
];

import { Button } from '../button/button.tsx';
import { ThemeScope } from './theme.tsx';

export const examples = [
  {
    name: 'theme-scope',
    render: () => (
      <ThemeScope theme="dark">
        <Button>Lampa</Button>
      </ThemeScope>
    ),
  },
];

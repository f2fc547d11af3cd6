import { Icon } from './icon.tsx';
import { iconPaths, type IconName } from './icon-paths.ts';

const names = Object.keys(iconPaths) as IconName[];

export const examples = [
  {
    name: 'icons-bold',
    render: () => (
      <p className="row wrap">
        {names.map((name) => (
          <Icon key={name} name={name} size="l" />
        ))}
      </p>
    ),
  },
];

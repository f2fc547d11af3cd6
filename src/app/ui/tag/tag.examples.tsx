import { Tag } from './tag.tsx';

export const examples = [
  {
    name: 'tags',
    render: () => (
      <p className="row wrap">
        <Tag tone="in" icon="check">
          Mottaget
        </Tag>
        <Tag tone="already" icon="magnifying-glass">
          Kontrolleras
        </Tag>
        <Tag tone="attention" icon="warning-diamond">
          Behöver beslut
        </Tag>
        <Tag tone="stop" icon="prohibit">
          Spärrat
        </Tag>
        <Tag>Planerad</Tag>
        <Tag tone="outline">Digitalt</Tag>
        <Tag tone="mark" icon="clock">
          Börjar om 22 minuter
        </Tag>
      </p>
    ),
  },
];

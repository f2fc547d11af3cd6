import { Button } from '../button/button.tsx';
import { Card } from './card.tsx';

export const examples = [
  {
    name: 'cards',
    render: () => (
      <div className="grid-cards">
        <Card>
          <h3>Plattan är redo</h3>
          <p className="muted">Allt som behövs i dag finns här, även utan internet.</p>
        </Card>
        <Card tone="hero" className="stack">
          <h3>Våld i nära relationer</h3>
          <div className="row wrap">
            <Button variant="primary">Börja checka in</Button>
            <Button>Lista</Button>
          </div>
        </Card>
      </div>
    ),
  },
];

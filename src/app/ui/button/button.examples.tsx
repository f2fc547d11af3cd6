import { Button, LinkButton } from './button.tsx';

const nothing = () => undefined;

export const examples = [
  {
    name: 'button-variants',
    render: () => (
      <p className="row wrap">
        <Button variant="primary" icon="qr-code" onClick={nothing}>
          Börja checka in
        </Button>
        <Button onClick={nothing}>Lista</Button>
        <Button variant="ghost" onClick={nothing}>
          Avbryt
        </Button>
        <Button variant="danger" icon="prohibit" onClick={nothing}>
          Stäng av plattan
        </Button>
        <Button variant="primary" disabledReason="3 beslut kvar">
          Klart
        </Button>
      </p>
    ),
  },
  {
    name: 'button-sizes',
    render: () => (
      <p className="row wrap">
        <Button size="s">44</Button>
        <Button size="m">48</Button>
        <Button size="l" icon="magnifying-glass">
          Sök namn
        </Button>
        <LinkButton href="/idag" variant="primary" size="xl" icon="qr-code">
          Börja checka in
        </LinkButton>
      </p>
    ),
  },
];

import { Button } from '../button/button.tsx';
import { Banner } from './banner.tsx';

export const examples = [
  {
    name: 'banners',
    render: () => (
      <div className="stack">
        <Banner icon="speaker-slash" title="Plattans ljud är av">
          Incheckningen syns ändå.
        </Banner>
        <Banner
          tone="already"
          icon="arrow-circle-down"
          title="Ny version är hämtad"
          action={<Button>Byt nu</Button>}
        >
          Den byts när inget tillfälle pågår.
        </Banner>
        <Banner tone="attention" icon="clock" title="Klockan går 2 timmar fel">
          Du kan checka in. Tiderna rättas när plattan kopplas upp.
        </Banner>
        <Banner tone="stop" title="Plattan är avstängd">
          Det som redan är sparat skickas ändå.
        </Banner>
        <Banner tone="in" title="Klart" />
      </div>
    ),
  },
];

import { Banner } from '../banner/banner.tsx';
import { SendStatus } from '../send-status/send-status.tsx';
import { TabletShell } from './tablet-shell.tsx';

export const examples = [
  {
    name: 'tablet-shell',
    render: () => (
      <TabletShell
        title="Torsdag 12 november"
        isDemo
        sendStatus={
          <SendStatus
            kind="offline"
            title="Ingen uppkoppling just nu"
            detail="Du kan checka in som vanligt"
          />
        }
      >
        <Banner title="Plattan är redo">Allt som behövs i dag finns här.</Banner>
      </TabletShell>
    ),
  },
];

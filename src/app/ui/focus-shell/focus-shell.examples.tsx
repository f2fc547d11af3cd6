import { SendStatus } from '../send-status/send-status.tsx';
import { FocusShell } from './focus-shell.tsx';

export const examples = [
  {
    name: 'focus-shell',
    render: () => (
      <FocusShell
        title="Våld i nära relationer – fråga och agera"
        detail="Grupp 14 · Farsta, sal Eken · 08.30–12.30"
        back="/idag"
        theme="dark"
        sendStatus={
          <SendStatus
            kind="local"
            title="14 incheckningar sparade på plattan"
            detail="Skickas när du är uppkopplad"
          />
        }
      >
        <p className="page">Håll koden i ringen</p>
      </FocusShell>
    ),
  },
];

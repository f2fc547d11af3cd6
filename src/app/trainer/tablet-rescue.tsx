/** The rescue file out: made on the tablet, without a network, for the office alone to open (RESCUE-1). */
import { useState } from 'react';
import { useTablet, useTabletState } from '../device/tablet-context.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button } from '../ui/button/button.tsx';

const handOver = (name: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

export const TabletRescue = () => {
  const tablet = useTablet();
  const { send } = useTabletState();
  const { tablet: words } = useTrainerText();
  const [said, setSaid] = useState('');
  const save = async (): Promise<void> => {
    const isAllSent = send.unsent === 0;
    const file = await tablet.rescue(isAllSent ? 'all' : 'unsent');
    if (file === undefined) {
      setSaid(words.rescueNoKey);
      return;
    }
    handOver(file.name, file.text);
    setSaid(isAllSent ? words.rescueNothing : words.rescueSaved({ file: file.name, n: file.events }));
  };
  return (
    <section className="stack" aria-label={words.rescue}>
      <Button size="l" block icon="download-simple" onClick={() => void save()}>
        {words.rescue}
      </Button>
      <p className="muted">{words.rescueDetail}</p>
      <p role="status">{said}</p>
    </section>
  );
};

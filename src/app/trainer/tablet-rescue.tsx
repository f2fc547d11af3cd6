/** The rescue file out: made on the tablet, without a network, for the office alone to open (RESCUE-1). */
import { useState } from 'react';
import { useTablet, useTabletState } from '../device/tablet-context.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button } from '../ui/button/button.tsx';
import { useAnnounce } from '../ui/live-announcer/live-announcer.tsx';
import styles from './tablet-screen.module.css';

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
  const announce = useAnnounce();
  /** What was said holds for what was waiting then; when that changes, the words go. */
  const [said, setSaid] = useState<{ readonly words: string; readonly unsent: number }>();
  const say = (sentence: string): void => {
    setSaid({ words: sentence, unsent: send.unsent });
    announce(sentence, 'polite');
  };
  const save = async (): Promise<void> => {
    setSaid(undefined);
    const isAllSent = send.unsent === 0;
    const file = await tablet.rescue(isAllSent ? 'all' : 'unsent');
    if (file === undefined) {
      say(words.rescueNoKey);
      return;
    }
    handOver(file.name, file.text);
    say(isAllSent ? words.rescueNothing : words.rescueSaved({ file: file.name, n: file.events }));
  };
  return (
    <section className="stack" aria-label={words.rescue}>
      <Button size="l" block icon="download-simple" onClick={() => void save()}>
        {words.rescue}
      </Button>
      <p className="muted">{words.rescueDetail}</p>
      {said !== undefined && said.unsent === send.unsent && <p className={styles['said']}>{said.words}</p>}
    </section>
  );
};

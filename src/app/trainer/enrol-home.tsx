/** The first step: the app on the home screen, by the browser's own offer or by hand (DESIGN §5.1). */
import { useState } from 'react';
import { install, useInstall } from '../device/install.ts';
import { useViewsText } from '../text/views-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { AndroidDrawing, IpadDrawing } from './enrol-drawings.tsx';
import styles from './enrol-home.module.css';
import frame from './enrol-screen.module.css';

const Steps = ({ lines }: { readonly lines: readonly string[] }) => (
  <ol>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ol>
);

export const EnrolHome = ({ onDone }: { readonly onDone: () => void }) => {
  const { enrol } = useTrainerText();
  const { enrol: words } = useViewsText();
  const { canInstall, isInstalled } = useInstall();
  const [isDeclined, setIsDeclined] = useState(false);
  return (
    <>
      <p className={frame['lead']}>{enrol.home.lead}</p>
      <div role="status">
        {isInstalled && <Banner tone="in" title={words.installed} />}
        {isDeclined && !isInstalled && <Banner title={words.notInstalled} />}
      </div>
      {canInstall && (
        <Button
          variant="primary"
          size="l"
          icon="download-simple"
          onClick={() => void install().then((isAccepted) => setIsDeclined(!isAccepted))}
        >
          {words.install}
        </Button>
      )}
      <div className={styles['ways']}>
        <section className={styles['way']} aria-labelledby="ipad">
          <h2 id="ipad">{words.onIpad}</h2>
          <IpadDrawing />
          <Steps lines={words.ipad} />
        </section>
        <section className={styles['way']} aria-labelledby="android">
          <h2 id="android">{words.onAndroid}</h2>
          <AndroidDrawing />
          <Steps lines={words.android} />
        </section>
      </div>
      <Banner icon="eye-slash" title={words.private}>
        <p>{words.privateDetail}</p>
      </Banner>
      <Button variant={canInstall ? 'secondary' : 'primary'} size="l" iconEnd="arrow-right" onClick={onDone}>
        {enrol.home.goOn}
      </Button>
    </>
  );
};

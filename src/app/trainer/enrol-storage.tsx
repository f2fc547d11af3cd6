/** Asks the browser to keep what is saved, and says truthfully what it answered. */
import { useState } from 'react';
import { useText } from '../text/language.tsx';
import { useViewsText } from '../text/views-text.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { askToProtect } from './use-readiness.ts';
import styles from './enrol-screen.module.css';

export const EnrolStorage = ({ onDone }: { readonly onDone: () => void }) => {
  const text = useText();
  const { enrol } = useTrainerText();
  const { storage } = enrol;
  const { enrol: more } = useViewsText();
  const [answer, setAnswer] = useState<'none' | 'asking' | 'yes' | 'no'>('none');
  const ask = async (): Promise<void> => {
    setAnswer('asking');
    setAnswer((await askToProtect()) ? 'yes' : 'no');
  };
  const isAnswered = answer === 'yes' || answer === 'no';
  return (
    <>
      <p className={styles['lead']}>{storage.lead}</p>
      <div role="status">
        {answer === 'yes' && (
          <Banner tone="in" icon="shield-check" title={storage.yes}>
            <p>{storage.yesDetail}</p>
          </Banner>
        )}
        {answer === 'no' && (
          <Banner tone="attention" icon="shield-warning" title={storage.no}>
            <p>{storage.noDetail}</p>
            <p>{`${more.private}. ${more.privateDetail}`}</p>
          </Banner>
        )}
      </div>
      <div className={styles['next']}>
        {isAnswered ? (
          <Button variant="primary" size="l" iconEnd="arrow-right" onClick={onDone}>
            {text.action.continue}
          </Button>
        ) : (
          <Button
            variant="primary"
            size="l"
            icon="shield-check"
            disabledReason={answer === 'asking' ? storage.asking : undefined}
            onClick={() => void ask()}
          >
            {answer === 'asking' ? storage.asking : storage.ask}
          </Button>
        )}
      </div>
    </>
  );
};

import { useState } from 'react';
import type { EvaluationExportRequest } from '../../../protocol/evaluation-export.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { useCallWords } from '../call-words.ts';
import { useFreshSignIn } from '../fresh-sign-in.tsx';
import { saveFile } from '../save-file.ts';
import styles from './followup.module.css';

/** The evaluator's file: pseudonyms, coarsened classes, and who fetched it is kept (EXP-1 to EXP-3). */
export const EvaluationCard = () => {
  const { followUp, saved } = useFollowupText();
  const { export: words } = followUp;
  const ask = useFreshSignIn();
  const callWords = useCallWords();
  const announce = useAnnounce();
  const [failure, setFailure] = useState<string>();
  const save = async (format: EvaluationExportRequest['format']): Promise<void> => {
    const answer = await ask(() => saveFile('/api/admin/followup/export', { format }));
    if (answer.ok) {
      setFailure(undefined);
      announce(saved, 'polite');
      return;
    }
    const { title, action } = callWords(answer.error);
    setFailure(`${title}. ${action}`);
  };
  return (
    <Card aria-labelledby="followup-export" className={`${styles['wide']} stack-s no-print`}>
      <h2 id="followup-export">{words.title}</h2>
      <p>{words.detail}</p>
      <div className="row wrap">
        <Button icon="file-csv" onClick={() => void save('csv')}>
          {words.csv}
        </Button>
        <Button icon="file-arrow-down" onClick={() => void save('xlsx')}>
          {words.xlsx}
        </Button>
      </div>
      {failure !== undefined && <p role="alert">{failure}</p>}
      <p className="muted">{words.logged}</p>
    </Card>
  );
};

import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useParams } from 'react-router';
import { DataExtract } from '../../../protocol/data-extract.ts';
import { saveJson } from '../../device/save-blob.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { formatDayKey } from '../../text/format.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { DemoStrip, isDemoPage } from '../../ui/demo-strip/demo-strip.tsx';
import { AdminFrame } from '../admin-frame.tsx';
import { ExtractDocument } from './extract-document.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { useSensitiveAct } from './use-act.ts';
import styles from './access.module.css';

const Made = ({ extract }: { readonly extract: DataExtract }) => {
  const { extract: words } = useAdminAccessText();
  const name = `${words.fileName}-${formatDayKey(extract.madeAt)}.json`;
  return (
    <>
      <div className={styles['acts']}>
        <Button variant="primary" icon="printer" onClick={() => window.print()}>
          {words.print}
        </Button>
        <Button icon="download-simple" onClick={() => saveJson(name, extract)}>
          {words.save}
        </Button>
      </div>
      <Card className={styles['document']}>
        <ExtractDocument extract={extract} />
      </Card>
      {createPortal(
        <div className={`${styles['paper']} ${styles['document']}`} aria-hidden="true">
          {isDemoPage() && <DemoStrip />}
          <p>
            <b>{words.title}</b>
          </p>
          <ExtractDocument extract={extract} />
        </div>,
        document.body,
      )}
    </>
  );
};

/** /admin/utdrag/:id: everything that is kept about a person, to print or save; made when it is asked for (ACC-3). */
export const ExtractScreen = () => {
  const { extract: words } = useAdminAccessText();
  const { id = '' } = useParams();
  const { act, failure, isSending } = useSensitiveAct();
  const [extract, setExtract] = useState<DataExtract>();
  const make = async (): Promise<void> => {
    if (!isSending)
      setExtract(await act(`/api/admin/participants/${encodeURIComponent(id)}/extract`, {}, DataExtract));
  };
  return (
    <AdminFrame title={words.title}>
      <p className={styles['intro']}>{words.intro}</p>
      <div className="stack">
        <FailureBanner failure={failure} />
        {extract === undefined ? (
          <>
            <p>{words.noted}</p>
            <div>
              <Button
                variant="primary"
                icon="file-arrow-down"
                aria-busy={isSending}
                onClick={() => void make()}
              >
                {isSending ? words.making : words.make}
              </Button>
            </div>
          </>
        ) : (
          <Made extract={extract} />
        )}
      </div>
    </AdminFrame>
  );
};

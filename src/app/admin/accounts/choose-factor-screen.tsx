import { useState } from 'react';
import { useAccountText } from '../../text/admin-account-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Entrance } from '../entrance.tsx';
import { ChooseFactor } from './choose-factor.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

type ChooseFactorScreenProps = {
  /** The factor stands; the page stays until the recovery codes are put away. */
  readonly onAdded: () => void;
  readonly onDone: () => void;
  readonly onCancel: () => void;
};

/** For whoever has no second factor yet: choosing one, and the recovery codes that come with it (AUTH-1, AUTH-5). */
export const ChooseFactorScreen = ({ onAdded, onDone, onCancel }: ChooseFactorScreenProps) => {
  const { choose, factor, recovery } = useAccountText();
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <Entrance
      key={codes === undefined ? 'choose' : 'codes'}
      title={codes === undefined ? choose.title : recovery.title}
      isDemo={false}
    >
      {codes === undefined ? (
        <>
          <p>{choose.lead}</p>
          <ChooseFactor
            onAdded={({ recoveryCodes }) => {
              onAdded();
              if (recoveryCodes === null) onDone();
              else setCodes(recoveryCodes);
            }}
          />
          <Button variant="ghost" onClick={onCancel}>
            {factor.cancel}
          </Button>
        </>
      ) : (
        <RecoveryCodes codes={codes} onSaved={onDone} />
      )}
    </Entrance>
  );
};

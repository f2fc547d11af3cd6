import type { ShowNameReply } from '../../../protocol/protected-people.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { useText } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import styles from './access.module.css';

type ShowNameDialogProps = {
  readonly alias: string;
  readonly name: ShowNameReply;
  readonly onClose: () => void;
};

/** The name an alias stands for, until the box is closed (PROT-1). */
export const ShowNameDialog = ({ alias, name, onClose }: ShowNameDialogProps) => {
  const { protectedPeople: words } = useAdminAccessText();
  const text = useText();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.named({ alias })}
      footer={<Button onClick={onClose}>{text.action.close}</Button>}
    >
      <p className={styles['name']}>{`${name.given} ${name.family}`.trim()}</p>
      <p>{words.noted}</p>
    </Dialog>
  );
};

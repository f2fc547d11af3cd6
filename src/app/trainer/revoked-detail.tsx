/** What to do at a tablet that has been turned off, and what becomes of what is saved on it (DEV-4). */
import { useTabletState } from '../device/tablet-context.tsx';
import { useStorageText } from '../text/storage-text.ts';

export const RevokedDetail = () => {
  const { revoked: words } = useStorageText();
  const { send } = useTabletState();
  return (
    <>
      <p>
        <b>{words.door}</b> {words.names}
      </p>
      <p>
        {send.unsent > 0 && words.sends} {words.decision}
      </p>
    </>
  );
};

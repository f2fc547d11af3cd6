/** Everything known about one tablet, and what can be done with it. */
import type { ReactNode } from 'react';
import type { ListedDevice } from '../../../protocol/list-devices.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import type { DeviceWords } from './device-words.ts';
import { StatusTag } from './status-tag.tsx';
import styles from './devices.module.css';

type DeviceDialogProps = {
  readonly device: ListedDevice | undefined;
  readonly words: DeviceWords;
  readonly onClose: () => void;
  /** Why whoever looks may not turn the tablet off. */
  readonly notRevoking: string | undefined;
  readonly mayCancel: boolean;
  readonly onRevoke: (id: string) => void;
  readonly onCancelCode: (id: string) => void;
};

const Fact = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => (
  <div className={styles['fact']}>
    <dt className="muted">{term}</dt>
    <dd className="num">{children}</dd>
  </div>
);

const Facts = ({ device, words }: { readonly device: ListedDevice; readonly words: DeviceWords }) => {
  const { devices } = useAdminText();
  const { language } = useLanguage();
  const number = (n: number): string => formatNumber(language, n);
  if (device.codeExpiresAt !== null)
    return (
      <p>
        {devices.codeOpen} {words.validUntil(device.codeExpiresAt)}
      </p>
    );
  return (
    <dl>
      <Fact term={devices.column.heard}>{words.heard(device)}</Fact>
      <Fact term={devices.column.lists}>{words.lists(device)}</Fact>
      <Fact term={devices.fact.delivered}>{number(device.delivered)}</Fact>
      <Fact term={devices.fact.unsent}>
        {device.unsent === null ? devices.unknown : number(device.unsent)}
      </Fact>
      <Fact term={devices.fact.setAside}>{number(device.setAside)}</Fact>
      <Fact term={devices.fact.forks}>{number(device.forks)}</Fact>
      <Fact term={devices.fact.space}>{words.space(device)}</Fact>
      <Fact term={devices.fact.clock}>{words.clock(device)}</Fact>
      <Fact term={devices.column.version}>{words.version(device)}</Fact>
    </dl>
  );
};

export const DeviceDialog = (props: DeviceDialogProps) => {
  const { device, words, notRevoking, mayCancel, onClose, onRevoke, onCancelCode } = props;
  const text = useText();
  const { devices } = useAdminText();
  if (device === undefined) return null;
  const { id, status } = device;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={device.name}
      footer={
        <>
          {status === 'not-enrolled' && mayCancel && (
            <Button variant="danger" onClick={() => onCancelCode(id)}>
              {devices.enrol.cancel}
            </Button>
          )}
          {status !== 'not-enrolled' && status !== 'revoked' && (
            <Button
              variant="danger"
              icon="prohibit"
              disabledReason={notRevoking}
              onClick={() => onRevoke(id)}
            >
              {devices.revoke.open}
            </Button>
          )}
          <Button onClick={onClose}>{text.action.close}</Button>
        </>
      }
    >
      <p className={styles['tags']}>
        <StatusTag device={device} words={words} />
        <span className="muted">{words.unit(device)}</span>
      </p>
      {device.lost !== undefined && <Banner tone="stop" title={words.lost(device)} />}
      {device.heldBack !== undefined && (
        <Banner tone="attention" title={devices.heldBack[device.heldBack].title}>
          <p>{devices.heldBack[device.heldBack].detail}</p>
        </Banner>
      )}
      <Facts device={device} words={words} />
    </Dialog>
  );
};

import type { ListedDevice } from '../../../protocol/list-devices.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { Tag } from '../../ui/tag/tag.tsx';
import { isClockWrong, statusIcon, statusTone, type DeviceWords } from './device-words.ts';
import styles from './devices.module.css';

/** How a tablet is, and beside it that it sends too much or that its clock goes wrong. */
export const StatusTag = ({
  device,
  words,
}: {
  readonly device: ListedDevice;
  readonly words: DeviceWords;
}) => {
  const { devices } = useAdminText();
  return (
    <span className={styles['tags']}>
      <Tag tone={statusTone[device.status]} icon={statusIcon[device.status]}>
        {words.status(device)}
      </Tag>
      {device.heldBack !== undefined && (
        <Tag tone="attention" icon="warning-diamond">
          {devices.heldBack[device.heldBack].tag}
        </Tag>
      )}
      {isClockWrong(device) && (
        <Tag tone="attention" icon="clock">
          {devices.clockTag}
        </Tag>
      )}
    </span>
  );
};

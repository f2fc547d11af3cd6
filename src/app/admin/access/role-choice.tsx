import { useId } from 'react';
import { roles as everyRole, type Role } from '../../../domain/roles.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { Checkbox } from '../../ui/checkbox/checkbox.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import styles from './access.module.css';

type RoleChoiceProps = {
  readonly chosen: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
  readonly error: string | undefined;
};

/** Which roles somebody has, each with what it is for. */
export const RoleChoice = ({ chosen, onChange, error }: RoleChoiceProps) => {
  const { accounts: words, roleNames } = useAdminAccessText();
  const errorId = useId();
  return (
    <fieldset className={styles['roles']} aria-describedby={error === undefined ? undefined : errorId}>
      <legend>{words.rolesLegend}</legend>
      {error !== undefined && (
        <p id={errorId} role="alert">
          <Icon name="warning-circle" /> {error}
        </p>
      )}
      {everyRole.map((role) => (
        <Checkbox
          key={role}
          hint={words.roleHints[role]}
          isChecked={chosen.includes(role)}
          onChange={(isChecked) =>
            onChange(everyRole.filter((one) => (one === role ? isChecked : chosen.includes(one))))
          }
        >
          {roleNames[role]}
        </Checkbox>
      ))}
    </fieldset>
  );
};

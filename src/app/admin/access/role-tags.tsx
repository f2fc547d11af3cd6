import type { Role } from '../../../domain/roles.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { Tag } from '../../ui/tag/tag.tsx';
import styles from './access.module.css';

export const RoleTags = ({ roles }: { readonly roles: readonly Role[] }) => {
  const { roleNames } = useAdminAccessText();
  return (
    <span className={styles['tags']}>
      {roles.map((role) => (
        <Tag key={role}>{roleNames[role]}</Tag>
      ))}
    </span>
  );
};

import { NavLink } from 'react-router';
import { useAdminPeopleText } from '../../text/admin-people-text.ts';
import { mayOpen } from '../access/screen-roles.ts';
import { useSignedIn } from '../admin-frame.tsx';
import styles from './people-tabs.module.css';

/** The screens about participants, beside each other; those that whoever is signed in may open (ROLE-2). */
export const PeopleTabs = () => {
  const { tabs } = useAdminPeopleText();
  const { me } = useSignedIn();
  const links = [
    ['/admin/deltagare', tabs.people],
    ['/admin/grupper', tabs.groups],
    ['/admin/utskick', tabs.letters],
    ['/admin/deltagare/dubbletter', tabs.doubles],
  ] as const;
  return (
    <nav aria-label={tabs.label} className={styles['tabs']}>
      {links
        .filter(([href]) => mayOpen(href, me.roles))
        .map(([href, label]) => (
          <NavLink key={href} to={href} end className={styles['tab'] ?? ''}>
            {label}
          </NavLink>
        ))}
    </nav>
  );
};

import { Link, useLocation } from 'react-router';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import styles from './planning.module.css';

/** What sessions are planned with: each on a page of its own. */
export const PlanningLinks = () => {
  const text = usePlanningText();
  const { pathname } = useLocation();
  const links = [
    ['/admin/planering', text.title],
    ['/admin/planering/lokaler', text.pages.venues],
    ['/admin/planering/vagor', text.pages.waves],
    ['/admin/planering/grupper', text.pages.cohorts],
  ] as const;
  return (
    <nav aria-label={text.pages.label}>
      <ul className={styles['links']}>
        {links.map(([href, label]) => (
          <li key={href}>
            <Link to={href} aria-current={pathname === href ? 'page' : undefined}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};

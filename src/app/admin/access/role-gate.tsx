import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { AdminFrame, useSignedIn } from '../admin-frame.tsx';
import { firstScreenOf, mayOpen, screenOf } from './screen-roles.ts';

const addressOf = (pathname: string): string => pathname.replace(/\/+$/, '');

/**
 * Shows a screen to whoever has a role for it, and tells everybody else which role it needs (ROLE-2). Whoever may not
 * open the start page begins on the first page that is theirs.
 */
export const RoleGate = ({ children }: { readonly children: ReactNode }) => {
  const { gate, roleNames } = useAdminAccessText();
  const { me } = useSignedIn();
  const address = addressOf(useLocation().pathname);
  if (mayOpen(address, me.roles)) return children;
  const first = firstScreenOf(me.roles);
  if (address === '/admin' && first !== undefined) return <Navigate to={first} replace />;
  const needed = (screenOf(address)?.roles ?? []).map((role) => roleNames[role].toLowerCase());
  return (
    <AdminFrame title={gate.title}>
      <EmptyState icon="lock-simple" title={gate.needs({ roles: needed.join(', ') })}>
        <p>{me.roles.length === 0 ? gate.noRoles : gate.ask}</p>
      </EmptyState>
    </AdminFrame>
  );
};

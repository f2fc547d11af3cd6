import { Button } from '../button/button.tsx';
import { AdminShell } from './admin-shell.tsx';

export const examples = [
  {
    name: 'admin-shell',
    render: () => (
      <AdminShell
        title="Översikt"
        isDemo
        menu={[
          { href: '/admin', label: 'Översikt', icon: 'chart-line-up', isExact: true },
          { href: '/admin/granska', label: 'Granska', icon: 'list-magnifying-glass', toDo: 3 },
          { href: '/admin/planering', label: 'Planering', icon: 'calendar-dots' },
          { href: '/admin/deltagare', label: 'Deltagare', icon: 'users-three' },
          { href: '/admin/plattor', label: 'Plattor', icon: 'device-tablet', toDo: 1 },
        ]}
        signedIn={{ name: 'Sol Granhimmel', role: 'Projektadministratör' }}
        onSignOut={() => undefined}
        actions={
          <Button size="s" icon="calendar-blank">
            Till och med oktober 2026
          </Button>
        }
      >
        <p>Innehåll</p>
      </AdminShell>
    ),
  },
];

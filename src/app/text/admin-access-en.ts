import type { Widened } from './text-type.ts';
import type { adminAccessSv } from './admin-access-sv.ts';

export const adminAccessEn: Widened<typeof adminAccessSv> = {
  roleNames: {
    reviewer: 'Reviewer',
    approver: 'Approver',
    planner: 'Planner',
    reader: 'Reader and auditor',
    system: 'System administrator',
    protected: 'Handler of protected identities',
  },
  manyRoles: ({ n }) => (n === 0 ? 'No role' : `${n} roles`),
  only: { system: 'Only the system administrator can do this' },
  gate: {
    title: 'This is not part of your role',
    needs: ({ roles }) => `The page is for: ${roles}.`,
    ask: 'Choose something else in the menu. If you need the page, ask the system administrator for the role.',
    noRoles: 'You have no role yet. Ask the system administrator for one.',
  },
  fresh: {
    title: 'Type your password again',
    why: 'What you are about to do concerns sensitive data. That is why we need to know it is you.',
    how: 'After that the password is good for five minutes.',
    confirm: 'Continue',
    checking: 'Checking the password',
    missing: 'Type your password.',
    wrong: 'The password is not right. Try again.',
  },
};

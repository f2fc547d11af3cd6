/** The words about who may do what: roles, passwords given anew, accounts, protected identities and the access log. */
export const adminAccessSv = {
  roleNames: {
    reviewer: 'Granskare',
    approver: 'Godkännare',
    planner: 'Planerare',
    reader: 'Läsare och revisor',
    system: 'Systemförvaltare',
    protected: 'Skyddshandläggare',
  },
  manyRoles: ({ n }: { n: number }) => (n === 0 ? 'Ingen roll' : `${n} roller`),
  only: { system: 'Bara systemförvaltaren kan göra det här' },
  gate: {
    title: 'Det här ingår inte i din roll',
    needs: ({ roles }: { roles: string }) => `Sidan är för: ${roles}.`,
    ask: 'Välj något annat i menyn. Behöver du sidan, be systemförvaltaren om rollen.',
    noRoles: 'Du har ingen roll än. Be systemförvaltaren ge dig en.',
  },
  fresh: {
    title: 'Skriv ditt lösenord igen',
    why: 'Det du är på väg att göra rör känsliga uppgifter. Därför behöver vi veta att det är du.',
    how: 'Lösenordet gäller sedan i fem minuter.',
    confirm: 'Fortsätt',
    checking: 'Kontrollerar lösenordet',
    missing: 'Skriv ditt lösenord.',
    wrong: 'Lösenordet stämmer inte. Försök igen.',
  },
};

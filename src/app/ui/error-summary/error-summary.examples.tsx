import { ErrorSummary } from './error-summary.tsx';

export const examples = [
  {
    name: 'error-summary',
    render: () => <ErrorSummary errors={[{ id: 'code', words: 'Skriv de 8 tecknen i anslutningskoden.' }]} />,
  },
];

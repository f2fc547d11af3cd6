import { Brand } from './brand.tsx';

export const examples = [
  { name: 'brand', render: () => <Brand /> },
  { name: 'brand-stacked', render: () => <Brand isStacked /> },
];

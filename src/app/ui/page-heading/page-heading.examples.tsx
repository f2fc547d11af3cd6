import { PageHeading } from './page-heading.tsx';

export const examples = [{ name: 'page-heading', render: () => <PageHeading title="Torsdag 12 november" /> }];

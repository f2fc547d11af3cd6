import { SkipLink } from './skip-link.tsx';

export const examples = [{ name: 'skip-link', render: () => <SkipLink /> }];

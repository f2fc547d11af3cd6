import { Skeleton } from './skeleton.tsx';

export const examples = [{ name: 'skeleton', render: () => <Skeleton rows={2} /> }];

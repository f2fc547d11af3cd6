import { EmblemSlot } from './emblem-slot.tsx';

export const examples = [{ name: 'emblem-slot', render: () => <EmblemSlot /> }];

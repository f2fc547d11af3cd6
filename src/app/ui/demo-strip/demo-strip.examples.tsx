import { DemoStrip } from './demo-strip.tsx';

export const examples = [{ name: 'demo-strip', render: () => <DemoStrip /> }];

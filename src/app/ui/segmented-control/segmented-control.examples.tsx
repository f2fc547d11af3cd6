import { useState } from 'react';
import { SegmentedControl } from './segmented-control.tsx';

const Filter = () => {
  const [value, setValue] = useState<'all' | 'left' | 'here'>('all');
  return (
    <SegmentedControl
      label="Visa"
      value={value}
      onChange={setValue}
      options={[
        { value: 'all', label: 'Alla 20' },
        { value: 'left', label: 'Kvar 5' },
        { value: 'here', label: 'Här 15' },
      ]}
    />
  );
};

export const examples = [{ name: 'segmented-control', render: () => <Filter /> }];

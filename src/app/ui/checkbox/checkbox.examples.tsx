import { useState } from 'react';
import { Checkbox } from './checkbox.tsx';

const Statement = ({ start }: { readonly start: boolean }) => {
  const [isChecked, setIsChecked] = useState(start);
  return (
    <Checkbox isChecked={isChecked} onChange={setIsChecked} hint="Gäller bara det här tillfället.">
      Jag intygar att listan visar vilka som deltog och hur länge.
    </Checkbox>
  );
};

export const examples = [
  { name: 'checkbox', render: () => <Statement start={false} /> },
  { name: 'checkbox-checked', render: () => <Statement start /> },
];

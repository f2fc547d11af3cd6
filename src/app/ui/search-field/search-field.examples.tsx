import { useState } from 'react';
import { SearchField } from './search-field.tsx';

const Search = ({ start }: { readonly start: string }) => {
  const [value, setValue] = useState(start);
  return <SearchField label="Sök namn" value={value} onChange={setValue} />;
};

export const examples = [
  { name: 'search-empty', render: () => <Search start="" /> },
  { name: 'search-typed', render: () => <Search start="Ami" /> },
];

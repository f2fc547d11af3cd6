import { FileButton, FileDrop } from './file-drop.tsx';

const nothing = (): void => undefined;

export const examples = [
  {
    name: 'file-button',
    render: () => <FileButton label="Välj räddningsfil" accept=".json" onFiles={nothing} />,
  },
  {
    name: 'file-drop',
    render: () => (
      <FileDrop
        label="Välj filer"
        accept=".json"
        isMultiple
        drop="Släpp filerna här"
        or="eller"
        hint="Filen slutar på .json."
        onFiles={nothing}
      />
    ),
  },
];

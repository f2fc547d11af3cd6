import { SelectField, TextField } from './field.tsx';

export const examples = [
  {
    name: 'fields',
    render: () => (
      <div className="stack">
        <TextField label="Förnamn" />
        <TextField label="Arbetsplats" hint="Enhet eller stadsdel." isOptional />
        <TextField
          label="Anslutningskod"
          error="Koden gäller inte längre. Be om en ny."
          defaultValue="7Q2M"
        />
        <SelectField
          label="Grupp"
          options={[
            { value: '14', label: 'Grupp 14' },
            { value: '17', label: 'Grupp 17' },
          ]}
        />
      </div>
    ),
  },
];

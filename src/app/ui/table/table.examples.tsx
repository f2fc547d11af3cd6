import { Card } from '../card/card.tsx';
import { Tag } from '../tag/tag.tsx';
import { Table } from './table.tsx';

const rows = [
  { district: 'Bromma', people: 96, hours: 536, share: 86 },
  { district: 'Farsta', people: 100, hours: 570, share: 88 },
  { district: 'Skärholmen', people: 60, hours: 281, share: 72 },
];

export const examples = [
  {
    name: 'table',
    render: () => (
      <Card padded={false}>
        <Table
          caption="Läget per stadsdel"
          rows={rows}
          rowKey={(row) => row.district}
          columns={[
            { key: 'district', header: 'Stadsdelsområde', cell: (row) => row.district, isRowHeader: true },
            {
              key: 'people',
              header: 'Deltagare',
              cell: (row) => row.people,
              isNumber: true,
              sort: 'ascending',
              onSort: () => undefined,
            },
            { key: 'hours', header: 'Timmar', cell: (row) => row.hours, isNumber: true },
            {
              key: 'share',
              header: 'Fullföljer',
              isNumber: true,
              cell: (row) =>
                row.share < 80 ? (
                  <Tag tone="attention" icon="arrow-down">
                    {row.share} %
                  </Tag>
                ) : (
                  `${row.share} %`
                ),
            },
          ]}
        />
      </Card>
    ),
  },
];

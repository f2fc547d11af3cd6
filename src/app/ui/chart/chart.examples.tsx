import { Table } from '../table/table.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { HundredDots } from './hundred-dots.tsx';
import { LineChart } from './line-chart.tsx';
import { BarLegend, PlanBar } from './plan-bar.tsx';

const months = [120, 300, 410, 700, 900, 1200];

export const examples = [
  {
    name: 'chart-lines',
    render: () => (
      <ChartFrame
        label="Timmar per månad"
        words={{ asTable: 'Visa som tabell', asChart: 'Visa som diagram' }}
        chart={
          <LineChart
            label="Godkända och registrerade timmar jämfört med plan. Godkänt 280 timmar, planen är 410."
            columns={6}
            marks={new Map([[0, '2026']])}
            valueWords={String}
            lines={[
              { key: 'plan', label: 'Plan', look: 'dashed', values: months },
              { key: 'recorded', label: 'Registrerat', look: 'hollow', values: [115, 290, 390] },
              { key: 'approved', label: 'Godkänt', look: 'solid', values: [110, 280] },
            ]}
          />
        }
        table={
          <Table
            caption="Timmar per månad"
            columns={[
              { key: 'month', header: 'Månad', isRowHeader: true, cell: ({ n }) => `Månad ${n}` },
              { key: 'plan', header: 'Plan', isNumber: true, cell: ({ plan }) => plan },
            ]}
            rows={months.map((plan, i) => ({ n: i + 1, plan }))}
            rowKey={({ n }) => String(n)}
          />
        }
      />
    ),
  },
  {
    name: 'chart-dots',
    render: () => (
      <HundredDots
        filled={83}
        goal={80}
        goalWord="Mål 80 %"
        label="83 av 100 prickar är fyllda. Målet är 80."
      />
    ),
  },
  {
    name: 'chart-bars',
    render: () => (
      <div className="stack-s">
        <PlanBar label="Godkänt 60, väntar 15, plan 88" solid={60} striped={15} tick={88} most={100} />
        <PlanBar label="90 procent, målet är 80" solid={90} tick={80} most={100} isWide />
        <BarLegend
          items={[
            { kind: 'solid', label: 'Godkänt' },
            { kind: 'striped', label: 'Väntar' },
            { kind: 'tick', label: 'Plan hittills' },
          ]}
        />
      </div>
    ),
  },
];

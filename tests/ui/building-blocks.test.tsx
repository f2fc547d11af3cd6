/** What a building block says to those who do not see it, read from the markup it makes. */
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { describe, expect, test } from 'vitest';
import { LanguageProvider } from '../../src/app/text/language.tsx';
import { Button } from '../../src/app/ui/button/button.tsx';
import { Icon } from '../../src/app/ui/icon/icon.tsx';
import { Table } from '../../src/app/ui/table/table.tsx';

const markup = (node: ReactNode): string =>
  renderToStaticMarkup(
    <MemoryRouter>
      <LanguageProvider fixed="sv">{node}</LanguageProvider>
    </MemoryRouter>,
  );

describe('building blocks', () => {
  test('[UI-1] somebody who reaches a button that cannot be used hears why, and can still reach it', () => {
    const html = markup(
      <Button type="submit" disabledReason="3 beslut kvar">
        Klart
      </Button>,
    );
    expect(html).toContain('aria-disabled="true"');
    expect(html).toContain('type="button"');
    expect(html).toContain('Klart');
    expect(html).toContain(', 3 beslut kvar');
    expect(html).not.toMatch(/\sdisabled[=\s>]/);
  });

  test('[UI-6] a listener is not told of a picture beside a word, and is told of one that stands alone', () => {
    expect(markup(<Icon name="check" />)).toContain('aria-hidden="true"');
    const named = markup(<Icon name="check" label="Incheckad" />);
    expect(named).toContain('role="img"');
    expect(named).toContain('aria-label="Incheckad"');
    expect(named).not.toContain('aria-hidden');
  });

  test('[UI-10] a listener knows rows and columns also when a table is drawn as cards', () => {
    const html = markup(
      <Table
        caption="Plattor"
        columns={[
          { key: 'name', header: 'Platta', cell: (row: { name: string }) => row.name, isRowHeader: true },
          { key: 'state', header: 'Läge', cell: () => 'Fungerar' },
        ]}
        rows={[{ name: 'Farsta 07' }]}
        rowKey={({ name }) => name}
      />,
    );
    for (const role of ['table', 'rowgroup', 'row', 'columnheader', 'rowheader', 'cell'])
      expect(html).toContain(`role="${role}"`);
    expect(html).toContain('data-label="Läge"');
    expect(html).toContain('<caption');
  });
});

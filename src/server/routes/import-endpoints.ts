/** The addresses of the import, for the table of addresses. */
import type { Endpoint } from '../http/endpoint.ts';
import { commitImport, discardImport, saveRejectedRows } from './import-commit.ts';
import { editImport, mapImport } from './import-edit.ts';
import { openImport } from './import-open.ts';
import { listImportRows, showImport } from './import-show.ts';

export const importEndpoints: readonly Endpoint[] = [
  openImport,
  showImport,
  listImportRows,
  mapImport,
  editImport,
  saveRejectedRows,
  commitImport,
  discardImport,
];

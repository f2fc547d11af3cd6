/** The words of the import, in Swedish: what is said about a file, its columns and each row. */
import type { FileRefusal, ImportField, RowNoteCode, RowProblemCode } from '../../protocol/import.ts';
import { formatNumber } from './format.ts';
import { plural } from './plural.ts';

/** The parameters that come with a code; which ones each code has stands in protocol/import.ts. */
export type RowParams = Readonly<Record<string, string | number>>;
type RowWords = (params: RowParams) => string;

const number = (n: number): string => formatNumber('sv', n);
/** The number and its word, kept on one line; thousands are set apart. */
const counted = (n: number, one: string, other: string): string =>
  `${number(n)}\u00a0${plural('sv', n, one, other)}`;

const refusal: Readonly<Record<FileRefusal, { readonly title: string; readonly action: string }>> = {
  'empty-file': { title: 'Filen är tom', action: 'Kontrollera att du valde rätt fil.' },
  'file-too-large': {
    title: 'Filen är större än 20 MB',
    action: 'Dela upp den, eller ta bort bilder och extra blad.',
  },
  'old-excel': {
    title: 'Filen är i ett äldre Excel-format',
    action: 'Öppna den i Excel och spara som Excel-arbetsbok (.xlsx).',
  },
  encrypted: {
    title: 'Filen är låst med lösenord',
    action: 'Ta bort lösenordet i Excel, spara och välj filen igen.',
  },
  macros: { title: 'Filen innehåller makron', action: 'Spara den som Excel-arbetsbok utan makron (.xlsx).' },
  'binary-workbook': {
    title: 'Filen är en binär Excel-fil',
    action: 'Spara den som Excel-arbetsbok (.xlsx).',
  },
  'open-document': {
    title: 'Filen är ett OpenDocument-kalkylark',
    action: 'Spara den som Excel (.xlsx) eller CSV.',
  },
  'not-a-table': { title: 'Filen är ingen tabell', action: 'Välj en Excel-fil (.xlsx) eller en CSV-fil.' },
  html: { title: 'Filen är en webbsida', action: 'Öppna den i Excel och spara som Excel-arbetsbok (.xlsx).' },
  broken: {
    title: 'Filen går inte att läsa',
    action: 'Öppna den i Excel, spara den på nytt och välj den igen.',
  },
  suspicious: {
    title: 'Filen är byggd på ett ovanligt sätt',
    action: 'Kopiera raderna till en ny arbetsbok och spara den.',
  },
  'embedded-files': {
    title: 'Filen innehåller andra filer',
    action: 'Kopiera raderna till en ny arbetsbok och spara den.',
  },
  'external-links': {
    title: 'Filen hämtar värden från en annan fil',
    action: 'Klistra in värdena i en ny arbetsbok och spara den.',
  },
  'too-many-rows': { title: 'Filen har fler än 25 000 rader', action: 'Dela upp den i mindre filer.' },
  'too-many-columns': { title: 'Filen har fler än 60 kolumner', action: 'Ta bort kolumner som inte behövs.' },
  'no-rows': { title: 'Filen har inga rader', action: 'Kontrollera att listan ligger på ett av bladen.' },
  'unclosed-quote': {
    title: 'Ett citattecken i filen saknar sitt par',
    action: 'Spara om filen från Excel och välj den igen.',
  },
  'too-slow': { title: 'Filen tog för lång tid att läsa', action: 'Dela upp den, eller spara den som CSV.' },
  'too-heavy': { title: 'Filen kräver för mycket minne', action: 'Dela upp den, eller spara den som CSV.' },
};

const field: Readonly<Record<ImportField, string>> = {
  given: 'Förnamn',
  family: 'Efternamn',
  name: 'Hela namnet',
  identity: 'Personnummer',
  email: 'E-post',
  unit: 'Stadsdelsområde',
  workplace: 'Arbetsplats',
  role: 'Roll',
  keyPerson: 'Nyckelfunktion',
  cohort: 'Grupp',
  protected: 'Skyddade personuppgifter',
  alias: 'Alias',
  date: 'Datum',
  start: 'Börjar',
  end: 'Slutar',
  cohorts: 'Grupper',
  title: 'Ämne',
  place: 'Lokal',
  trainer: 'Kursledare',
  kind: 'Fysiskt eller digitalt',
  number: 'Tillfälle nummer',
  of: 'Antal tillfällen',
  breaks: 'Rast',
  breakFrom: 'Rast från',
  breakTo: 'Rast till',
  reference: 'Referens',
};

const named = (value: string | number | undefined): string =>
  field[value as ImportField] ?? String(value ?? '');
const suggested = ({ suggestion }: RowParams): string =>
  suggestion === '' ? '' : ` Menar du ${suggestion}?`;

const problem: Readonly<Record<RowProblemCode, RowWords>> = {
  formula: ({ column }) => `${named(column)} innehåller en formel. Klistra in värdet i stället.`,
  'name-missing': () => 'Namnet saknas.',
  'name-is-number': () => 'Här står något som ser ut som ett personnummer. Ta bort det.',
  'text-too-long': ({ max }) => `Texten är för lång. Skriv högst ${max} tecken.`,
  'identity-missing': () => 'Personnumret saknas.',
  'identity-ten-digits': () => 'Personnumret har 10 siffror, så århundradet är okänt. Skriv 12 siffror.',
  'identity-length': ({ digits }) => `Personnumret har ${digits} siffror. Skriv 12 siffror.`,
  'identity-letters': () => 'Personnumret innehåller annat än siffror.',
  'identity-interim': () =>
    'Det är ett tillfälligt nummer med bokstäver. Skriv personnummer eller samordningsnummer.',
  'identity-reserve': () => 'Det är ett reservnummer. Skriv personnummer eller samordningsnummer.',
  'identity-shortened': () => 'Excel har kortat personnumret. Gör kolumnen till text och skriv det igen.',
  'identity-date': () => 'Personnumrets datum finns inte.',
  'identity-serial': () => 'Personnumret kan inte tillhöra någon. Kontrollera de fyra sista siffrorna.',
  'identity-check-digit': () => 'Personnumrets sista siffra stämmer inte. Kontrollera numret.',
  'age-outside': ({ min, max }) => `Åldern är inte ${min}–${max} år. Kontrollera personnumret.`,
  'unit-missing': () => 'Stadsdelsområdet saknas.',
  'unit-unknown': (params) => `Stadsdelsområdet ”${params['text']}” finns inte.${suggested(params)}`,
  'role-missing': () => 'Rollen saknas.',
  'role-unknown': ({ text }) => `Rollen ”${text}” känns inte igen. Skriv chef eller medarbetare.`,
  'answer-unclear': ({ text }) => `”${text}” är varken ja eller nej.`,
  'email-invalid': () => 'E-postadressen går inte att läsa.',
  'email-no-ending': () => 'E-postadressen saknar slut, till exempel .se',
  'alias-is-name': () => 'Aliaset är personens riktiga namn. Välj ett annat.',
  'alias-taken': ({ cohort }) => `Aliaset används redan i ${cohort}.`,
  'cohort-other-track': ({ cohort }) => `${cohort} är för en annan roll. Välj en annan grupp.`,
  'same-as-row': ({ row }) => `Samma som rad ${row}.`,
  'date-missing': () => 'Datumet saknas.',
  'date-invalid': ({ text }) => `Datumet ”${text}” går inte att läsa. Skriv till exempel 2026-11-24.`,
  'time-missing': () => 'Tiden saknas.',
  'time-invalid': ({ text }) => `Tiden ”${text}” går inte att läsa. Skriv till exempel 08.30.`,
  'time-skipped': ({ text }) => `Klockan ${text} finns inte den natten, för klockan ställs om.`,
  'end-before-start': () => 'Sluttiden är före starttiden.',
  'session-too-long': ({ hours }) => `Tillfället är längre än ${hours} timmar.`,
  'break-invalid': ({ text }) => `Rasten ”${text}” går inte att läsa. Skriv till exempel 10.00–10.15.`,
  'break-outside': ({ text }) => `Rasten ${text} ligger utanför tillfället.`,
  'cohort-missing': () => 'Gruppen saknas.',
  'cohort-unknown': (params) => `Gruppen ”${params['text']}” finns inte.${suggested(params)}`,
  'title-missing': () => 'Ämnet saknas.',
  'trainer-missing': () => 'Kursledaren saknas.',
  'place-missing': () => 'Lokalen saknas.',
  'kind-unknown': ({ text }) => `”${text}” är varken fysiskt eller digitalt.`,
  'number-invalid': ({ text }) => `”${text}” är inget nummer.`,
  'overlaps-row': ({ row, cohort }) => `${cohort} har rad ${row} samtidigt.`,
  'overlaps-session': ({ session, cohort }) => `${cohort} har redan ${session} samtidigt.`,
};

const note: Readonly<Record<RowNoteCode, RowWords>> = {
  'coordination-number': () => 'Samordningsnummer.',
  'name-split': () => 'Namnet är delat i förnamn och efternamn. Kontrollera.',
  'protected-as': ({ alias }) => `Markerad skyddad. Namn tas inte in. Visas som ${alias}`,
  'cohort-new': ({ cohort }) => `${cohort} är en ny grupp.`,
  'cohort-spelling': ({ text, cohort }) => `”${text}” läses som ${cohort}.`,
  'moves-cohort': ({ from, to }) => `Finns redan i ${from}. Flyttas till ${to}.`,
  changes: ({ fields }) => `Finns redan. Ändras: ${String(fields).split(',').map(changedField).join(', ')}.`,
  'no-change': () => 'Finns redan. Inget ändras.',
};

const changedFields: Readonly<Record<string, string>> = {
  track: 'roll',
  isKeyPerson: 'nyckelfunktion',
  startsAt: 'starttid',
  endsAt: 'sluttid',
};
const changedField = (name: string): string => changedFields[name] ?? named(name).toLowerCase();

export const importSv = {
  title: { participants: 'Ta in deltagare', sessions: 'Ta in tillfällen' },
  check: {
    participants: 'Ta in deltagare: kontrollera filen',
    sessions: 'Ta in tillfällen: kontrollera filen',
  },
  choose: {
    lead: {
      participants:
        'Välj listan från Excel. Du ser alla rader och vad som behöver rättas innan något sparas.',
      sessions: 'Välj listan från Excel. Gruppernas namn ska vara samma som hos deltagarna.',
    },
    needs: {
      participants:
        'Listan behöver namn, personnummer, stadsdelsområde och roll. Grupp, e-post och arbetsplats är bra att ha.',
      sessions: 'Listan behöver datum, start- och sluttid, grupp, ämne, lokal och kursledare.',
    },
    drop: 'Släpp filen här',
    or: 'eller',
    button: 'Välj fil',
    formats: 'Excel (.xlsx) eller CSV, högst 20 MB och 25 000 rader',
    safe: 'Personnummer läses in krypterat, visas aldrig i listan och kommer aldrig till någon platta.',
  },
  another: 'Välj en annan fil',
  columns: 'Ändra kolumner',
  progress: {
    sending: 'Skickar filen',
    reading: 'Läser filen',
    checking: 'Kontrollerar raderna',
    rows: ({ done, total }: { done: number; total: number }) => `${number(done)} av ${number(total)} rader`,
  },
  about: ({ file, rows }: { file: string; rows: number }) =>
    `${file} · ${counted(rows, 'rad', 'rader')} · inget är sparat än`,
  sheet: ({ sheet }: { sheet: string }) => `Bladet ”${sheet}” lästes.`,
  newCohorts: ({ n }: { n: number }) => `${counted(n, 'ny grupp', 'nya grupper')} skapas`,
  filter: {
    label: 'Visa rader',
    ready: 'Klara att tas in',
    error: 'Behöver rättas',
    update: 'Finns redan',
    protected: 'Skyddade uppgifter',
  },
  table: {
    caption: 'Rader i filen',
    row: 'Rad',
    time: 'Tid',
    check: 'Kontroll',
    hidden: 'dolt',
    empty: 'Inga rader här.',
    ready: 'Klar',
    skipped: 'Tas inte med',
    cell: ({ field: name, row }: { field: string; row: number }) => `${name} rad ${row}`,
    role: { employee: 'Medarbetare', manager: 'Chef' },
    kind: { 'on-site': 'Fysiskt', digital: 'Digitalt' },
  },
  fix: {
    change: ({ text }: { text: string }) => `Byt till ${text}`,
    skip: 'Hoppa över',
    restore: 'Ta med ändå',
    forRow: ({ row }: { row: number }) => `, rad ${row}`,
  },
  page: {
    label: 'Sidor',
    at: ({ page, pages }: { page: number; pages: number }) => `Sida ${page} av ${pages}`,
    previous: 'Föregående',
    next: 'Nästa',
  },
  commit: {
    participants: ({ n }: { n: number }) => `Ta in ${counted(n, 'deltagare', 'deltagare')}`,
    sessions: ({ n }: { n: number }) => `Ta in ${counted(n, 'tillfälle', 'tillfällen')}`,
    none: 'inga rader är klara',
    sending: 'Tar in raderna',
    changed: {
      title: 'Något har ändrats sedan filen kontrollerades',
      detail: 'Raderna är kontrollerade igen. Titta på dem och ta in på nytt.',
    },
  },
  rejected: {
    button: ({ n }: { n: number }) => (n === 1 ? 'Ladda ner den andra' : `Ladda ner de ${number(n)} andra`),
    heading: 'Fel',
    skipped: 'Du valde att inte ta med raden.',
  },
  map: {
    title: 'Vilken kolumn är vilken?',
    lead: 'Några kolumner kändes inte igen. Välj dem här.',
    none: 'Finns inte i filen',
    column: ({ n }: { n: number }) => `Kolumn ${n}`,
    constant: ({ field: name }: { field: string }) => `${name}, samma för alla rader`,
    submit: 'Kontrollera raderna',
    required: ({ field: name }: { field: string }) => `Välj kolumnen för ${name}.`,
    twice: ({ field: name }: { field: string }) => `Kolumnen för ${name} är vald två gånger.`,
  },
  done: {
    title: 'Klart',
    participants: ({ added, updated }: { added: number; updated: number }) =>
      `${counted(added, 'ny deltagare', 'nya deltagare')} och ${counted(updated, 'uppdaterad', 'uppdaterade')}.`,
    sessions: ({ added, updated }: { added: number; updated: number }) =>
      `${counted(added, 'nytt tillfälle', 'nya tillfällen')} och ${counted(updated, 'uppdaterat', 'uppdaterade')}.`,
    cohorts: ({ n }: { n: number }) => `${counted(n, 'ny grupp', 'nya grupper')} skapades.`,
    next: { participants: 'Visa deltagarna', sessions: 'Visa tillfällena' },
    again: 'Ta in en fil till',
  },
  refusal,
  field,
  problem,
  note,
} as const;

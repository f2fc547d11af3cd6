/** The verifier's words. Whoever reads them may never have seen the app: they say what is wrong, where, and nothing more. */
import type { RowField, TotalField } from './findings.ts';

const rowFields: Readonly<Record<RowField, string>> = {
  minutes: 'minuter',
  overMinutes: 'minuter över gränsen',
  reportedMinutes: 'rapporterade minuter',
};
const totalFields: Readonly<Record<TotalField, string>> = {
  people: 'antal personer',
  minutes: 'minuter',
  reportedMinutes: 'rapporterade minuter',
};

type Place = { readonly month: string; readonly version: number };
type Figures = { readonly kept: number; readonly recomputed: number };
const of = ({ month, version }: Place): string => `Månad ${month}, version ${version}`;
const figures = ({ kept, recomputed }: Figures): string =>
  `Sparat: ${kept}. Räknat ur händelserna: ${recomputed}.`;

export const wordsSv = {
  title: 'Kontroll av revisionspaket',
  intro:
    'Välj paketets zip-fil. Den läses på den här datorn och skickas ingenstans. Kontrollen räknar om allt från början.',
  choose: 'Välj zip-fil',
  head: 'Kontrollsumma från en månadssammanställning (om du har en)',
  headHint:
    'Den står under ”Fäste i händelseloggen”, till exempel 1842:Xk3bQ7… Den visar att loggen inte har skrivits om.',
  headWrong: 'Kontrollsumman ska vara ett nummer, ett kolon och minst tio tecken.',
  officeKey: 'Projektkontorets nyckel (om du har den från annat håll)',
  officeKeyHint: 'Den visar att paketet kommer från just det kontoret.',
  check: 'Kontrollera',
  checking: 'Kontrollerar …',
  noFile: 'Välj paketets zip-fil först.',
  notZip: 'Filen kan inte läsas som en zip-fil. Välj filen som den hämtades.',
  usage: 'Så här: node verify.mjs paket.zip [--head NUMMER:SUMMA] [--key NYCKEL] [--english]',
  noSuchFile: (file: string) => `Filen ${file} finns inte eller kan inte läsas.`,
  holds: 'Paketet håller.',
  fails: (n: number) => `Paketet håller inte. ${n} fel.`,
  broken: 'Fel',
  notes: 'Att känna till',
  contents: 'Innehåll',
  demo: 'Paketet är gjort av en demo. Det bevisar ingenting.',
  line: {
    programme: 'Program',
    madeAt: 'Skapat',
    month: 'Gäller',
    everything: 'hela programmet',
    until: (month: string) => `till och med ${month}`,
    officeKey: 'Projektkontorets nyckel',
    officeHead: 'Loggens sista anteckning',
    files: 'Filer',
    devices: 'Plattor',
    events: 'Händelser',
    entries: 'Anteckningar i kontorets logg',
    decisions: 'Beslut',
    sessions: 'Tillfällen',
  },
  months: 'Låsta månader',
  monthTable: {
    month: 'Månad',
    version: 'Version',
    people: 'Personer',
    minutes: 'Minuter',
    reportedMinutes: 'Rapporterade minuter',
  },
  finding: {
    'not-a-bundle': () => 'Filen är inget revisionspaket, eller dess innehållsförteckning kan inte läsas.',
    'manifest-signature': () => 'Projektkontorets underskrift under paketet stämmer inte.',
    'office-key-other': () => 'Paketet är underskrivet med en annan nyckel än den du angav.',
    'file-missing': ({ file }: { file: string }) => `Filen ${file} saknas.`,
    'file-changed': ({ file }: { file: string }) => `Filen ${file} har ändrats sedan paketet skrevs under.`,
    'file-not-listed': ({ file }: { file: string }) =>
      `Filen ${file} hör inte till paketet. Den har lagts till.`,
    'file-unreadable': ({ file, line }: { file: string; line: number }) =>
      `Filen ${file} kan inte läsas på rad ${line}.`,
    'file-misnamed': ({ file }: { file: string }) => `Filen ${file} innehåller något annat än namnet säger.`,
    'chain-broken': ({ device, seq }: { device: string; seq: number }) =>
      `Kedjan i platta ${device} går av vid händelse ${seq}. Den är ändrad, borttagen, flyttad eller någon annans.`,
    'head-signature': ({ device }: { device: string }) =>
      `Platta ${device} har inte skrivit under sin logg. Underskriften är gjord med en annan nyckel eller över något annat.`,
    'head-missing': ({ device }: { device: string }) =>
      `Platta ${device} har händelser men ingen underskrift.`,
    'head-other': ({ device, seq }: { device: string; seq: number }) =>
      `Platta ${device} har skrivit under en annan händelse ${seq} än den som finns här.`,
    'rolled-back': ({ device, seq, signed }: { device: string; seq: number; signed: number }) =>
      `Platta ${device} har skrivit under ${signed} händelser, men här finns ${seq}. De sista är borttagna, eller har inte kommit in än.`,
    'unsigned-tail': ({ device, seq }: { device: string; seq: number }) =>
      `Platta ${device} har inte skrivit under händelserna från och med ${seq}. De har lagts till.`,
    'receipt-wrong': ({ device }: { device: string }) =>
      `Projektkontorets kvitto för platta ${device} stämmer inte med loggen.`,
    'device-key-other': ({ device }: { device: string }) =>
      `Platta ${device} har en annan nyckel än den som registrerades.`,
    'device-not-described': ({ device }: { device: string }) =>
      `Det finns en logg för platta ${device}, men plattan är okänd.`,
    'arrival-without-event': ({ device, seq }: { device: string; seq: number }) =>
      `Händelse ${seq} i platta ${device} har kommit in men saknas i loggen.`,
    'event-without-arrival': ({ device, seq }: { device: string; seq: number }) =>
      `Händelse ${seq} i platta ${device} finns i loggen men har aldrig kommit in.`,
    'arrival-order': ({ arrival }: { arrival: number }) =>
      `Ankomst ${arrival} kommer i fel ordning eller två gånger.`,
    'clock-uneven': ({ device, seq }: { device: string; seq: number }) =>
      `Klockan för händelse ${seq} i platta ${device} är mätt annorlunda än för resten av samma leverans.`,
    'revoked-counted': ({ device, seq }: { device: string; seq: number }) =>
      `Händelse ${seq} i platta ${device} räknas, fast plattan var spärrad och ingen har beslutat det.`,
    'revocation-other': ({ device }: { device: string }) =>
      `Platta ${device} spärrades en annan tid enligt kontorets logg.`,
    'office-chain-broken': ({ seq }: { seq: number }) =>
      `Kedjan i kontorets logg går av vid anteckning ${seq}. Den är ändrad, borttagen eller flyttad.`,
    'office-head-other': ({ seq }: { seq: number }) =>
      `Kontorets logg slutar inte där paketet säger, vid anteckning ${seq}.`,
    'office-log-shorter': ({ seq, expected }: { seq: number; expected: number }) =>
      `Din kontrollsumma gäller anteckning ${expected} i kontorets logg, men den har bara ${seq}. Anteckningar har tagits bort.`,
    'office-log-not-expected': ({ seq }: { seq: number }) =>
      `Anteckning ${seq} i kontorets logg är en annan än den som din kontrollsumma gäller. Loggen har skrivits om.`,
    'decision-unreadable': ({ seq }: { seq: number }) =>
      `Beslutet i anteckning ${seq} i kontorets logg kan inte läsas.`,
    'decision-refers-to-nothing': ({ seq, to }: { seq: number; to: string }) =>
      `Beslutet i anteckning ${seq} i kontorets logg gäller ${to}, som inte finns.`,
    'plan-version-changed': ({ session, version }: { session: string; version: number }) =>
      `Planen för tillfälle ${session}, version ${version}, är en annan än den som beslutades.`,
    'plan-version-missing': ({ session, version }: { session: string; version: number }) =>
      `Planen för tillfälle ${session}, version ${version}, saknas.`,
    'plan-version-unknown': ({ session, version }: { session: string; version: number }) =>
      `Ingen har beslutat planen för tillfälle ${session}, version ${version}.`,
    'plans-missing': ({ seq }: { seq: number }) =>
      `De tillfällen som planerades i anteckning ${seq} i kontorets logg är inte de som finns här.`,
    'month-missing': (place: Place) => `${of(place)}, är låst men saknas i paketet.`,
    'month-unknown': (place: Place) => `${of(place)}, finns i paketet, men ingen har låst den.`,
    'month-entry-other': (at: Place & { field: string }) =>
      `${of(at)}: det sparade är inte det som låstes enligt kontorets logg (${at.field}).`,
    'line-other': (at: Place & Figures & { participant: string; session: string }) =>
      `${of(at)}: minuterna för deltagare ${at.participant} vid tillfälle ${at.session} stämmer inte. ${figures(at)}`,
    'row-other': (at: Place & Figures & { participant: string; field: RowField }) =>
      `${of(at)}: ${rowFields[at.field]} för deltagare ${at.participant} stämmer inte. ${figures(at)}`,
    'total-other': (at: Place & Figures & { field: TotalField }) =>
      `${of(at)}: summan ${totalFields[at.field]} stämmer inte. ${figures(at)}`,
    'change-other': (at: Place & Figures & { participant: string; session: string }) =>
      `${of(at)}: ändringen för deltagare ${at.participant} vid tillfälle ${at.session} är inte beslutad eller följer inte av händelserna. ${figures(at)}`,
    'set-aside': ({ device, events }: { device: string; events: number }) =>
      `Åt sidan och inte räknat från platta ${device}: ${events} ${events === 1 ? 'händelse' : 'händelser'}.`,
    'fork-kept': ({ device, seq, file }: { device: string; seq: number; file: string }) =>
      `En leverans från platta ${device} passade inte i loggen vid händelse ${seq}. Den ligger kvar i ${file}.`,
    'keys-not-logged': ({ devices }: { devices: readonly string[] }) =>
      `Kontorets logg säger inte med vilken nyckel ${devices.length === 1 ? 'plattan' : 'dessa plattor'} registrerades: ${devices.join(', ')}.`,
    'reviewed-otherwise': (at: Place & { session: string }) =>
      `${of(at)}: granskningen av tillfälle ${at.session} gällde något annat än det som räknas här. Så blir det om en grupp rättats efteråt.`,
    'track-otherwise': (at: Place & { participant: string }) =>
      `${of(at)}: deltagare ${at.participant} räknas efter ett annat spår än nu. Spåret har ändrats efteråt.`,
    'head-not-given': () =>
      'Du har inte angett kontrollsumman från en månadssammanställning. Att loggen skrivits om från början kan då inte uteslutas.',
    'key-not-given': () =>
      'Du har inte angett projektkontorets nyckel. Jämför nyckeln nedan med den du fått från kontoret.',
  },
};

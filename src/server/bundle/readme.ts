/** The bundle's README.txt: what is inside, how it is checked and what each file means, for somebody with nothing but the zip. */
import { dayOf, timeOfDay } from '../../domain/time.ts';
import type { Manifest } from '../../verifier/bundle-format.ts';

type About = Pick<Manifest, 'programme' | 'madeAt' | 'month' | 'isDemo' | 'officeKey'>;

const swedish = ({ programme, month, isDemo, officeKey }: About, when: string): string => `REVISIONSPAKET
Program: ${programme}
Skapat: ${when}
Gäller: ${month === null ? 'hela programmet' : `till och med ${month}`}
${isDemo ? 'Gjort av en demo. Det bevisar ingenting.\n' : ''}
Så kontrollerar du paketet
1. Packa upp verify.html och öppna den i en webbläsare. Den fungerar
   utan internet.
2. Välj zip-filen. Den läses på din dator och skickas ingenstans.
3. Skriv in kontrollsumman från en månadssammanställning om du har en.
   Den visar att kontorets logg inte har skrivits om i efterhand.
Eller i en terminal med Node 20 eller nyare:
   node verify.mjs paket.zip --head 1842:Xk3bQ7...

Ett program i ett ändrat paket kan också vara ändrat. Jämför därför
programmens kontrollsummor (SHA-256) med dem som kontoret visar på
sidan Revision, eller använd ett program du redan har.

Projektkontorets nyckel: ${officeKey}

Vad som kontrolleras
Varje kedja och underskrift, varje kvitto, varje plan och beslut.
Varje låst månad räknas om ur händelserna, minut för minut.

Filerna
logs/                  plattornas loggar, byte för byte, en händelse per rad
devices.json           plattornas nycklar, underskrifter och kvitton
arrivals.jsonl         när varje händelse kom in, och hur fel klockan gick
office-log.jsonl       kontorets logg: varje beslut, byte för byte
plan/                  tillfällen i varje version, och vem som hörde till vilken grupp
months/                låsta månader, rad för rad, i varje version
forks/                 leveranser som inte passade i sin logg
manifest.json          kontrollsummor för alla filer, underskrivna av kontoret

Paketet har inga namn på deltagare och inga personnummer, bara id.
Kursledarnas namn står i planen. Det som någon har skrivit med egna ord
om en deltagare finns inte här. Kontorets logg nämner det med en kontrollsumma.
`;

const english = ({ programme, month, isDemo, officeKey }: About, when: string): string => `AUDIT BUNDLE
Programme: ${programme}
Made: ${when}
About: ${month === null ? 'the whole programme' : `up to and including ${month}`}
${isDemo ? 'Made by a demo. It proves nothing.\n' : ''}
How to check the bundle
1. Unpack verify.html and open it in a browser. It works without the
   internet.
2. Choose the zip file. It is read on your computer and sent nowhere.
3. Type the checksum from a month compilation if you have one. It shows
   that the office's log has not been written anew afterwards.
Or in a terminal with Node 20 or newer:
   node verify.mjs bundle.zip --english --head 1842:Xk3bQ7...

A program in a bundle that was changed may have been changed too. Compare
the programs' checksums (SHA-256) with those the office shows on its page
Revision, or use a program you already have.

The project office's key: ${officeKey}

What is checked
Every chain and signature, every receipt, every plan and decision.
Every locked month is counted anew from the events, minute by minute.

The files
logs/                  the tablets' logs, byte for byte, one event a line
devices.json           the tablets' keys, signatures and receipts
arrivals.jsonl         when each event arrived, and how wrong the clock was
office-log.jsonl       the office's log: every decision, byte for byte
plan/                  sessions in every version, and who was in which cohort
months/                locked months, line by line, in every version
forks/                 deliveries that did not fit their log
manifest.json          checksums of all files, signed by the office

The bundle holds no participants' names and no identity numbers, only ids.
Trainers' names stand in the plan. What somebody has written in their own
words about a participant is not here. The office's log names it by a checksum.
`;

/** The text, Swedish first. Lines end as Windows' own editor needs them. */
export const readmeText = (about: About): string => {
  const when = `${dayOf(about.madeAt)} ${timeOfDay(about.madeAt).replace(':', '.')}`;
  return `${swedish(about, when)}\n${'-'.repeat(70)}\n\n${english(about, when)}`.replaceAll('\n', '\r\n');
};

/** The words of the report to the steering group: short sentences around figures that are computed. */
import { counted } from './plural.ts';

export const steeringSv = {
  title: ({ month }: { month: string }) => `Rapport till styrgruppen, ${month}`,
  choose: 'Månad',
  print: 'Skriv ut rapporten',
  printHint: 'Skrivs ut på A4 och går att läsa i svartvitt.',
  back: 'Till uppföljningen',
  project: 'ESF-projekt 25-021-S02',
  made: ({ date }: { date: string }) => `Framtagen ${date}`,
  ongoing: 'Månaden pågår. Siffrorna är de hittills.',
  states: {
    empty: 'Månaden har inga timmar.',
    open: 'Månaden är inte låst. Inget av månadens timmar är godkänt än.',
    locked: 'Månaden är låst och ska skickas till SCB.',
    sent: 'Månaden är låst och inskickad till SCB.',
    again: 'Månaden ska skickas om till SCB.',
    'sent-again': 'Månaden är omskickad till SCB.',
  },
  short: {
    title: 'Läget i korthet',
    approved: ({ money, percent, budget }: { money: string; percent: string; budget: string }) =>
      `${money} av ${budget} är godkänt, ${percent} av hela planen.`,
    waiting: ({ money }: { money: string }) => `${money} väntar på godkännande.`,
    onTrack: ({ percent, n }: { percent: string; n: string }) =>
      `${percent} av ${n} deltagare är på väg att fullfölja. Målet är 80 %.`,
    noneOffered: 'Inga timmar har erbjudits än.',
    completed: ({ n }: { n: string }) => `${n} deltagare fullföljer redan.`,
    together: ({ n, all }: { n: string; all: string }) =>
      `${n} av ${all} medarbetare har chef och nyckelperson på sin arbetsplats.`,
  },
  changes: {
    title: 'Nytt sedan förra månaden',
    hours: ({ hours, before }: { hours: string; before: string }) =>
      `${hours} timmar registrerades i månaden. Månaden före var det ${before}.`,
    sessions: ({ n, before }: { n: number; before: number }) =>
      `${counted('sv', n, 'tillfälle', 'tillfällen')} hölls. Månaden före var det ${before}.`,
    onTrackUp: ({ from, to }: { from: string; to: string }) =>
      `Andelen på väg ökade från ${from} till ${to}.`,
    onTrackDown: ({ from, to }: { from: string; to: string }) =>
      `Andelen på väg minskade från ${from} till ${to}.`,
    onTrackSame: ({ percent }: { percent: string }) => `Andelen på väg är oförändrad, ${percent}.`,
    completed: ({ n }: { n: number }) => `${counted('sv', n, 'deltagare', 'deltagare')} till fullföljer.`,
    started: ({ n }: { n: number }) => `${counted('sv', n, 'deltagare', 'deltagare')} började i månaden.`,
    noShows: ({ percent, before }: { percent: string; before: string }) =>
      `${percent} av platserna stod tomma. Månaden före var det ${before}.`,
  },
  risks: {
    title: 'Risker',
    none: 'Siffrorna visar inga risker den här månaden.',
    'behind-plan': ({ percent }: { percent: string }) =>
      `Registrerade timmar är ${percent} av planen hittills.`,
    'forecast-below': ({ money }: { money: string }) =>
      `Prognosen når inte hela planen. Mitt i spannet är ${money}.`,
    'under-goal': ({ n, units }: { n: number; units: string }) =>
      `${counted('sv', n, 'förvaltning', 'förvaltningar')} ligger under 80 %: ${units}.`,
    'not-reviewed': ({ n }: { n: number }) =>
      `${counted('sv', n, 'tillfälle', 'tillfällen')} är inte granskade.`,
    'not-certified': ({ hours }: { hours: string }) =>
      `${hours} timmar är inte intygade och kan inte godkännas.`,
    'late-to-scb': ({ months }: { months: string }) => `Inte inskickat till SCB i tid: ${months}.`,
    alone: ({ n }: { n: string }) => `${n} medarbetare saknar chef eller nyckelperson på sin arbetsplats.`,
    'silent-tablets': ({ n }: { n: number }) =>
      `${counted('sv', n, 'platta', 'plattor')} har inte hörts av på tre dagar.`,
  },
  money: {
    title: 'Medfinansiering',
    caption: 'Medfinansiering efter hur långt timmarna har kommit',
    what: 'Läge',
    hours: 'Timmar',
    money: 'Kronor',
    approved: 'Godkänt i låsta månader',
    certified: 'Intygat, inte låst',
    uncertified: 'Inte intygat, inte låst',
    leftOut: 'Inte med i låsta månader',
    recorded: 'Registrerat sammanlagt',
    forecast: ({ low, high }: { low: string; high: string }) =>
      `Prognos, inte ett resultat: mellan ${low} och ${high} när programmet är slut.`,
  },
  completion: { title: 'På väg att fullfölja', caption: 'På väg och fullföljer, per spår' },
  units: { title: 'Per förvaltning' },
  deviations: {
    title: 'Avvikelser',
    caption: 'Avvikelser i månaden och månaden före',
    now: 'I månaden',
    before: 'Månaden före',
  },
} as const;

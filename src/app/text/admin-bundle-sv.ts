/** Words of the page where a bundle for an audit is made. */

export const adminBundleSv = {
  menu: 'Revision',
  title: 'Revision',
  intro:
    'Revisionspaketet är en zip-fil. Med den kan en revisor räkna om varje minut, utan oss och utan internet.',
  make: {
    title: 'Gör ett paket',
    scope: 'Vad ska det gälla?',
    everything: 'Hela programmet',
    until: ({ month }: { month: string }) => `Till och med ${month}`,
    scopeHint: 'Plattornas loggar följer alltid med hela. Annars går kedjan inte att kontrollera.',
    button: 'Gör paketet',
    making: 'Gör paketet',
    how: 'Du får skriva lösenordet först. Att paketet gjordes skrivs i händelseloggen.',
    saved: 'Paketet är sparat.',
    notBuilt: 'Kontrollprogrammet saknas',
    notBuiltDetail: 'Bygg appen med npm run build. Utan programmet kan ingen kontrollera paketet.',
  },
  inside: {
    title: 'Det här finns i paketet',
    items: [
      'Plattornas loggar, byte för byte, med nycklar, underskrifter och kvitton.',
      'Kontorets logg med varje beslut, och planen i varje version.',
      'Låsta månader, rad för rad.',
      'Ett kontrollprogram: en sida och ett kommando.',
    ],
    notInside: 'Inga namn på deltagare, inga personnummer och inget som skrivits om någon. Bara id.',
    trainers: 'Kursledarnas namn står i planen.',
    events: 'Händelser',
    entries: 'Rader i kontorets logg',
    devices: 'Plattor',
    months: 'Låsta månader',
  },
  check: {
    title: 'Så kontrollerar revisorn',
    steps: [
      'Öppna verify.html i en webbläsare. Den fungerar utan internet.',
      'Välj zip-filen. Den skickas ingenstans.',
      'Skriv in kontrollsumman från ett intyg, och kontorets nyckel.',
    ],
    command: 'Det går också med ett kommando: node verify.mjs paket.zip',
    why: 'Jämför kontrollprogrammet med summorna här nedanför. Ge dem till revisorn på ett annat sätt än paketet.',
    page: 'verify.html (SHA-256)',
    program: 'verify.mjs (SHA-256)',
    officeKey: 'Projektkontorets nyckel',
    officeHead: 'Loggens sista rad just nu',
    officeHeadHint: 'Samma sorts summa står på intygen. Spara den, så syns det om loggen skrivs om.',
    none: 'Loggen är tom.',
  },
};

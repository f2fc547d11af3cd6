/** Every word only the project office reads, in Swedish. Its shape is the type the other languages must match. */
import { counted } from './plural.ts';

export const adminSv = {
  nav: {
    overview: 'Översikt',
    review: 'Granska',
    month: 'Månad och SCB',
    planning: 'Planering',
    sessions: 'Tillfällen',
    participants: 'Deltagare',
    cards: 'Kort',
    tablets: 'Plattor',
    log: 'Händelselogg',
    account: 'Konto',
  },
  role: { administrator: 'Projektadministratör' },
  month: {
    locked: ({ month }: { month: string }) =>
      `${month} är låst. Ändringar görs som rättelser och då måste ${month} och alla senare månader skickas om till SCB.`,
  },
  menu: {
    offline: { title: 'Ingen uppkoppling just nu', detail: 'Det du ser kan vara gammalt. Sidan hämtar nytt när du är uppkopplad.' },
    noAnswer: {
      title: 'Tjänsten svarar inte',
      detail: 'Det du ser kan vara gammalt. Sidan försöker igen av sig själv.',
      nothingYet: 'Vänta en stund och försök igen.',
      nothingSent: 'Inget ändrades. Vänta en stund och försök igen.',
    },
  },
  signIn: {
    title: 'Logga in på projektkontoret',
    login: 'Inloggningsnamn',
    password: 'Lösenord',
    showPassword: 'Visa lösenordet',
    hidePassword: 'Dölj lösenordet',
    sending: 'Loggar in',
    missingLogin: 'Skriv ditt inloggningsnamn.',
    missingPassword: 'Skriv ditt lösenord.',
    wait: ({ minutes }: { minutes: number }) =>
      `Vänta ${counted('sv', minutes, 'minut', 'minuter')} och försök igen.`,
    notSetUp: {
      title: 'Ingen kan logga in än',
      detail: 'Öppna länken som skrevs ut när tjänsten startade. Den fungerar en gång.',
    },
    ended: { title: 'Du är utloggad', detail: 'Logga in igen så är du tillbaka där du var.' },
    forgotten: 'Glömt lösenordet? Den som sköter tjänsten kan ge dig en ny länk.',
  },
  setUp: {
    title: 'Välkommen till projektkontoret',
    lead: 'Välj hur du loggar in. Länken du öppnade fungerar en gång.',
    name: 'Ditt namn',
    nameHint: 'Syns för andra på projektkontoret.',
    loginHint: 'Till exempel din e-postadress.',
    passwordHint: 'Minst 12 tecken. Flera ord på rad är lätt att minnas och svårt att gissa.',
    submit: 'Skapa konto och logga in',
    sending: 'Skapar kontot',
    missingName: 'Skriv ditt namn.',
    missingLogin: 'Skriv ett inloggningsnamn med minst 3 tecken.',
    nameTaken: 'Inloggningsnamnet används redan. Välj ett annat.',
    weak: {
      short: 'Lösenordet är för kort. Använd minst 12 tecken.',
      long: 'Lösenordet är för långt. Använd högst 256 tecken.',
      common: 'Lösenordet är för vanligt. Välj ett som ingen annan har.',
      'contains-login': 'Lösenordet får inte innehålla inloggningsnamnet.',
    },
    used: {
      title: 'Länken fungerar inte längre',
      detail: 'Den är använd eller för gammal. Logga in, eller be den som sköter tjänsten om en ny länk.',
    },
  },
} as const;

/** Every word on a participant's own phone, in Swedish. */
import { counted } from './plural.ts';

const count = (n: number, one: string, other: string): string => counted('sv', n, one, other);

export const participantSv = {
  nav: { label: 'Mina sidor', hours: 'Mina timmar', card: 'Mitt kort', details: 'Mina uppgifter' },
  foot: { privacy: 'Så behandlar vi dina uppgifter', accessibility: 'Tillgänglighet' },
  opening: 'Öppnar din sida',
  offline: {
    title: 'Telefonen har inget nät',
    hours: 'Dina timmar visas när telefonen har nät. Ditt kort fungerar ändå.',
    link: 'Försök igen när telefonen har nät. Kortet fungerar att hålla upp för plattan ändå.',
  },
  stranger: {
    title: 'Vems telefon är det?',
    body: 'Läs av koden på ditt deltagarkort med telefonens kamera. Då öppnas din sida här.',
    typed: 'Du kan checka in med koden på skärmen ändå.',
    toCheckIn: 'Checka in med kod',
    again: 'Läs av kortets kod igen, så öppnas din sida. Det behövs ibland, av säkerhetsskäl.',
  },
  tablet: {
    title: 'Det här är en kursledarplatta',
    body: 'Kortet öppnas inte här, så att ingens namn blir kvar på plattan. Håll upp kortet när plattan visar kameran, eller öppna länken på en egen telefon.',
    back: 'Tillbaka till Närvaro',
  },
  blocked: {
    title: 'Det finns ett nytt kort åt dig',
    body: 'Den här länken gäller inte längre. Fråga kursledaren eller projektkontoret efter ditt nya kort.',
  },
  unknown: {
    title: 'Kortet finns inte hos oss',
    body: 'Det är inget fel på dig. Fråga kursledaren eller projektkontoret.',
  },
  trouble: {
    title: 'Det gick inte just nu',
    body: 'Försök igen om en liten stund.',
    wait: ({ span }: { span: string }) => `Det blev många försök på kort tid. Vänta ${span} och försök igen.`,
  },
  notice: {
    title: 'Därför antecknar vi din tid',
    intro:
      'Utbildningen betalas delvis av EU. Din tid är stadens del av kostnaden. Därför måste den kunna kontrolleras.',
    what: 'Vad',
    whatBody: 'När du kom och gick på varje tillfälle, och på vilket sätt du checkade in.',
    why: 'Varför',
    whyBody: 'För att visa EU att tiden är verklig, och för statistik hos SCB.',
    who: 'Vem ser det',
    whoBody:
      'Projektkontoret. Kursledaren ser ditt namn på listan. Förvaltningen, EU och SCB får det de har rätt till.',
    long: 'Hur länge',
    longBody:
      'Så länge EU:s regler kräver. Den exakta tiden är inte bestämd än och skrivs in här när den är det.',
    phone: 'På den här telefonen sparas ditt kort, så att det går att visa utan nät. Du kan ta bort det.',
    more: 'Läs allt om dina uppgifter',
    go: 'Jag har läst, fortsätt',
    shown: ({ date }: { date: string }) => `Visades första gången ${date}.`,
    version: ({ version }: { version: string }) => `Version ${version}`,
    failed: 'Det gick inte att spara att du har läst. Kontrollera nätet och försök igen.',
  },
  hours: {
    survey: {
      open: 'Säg vad du tyckte',
      newTab: 'öppnas i en ny flik',
      notOurs: 'Enkäten ligger hos någon annan. Den får inte veta vem du är, och svaren syns inte här.',
    },
    title: 'Mina timmar',
    of: ({ target }: { target: number }) => `av ${target}`,
    ring: ({ hours, target }: { hours: string; target: number }) => `${hours} av ${target} timmar`,
    dot: 'Varje prick är en timme.',
    left: ({ time }: { time: string }) => `Du har ${time} kvar av utbildningen.`,
    done: 'Du har gjort alla timmar i utbildningen.',
    exact: ({ time }: { time: string }) => `Registrerat: ${time}`,
    certified: ({ time }: { time: string }) => `Intygat av dig: ${time}`,
    time: ({ hours, minutes }: { hours: number; minutes: number }) =>
      hours === 0
        ? `${minutes} min`
        : minutes === 0
          ? count(hours, 'timme', 'timmar')
          : `${count(hours, 'timme', 'timmar')} ${minutes} min`,
    attended: 'Där jag har varit med',
    coming: 'Kommer',
    missed: 'Där jag inte är registrerad',
    nothing: 'Du har inte varit på något tillfälle än.',
    inOut: ({ from, to }: { from: string; to: string }) => `${from}–${to}`,
    since: ({ from }: { from: string }) => `Incheckad ${from}`,
    notOutOpen: ({ from }: { from: string }) => `Incheckad ${from}, ingen utcheckning`,
    breaks: ({ time }: { time: string }) => `Rast ${time} räknas inte`,
    digital: 'Digitalt',
    guest: 'Annan grupps tillfälle',
    cancelled: 'Inställt',
    status: {
      registered: 'Registrerad',
      'to-certify': 'Att intyga',
      certified: 'Intygad',
      reopened: 'Att intyga igen',
      objection: 'Väntar på svar',
      approved: 'Godkänd',
    },
    open: 'Pågår',
    unsettled: ({ n }: { n: number }) =>
      `${count(n, 'kod', 'koder')} du har läst väntar på svar eller har fått svar`,
    toUnsettled: 'Visa',
    wrong: 'Stämmer något inte?',
    wrongBody: ({ office }: { office: string }) =>
      `Ring ${office}, så rättar de. Inget tas bort, rättelsen läggs till.`,
  },
  card: {
    title: 'Mitt kort',
    qr: 'Koden på ditt deltagarkort',
    bright: 'Höj skärmens ljusstyrka och håll koden mot plattan.',
    save: 'Spara kortet som bild',
    saved: 'Bilden är sparad.',
    fileName: 'deltagarkort',
    offline:
      'Kortet fungerar utan internet. Tappar du bort det? Säg till projektkontoret, så spärras det och du får ett nytt.',
    none: 'Du har inget kort på den här telefonen. Läs av koden på ditt kort med telefonens kamera.',
    notYet: 'Du har inget kort än. Fråga projektkontoret.',
  },
  details: {
    title: 'Mina uppgifter',
    name: 'Så står du på listan',
    group: 'Grupp',
    noGroup: 'Ingen grupp än',
    programme: 'Program',
    noticeShown: 'Information om dina uppgifter',
    notShown: 'Inte visad än',
    language: 'Språk',
    extract: 'Hämta mina uppgifter',
    extractBody:
      'Du får en fil med allt som finns sparat om dig. Spara den inte på en telefon som andra använder.',
    extractFile: 'mina-uppgifter',
    extractFailed: 'Det gick inte att hämta just nu. Försök igen om en stund.',
    remove: 'Ta bort från den här telefonen',
    removeBody:
      'Kortet och inloggningen tas bort från telefonen. Dina timmar finns kvar hos projektkontoret.',
    unsent:
      'En incheckning är inte skickad än. Tar du bort nu försvinner den. Visa annars kortet för kursledaren.',
    removeAnyway: 'Ta bort ändå',
    lost: 'Tappat kortet, eller har någon annan fått din länk?',
    lostBody: ({ office }: { office: string }) =>
      `Ring ${office}. Det gamla kortet och länken spärras direkt, och du får ett nytt kort.`,
    call: ({ phone }: { phone: string }) => `Ring ${phone}`,
  },
  checkIn: {
    title: 'Checka in',
    typedTitle: 'Skriv koden från skärmen',
    typedLabel: 'De sex tecknen bredvid den stora koden',
    typedWrong: 'Koden har sex tecken. Titta på skärmen igen, den byts ofta.',
    camera: 'Eller rikta telefonens kamera mot den stora koden på skärmen.',
    go: 'Checka in',
    sending: 'Checkar in',
    who: 'Hej! Vem är du?',
    whoBody: 'Du behöver bara göra det här första gången på den här telefonen.',
    whoLabel: 'Koden på ditt deltagarkort',
    whoHint: 'Koden står under namnet på kortet, till exempel 7Q2M-K4TX.',
    whoWrong: 'Koden har åtta tecken. Titta på kortet igen.',
    photo: {
      take: 'Fota kortet i stället',
      reading: 'Läser bilden',
      nothing: 'Det gick inte att läsa någon kod i bilden. Fota kortet rakt framifrån, eller skriv koden.',
      otherCode: 'Det är en annan sorts kod. Fota deltagarkortet.',
    },
    noCard: 'Inget kort? Gå till kursledaren. Hen kan söka på ditt namn.',
    in: 'Du är incheckad',
    inOther: 'You are checked in',
    show: 'Visa skärmen för kursledaren om hen frågar.',
    sentLater: ({ time }: { time: string }) => `Räknas från kl. ${time}, då du läste koden.`,
    already: ({ time }: { time: string }) => `Du är redan incheckad, sedan kl. ${time}. Inget mer behövs.`,
    alreadyTitle: 'Redan incheckad',
    toHours: 'Visa mina timmar',
    other: 'Du är anmäld till ett annat tillfälle',
    otherHere: ({ session }: { session: string }) => `Koden du läste gäller: ${session}.`,
    otherThere: ({ session }: { session: string }) => `Du väntas på: ${session}.`,
    otherDecide: 'Är du här ändå avgör projektkontoret om timmarna räknas.',
    stay: 'Jag är här ändå',
    leave: 'Avbryt',
    again: 'Försök igen',
    askTrainer: 'Går det inte? Visa ditt kort för kursledaren.',
    left: 'Du är inte incheckad.',
    earlier: ({ session, time }: { session: string; time: string }) =>
      `Din tidigare kod är nu registrerad: ${session}, från kl. ${time}.`,
    earlierRefused: ({ day, reason }: { day: string; reason: string }) =>
      `En kod du läste ${day} gick inte att använda: ${reason}. Säg till kursledaren.`,
  },
  saved: {
    title: 'Telefonen har inget nät',
    body: 'Du är inte incheckad än. Visa din kod för kursledaren, så checkar hen in dig på plattan.',
    noCard: 'Du är inte incheckad än. Gå till kursledaren, hen kan söka på ditt namn.',
    tryingTitle: 'Vi försöker också skicka',
    trying:
      'Din incheckning är sparad i telefonen. Den skickas om nätet kommer tillbaka medan sidan är öppen.',
    again: 'Försök igen',
  },
} as const;

/** Every word a tablet or a phone shows, in Swedish. Its shape is the type the other languages must match. */
import { counted, plural } from './plural.ts';

const count = (n: number, one: string, other: string): string => counted('sv', n, one, other);

export const sv = {
  app: {
    name: 'Närvaro',
    demo: 'Demo · påhittade personer',
    demoLabel: 'Om uppgifterna',
    emblem: 'Medfinansieras av Europeiska unionen',
    emblemSlot: 'Plats för EU-emblemet',
    emblemShort: 'EU-emblem',
    pageTitle: ({ page }: { page: string }) => `${page} – Närvaro`,
  },
  nav: {
    main: 'Huvudmeny',
    skip: 'Hoppa till innehållet',
    today: 'I dag',
    tablet: 'Plattan',
    help: 'Hjälp',
    otherLanguage: 'English',
    menu: 'Meny',
    privacy: 'Personuppgifter',
    accessibility: 'Tillgänglighet',
    back: 'Tillbaka',
  },
  action: {
    accept: 'Ja',
    add: 'Lägg till',
    addPerson: 'Lägg till person',
    cancel: 'Avbryt',
    checkIn: 'Checka in',
    checkOut: 'Checka ut',
    choose: 'Välj',
    clear: 'Rensa',
    close: 'Stäng',
    confirm: 'Bekräfta',
    continue: 'Fortsätt',
    copy: 'Kopiera',
    done: 'Klart',
    download: 'Ladda ner',
    help: 'Visa hur',
    hide: 'Dölj',
    list: 'Lista',
    next: 'Nästa',
    print: 'Skriv ut',
    retry: 'Försök igen',
    save: 'Spara',
    searchName: 'Sök namn',
    selfCheckIn: 'Självincheckning',
    send: 'Skicka nu',
    show: 'Visa',
    signIn: 'Logga in',
    signOut: 'Logga ut',
    skip: 'Hoppa över',
    startCheckIn: 'Börja checka in',
    continueCheckIn: 'Fortsätt checka in',
    finish: 'Avsluta',
    undo: 'Ångra',
    updateNow: 'Byt nu',
    changing: 'Byter version',
  },
  ui: {
    required: 'måste fyllas i',
    optional: 'frivilligt',
    loading: 'Hämtar',
    errorSummary: ({ n }: { n: number }) => `Rätta ${count(n, 'uppgift', 'uppgifter')}`,
    clearSearch: 'Rensa sökningen',
    closeDialog: 'Stäng rutan',
    checkedInOf: ({ here, all }: { here: number; all: number }) => `${here} av ${all} incheckade`,
    registered: ({ n }: { n: number }) => count(n, 'anmäld', 'anmälda'),
    signedInAs: ({ name }: { name: string }) => `Inloggad som ${name}`,
    toDo: ({ n }: { n: number }) => `${n} att göra`,
    showsFor: ({ seconds }: { seconds: number }) => `Visas i ${count(seconds, 'sekund', 'sekunder')}`,
  },
  theme: {
    label: 'Utseende',
    light: 'Ljust',
    dark: 'Mörkt',
    follow: 'Följ plattan',
    contrast: 'Hög kontrast',
  },
  language: { label: 'Språk', sv: 'Svenska', en: 'English' },
  send: {
    label: 'Sändstatus',
    sent: { title: 'Allt är skickat', detail: ({ time }: { time: string }) => `Senast kl. ${time}` },
    offline: { title: 'Ingen uppkoppling just nu', detail: 'Du kan checka in som vanligt' },
    local: {
      title: ({ n }: { n: number }) =>
        `${count(n, 'incheckning sparad', 'incheckningar sparade')} på plattan`,
      detail: 'Skickas när du är uppkopplad',
    },
    sending: {
      title: ({ i, n }: { i: number; n: number }) => `Skickar ${i} av ${n}`,
      detail: 'Du kan fortsätta checka in',
    },
    server: {
      title: ({ n }: { n: number }) => `${n} ${plural('sv', n, 'sparad', 'sparade')} på plattan`,
      detail: ({ time }: { time: string }) => `Tjänsten svarar inte. Försöker igen ${time && `kl. ${time}`}`,
    },
    late: {
      title: ({ n, day }: { n: number; day: string }) =>
        `${count(n, 'incheckning', 'incheckningar')} väntar sedan ${day}`,
      detail: 'Koppla upp plattan i dag',
    },
    revoked: { title: 'Plattan är avstängd', detail: 'Det som redan är sparat skickas ändå' },
  },
  ready: {
    title: 'Plattan är redo',
    detail: 'Allt som behövs i dag finns här, även utan internet.',
  },
  scan: {
    idle: 'Håll koden i ringen',
    next: 'Nästa person kan hålla fram sin kod',
    in: ({ time }: { time: string }) => `Incheckad kl. ${time}`,
    inAnnounced: ({ name, here, all }: { name: string; here: number; all: number }) =>
      `${name} incheckad. ${here} av ${all}.`,
    already: ({ time }: { time: string }) => `Är redan incheckad. Kom kl. ${time}. Inget mer behövs.`,
    alreadyAnnounced: ({ name }: { name: string }) => `${name} är redan incheckad.`,
    unknown: 'Kortet finns inte på plattans lista. Fråga efter namnet.',
    other: ({ name, session }: { name: string; session: string }) =>
      `${name} är anmäld till ett annat tillfälle: ${session}.`,
    notOurs: 'Det är en annan sorts kod. Håll upp deltagarkortet.',
    blocked: 'Kortet är spärrat. Sök namnet i stället.',
    locked: 'Listan är låst. Projektkontoret kan göra en rättelse.',
    welcomeUnnamed: 'Välkommen!',
  },
  undo: { done: ({ name }: { name: string }) => `Ångrat. ${name} är inte incheckad.` },
  kiosk: {
    idle: 'Välkommen! Håll upp din kod.',
    in: ({ name }: { name: string }) => `Välkommen, ${name}. Du är incheckad.`,
    help: 'Gå till kursledaren. Det är inget fel på dig, kursledaren ordnar det.',
  },
  code: { note: 'De som använder egen telefon syns här när plattan är uppkopplad.' },
  phone: {
    in: 'Du är incheckad. Visa skärmen för kursledaren om hen frågar.',
    old: 'Koden har bytts. Rikta kameran mot skärmen igen.',
    offline: 'Du är inte incheckad än. Visa din kod för kursledaren.',
  },
  close: {
    missing: ({ n }: { n: number }) => `${count(n, 'person', 'personer')} saknas. Stämmer det?`,
    attest: 'Jag intygar att listan visar vilka som deltog och hur länge.',
    done: 'Klart. Koppla upp plattan senast i morgon och öppna Närvaro, så skickas allt.',
  },
  certify: { statement: 'Jag intygar att jag deltog på de tider som står här.' },
  privacy: {
    short:
      'Utbildningen betalas delvis av EU. Din tid är stadens del av kostnaden. Därför måste den kunna kontrolleras.',
  },
  failed: {
    title: 'Något gick fel på sidan',
    body: ({ code }: { code: string }) =>
      `Det som är sparat är kvar. Starta om Närvaro. Händer det igen: ring projektkontoret och läs upp ${code}.`,
    reload: 'Starta om Närvaro',
  },
  trouble: {
    camera: {
      title: 'Kameran är avstängd för Närvaro',
      detail: 'Öppna Inställningar, välj Närvaro och slå på Kamera. Tills dess kan du söka namn.',
    },
    cameraBusy: {
      title: 'Kameran svarar inte',
      detail: 'Stäng andra appar som använder kameran och försök igen.',
    },
    storage: {
      title: 'Plattan kan rensa appens minne',
      detail: 'Lägg Närvaro på hemskärmen och öppna den därifrån.',
    },
    clock: {
      title: ({ off }: { off: string }) => `Klockan går ${off} fel`,
      detail: 'Du kan checka in ändå. Ställ den rätt när du vill, med Närvaro öppet.',
    },
    roster: {
      title: ({ days }: { days: number }) => `Listan är ${count(days, 'dag', 'dagar')} gammal`,
      detail: 'Nya deltagare kan saknas.',
    },
    revoked: { title: 'Plattan är avstängd' },
    unknown: {
      title: 'Något gick fel',
      detail: ({ code }: { code: string }) =>
        `Incheckningarna är sparade. Läs upp ${code} för projektkontoret.`,
    },
    noPage: { title: 'Sidan finns inte', detail: 'Gå till startsidan och försök därifrån.' },
  },
} as const;

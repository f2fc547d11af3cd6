/** What people read about each problem the office's server can answer with, in Swedish. */
import type { ProblemCode } from '../../protocol/problems.ts';

export type ProblemWords = { readonly title: string; readonly action: string };

export const problemsSv: Readonly<Record<ProblemCode, ProblemWords>> = {
  'request/malformed': { title: 'Uppgifterna gick inte att läsa', action: 'Ladda om sidan och försök igen.' },
  'request/too-large': { title: 'Filen är för stor', action: 'Dela upp den i mindre filer och försök igen.' },
  'request/not-json': { title: 'Uppgifterna gick inte att läsa', action: 'Ladda om sidan och försök igen.' },
  'request/not-found': { title: 'Det finns inte längre', action: 'Gå tillbaka och ladda om sidan.' },
  'request/rate-limited': { title: 'Många försök på kort tid', action: 'Vänta en minut och försök igen.' },
  'request/cross-site': {
    title: 'Sidan öppnades från en annan plats',
    action: 'Öppna Närvaro direkt och försök igen.',
  },
  'server/defect': {
    title: 'Något gick fel hos tjänsten',
    action: 'Det du har sparat finns kvar. Försök igen om en stund.',
  },
  'server/unavailable': {
    title: 'Tjänsten svarar inte',
    action: 'Det du har sparat finns kvar. Försök igen om en stund.',
  },
  'sign-in/required': { title: 'Du är utloggad', action: 'Logga in igen.' },
  'sign-in/stale': { title: 'Lösenordet behövs igen', action: 'Skriv lösenordet och försök en gång till.' },
  'role/not-allowed': {
    title: 'Det här ingår inte i din roll',
    action: 'Be systemförvaltaren om du behöver kunna göra det.',
  },
  'sign-in/wrong': {
    title: 'Namnet eller lösenordet stämmer inte',
    action: 'Kontrollera båda och försök igen.',
  },
  'sign-in/setup-link-used': { title: 'Länken är redan använd', action: 'Be om en ny länk.' },
  'sign-in/password-weak': { title: 'Lösenordet är för lätt att gissa', action: 'Välj ett längre lösenord.' },
  'sign-in/name-taken': { title: 'Namnet används redan', action: 'Välj ett annat namn.' },
  'enrol/code-unknown': { title: 'Koden finns inte', action: 'Kontrollera tecknen, eller be om en ny.' },
  'enrol/code-used': { title: 'Koden gäller inte längre', action: 'Be om en ny.' },
  'enrol/key-invalid': {
    title: 'Plattans nyckel gick inte att läsa',
    action: 'Ladda om sidan och anslut igen.',
  },
  'device/sign-in-refused': {
    title: 'Plattan känns inte igen',
    action: 'Ring projektkontoret. Det som är sparat finns kvar.',
  },
  'device/revoked': { title: 'Plattan är avstängd', action: 'Det som redan är sparat skickas ändå.' },
  'sync/gap': {
    title: 'Några händelser saknas hos kontoret',
    action: 'Plattan skickar dem igen. Du behöver inte göra något.',
  },
  'sync/head-not-signed': {
    title: 'Kontoret kan inte bekräfta plattans logg',
    action: 'Ring projektkontoret. Det som är sparat finns kvar.',
  },
  'session/unknown': { title: 'Tillfället finns inte', action: 'Gå tillbaka till listan och välj igen.' },
  'link/unknown': {
    title: 'Kortet finns inte hos oss',
    action: 'Kontrollera koden på kortet. Fråga annars kursledaren.',
  },
  'link/blocked': {
    title: 'Kortet är spärrat',
    action: 'Det finns ett nytt kort åt dig. Fråga kursledaren eller projektkontoret.',
  },
  'code/unknown': { title: 'Det är inte en kod från oss', action: 'Rikta kameran mot skärmen igen.' },
  'code/old': { title: 'Koden har bytts', action: 'Rikta kameran mot skärmen igen.' },
  'code/early': {
    title: 'Plattans klocka går fel',
    action: 'Visa din kod för kursledaren, så checkar hen in dig.',
  },
  'code/not-now': {
    title: 'Tillfället pågår inte',
    action: 'Fråga kursledaren. Det är inget fel på dig.',
  },
  'account/unknown': { title: 'Kontot eller inbjudan finns inte kvar', action: 'Ladda om sidan och välj igen.' },
  'account/own': {
    title: 'Du kan inte ändra ditt eget konto',
    action: 'Be en annan systemförvaltare göra det.',
  },
  'account/last-system': {
    title: 'Någon måste kunna sköta kontona',
    action: 'Gör först någon annan till systemförvaltare.',
  },
  'trainer/unknown': { title: 'Kursledaren finns inte i planen', action: 'Ladda om sidan och välj igen.' },
  'planning/changed': {
    title: 'Planen har ändrats under tiden',
    action: 'Se över uppgifterna och spara igen.',
  },
  'planning/not-confirmed': {
    title: 'Något behöver bekräftas först',
    action: 'Läs vad ändringen innebär, kryssa i rutan och spara igen.',
  },
  'planning/month-locked': {
    title: 'Månaden är låst',
    action: 'Tillfället går inte att ändra. Gör en rättelse i granskningen i stället.',
  },
  'planning/unknown': {
    title: 'Något i planen finns inte längre',
    action: 'Ladda om sidan och välj igen.',
  },
  'planning/name-taken': {
    title: 'Det finns redan en lokal med det namnet',
    action: 'Välj ett annat namn, eller ändra lokalen som finns.',
  },
  'import/draft-gone': { title: 'Inläsningen finns inte kvar', action: 'Välj filen igen.' },
  'import/refused': {
    title: 'Filen gick inte att läsa',
    action: 'Spara den som Excel eller CSV och försök igen.',
  },
  'import/not-ready': {
    title: 'Filen läses fortfarande',
    action: 'Vänta tills den är klar och försök igen.',
  },
};

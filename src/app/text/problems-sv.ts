/** What people read about each problem the office's server can answer with, in Swedish. */
import type { ProblemCode } from '../../protocol/problems.ts';

export type ProblemWords = { readonly title: string; readonly action: string };

export const problemsSv: Readonly<Record<ProblemCode, ProblemWords>> = {
  'request/malformed': { title: 'Uppgifterna gick inte att läsa', action: 'Ladda om sidan och försök igen.' },
  'request/too-large': { title: 'Filen är för stor', action: 'Dela upp den i mindre filer och försök igen.' },
  'request/too-slow': {
    title: 'Nätet är för långsamt just nu',
    action: 'Det du har sparat finns kvar. Försök igen om en stund.',
  },
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
  'server/storage-full': {
    title: 'Tjänsten har slut på plats',
    action: 'Det du har sparat finns kvar. Säg till projektkontoret att disken är full.',
  },
  'sign-in/required': { title: 'Du är utloggad', action: 'Logga in igen.' },
  'sign-in/stale': { title: 'Lösenordet behövs igen', action: 'Skriv lösenordet och försök en gång till.' },
  'bundle/no-verifier': {
    title: 'Kontrollprogrammet saknas',
    action: 'Bygg appen med npm run build. Sedan går det att göra paketet.',
  },
  'role/not-allowed': {
    title: 'Det här ingår inte i din roll',
    action: 'Be systemförvaltaren om du behöver kunna göra det.',
  },
  'sign-in/wrong': {
    title: 'Namnet eller lösenordet stämmer inte',
    action: 'Kontrollera båda och försök igen.',
  },
  'sign-in/factor-needed': { title: 'Ett steg är kvar', action: 'Visa att det är du, så är du inne.' },
  'sign-in/factor-missing': { title: 'Ett steg är kvar', action: 'Välj ett andra steg, så är du inne.' },
  'sign-in/code-wrong': {
    title: 'Koden stämmer inte',
    action: 'Vänta på nästa kod i appen och försök igen.',
  },
  'sign-in/passkey-refused': {
    title: 'Passkeyn gick inte att använda',
    action: 'Försök igen, eller välj ett annat sätt.',
  },
  'sign-in/last-factor': {
    title: 'Du behöver ha ett andra steg kvar',
    action: 'Lägg till ett nytt först. Ta sedan bort det här.',
  },
  'sign-in/password-off': {
    title: 'Här loggar ingen in med lösenord',
    action: 'Använd stadens inloggning eller en passkey.',
  },
  'sign-on/unreachable': {
    title: 'Stadens inloggning svarar inte',
    action: 'Vänta en stund och försök igen, eller välj ett annat sätt.',
  },
  'sign-on/refused': {
    title: 'Inloggningen gick inte igenom',
    action: 'Börja om från inloggningssidan.',
  },
  'sign-on/not-invited': {
    title: 'Du är inte inbjuden till projektkontoret',
    action: 'Be systemförvaltaren om en inbjudan.',
  },
  'sign-on/taken': {
    title: 'Ett annat konto hör redan till dig hos staden',
    action: 'Logga in med det kontot.',
  },
  'account/no-password': {
    title: 'Kontot har inget lösenord',
    action: 'Personen loggar in hos staden.',
  },
  'account/second-person': {
    title: 'Någon annan behöver göra det här',
    action: 'Be en annan systemförvaltare godkänna.',
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
  'device/too-old': {
    title: 'Appen behöver uppdateras',
    action: 'Checka in som vanligt. Anslut plattan till nätet och byt till den nya versionen.',
  },
  'sync/gap': {
    title: 'Några händelser saknas hos kontoret',
    action: 'Plattan skickar dem igen. Du behöver inte göra något.',
  },
  'sync/aside-full': {
    title: 'Mycket från plattan väntar på granskning',
    action: 'Det du har sparat finns kvar. Be projektkontoret granska det som väntar.',
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
  'link/needed': {
    title: 'Öppna din egen sida först',
    action: 'Läs av koden på ditt deltagarkort med telefonens kamera.',
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
  'participant/unknown': { title: 'Personen finns inte kvar', action: 'Ladda om sidan och välj igen.' },
  'protection/already': { title: 'Personen har redan skydd', action: 'Ladda om sidan.' },
  'protection/alias-telling': {
    title: 'Visningsnamnet säger för mycket',
    action: 'Välj ett namn utan nummer som inte är personens eget.',
  },
  'protection/alias-taken': {
    title: 'Någon i gruppen har redan det visningsnamnet',
    action: 'Välj ett annat, eller låt oss välja.',
  },
  'protection/no-name': { title: 'Inget namn är sparat', action: 'Skriv namnet som ska visas.' },
  'account/unknown': {
    title: 'Kontot eller inbjudan finns inte kvar',
    action: 'Ladda om sidan och välj igen.',
  },
  'account/own': {
    title: 'Du kan inte ändra ditt eget konto',
    action: 'Be en annan systemförvaltare göra det.',
  },
  'account/last-system': {
    title: 'Någon måste kunna sköta kontona',
    action: 'Gör först någon annan till systemförvaltare.',
  },
  'review/changed': {
    title: 'Något har ändrats sedan sidan visades',
    action: 'Läs om sidan och besluta igen. Inget är sparat.',
  },
  'review/not-ready': {
    title: 'Det finns beslut kvar',
    action: 'Ta de beslut som är kvar och försök igen.',
  },
  'review/times': {
    title: 'Tiderna går inte ihop',
    action: 'Kontrollera att de ligger samma dag och i ordning.',
  },
  'text/identity-number': {
    title: 'Skriv inte personnummer här',
    action: 'Ta bort numret och spara igen.',
  },
  'certify/changed': {
    title: 'Tiderna har ändrats sedan sidan visades',
    action: 'Läs de nya tiderna och intyga dem. Inget är intygat än.',
  },
  'month/changed': {
    title: 'Månaden har ändrats sedan sidan visades',
    action: 'Läs siffrorna igen innan du godkänner. Inget är låst.',
  },
  'month/not-ready': {
    title: 'Månaden går inte att låsa än',
    action: 'Se vad som är kvar i listan och gör det först.',
  },
  'month/not-locked': {
    title: 'Månaden är inte låst',
    action: 'Godkänn och lås den först.',
  },
  'month/order': {
    title: 'Månaderna skickas i ordning',
    action: 'Skicka den tidigare månaden först.',
  },
  'report/protected-code-missing': {
    title: 'SCB:s kod för en man med skyddade uppgifter saknas',
    action: 'Fråga SCB efter koden och skriv in den under Kolumner och uppgifter till SCB.',
  },
  'report/number-missing': {
    title: 'Någon i filen saknar personnummer',
    action: 'Ta in deltagarlistan igen med personnumret och gör sedan filen.',
  },
  'policy/locked-month': {
    title: 'Dagen ligger i en låst månad',
    action: 'Välj en dag efter den senast låsta månaden.',
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
  'people/unknown': {
    title: 'Personen eller gruppen finns inte',
    action: 'Gå tillbaka till listan och välj igen.',
  },
  'people/merged': {
    title: 'Posten är sammanslagen med en annan',
    action: 'Öppna den post som finns kvar och fortsätt där.',
  },
  'people/has-left': {
    title: 'Personen har slutat i programmet',
    action: 'Ta tillbaka slutdatumet först, om det är fel.',
  },
  'people/has-place': {
    title: 'Personen har redan en plats',
    action: 'Byt grupp på personens sida i stället.',
  },
  'people/other-track': {
    title: 'Gruppen har ett annat spår',
    action: 'Välj en grupp för samma spår, medarbetare eller chef.',
  },
  'people/same-cohort': {
    title: 'Personen är redan i den gruppen då',
    action: 'Välj en annan grupp eller ett annat datum.',
  },
  'people/day-wrong': {
    title: 'Datumet stämmer inte',
    action: 'Välj en dag som finns, högst två år framåt.',
  },
  'people/was-there-later': {
    title: 'Personen var på ett tillfälle senare än så',
    action: 'Välj den dagen eller en senare som sista dag.',
  },
  'people/no-place': {
    title: 'Gruppen är full',
    action: 'Ändra antalet platser, eller välj en annan grupp.',
  },
  'people/list-changed': {
    title: 'Reservlistan har ändrats',
    action: 'Ladda om sidan och se vem som står först.',
  },
  'people/merge-unsafe': {
    title: 'Posterna kan vara två olika personer',
    action: 'Be någon med rollen skyddshandläggare att avgöra.',
  },
  'people/merge-other-way': {
    title: 'Den andra posten behöver vara den som finns kvar',
    action: 'Byt vilken post som ska behållas.',
  },
  'letters/no-server': {
    title: 'Ingen e-postserver är inställd',
    action: 'Spara en fil för brevutskick i stället.',
  },
  'letters/address-wrong': {
    title: 'Adressen går inte att skicka till',
    action: 'Kontrollera e-postadressen. Skriv bara en.',
  },
  'figures/being-made': {
    title: 'Siffrorna räknas fram',
    action:
      'Det sker första gången och efter stora ändringar. Försök igen om en stund. Incheckning går som vanligt.',
  },
  'figures/month-unknown': {
    title: 'Det finns inga siffror för den månaden',
    action: 'Välj en annan månad.',
  },
  'figures/unit-unknown': {
    title: 'Det finns ingen att visa där',
    action: 'Välj en annan förvaltning eller arbetsplats.',
  },
  'rescue/refused': {
    title: 'Det är ingen räddningsfil som går att läsa',
    action: 'Spara filen igen på plattan och välj den nya.',
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

/**
 * The notice and the accessibility statement, in Swedish. What is not confirmed by the project says so. A change in
 * what the notice says means a new version in domain/notice.ts.
 */
export const publicSv = {
  back: 'Till mina sidor',
  privacy: {
    title: 'Så behandlar vi dina uppgifter',
    version: ({ version }: { version: string }) => `Version ${version}`,
    sections: {
      why: 'Varför vi antecknar din tid',
      whyBody:
        'Utbildningen betalas delvis av Europeiska socialfonden (ESF). Din arbetstid på utbildningen är stadens del av kostnaden. Därför måste det gå att visa vem som deltog, när och hur länge. Uppgifterna används också för statistik hos SCB och för att följa upp programmet.',
      who: 'Vem som ansvarar',
      whoBody:
        'Stockholms stad, genom projektkontoret för utbildningsprogrammet. Kursledaren, projektkontoret eller din chef svarar på frågor. Vem som är personuppgiftsansvarig nämnd och vilken rättslig grund som gäller ska bekräftas av projektägaren och skrivs in här.',
      what: 'Vad som sparas',
      whatBody:
        'Ditt namn eller det visningsnamn du har kommit överens om, din e-postadress om vi har fått den, din förvaltning, arbetsplats, grupp och roll. När du checkade in och ut, på vilket sätt och på vilken platta. Vad du har intygat, och det du skriver till oss om dina timmar. Ditt personnummer finns krypterat för sig och används i rapporten till SCB. Vi sparar inga bilder från kameran.',
      where: 'Var det sparas',
      whereBody:
        'Hos projektkontoret. Kursledarens platta har namnen för sina egna tillfällen under några veckor, krypterade, och kan inte läsa något personnummer. På din egen telefon sparas ditt kort och koder som inte har hunnit skickas. Du tar bort dem under Mina uppgifter.',
      see: 'Vem som ser det',
      seeBody:
        'Du ser dina egna timmar. Kursledaren ser namnen på sina tillfällen. På projektkontoret har var och en en roll och ser bara det som behövs för den. När någon tar fram rapporten med personnummer, ett skyddat namn eller ett utdrag om dig skrivs det i en logg. Förvaltningen, ESF-rådet, SCB och revisorer får det de har rätt till. Din chef kan få veta hur långt du har kommit. Den som utvärderar får uppgifter utan namn.',
      hidden: 'Skyddade personuppgifter',
      hiddenBody:
        'Har du skyddade personuppgifter finns varken namn eller arbetsplats på någon platta, lista eller utskrift. Där står bara det visningsnamn du har valt. Ingenting visar att uppgifterna är skyddade. Finns ditt namn sparat är det krypterat, och bara en särskild handläggare kan se det.',
      long: 'Hur länge',
      longBody:
        'Så länge EU:s regler om redovisning kräver. Sista dagen bestäms av projektägaren och skrivs in här när den är bestämd. Sedan gallras namn, adresser, personnummer, kort och det du har skrivit. Händelser och timmar blir kvar utan namn. Uppgifter i loggen rättas genom tillägg.',
      rights: 'Dina rättigheter',
      rightsBody:
        'Du kan hämta allt som finns om dig under Mina uppgifter, eller be projektkontoret om ett utdrag. Du kan få fel rättade, säga att timmarna inte stämmer och invända. Vänd dig till projektkontoret. Du kan också klaga hos Integritetsskyddsmyndigheten, imy.se.',
      cookies: 'Kakor',
      cookiesBody:
        'Sidan använder bara de kakor som behövs för att veta vems telefon det är. Inget följer dig på andra sidor och ingenting hämtas från andra företag.',
    },
  },
  accessibility: {
    title: 'Tillgänglighet för Närvaro',
    intro:
      'Stockholms stad ska se till att alla kan använda Närvaro. Här står hur väl appen följer lagen om tillgänglighet till digital offentlig service, vad som brister och hur du säger till.',
    sections: {
      how: 'Hur tillgänglig är appen?',
      howBody:
        'Appen är byggd för att följa WCAG 2.2 på nivå AA och EN 301 549. Den är delvis förenlig med kraven, eftersom den inte är prövad fullt ut.',
      tested: 'Så har vi prövat',
      testedBody:
        'Varje sida och tillstånd prövas automatiskt med axe i ljust, mörkt och hög kontrast, på svenska och engelska. Automatiska prov visar också att sidorna fungerar med bara tangentbord, med dubbelt så stor text och på en skärm som är 320 bildpunkter bred. Bedömningen är utvecklarnas egen.',
      lacks: 'Det här brister eller är inte prövat',
      lackReaders:
        'Ingen har ännu prövat appen med VoiceOver, TalkBack eller NVDA tillsammans med dem som är vana vid dem.',
      lackDevices:
        'Appen är inte prövad på riktiga iPad- och Android-plattor, bara i tre webbläsare på dator.',
      lackCamera:
        'Att hålla upp en kod framför en kamera är svårt för en del. Kursledaren kan alltid söka på namnet i stället.',
      lackTime:
        'Koden på skärmen byts var trettionde sekund. Den gamla gäller en minut till, och kursledaren kan checka in dig på andra sätt.',
      lackLanguages:
        'Hälsningen på fler språk än svenska och engelska är inte granskad av någon som har språket som modersmål.',
      lackPrint: 'Utskrivna kort har inte prövats för den som inte ser. Koden kan läsas upp av kursledaren.',
      tell: 'Säg till om något inte fungerar',
      tellBody:
        'Säg till kursledaren eller ring projektkontoret. Numret finns under Mina uppgifter på telefonen och under Hjälp på plattan. Vi svarar så snart vi kan.',
      authority: 'Tillsyn',
      authorityBody:
        'Myndigheten för digital förvaltning (DIGG) ansvarar för tillsynen. Är du inte nöjd med hur vi svarar kan du anmäla det på digg.se.',
      date: 'Redogörelsen bedömdes senast den 22 november 2026.',
      licences: 'Licenser för program av andra som ingår i Närvaro',
    },
  },
} as const;

/** The words of a locked tablet, in Swedish. */
export const lockSv = {
  title: 'Plattan är låst',
  why: 'Ingen har använt plattan på en stund, så namnen är dolda. Det som är sparat skickas ändå.',
  label: 'Din kod som kursledare',
  unlock: 'Lås upp',
  scan: 'Skanna kort',
  scanDetail: 'Deltagarna checkar in själva. Namnen visas inte, och listan är låst tills du skriver din kod.',
  forgotten: ({ office, phone }: { office: string; phone: string }) =>
    `Glömt koden? Ring ${office}, ${phone}. De kan ge dig en ny.`,
  after: 'Lås plattan när ingen har använt den på',
  choice: { '5': '5 min', '10': '10 min', '30': '30 min', off: 'Aldrig' },
  noCodes: 'Plattan låser sig inte förrän en kursledare på den har fått en kod av projektkontoret.',
} as const;

/** The two languages of the interface. Swedish comes first and is what a device starts with. */
export type Language = 'sv' | 'en';

export const isLanguage = (value: unknown): value is Language => value === 'sv' || value === 'en';

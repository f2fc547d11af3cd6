/** A participant's whole name; somebody who goes by an alias has nothing but that. */
export const fullName = ({ given, family }: { readonly given: string; readonly family: string }): string =>
  `${given} ${family}`.trim();

/** Why a certificate or its key cannot be used, in Swedish and English. */

export type TlsProblem = {
  readonly kind: 'tls';
  readonly fault:
    | { readonly kind: 'unreadable'; readonly file: string }
    | { readonly kind: 'not-a-certificate'; readonly file: string }
    | { readonly kind: 'not-a-key'; readonly file: string }
    | { readonly kind: 'broken-chain'; readonly file: string }
    | { readonly kind: 'other-key' }
    | { readonly kind: 'too-weak' }
    | { readonly kind: 'not-taken' }
    | { readonly kind: 'expired'; readonly day: string }
    | { readonly kind: 'not-yet'; readonly day: string }
    | { readonly kind: 'other-name'; readonly host: string };
};

/** What is wrong and what to do, first in Swedish, then in English. */
export const tlsLines = ({ fault }: TlsProblem): readonly string[] => {
  switch (fault.kind) {
    case 'unreadable':
      return [
        `Filen ${fault.file} går inte att läsa. Kontrollera sökvägen, och att kontot som startar Närvaro får läsa den.`,
        `The file ${fault.file} cannot be read. Check the path, and that the account that starts Närvaro may read it.`,
      ];
    case 'not-a-certificate':
      return [
        `Filen ${fault.file} är inget certifikat. Den ska vara PEM och börja med BEGIN CERTIFICATE.`,
        `The file ${fault.file} is not a certificate. It must be PEM and begin with BEGIN CERTIFICATE.`,
      ];
    case 'not-a-key':
      return [
        `Filen ${fault.file} är ingen privat nyckel utan lösenord. Den ska vara PEM och börja med BEGIN PRIVATE KEY.`,
        `The file ${fault.file} is not a private key without a password. It must be PEM and begin with BEGIN PRIVATE KEY.`,
      ];
    case 'broken-chain':
      return [
        `Filen ${fault.file} är inte hel. Alla certifikat i kedjan ska sluta med END CERTIFICATE. Lägg dit hela filen igen.`,
        `The file ${fault.file} is not whole. Every certificate in the chain must end with END CERTIFICATE. Put the whole file there again.`,
      ];
    case 'too-weak':
      return [
        'Certifikatet eller nyckeln är för svag eller av en sort som inte kan användas. Skaffa ett med RSA 2048 eller ECDSA P-256.',
        'The certificate or the key is too weak, or of a kind that cannot be used. Get one with RSA 2048 or ECDSA P-256.',
      ];
    case 'not-taken':
      return [
        'Certifikatet gick inte att börja använda. Det förra används. Kontrollera filerna och försök igen.',
        'The certificate could not be taken into use. The one before is in use. Check the files and try again.',
      ];
    case 'other-key':
      return [
        'NARVARO_TLS_KEY är en annan nyckel än certifikatets i NARVARO_TLS_CERT. Peka ut de två som hör ihop.',
        'NARVARO_TLS_KEY is another key than that of the certificate in NARVARO_TLS_CERT. Point out the two that belong together.',
      ];
    case 'expired':
      return [
        `Certifikatet gick ut ${fault.day}. Förnya det och starta igen.`,
        `The certificate expired on ${fault.day}. Renew it and start again.`,
      ];
    case 'not-yet':
      return [
        `Certifikatet gäller först från ${fault.day}. Kontrollera datorns klocka, eller vänta.`,
        `The certificate is not valid until ${fault.day}. Check the computer’s clock, or wait.`,
      ];
    case 'other-name':
      return [
        `Certifikatet gäller inte för ${fault.host}, som står i NARVARO_URL. Skaffa ett som gör det.`,
        `The certificate is not for ${fault.host}, which is in NARVARO_URL. Get one that is.`,
      ];
  }
};

/** What there is to know about the city's own sign-in service before it is asked anything (AUTH-8). */

/** Where people sign in instead, and how. */
export type SignOnSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says: the service's name as people know it. */
  readonly name: string;
  /** The acr or amr by which the service says that two factors were shown; otherwise ours is asked for. */
  readonly twoFactors: string | undefined;
  /** Nobody signs in with a password here. */
  readonly isOnlyWay: boolean;
};

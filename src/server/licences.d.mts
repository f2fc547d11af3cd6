/** The packages whose code is in the built files. */
export declare const bundledIn: (folder: string) => readonly string[];
/** The text of `licenser.txt`; throws for a package without a licence text. */
export declare const licencesOf: (folder: string) => string;

/** Tables of people's places, moves, endings and letters. */
export type PeopleSchema = Record<never, never>;

/** What self check-in says for each face, in the visitor's own language: the same words for eye and ear. */
import { certifyTexts } from '../../text/certify-text.ts';
import { formatTime, formatTimeRange } from '../../text/format.ts';
import type { Greeting } from '../../text/greetings.ts';
import { hoursOf } from '../certify-offer.ts';
import type { KioskFace, LeavingFace } from './kiosk-face.ts';

export type FaceWords = {
  /** Before the name, or the whole title where there is none. */
  readonly title: string;
  readonly name: string | undefined;
  readonly message: string;
  readonly detail: string | undefined;
  readonly said: string;
};

/** 08.24, or 08:24 where the language writes it so. */
export const visitorTime = ({ rest, timeMark }: Greeting, at: number): string =>
  formatTime(rest, at).replace('.', timeMark);

const sayAll = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

/** Whoever leaves is spoken to in one of the app's own two languages: what is certified must not be misread. */
export const leavingTitle = (face: LeavingFace, { rest }: Greeting): string => {
  const { tablet, time } = certifyTexts[rest];
  const { name } = face;
  switch (face.kind) {
    case 'left':
      return name === undefined ? tablet.goodbye : tablet.goodbyeName({ name });
    case 'certify':
      return name === undefined ? tablet.title : tablet.titleOf({ name });
    case 'certified':
      return tablet.done({ time: time(hoursOf(face.minutes)) });
  }
};

/** What somebody is asked to certify, for the ear. */
const offered = (
  { offer: { counted, minutes } }: Extract<LeavingFace, { kind: 'certify' }>,
  { rest }: Greeting,
): readonly string[] => {
  const { page, tablet, time } = certifyTexts[rest];
  const spans = counted.map(({ from, to }) => formatTimeRange(rest, from, to)).join(` ${page.and} `);
  return [tablet.were({ spans }), tablet.sum({ time: time(hoursOf(minutes)) })];
};

/** The words of a face. */
export const faceWords = (face: KioskFace, greeting: Greeting): FaceWords => {
  const { words } = greeting;
  switch (face.kind) {
    case 'welcome': {
      const { name } = face;
      const title = name === undefined ? words.welcome : words.welcomeTo;
      const spoken = name === undefined ? undefined : `${name}.`;
      return {
        title,
        name,
        message: words.checkedIn,
        detail: undefined,
        said: sayAll(title, spoken, words.checkedIn),
      };
    }
    case 'already': {
      const { name } = face;
      const detail = words.alreadySince({ time: visitorTime(greeting, face.since) });
      const spoken = name === undefined ? undefined : `${name}.`;
      return {
        title: '',
        name,
        message: words.already,
        detail,
        said: sayAll(spoken, words.already, detail),
      };
    }
    case 'left':
    case 'certify':
    case 'certified': {
      const title = leavingTitle(face, greeting);
      const said = face.kind === 'certify' ? sayAll(`${title}.`, ...offered(face, greeting)) : title;
      return { title, name: undefined, message: '', detail: undefined, said };
    }
    case 'help':
      return {
        title: words.seeTrainer,
        name: undefined,
        message: words.trainerHelps,
        detail: undefined,
        said: sayAll(`${words.seeTrainer}.`, words.trainerHelps),
      };
  }
};

/** What is said while nobody is there. */
export const idleSaid = ({ words }: Greeting): string => sayAll(words.welcome, words.holdUp);

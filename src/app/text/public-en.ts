/** The notice and the accessibility statement, in English. */
import type { PublicText } from './public-text.ts';

export const publicEn: PublicText = {
  back: 'To my pages',
  privacy: {
    title: 'How we handle your data',
    version: ({ version }) => `Version ${version}`,
    sections: {
      why: 'Why we record your time',
      whyBody:
        'The training is partly paid for by the European Social Fund (ESF). Your working time at the training is the city’s share of the cost. It must therefore be possible to show who took part, when and for how long. The data is also used for statistics at Statistics Sweden (SCB) and to follow up the programme.',
      who: 'Who is responsible',
      whoBody:
        'The City of Stockholm, through the project office of the training programme. The trainer, the project office or your manager can answer questions. Which committee is the controller and which legal basis applies is to be confirmed by the project owner and will be written here.',
      what: 'What is kept',
      whatBody:
        'Your name or the display name you have agreed, your e-mail address if we have been given it, your administration, workplace, group and role. When you checked in and out, how, and on which tablet. What you have certified, and what you write to us about your hours. Your personal identity number is kept apart, encrypted, and used in the report to SCB. We keep no pictures from the camera.',
      where: 'Where it is kept',
      whereBody:
        'At the project office. The trainer’s tablet has the names for its own sessions for a few weeks, encrypted, and can read no personal identity number. Your own phone keeps your card and codes that have not yet been sent. You remove them under My details.',
      see: 'Who sees it',
      seeBody:
        'You see your own hours. The trainer sees the names at their sessions. At the project office each person has a role and sees only what it needs. When somebody takes out the report with identity numbers, a protected name or an extract about you, it is written in a log. Your administration, the ESF Council, SCB and auditors get what they have a right to. Your manager can be told how far you have come. Whoever evaluates the programme gets data without names.',
      hidden: 'Protected identity',
      hiddenBody:
        'If your identity is protected, neither name nor workplace is on any tablet, list or print. Only the display name you have chosen is there. Nothing shows that the identity is protected. If your name is kept it is encrypted, and only a special handler can see it.',
      long: 'How long',
      longBody:
        'As long as EU rules on accounting require. The last day is decided by the project owner and will be written here when it is. After that, names, addresses, identity numbers, cards and what you have written are disposed of. Events and hours stay without names. What is in the log is corrected by additions.',
      rights: 'Your rights',
      rightsBody:
        'You can get everything that is kept about you under My details, or ask the project office for an extract. You can have mistakes corrected, say that the hours are wrong, and object. Turn to the project office. You can also complain to the Swedish Authority for Privacy Protection, imy.se.',
      cookies: 'Cookies',
      cookiesBody:
        'The page uses only the cookies needed to know whose phone it is. Nothing follows you to other sites and nothing is loaded from other companies.',
    },
  },
  accessibility: {
    title: 'Accessibility of Närvaro',
    intro:
      'The City of Stockholm is to see that everybody can use Närvaro. This page says how well the app meets the Swedish act on accessibility of digital public services, what is lacking, and how you tell us.',
    sections: {
      how: 'How accessible is the app?',
      howBody:
        'The app is built to meet WCAG 2.2 at level AA and EN 301 549. It partly meets the requirements, because it has not been fully tried.',
      tested: 'How we have tested',
      testedBody:
        'Every page and state is tested automatically with axe in light, dark and high contrast, in Swedish and English. Automatic tests also show that the pages work by keyboard alone, with text twice as large, and on a screen 320 pixels wide. The assessment is the developers’ own.',
      lacks: 'What is lacking or not tried',
      lackReaders:
        'Nobody has yet tried the app with VoiceOver, TalkBack or NVDA together with experienced users.',
      lackDevices:
        'The app has not been tried on real iPads and Android tablets, only in three browsers on a computer.',
      lackCamera:
        'Holding up a code in front of a camera is hard for some. The trainer can always search for the name instead.',
      lackTime:
        'The code on the screen changes every thirty seconds. The old one is good for another minute, and the trainer can check you in in other ways.',
      lackLanguages:
        'The greeting in other languages than Swedish and English has not been reviewed by native speakers.',
      lackPrint:
        'Printed cards have not been tried by people who do not see. The trainer can read the code out.',
      tell: 'Tell us if something does not work',
      tellBody:
        'Tell the trainer or call the project office. The number is under My details on the phone and under Help on the tablet. We answer as soon as we can.',
      authority: 'Supervision',
      authorityBody:
        'The Agency for Digital Government (DIGG) is responsible for supervision. If you are not satisfied with our answer you can report it at digg.se.',
      date: 'The statement was last assessed on 22 November 2026.',
      licences: 'Licences of software by others in Närvaro',
    },
  },
};

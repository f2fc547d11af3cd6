/**
 * The demo programme's fixed shape: how many in which unit, in what order the districts take part, what is taught.
 * The totals are the programme's own (1 000 employees in 50 cohorts, 140 managers in 7); how they fall on districts
 * is invented. Offsets are days after the first day of the programme.
 */
import type { UnitKey } from '../../domain/programme.ts';

export type UnitPlan = {
  readonly unit: UnitKey;
  readonly employees: number;
  readonly cohorts: number;
  /** Districts take part a few at a time. */
  readonly wave: 1 | 2 | 3 | 4;
  /** When the unit's first cohort starts; `null` if the unit is in the middle of its series today (DEMO-7). */
  readonly start: number | null;
  /** How many days after one cohort the next one starts. */
  readonly stagger: number;
  readonly rooms: readonly string[];
};

export const unitPlans: readonly UnitPlan[] = [
  {
    unit: 'bromma',
    employees: 64,
    cohorts: 3,
    wave: 4,
    start: 730,
    stagger: 15,
    rooms: ['sal Linden', 'sal Viken'],
  },
  {
    unit: 'enskede-arsta-vantor',
    employees: 121,
    cohorts: 6,
    wave: 2,
    start: 300,
    stagger: 11,
    rooms: ['sal Rönnen', 'sal Ängen'],
  },
  {
    unit: 'farsta',
    employees: 101,
    cohorts: 5,
    wave: 1,
    start: null,
    stagger: 9,
    rooms: ['sal Eken', 'sal Björken', 'sal Magelungen'],
  },
  {
    unit: 'hagersten-alvsjo',
    employees: 112,
    cohorts: 6,
    wave: 3,
    start: 500,
    stagger: 11,
    rooms: ['sal Hasseln', 'sal Sjön'],
  },
  {
    unit: 'hasselby-vallingby',
    employees: 83,
    cohorts: 4,
    wave: 1,
    start: 66,
    stagger: 10,
    rooms: ['sal Almen', 'sal Grimsta'],
  },
  {
    unit: 'jarva',
    employees: 118,
    cohorts: 6,
    wave: 1,
    start: null,
    stagger: 9,
    rooms: ['sal Granen', 'sal Igelbäcken', 'sal Asken'],
  },
  {
    unit: 'kungsholmen',
    employees: 57,
    cohorts: 3,
    wave: 2,
    start: 320,
    stagger: 13,
    rooms: ['sal Poppeln', 'sal Kajen'],
  },
  {
    unit: 'norra-innerstaden',
    employees: 83,
    cohorts: 4,
    wave: 4,
    start: 735,
    stagger: 14,
    rooms: ['sal Lönnen', 'sal Brunnen'],
  },
  {
    unit: 'skarpnack',
    employees: 59,
    cohorts: 3,
    wave: 2,
    start: 305,
    stagger: 14,
    rooms: ['sal Tallen', 'sal Flaten'],
  },
  {
    unit: 'skarholmen',
    employees: 62,
    cohorts: 3,
    wave: 1,
    start: 60,
    stagger: 12,
    rooms: ['sal Häggen', 'sal Fjärden'],
  },
  {
    unit: 'sodermalm',
    employees: 97,
    cohorts: 5,
    wave: 3,
    start: 505,
    stagger: 12,
    rooms: ['sal Kastanjen', 'sal Utsikten'],
  },
  {
    unit: 'socialforvaltningen',
    employees: 31,
    cohorts: 2,
    wave: 4,
    start: 740,
    stagger: 16,
    rooms: ['sal Videt', 'sal Öppningen'],
  },
  {
    unit: 'aldreforvaltningen',
    employees: 12,
    cohorts: 0,
    wave: 4,
    start: 740,
    stagger: 0,
    rooms: ['sal Enen'],
  },
];

export const managerCount = 140;
/** When each of the seven manager cohorts starts: before the employees of the units its people lead. */
export const managerStarts: readonly number[] = [7, 14, 21, 250, 268, 440, 660];

/** Days between a cohort's sessions, so that six fit within a year also when July is in the way. */
export const sessionInterval = 52;
export const sessionsPerCohort = 6;
export const keyPersonCount = 80;
export const womenShare = 0.78;
export const protectedCount = 11;
/** People who asked for an alias without having a protected identity: an alias must tell nothing (PRIV-3). */
export const otherAliasCount = 9;

/** Two workplaces of one kind in a unit are told apart by a number. */
export const districtWorkplaces: readonly string[] = [
  'Mottagningsenheten',
  'Barn och unga',
  'Ekonomiskt bistånd',
  'Vuxenenheten',
  'Familjebehandling',
  'Biståndsenheten äldre',
  'Socialpsykiatri',
  'Stöd och behandling',
];
export const centralWorkplaces: readonly string[] = [
  'Socialjouren',
  'Utveckling och kvalitet',
  'Boende och stöd',
];

export const employeeSeries: readonly (readonly string[])[] = [
  [
    'Ny socialtjänstlag – förebygga tidigt',
    'Motiverande samtal, del 1',
    'Motiverande samtal, del 2',
    'Våld i nära relationer – fråga och agera',
    'Barnets bästa i utredningen',
    'Dokumentation som går att läsa',
  ],
  [
    'Ny socialtjänstlag – förebygga tidigt',
    'Samtal genom tolk',
    'Skadligt bruk och beroende – stöd i tid',
    'Våld i nära relationer – fråga och agera',
    'Samordnad individuell plan i praktiken',
    'Dokumentation som går att läsa',
  ],
  [
    'Ny socialtjänstlag – förebygga tidigt',
    'Motiverande samtal, del 1',
    'Motiverande samtal, del 2',
    'Suicidprevention i vardagen',
    'Hedersrelaterat våld och förtryck',
    'Delaktighet för den som söker stöd',
  ],
];

export const managerSeries: readonly string[] = [
  'Leda i förändring',
  'Ny socialtjänstlag – chefens ansvar',
  'Leda lärande på arbetsplatsen',
  'Systematisk uppföljning',
  'Hot och våld – förebygga och ta hand om',
  'Hållbart arbetsliv i socialtjänsten',
];

export const lectureTitles: readonly string[] = [
  'Vad den nya lagen betyder för vardagen',
  'Barns röster i socialtjänsten',
  'Forskning om tidiga insatser',
  'Likvärdigt bemötande i hela staden',
  'Digital utsatthet hos unga',
  'Välfärdsteknik med människan i centrum',
  'Ekonomisk utsatthet och vägar ut',
  'Sekretess och samverkan',
  'Återhämtning i ett krävande arbete',
  'Från kunskap till arbetssätt',
];

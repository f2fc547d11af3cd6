/** Everything about people's places and letters. */
import type { Endpoint } from '../http/endpoint.ts';
import { fillPlace, listPlaces, setCohortSize } from './cohort-places.ts';
import { giveAddress, listLetters, saveLinkFile, sendLinks } from './letters.ts';
import { keepApart, listDoubles, mergePeople } from './merge-people.ts';
import { leavePerson, movePerson, returnPerson } from './move-person.ts';
import { addReserve, orderReserve, removeReserve } from './reserve-lists.ts';
import { showPerson } from './show-person.ts';

export const peopleEndpoints: readonly Endpoint[] = [
  listDoubles,
  mergePeople,
  keepApart,
  movePerson,
  leavePerson,
  returnPerson,
  showPerson,
  listPlaces,
  setCohortSize,
  fillPlace,
  addReserve,
  removeReserve,
  orderReserve,
  listLetters,
  sendLinks,
  giveAddress,
  saveLinkFile,
];

/** A use of the tablet that is neither touch nor key: a card before the camera that recorded nothing (LOCK-1). */
export const usedEvent = 'narvaro-used';

export const tellUsed = (): void => {
  document.dispatchEvent(new Event(usedEvent));
};

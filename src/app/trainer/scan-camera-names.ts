/** What the cameras are called to a trainer: by the way they face where the browser tells, otherwise as it names them. */
import type { CameraDescription } from '../device/camera-contract.ts';

export type CameraWords = {
  readonly rearCamera: string;
  readonly frontCamera: string;
  readonly cameraNumber: (of: { readonly n: number }) => string;
};

const isRear = /\b(back|rear|environment|bakre|baksida)/i;
const isFront = /\b(front|user|facetime|främre|framsida)/i;

const plainName = ({ label }: CameraDescription, n: number, words: CameraWords): string => {
  if (isRear.test(label)) return words.rearCamera;
  if (isFront.test(label)) return words.frontCamera;
  return label === '' ? words.cameraNumber({ n }) : label;
};

/** A name for each camera, no two alike (SCAN-11). */
export const cameraNames = (
  cameras: readonly CameraDescription[],
  words: CameraWords,
): readonly { readonly id: string; readonly name: string }[] => {
  const names = cameras.map((camera, i) => plainName(camera, i + 1, words));
  return cameras.map(({ id, label }, i) => {
    const name = names[i] ?? '';
    const isShared = names.filter((other) => other === name).length > 1;
    const own = label === '' || label === name ? words.cameraNumber({ n: i + 1 }) : label;
    return { id, name: isShared && own !== name ? `${name}, ${own}` : name };
  });
};

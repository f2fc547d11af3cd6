/** One small choice of this tablet, kept from day to day. */
import { useCallback, useEffect, useState } from 'react';
import { useSettings } from '../device/tablet-context.tsx';

/** The choice, one of `choices` (the first until something else is stored), and how to change it. */
export const useSetting = <T extends string>(
  key: string,
  choices: readonly [T, ...T[]],
): readonly [T, (value: T) => void] => {
  const settings = useSettings();
  const [value, setValue] = useState<T>(choices[0]);
  useEffect(() => {
    let isGone = false;
    void settings.get(key).then((stored) => {
      const known = choices.find((choice) => choice === stored);
      if (known !== undefined && !isGone) setValue(known);
    });
    return () => {
      isGone = true;
    };
  }, [settings, key, choices]);
  const change = useCallback(
    (next: T) => {
      setValue(next);
      void settings.put(key, next);
    },
    [settings, key],
  );
  return [value, change];
};

/** How long an answer stays on the stage. */
export const showForKey = 'show-for';
export const showForValues = ['normal', 'short', 'long', 'until-pressed'] as const;
/** Whether the camera's view is dark whatever the rest is. */
export const scanThemeKey = 'scan-theme';
export const scanThemeValues = ['dark', 'same'] as const;
/** Whether the scan view's screen lights up the card, where the camera has no lamp. */
export const scanLightKey = 'scan-light';
export const scanLightValues = ['off', 'on'] as const;
/** Whether `/`, Esc and Ctrl+Z do something in the scan view. */
export const singleKeysKey = 'single-keys';
export const singleKeysValues = ['on', 'off'] as const;

/** Small choices of this tablet. They stay on it and say nothing about people. */
import { useLanguage, useText } from '../text/language.tsx';
import type { Language } from '../text/languages.ts';
import { useTrainerText } from '../text/trainer-text.ts';
import { SegmentedControl } from '../ui/segmented-control/segmented-control.tsx';
import { useTheme, type ThemeSetting } from '../ui/theme/theme.tsx';
import { LockSetting } from './lock/lock-setting.tsx';
import { useSenses } from './senses.tsx';
import {
  scanThemeKey,
  scanThemeValues,
  showForKey,
  showForValues,
  singleKeysKey,
  singleKeysValues,
  useSetting,
} from './use-setting.ts';

const languages: readonly Language[] = ['sv', 'en'];
const themes = ['light', 'dark', 'follow', 'contrast'] as const satisfies readonly ThemeSetting[];

export const TabletSettings = () => {
  const text = useText();
  const { tablet: words } = useTrainerText();
  const { language, setLanguage } = useLanguage();
  const { setting, setSetting } = useTheme();
  const { isSoundOn, setSoundOn } = useSenses();
  const [showFor, setShowFor] = useSetting(showForKey, showForValues);
  const [scanTheme, setScanTheme] = useSetting(scanThemeKey, scanThemeValues);
  const [singleKeys, setSingleKeys] = useSetting(singleKeysKey, singleKeysValues);
  return (
    <section className="stack" aria-labelledby="settings">
      <h2 id="settings">{words.settings}</h2>
      <SegmentedControl
        label={text.theme.label}
        isLabelShown
        value={setting}
        onChange={setSetting}
        options={themes.map((value) => ({ value, label: text.theme[value] }))}
      />
      <SegmentedControl
        label={words.scanTheme}
        isLabelShown
        value={scanTheme}
        onChange={setScanTheme}
        options={[
          { value: 'dark', label: words.scanDark },
          { value: 'same', label: words.scanSame },
        ]}
      />
      <SegmentedControl
        label={words.showResult}
        isLabelShown
        value={showFor}
        onChange={setShowFor}
        options={showForValues.map((value) => ({ value, label: words.showFor[value] }))}
      />
      <SegmentedControl
        label={words.sound}
        isLabelShown
        value={isSoundOn ? 'on' : 'off'}
        onChange={(value) => setSoundOn(value === 'on')}
        options={[
          { value: 'on', label: words.soundOn },
          { value: 'off', label: words.soundOff },
        ]}
      />
      <SegmentedControl
        label={words.singleKeys}
        isLabelShown
        value={singleKeys}
        onChange={setSingleKeys}
        options={singleKeysValues.map((value) => ({ value, label: words.singleKeysAre[value] }))}
      />
      <LockSetting />
      <SegmentedControl
        label={text.language.label}
        isLabelShown
        value={language}
        onChange={setLanguage}
        options={languages.map((value) => ({ value, label: text.language[value] }))}
      />
    </section>
  );
};

/** Light, dark, high contrast, or whatever the tablet itself is set to. */
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import styles from './theme.module.css';

export type ThemeSetting = 'light' | 'dark' | 'follow' | 'contrast';

type Theme = { readonly setting: ThemeSetting; readonly setSetting: (setting: ThemeSetting) => void };

const ThemeContext = createContext<Theme | undefined>(undefined);

type ThemeProviderProps = {
  readonly setting: ThemeSetting;
  /** Called with a new choice; the caller stores it and hands it back as `setting`. */
  readonly onChange: (setting: ThemeSetting) => void;
  readonly children: ReactNode;
};

/** Puts the setting on `<html data-theme>`, where tokens.css reads it. */
export const ThemeProvider = ({ setting, onChange, children }: ThemeProviderProps) => {
  useEffect(() => {
    document.documentElement.dataset['theme'] = setting;
  }, [setting]);
  const value = useMemo(() => ({ setting, setSetting: onChange }), [setting, onChange]);
  return <ThemeContext value={value}>{children}</ThemeContext>;
};

/** The setting and how to change it. */
export const useTheme = (): Theme => {
  const theme = useContext(ThemeContext);
  if (theme === undefined) throw new Error('useTheme is used outside ThemeProvider');
  return theme;
};

/** A part of the page in a theme of its own: the scan view is dark, the kiosk always light. */
export const ThemeScope = ({ theme, children }: { theme: 'light' | 'dark'; children: ReactNode }) => (
  <div className={styles['scope']} data-theme={theme}>
    {children}
  </div>
);

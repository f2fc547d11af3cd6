/** Language, theme, announcements, and the last line of defence: a defect is told in words, never as an empty page. */
import { Component, useState, type ErrorInfo, type ReactNode } from 'react';
import { defectCode } from './defect-code.ts';
import { LanguageProvider, useText } from './text/language.tsx';
import { LiveAnnouncer } from './ui/live-announcer/live-announcer.tsx';
import { ThemeProvider, type ThemeSetting } from './ui/theme/theme.tsx';
import { EmptyState } from './ui/empty-state/empty-state.tsx';
import { Button } from './ui/button/button.tsx';

const themeKey = 'narvaro.theme';
const settings: readonly ThemeSetting[] = ['light', 'dark', 'follow', 'contrast'];

const storedTheme = (): ThemeSetting => {
  try {
    const stored = localStorage.getItem(themeKey);
    return settings.find((setting) => setting === stored) ?? 'follow';
  } catch {
    return 'follow';
  }
};

const storeTheme = (setting: ThemeSetting): void => {
  try {
    localStorage.setItem(themeKey, setting);
  } catch {
    return;
  }
};

const Failed = ({ code }: { readonly code: string }) => {
  const text = useText();
  return (
    <main>
      <EmptyState
        icon="warning-circle"
        title={text.failed.title}
        action={<Button onClick={() => window.location.reload()}>{text.failed.reload}</Button>}
      >
        <p>{text.failed.body({ code })}</p>
      </EmptyState>
    </main>
  );
};

type Caught = { readonly code: string | undefined };

class DefectBoundary extends Component<{ readonly children: ReactNode }, Caught> {
  override state: Caught = { code: undefined };

  static getDerivedStateFromError(thrown: unknown): Caught {
    return { code: defectCode(thrown) };
  }

  override componentDidCatch(_error: Error, _info: ErrorInfo): void {
    performance.mark('narvaro:defect');
  }

  override render(): ReactNode {
    const { code } = this.state;
    return code === undefined ? this.props.children : <Failed code={code} />;
  }
}

/** Everything around the screens. */
export const AppFrame = ({ children }: { readonly children: ReactNode }) => {
  const [theme, setTheme] = useState(storedTheme);
  const changeTheme = (setting: ThemeSetting): void => {
    storeTheme(setting);
    setTheme(setting);
  };
  return (
    <LanguageProvider>
      <ThemeProvider setting={theme} onChange={changeTheme}>
        <LiveAnnouncer>
          <DefectBoundary>{children}</DefectBoundary>
        </LiveAnnouncer>
      </ThemeProvider>
    </LanguageProvider>
  );
};

/** Language, theme, announcements, and the last line of defence: a defect is told in words, never as an empty page. */
import { Component, useState, type ErrorInfo, type ReactNode } from 'react';
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

const Failed = () => {
  const text = useText();
  return (
    <main>
      <EmptyState
        icon="warning-circle"
        title={text.failed.title}
        action={<Button onClick={() => window.location.reload()}>{text.failed.reload}</Button>}
      >
        {text.failed.body}
      </EmptyState>
    </main>
  );
};

type Caught = { readonly hasFailed: boolean };

class DefectBoundary extends Component<{ readonly children: ReactNode }, Caught> {
  override state: Caught = { hasFailed: false };

  static getDerivedStateFromError(): Caught {
    return { hasFailed: true };
  }

  override componentDidCatch(_error: Error, _info: ErrorInfo): void {
    performance.mark('narvaro:defect');
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Failed /> : this.props.children;
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

/** The two pages for everybody, which every audience links to and a tablet keeps. */
import { useLocation } from 'react-router';
import { AccessibilityScreen } from './accessibility-screen.tsx';
import { PrivacyScreen } from './privacy-screen.tsx';

/** How the app can be used, and how data is handled. */
export const PublicPages = () =>
  useLocation().pathname.startsWith('/integritet') ? <PrivacyScreen /> : <AccessibilityScreen />;

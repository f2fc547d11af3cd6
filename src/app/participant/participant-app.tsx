/**
 * What everybody but trainers and the office can open: one table, address → screen. Never loaded on a tablet's way to
 * the door.
 */
import { Route, Routes } from 'react-router';
import { AccessibilityScreen } from './accessibility-screen.tsx';
import { BadgeLinkScreen } from './badge-link-screen.tsx';
import { CheckInScreen } from './check-in-screen.tsx';
import { MyPages } from './my-pages.tsx';
import { PrivacyScreen } from './privacy-screen.tsx';
import { MyPagesProvider } from './use-me.tsx';

/** Every address of a participant's phone, and the two pages for everybody. */
export const ParticipantApp = () => (
  <Routes>
    <Route path="/tillganglighet" element={<AccessibilityScreen />} />
    <Route path="/integritet" element={<PrivacyScreen />} />
    <Route
      path="*"
      element={
        <MyPagesProvider>
          <Routes>
            <Route path="/B/:token" element={<BadgeLinkScreen />} />
            <Route path="/in" element={<CheckInScreen />} />
            <Route path="/jag/*" element={<MyPages />} />
          </Routes>
        </MyPagesProvider>
      }
    />
  </Routes>
);

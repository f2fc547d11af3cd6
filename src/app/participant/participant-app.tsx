/** What a participant's own phone can open: one table, address → screen. No tablet keeps it. */
import { Route, Routes } from 'react-router';
import { BadgeLinkScreen } from './badge-link-screen.tsx';
import { CheckInScreen } from './check-in-screen.tsx';
import { MyPages } from './my-pages.tsx';
import { MyPagesProvider } from './use-me.tsx';

/** Every address of a participant's phone. */
export const ParticipantApp = () => (
  <MyPagesProvider>
    <Routes>
      <Route path="/B/:token" element={<BadgeLinkScreen />} />
      <Route path="/in" element={<CheckInScreen />} />
      <Route path="/jag/*" element={<MyPages />} />
    </Routes>
  </MyPagesProvider>
);

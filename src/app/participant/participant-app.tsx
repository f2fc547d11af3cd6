/** What everybody but trainers and the office can open: one table, address → screen. Never loaded on a tablet's way to the door. */
import { Route, Routes } from 'react-router';
import { BadgeScreen } from './badge-screen.tsx';

export const ParticipantApp = () => (
  <Routes>
    <Route path="/B/:token" element={<BadgeScreen />} />
    <Route path="*" element={<BadgeScreen />} />
  </Routes>
);

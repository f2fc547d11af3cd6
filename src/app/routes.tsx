/** Draws the audience's part that the address belongs to. */
import { Suspense } from 'react';
import { Route, Routes, useLocation } from 'react-router';
import { office, partOf, parts, type Part } from './audiences.ts';
import { screenOf } from './device/loaded-screen.tsx';
import { Skeleton } from './ui/skeleton/skeleton.tsx';

const drawn = parts.map((part) => {
  const { Screen } = screenOf(part);
  return { part, element: <Screen /> };
});
const elementOf = (part: Part) => drawn.find((one) => one.part === part)?.element;

const ByAddress = () => elementOf(partOf(useLocation().pathname));

/** Every address of the app. */
export const AppRoutes = () => (
  <Suspense fallback={<Skeleton />}>
    <Routes>
      <Route path="/admin/*" element={elementOf(office)} />
      <Route path="/*" element={<ByAddress />} />
    </Routes>
  </Suspense>
);

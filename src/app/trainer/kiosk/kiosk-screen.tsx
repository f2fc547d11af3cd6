/** Self check-in on the locked tablet. */
import { NoSession } from './../no-page.tsx';

export const KioskScreen = () => <NoSession />;

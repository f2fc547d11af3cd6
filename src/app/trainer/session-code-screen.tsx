/** The rotating code on the tablet. */
import { NoSession } from './no-page.tsx';

export const SessionCodeScreen = () => <NoSession />;

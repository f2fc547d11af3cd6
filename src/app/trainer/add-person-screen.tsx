/** Somebody without a badge who is on no list. */
import { NoSession } from './no-page.tsx';

export const AddPersonScreen = () => <NoSession />;

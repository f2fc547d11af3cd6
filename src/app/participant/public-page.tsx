/** A page of words for everybody, whoever the phone belongs to. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { usePublicText } from '../text/public-text.ts';
import { PhoneFrame } from './phone-frame.tsx';

export const PublicPage = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => {
  const { back } = usePublicText();
  return (
    <PhoneFrame title={title}>
      {children}
      <p>
        <Link to="/jag">{back}</Link>
      </p>
    </PhoneFrame>
  );
};

/** A heading and what it says. */
export const PublicSection = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);

import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useText } from '../../text/language.tsx';

type PageHeadingProps = {
  readonly title: string;
  /** The browser's title, when it should say more than the heading (view + session). */
  readonly pageTitle?: string | undefined;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
};

/** The only h1 of a view. Takes focus when one has walked here from another view, and names the page (UI-9). */
export const PageHeading = ({ title, pageTitle = title, className, children }: PageHeadingProps) => {
  const text = useText();
  const location = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const [start] = useState({ isWalked: location.key !== 'default', pathname: location.pathname });
  const isHere = start.isWalked || location.pathname !== start.pathname;
  const walkedTo = isHere ? location.pathname : undefined;
  useEffect(() => {
    if (walkedTo !== undefined) heading.current?.focus({ preventScroll: true });
  }, [walkedTo]);
  useEffect(() => {
    document.title = text.app.pageTitle({ page: pageTitle });
  }, [text, pageTitle]);
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children ?? title}
    </h1>
  );
};

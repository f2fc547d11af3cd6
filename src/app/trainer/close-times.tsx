/** What is left to look at before closing: cards nobody decided about, and the way to the times (DESIGN §5.8). */
import { useEffect, useState } from 'react';
import { useTrainerText } from '../text/trainer-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { LinkButton } from '../ui/button/button.tsx';
import type { SessionView } from './use-session.ts';

export const CloseTimes = ({ view }: { readonly view: SessionView }) => {
  const { close } = useTrainerText();
  const { door, session, attendance } = view;
  const [toSort, setToSort] = useState(0);
  useEffect(() => {
    let isGone = false;
    void door.leftToSort().then((left) => {
      if (!isGone) setToSort(left.length);
    });
    return () => {
      isGone = true;
    };
  }, [door, attendance]);
  return (
    <>
      {toSort > 0 && (
        <Banner
          tone="attention"
          title={close.toSort({ n: toSort })}
          action={<LinkButton href={`/tillfalle/${session.id}/skanna`}>{close.goSort}</LinkButton>}
        />
      )}
      <LinkButton href={`/tillfalle/${session.id}/lista`} size="l" icon="clock">
        {close.changeTimes}
      </LinkButton>
    </>
  );
};

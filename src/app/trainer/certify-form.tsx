/** Somebody's own time today, an unticked statement, and a button that names the time (CERT-6). */
import { useEffect, useRef, useState } from 'react';
import type { CertifyOffer } from './certify-offer.ts';
import { hoursOf } from './certify-offer.ts';
import type { CertifyAnswer } from './door-certify.ts';
import { useCertifyText } from '../text/certify-text.ts';
import { formatTimeRange } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { Button } from '../ui/button/button.tsx';
import { Checkbox } from '../ui/checkbox/checkbox.tsx';

type CertifyFormProps = {
  readonly offer: CertifyOffer;
  readonly onCertify: (offer: CertifyOffer) => Promise<CertifyAnswer>;
  readonly onDone: (minutes: number) => void;
  readonly onLater: () => void;
};

/** The tablet in the hands of the person it is about. */
export const CertifyForm = ({ offer, onCertify, onDone, onLater }: CertifyFormProps) => {
  const { page, tablet, time } = useCertifyText();
  const { language } = useLanguage();
  const [isTicked, setIsTicked] = useState(false);
  const [isFailed, setIsFailed] = useState(false);
  const first = useRef<HTMLParagraphElement>(null);
  useEffect(() => first.current?.focus({ preventScroll: true }), []);
  const spans = offer.counted.map(({ from, to }) => formatTimeRange(language, from, to));
  const sum = time(hoursOf(offer.minutes));
  const certify = async (): Promise<void> => {
    const answer = await onCertify(offer);
    if (answer.kind === 'certified') onDone(answer.minutes);
    else setIsFailed(true);
  };
  return (
    <div className="stack">
      <p ref={first} tabIndex={-1} className="num">
        {tablet.were({ spans: spans.join(` ${page.and} `) })}
      </p>
      <p className="strong">{tablet.sum({ time: sum })}</p>
      <Checkbox isChecked={isTicked} onChange={setIsTicked}>
        <b>{tablet.statement}</b>
      </Checkbox>
      <div role="alert">{isFailed && <p className="strong">{tablet.notSaved}</p>}</div>
      <Button
        variant="primary"
        size="l"
        block
        icon="signature"
        disabledReason={isTicked ? undefined : tablet.tickFirst}
        onClick={() => void certify()}
      >
        {tablet.go({ time: sum })}
      </Button>
      <Button size="l" block onClick={onLater}>
        {tablet.later}
      </Button>
      <p className="muted">{tablet.laterNote}</p>
    </div>
  );
};

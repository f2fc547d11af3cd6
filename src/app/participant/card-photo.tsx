/** A photo of the card instead of its typed code: read on the phone itself, and sent nowhere. */
import { useState } from 'react';
import { tokenInBadge } from '../../domain/badge.ts';
import { OpenMyPageReply } from '../../protocol/open-my-page.ts';
import type { PictureReading } from '../device/decoder-picture.ts';
import { callServer, type CallFailure } from '../device/server-call.ts';
import { useParticipantText } from '../text/participant-text.ts';
import { buttonClass } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import styles from './card-photo.module.css';

const read = async (file: File): Promise<PictureReading> => {
  try {
    const [{ createDecoder }, { readPicture }] = await Promise.all([
      import('../device/decoder-client.ts'),
      import('../device/decoder-picture.ts'),
    ]);
    const decoder = createDecoder();
    return await readPicture(file, {
      readStill: decoder.readStill,
      open: createImageBitmap.bind(globalThis),
    });
  } catch {
    return { kind: 'failed' };
  }
};

type CardPhotoProps = {
  readonly onKnown: () => Promise<void>;
  /** Why the office did not take it, in words. */
  readonly failureWords: (failure: CallFailure) => string;
};

export const CardPhoto = ({ onKnown, failureWords }: CardPhotoProps) => {
  const { checkIn } = useParticipantText();
  const [told, setTold] = useState('');
  const take = async (file: File): Promise<void> => {
    setTold(checkIn.photo.reading);
    const reading = await read(file);
    const token = reading.kind === 'text' ? tokenInBadge(reading.text) : undefined;
    if (token?.ok !== true) {
      setTold(reading.kind === 'text' ? checkIn.photo.otherCode : checkIn.photo.nothing);
      return;
    }
    const answer = await callServer({
      path: '/api/me/open',
      reply: OpenMyPageReply,
      body: { token: token.value },
    });
    if (!answer.ok) {
      setTold(failureWords(answer.error));
      return;
    }
    await onKnown();
  };
  return (
    <div>
      <label className={`${buttonClass({ size: 'l', block: true })} ${styles['label']}`}>
        <Icon name="camera" />
        <span>{checkIn.photo.take}</span>
        <input
          type="file"
          className="sr-only"
          accept="image/*"
          capture="environment"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file !== undefined) void take(file);
          }}
        />
      </label>
      <p role="status">{told}</p>
    </div>
  );
};

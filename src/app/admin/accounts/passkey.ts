/** Passkeys in the browser. The library is loaded when somebody first uses one. */
import type {
  MadePasskey,
  NewPasskeyQuestion,
  PasskeyQuestion,
  UsedPasskey,
} from '../../../protocol/passkeys.ts';

/** Whether this browser can use passkeys at all. */
export const hasPasskeys = (): boolean => 'PublicKeyCredential' in window;

const load = () => import('@simplewebauthn/browser');
type Descriptors = NonNullable<
  Parameters<Awaited<ReturnType<typeof load>>['startAuthentication']>[0]['optionsJSON']['allowCredentials']
>;

const descriptors = (known: PasskeyQuestion['known']): Descriptors =>
  known.map(({ id, transports }) => ({
    id,
    type: 'public-key',
    transports,
  }));

const answerMs = 5 * 60_000;

/** Asks the device for a passkey; nothing when the person or the browser would not. */
export const askPasskey = async (question: PasskeyQuestion): Promise<UsedPasskey | undefined> => {
  try {
    const { startAuthentication } = await load();
    const { id, rawId, response } = await startAuthentication({
      optionsJSON: {
        challenge: question.challenge,
        rpId: question.rpId,
        allowCredentials: descriptors(question.known),
        userVerification: 'required',
        timeout: answerMs,
      },
    });
    const { clientDataJSON, authenticatorData, signature, userHandle } = response;
    const answered = { clientDataJSON, authenticatorData, signature };
    return {
      id,
      rawId,
      type: 'public-key',
      response: userHandle === undefined ? answered : { ...answered, userHandle },
    };
  } catch {
    return undefined;
  }
};

/** Has the device make a passkey; nothing when the person or the browser would not. */
export const makePasskey = async (question: NewPasskeyQuestion): Promise<MadePasskey | undefined> => {
  try {
    const { startRegistration } = await load();
    const { id, rawId, response } = await startRegistration({
      optionsJSON: {
        challenge: question.challenge,
        rp: { id: question.rpId, name: 'Närvaro' },
        user: question.user,
        pubKeyCredParams: [-8, -7, -257].map((alg) => ({ alg, type: 'public-key' })),
        excludeCredentials: descriptors(question.known),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        attestation: 'none',
        timeout: answerMs,
      },
    });
    const { clientDataJSON, attestationObject, transports } = response;
    const made = { clientDataJSON, attestationObject };
    return {
      id,
      rawId,
      type: 'public-key',
      response: transports === undefined ? made : { ...made, transports: [...transports] },
    };
  } catch {
    return undefined;
  }
};

/** From a page to the card that says what to do when something there has gone wrong (OPS-8). */
import { useWhenText, type WhenText } from '../../text/when-text.ts';
import { LinkButton } from '../../ui/button/button.tsx';

export type Situation = keyof WhenText['cards'];

/** The page's own address. */
export const whenPath = '/admin/vad-gora-nar';

/** A link to one situation's card. */
export const WhenLink = ({ of }: { readonly of: Situation }) => {
  const text = useWhenText();
  return (
    <LinkButton size="s" variant="ghost" icon="question" href={`${whenPath}#${of}`}>
      {text.help({ title: text.cards[of].title })}
    </LinkButton>
  );
};

/**
 * What to do when something has gone wrong: a card for each situation, on the screen and on paper (OPS-8). It asks the
 * server for nothing, because it is wanted when the server does not answer.
 */
import { useEffect, useId } from 'react';
import { Link, useLocation } from 'react-router';
import { useAdminText } from '../../text/admin-text.ts';
import { useWhenText } from '../../text/when-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { mayOpen } from '../access/screen-roles.ts';
import { AdminFrame, useSignedIn } from '../admin-frame.tsx';
import type { Situation } from './when-link.tsx';
import styles from './when-screen.module.css';

type Group = 'tablet' | 'office' | 'server';
type Place = {
  readonly href: string;
  readonly name: 'tablets' | 'review' | 'permissions' | 'protectedPeople';
};

/** In the order of the page; where a card has a page to act on, its address. */
const situations: Readonly<Record<Group, readonly (readonly [Situation, Place?])[]>> = {
  tablet: [
    ['plattan-visar', { href: '/admin/plattor', name: 'tablets' }],
    ['anslut-igen', { href: '/admin/plattor', name: 'tablets' }],
    ['dag-utan-nat', { href: '/admin/plattor', name: 'tablets' }],
    ['fel-tid', { href: '/admin/granska', name: 'review' }],
    ['stulen-platta', { href: '/admin/plattor', name: 'tablets' }],
  ],
  office: [
    ['handelse-saknas', { href: '/admin/granska', name: 'review' }],
    ['glomt-losenord', { href: '/admin/behorigheter', name: 'permissions' }],
    ['skyddade-uppgifter', { href: '/admin/skyddade', name: 'protectedPeople' }],
  ],
  server: [
    ['servern-svarar-inte'],
    ['sakerhetskopia-saknas'],
    ['aterstallning'],
    ['uppdatering'],
    ['diskutrymme'],
  ],
};
const groups = ['tablet', 'office', 'server'] as const satisfies readonly Group[];

const CardOf = ({ id, place }: { readonly id: Situation; readonly place: Place | undefined }) => {
  const text = useWhenText();
  const { nav } = useAdminText();
  const { me } = useSignedIn();
  const { title, see, now, leave, call } = text.cards[id];
  return (
    <Card aria-labelledby={id} className={styles['card']}>
      <h3 id={id} tabIndex={-1} className={styles['title']}>
        {title}
      </h3>
      <p className={styles['see']}>
        <span className={styles['label']}>{text.see}</span> {see}
      </p>
      <h4 className={styles['label']}>{text.now}</h4>
      <ol className={styles['steps']}>
        {now.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <dl className={styles['facts']}>
        <dt>{text.leave}</dt>
        <dd>{leave}</dd>
        <dt>{text.call}</dt>
        <dd>{call}</dd>
      </dl>
      {place !== undefined && mayOpen(place.href, me.roles) && (
        <p className="no-print">
          <Link to={place.href}>
            {text.open} {nav[place.name]}
          </Link>
        </p>
      )}
    </Card>
  );
};

const Contents = () => {
  const text = useWhenText();
  const id = useId();
  return (
    <nav aria-labelledby={id} className={`${styles['contents']} no-print`}>
      <h2 id={id} className={styles['heading']}>
        {text.contents}
      </h2>
      <ul>
        {groups.flatMap((group) =>
          situations[group].map(([situation]) => (
            <li key={situation}>
              <Link to={`#${situation}`}>{text.cards[situation].title}</Link>
            </li>
          )),
        )}
      </ul>
    </nav>
  );
};

/** Lines for the numbers that only the office knows; they are written on the paper. */
const Numbers = () => {
  const { numbers, people } = useWhenText();
  return (
    <div className={styles['numbers']}>
      <p className={styles['label']}>{numbers}</p>
      {Object.values(people).map((person) => (
        <p key={person} className={styles['line']}>
          {person}
        </p>
      ))}
    </div>
  );
};

/** The card in the address is brought into view and read first, also when the page came after the click. */
const useCardInAddress = (): void => {
  const { hash, key } = useLocation();
  useEffect(() => {
    const heading = hash === '' ? null : document.getElementById(decodeURIComponent(hash.slice(1)));
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }, [hash, key]);
};

/** /admin/vad-gora-nar */
export const WhenScreen = () => {
  const text = useWhenText();
  useCardInAddress();
  return (
    <AdminFrame
      title={text.nav}
      actions={
        <div className="no-print">
          <Button size="s" icon="printer" onClick={() => window.print()}>
            {text.print}
          </Button>
        </div>
      }
    >
      <div className={styles['page']}>
        <p>{text.lead}</p>
        <p className="muted no-print">{text.printHint}</p>
        <Numbers />
        <Contents />
        {groups.map((group) => (
          <section key={group} aria-labelledby={`group-${group}`} className={styles['group']}>
            <h2 id={`group-${group}`} className={styles['heading']}>
              {text.groups[group]}
            </h2>
            {situations[group].map(([situation, place]) => (
              <CardOf key={situation} id={situation} place={place} />
            ))}
          </section>
        ))}
      </div>
    </AdminFrame>
  );
};

/** One page of help that needs no network: whom to call, the ways in, what the signals mean, and short answers. */
import { useTabletState } from '../device/tablet-context.tsx';
import { useViewsText } from '../text/views-text.ts';
import { buttonClass, LinkButton } from '../ui/button/button.tsx';
import { Card } from '../ui/card/card.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import type { IconName } from '../ui/icon/icon-paths.ts';
import { SignalRows } from './signal-rows.tsx';
import { TrainerPage } from './trainer-frame.tsx';
import styles from './help-screen.module.css';

const questions = ['noNetwork', 'noCard', 'wrong', 'camera', 'finish'] as const;
const ways = [
  ['card', 'identification-badge'],
  ['name', 'magnifying-glass'],
  ['code', 'keyboard'],
  ['kiosk', 'hand-waving'],
  ['phone', 'device-mobile'],
  ['none', 'user-plus'],
] as const satisfies readonly (readonly [string, IconName])[];

const Call = () => {
  const { help } = useViewsText();
  const office = useTabletState().plan?.plan.office;
  return (
    <Card aria-labelledby="call" className={styles['call']}>
      <h2 id="call">{help.call}</h2>
      {office === undefined ? (
        <p>{help.noOffice}</p>
      ) : (
        <>
          <p>{office.name}</p>
          <a
            className={buttonClass({ variant: 'primary', size: 'l' })}
            href={`tel:${office.phone.replace(/[^+\d]/g, '')}`}
          >
            <Icon name="phone" />
            <span className="num">{office.phone}</span>
          </a>
        </>
      )}
    </Card>
  );
};

const Ways = () => {
  const { help } = useViewsText();
  return (
    <section aria-labelledby="ways">
      <h2 id="ways">{help.ways}</h2>
      <ul className={styles['ways']}>
        {ways.map(([key, icon]) => (
          <li key={key}>
            <Icon name={icon} />
            <span>
              <b>{help.way[key].title}</b>
              <span>{help.way[key].detail}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

export const HelpScreen = () => {
  const { help } = useViewsText();
  return (
    <TrainerPage title={help.title}>
      <div className={styles['help']}>
        <Call />
        <Ways />
        <section aria-labelledby="signals">
          <h2 id="signals">{help.signals}</h2>
          <SignalRows shown={['in', 'already', 'choice', 'stop', 'undone']} />
        </section>
        <section aria-labelledby="answers">
          <h2 id="answers">{help.answers}</h2>
          <dl className={styles['answers']}>
            {questions.map((key) => (
              <div key={key}>
                <dt>{help.items[key].question}</dt>
                <dd>{help.items[key].answer}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-labelledby="more">
          <h2 id="more">{help.more}</h2>
          <div className={styles['more']}>
            <LinkButton href="/tillganglighet">{help.accessibility}</LinkButton>
            <LinkButton href="/integritet">{help.privacy}</LinkButton>
          </div>
        </section>
      </div>
    </TrainerPage>
  );
};

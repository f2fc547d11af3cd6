/** One page of help that needs no network: whom to call, and five short answers. */
import { useTabletState } from '../device/tablet-context.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { buttonClass } from '../ui/button/button.tsx';
import { Card } from '../ui/card/card.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { TrainerPage } from './trainer-frame.tsx';
import styles from './help-screen.module.css';

const questions = ['noNetwork', 'noCard', 'wrong', 'camera', 'finish'] as const;

export const HelpScreen = () => {
  const { help } = useTrainerText();
  const office = useTabletState().plan?.plan.office;
  return (
    <TrainerPage title={help.title}>
      <div className={styles['help']}>
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
      </div>
    </TrainerPage>
  );
};

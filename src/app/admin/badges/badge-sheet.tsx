import { cardCodeText } from '../../../domain/badge.ts';
import type { BadgeCard } from '../../../protocol/print-badges.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { useText } from '../../text/language.tsx';
import { quietModules, type QrModules } from '../../ui/qr-code/draw-qr.ts';
import { printedMm } from './qr-path.ts';
import styles from './badge-sheet.module.css';

/** Two columns of five on an A4. */
export const cardsPerSheet = 10;

/** A name with more characters than this is set smaller, never cut. */
const longName = 14;

const Code = ({ drawing, label }: { readonly drawing: QrModules; readonly label: string }) => {
  const whole = drawing.size + 2 * quietModules;
  const side = `${(printedMm * whole) / drawing.size}mm`;
  return (
    <svg
      width={side}
      height={side}
      viewBox={`${-quietModules} ${-quietModules} ${whole} ${whole}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
      className={styles['code']}
    >
      <rect x={-quietModules} y={-quietModules} width={whole} height={whole} fill="#fff" />
      <path d={drawing.path} fill="#000" />
    </svg>
  );
};

type CardProps = { readonly card: BadgeCard; readonly drawing: QrModules; readonly isDemo: boolean };

const Card = ({ card, drawing, isDemo }: CardProps) => {
  const { badges: words } = useAdminText();
  const { app } = useText();
  return (
    <li className={styles['card']}>
      <Code drawing={drawing} label={words.qr({ name: card.name })} />
      <div className={styles['words']}>
        <p className={`${styles['name']} ${card.name.length > longName ? styles['long'] : ''}`}>
          {card.name}
        </p>
        <p className={styles['group']}>{words.groupAndUnit(card)}</p>
        <p className={styles['readable']}>{cardCodeText(card.code)}</p>
        <p className={styles['group']}>{words.hold}</p>
        {isDemo && <p className={styles['demo']}>{words.demo}</p>}
      </div>
      <div className={styles['foot']}>
        <span className={styles['emblem']} role="img" aria-label={app.emblemSlot}>
          {app.emblemShort}
        </span>
        <span className={styles['funded']}>{app.emblem}</span>
        <span className={styles['found']}>{words.found}</span>
      </div>
    </li>
  );
};

type BadgeSheetProps = {
  readonly cards: readonly BadgeCard[];
  readonly drawings: ReadonlyMap<string, QrModules>;
  readonly isDemo: boolean;
  readonly page: number;
  readonly pages: number;
  /** The day it is printed, in words. */
  readonly date: string;
};

/** One A4 of cards, 86 × 54 mm each. Always Swedish sizes and black on white, whatever the theme (ADM-6). */
export const BadgeSheet = ({ cards, drawings, isDemo, page, pages, date }: BadgeSheetProps) => {
  const { badges: words } = useAdminText();
  return (
    <article className={styles['sheet']} data-theme="light">
      <ul className={styles['cards']}>
        {cards.map((card) => {
          const drawing = drawings.get(card.text);
          return drawing === undefined ? null : (
            <Card key={card.participant} card={card} drawing={drawing} isDemo={isDemo} />
          );
        })}
      </ul>
      <p className={styles['line']}>
        {words.foot({ page, pages, group: cards[0]?.group ?? '', n: cards.length, date })}
      </p>
    </article>
  );
};

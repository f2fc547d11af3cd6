import { useText } from '../../text/language.tsx';
import { placeDots } from '../ring/dots.ts';
import styles from './brand.module.css';

const places = placeDots(Array.from({ length: 10 }, () => 'empty' as const));

/** The mark: a ring of ten, one of whom has arrived. */
export const BrandMark = () => (
  <svg className={styles['mark']} viewBox="0 0 120 120" aria-hidden="true" focusable="false">
    {places.map(({ x, y }, i) => (
      <circle
        key={`${x} ${y}`}
        className={i === 1 ? styles['arrived'] : styles['dot']}
        cx={60 + (x - 60) * 0.82}
        cy={60 + (y - 60) * 0.82}
        r={i === 1 ? 13 : 8.2}
      />
    ))}
  </svg>
);

/** The mark and the name, in a line or stacked as on the tablet's rail. */
export const Brand = ({ isStacked = false }: { readonly isStacked?: boolean }) => {
  const text = useText();
  return (
    <span className={`${styles['brand']} ${isStacked ? styles['stacked'] : ''}`}>
      <BrandMark />
      <span>{text.app.name}</span>
    </span>
  );
};

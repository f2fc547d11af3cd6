/** Drawings of where to press to put the app on the home screen. The words beside them say the same. */
import styles from './enrol-home.module.css';

/** An iPad with the Share button and its menu. */
export const IpadDrawing = () => (
  <svg className={styles['drawing']} viewBox="0 0 240 150" aria-hidden="true">
    <rect x="3" y="3" width="234" height="144" rx="14" className={styles['body']} />
    <rect x="14" y="13" width="212" height="124" rx="4" className={styles['glass']} />
    <rect x="60" y="20" width="104" height="14" rx="7" className={styles['soft']} />
    <g className={styles['stroke']}>
      <path d="M188 26h-5v16h20V26h-5" />
      <path d="M193 36V18m-5 5 5-5 5 5" />
    </g>
    <circle cx="193" cy="30" r="17" className={styles['ring']} />
    <rect x="112" y="54" width="106" height="72" rx="6" className={styles['menu']} />
    <path d="M122 68h56M122 108h48" className={styles['line']} />
    <rect x="116" y="78" width="98" height="20" rx="4" className={styles['pick']} />
    <path d="M122 88h54" className={styles['picked']} />
    <g className={styles['picked']}>
      <rect x="194" y="81" width="14" height="14" rx="3" />
      <path d="M201 84.500v7m-3.500-3.500h7" />
    </g>
  </svg>
);

/** An Android tablet with the browser's menu of three dots. */
export const AndroidDrawing = () => (
  <svg className={styles['drawing']} viewBox="0 0 240 150" aria-hidden="true">
    <rect x="3" y="3" width="234" height="144" rx="8" className={styles['body']} />
    <rect x="12" y="12" width="216" height="126" rx="3" className={styles['glass']} />
    <rect x="24" y="21" width="160" height="14" rx="7" className={styles['soft']} />
    <g className={styles['fill']}>
      <circle cx="210" cy="21" r="2.500" />
      <circle cx="210" cy="29" r="2.500" />
      <circle cx="210" cy="37" r="2.500" />
    </g>
    <circle cx="210" cy="29" r="16" className={styles['ring']} />
    <rect x="112" y="52" width="108" height="76" rx="4" className={styles['menu']} />
    <path d="M122 66h60M122 114h44" className={styles['line']} />
    <rect x="116" y="79" width="100" height="22" rx="3" className={styles['pick']} />
    <path d="M142 90h58" className={styles['picked']} />
    <path d="M128 84v9m-4-4 4 4 4-4M123 97h10" className={styles['picked']} />
  </svg>
);

/** The form somebody signs who certifies on paper: one A4 page a person, with a line to write the identity number on. */
import { monthSpan } from '../../../domain/certify-month.ts';
import { unitName } from '../../../domain/programme.ts';
import type { CertifyingPerson, ListCertificatesReply } from '../../../protocol/list-certificates.ts';
import { useAdminCertifyText } from '../../text/admin-certify-text.ts';
import { formatDate, formatMonth, formatTimeRange } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { fullName } from '../sessions/person-name.ts';
import styles from './paper-form.module.css';

type FormProps = { readonly person: CertifyingPerson; readonly list: ListCertificatesReply };

const Facts = ({ person, list }: FormProps) => {
  const { form } = useAdminCertifyText();
  const { language } = useLanguage();
  const facts: readonly (readonly [string, string])[] = [
    [form.programme, list.programme],
    [form.month, formatMonth(language, monthSpan(list.month).from)],
    [form.name, fullName(person)],
    [form.cohort, person.cohort ?? '–'],
    [form.employer, `${form.city}, ${unitName(person.unit)}`],
  ];
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>{form.number}</dt>
        <dd className={styles['line']} />
      </div>
    </dl>
  );
};

const Times = ({ person, list }: FormProps) => {
  const { form } = useAdminCertifyText();
  const { language } = useLanguage();
  const rows = person.rows.filter(({ isAsked }) => isAsked);
  const sum = rows.reduce((total, { minutes }) => total + minutes, 0);
  return (
    <table className={styles['times']}>
      <thead>
        <tr>
          <th scope="col">{form.date}</th>
          <th scope="col">{form.session}</th>
          <th scope="col">{form.times}</th>
          <th scope="col">{form.time}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ session, counted, minutes }) => {
          const about = list.sessions.find(({ id }) => id === session);
          return (
            <tr key={session}>
              <td>{about === undefined ? '' : formatDate(language, about.startsAt)}</td>
              <td>{about?.title}</td>
              <td>
                {counted.map(({ from, to }) => formatTimeRange(language, from, to)).join(` ${form.and} `)}
              </td>
              <td>{hoursAndMinutes(minutes)}</td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {form.sum}
          </th>
          <td>{hoursAndMinutes(sum)}</td>
        </tr>
      </tfoot>
    </table>
  );
};

/** One person's page. */
export const PaperForm = ({ person, list }: FormProps) => {
  const { form } = useAdminCertifyText();
  const text = useText();
  const { name, phone } = list.office;
  return (
    <article className={styles['page']}>
      <header className={styles['head']}>
        <h1>{form.title}</h1>
        <div className={styles['emblem']}>
          <span className={styles['slot']}>{text.app.emblemShort}</span>
          <span>{text.app.emblem}</span>
        </div>
      </header>
      <Facts person={person} list={list} />
      <Times person={person} list={list} />
      <p className={styles['statement']}>{form.statement}</p>
      <div className={styles['signing']}>
        <span>{form.signedOn}</span>
        <span>{form.signature}</span>
      </div>
      <div className={styles['wrong']}>
        <p>{form.wrong}</p>
        <span />
        <span />
      </div>
      <p>{form.send({ office: `${name}, ${phone}` })}</p>
    </article>
  );
};

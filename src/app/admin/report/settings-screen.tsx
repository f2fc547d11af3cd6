/** /admin/manad/scb-kolumner: what the file to SCB and the papers are made by (SCB-4, SCB-5). */
import { useState, type SubmitEvent } from 'react';
import {
  isOrganisationNumber,
  isProtectedCode,
  ReportSettingsReply,
  type ReportSettings,
} from '../../../protocol/report.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { useAdminReportText, type AdminReportText } from '../../text/admin-report-text.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { ErrorSummary } from '../../ui/error-summary/error-summary.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { send, usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { ColumnList, headingId } from './column-list.tsx';
import styles from './settings-screen.module.css';

type Words = AdminReportText['settings'];
type FieldError = { readonly id: string; readonly words: string };

/** As it is typed: the code is an empty text while nobody has one. */
type Typed = Omit<ReportSettings, 'protectedManCode'> & { readonly code: string };

const typedFrom = ({ protectedManCode, ...rest }: ReportSettings): Typed => ({
  ...rest,
  code: protectedManCode ?? '',
});

const settingsFrom = ({ code, ...typed }: Typed): ReportSettings => ({
  ...typed,
  columns: typed.columns.map(({ key, heading }) => ({ key, heading: heading.trim() })),
  project: typed.project.trim(),
  projectId: typed.projectId.trim(),
  employer: typed.employer.trim(),
  organisationNumber: typed.organisationNumber.trim(),
  contact: typed.contact.trim(),
  protectedManCode: code.trim() === '' ? null : code.trim(),
});

const faultsOf = (typed: Typed, { errors }: Words): readonly FieldError[] => {
  const { columns, project, organisationNumber, protectedManCode } = settingsFrom(typed);
  return [
    ...columns.flatMap(({ key, heading }) =>
      heading === '' ? [{ id: headingId(key), words: errors.heading }] : [],
    ),
    ...(project === '' ? [{ id: 'project', words: errors.project }] : []),
    ...(organisationNumber !== '' && !isOrganisationNumber(organisationNumber)
      ? [{ id: 'organisation', words: errors.organisation }]
      : []),
    ...(protectedManCode !== null && !isProtectedCode(protectedManCode)
      ? [{ id: 'code', words: errors.code }]
      : []),
  ];
};

type PartProps = {
  readonly typed: Typed;
  readonly change: (change: Partial<Typed>) => void;
  readonly errorOf: (id: string) => string | undefined;
};

const About = ({ typed, change, errorOf }: PartProps) => {
  const { settings: words } = useAdminReportText();
  return (
    <Card>
      <div className="stack">
        <h2>{words.about}</h2>
        <div className={styles['fields']}>
          <TextField
            id="project"
            label={words.project}
            maxLength={120}
            value={typed.project}
            error={errorOf('project')}
            onChange={({ target }) => change({ project: target.value })}
          />
          <TextField
            label={words.projectId}
            maxLength={40}
            isOptional
            value={typed.projectId}
            onChange={({ target }) => change({ projectId: target.value })}
          />
          <TextField
            label={words.employer}
            maxLength={120}
            isOptional
            value={typed.employer}
            onChange={({ target }) => change({ employer: target.value })}
          />
          <TextField
            id="organisation"
            label={words.organisation}
            hint={words.organisationHint}
            isOptional
            value={typed.organisationNumber}
            error={errorOf('organisation')}
            onChange={({ target }) => change({ organisationNumber: target.value })}
          />
          <TextField
            label={words.contact}
            hint={words.contactHint}
            maxLength={200}
            isOptional
            value={typed.contact}
            onChange={({ target }) => change({ contact: target.value })}
          />
        </div>
      </div>
    </Card>
  );
};

const Code = ({ typed, change, errorOf }: PartProps) => {
  const { settings: words } = useAdminReportText();
  return (
    <Card>
      <div className="stack">
        <h2>{words.protected}</h2>
        <p>{words.protectedWhy}</p>
        <div className={styles['fields']}>
          <TextField
            id="code"
            label={words.code}
            hint={words.codeHint}
            isOptional
            autoComplete="off"
            value={typed.code}
            error={errorOf('code')}
            onChange={({ target }) => change({ code: target.value })}
          />
        </div>
      </div>
    </Card>
  );
};

const SettingsForm = ({ settings }: { readonly settings: ReportSettings }) => {
  const { settings: words } = useAdminReportText();
  const problem = useCallWords();
  const [saved, setSaved] = useState(settings);
  const [typed, setTyped] = useState(() => typedFrom(settings));
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const [step, setStep] = useState<'typing' | 'saving' | 'saved'>('typing');
  const [failure, setFailure] = useState<CallFailure>();
  const change = (part: Partial<Typed>): void => {
    setTyped((before) => ({ ...before, ...part }));
    setStep('typing');
  };
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (step === 'saving') return;
    const found = faultsOf(typed, words);
    setFaults(found);
    setFailure(undefined);
    if (found.length > 0) return;
    setStep('saving');
    const answer = await send('/api/admin/report-settings', settingsFrom(typed), ReportSettingsReply);
    setStep(answer.ok ? 'saved' : 'typing');
    if (!answer.ok) return setFailure(answer.error);
    setSaved(answer.value.settings);
    setTyped(typedFrom(answer.value.settings));
  };
  const errorOf = (id: string): string | undefined => faults.find((fault) => fault.id === id)?.words;
  const said = failure === undefined ? undefined : problem(failure);
  const isChanged = JSON.stringify(settingsFrom(typed)) !== JSON.stringify(settingsFrom(typedFrom(saved)));
  return (
    <form className={styles['form']} noValidate onSubmit={(event) => void save(event)}>
      <p>{words.intro}</p>
      <ErrorSummary errors={faults} />
      <ColumnList
        columns={typed.columns}
        errors={new Set(faults.map(({ id }) => id))}
        onChange={(columns) => change({ columns: [...columns] })}
      />
      <About typed={typed} change={change} errorOf={errorOf} />
      <Code typed={typed} change={change} errorOf={errorOf} />
      {said !== undefined && (
        <Banner tone="stop" role="alert" title={said.title}>
          {said.action}
        </Banner>
      )}
      <div className={styles['end']}>
        <Button type="submit" variant="primary" aria-busy={step === 'saving'}>
          {step === 'saving' ? words.saving : words.save}
        </Button>
        <p role="status">{step === 'saved' ? words.saved : isChanged ? words.unsaved : ''}</p>
      </div>
    </form>
  );
};

/** Read once: what somebody types is not replaced under their hands. */
const onceMs = 86_400_000;

export const ReportSettingsScreen = () => {
  const { settings: words } = useAdminReportText();
  const { value } = usePolled('/api/admin/report-settings', ReportSettingsReply, onceMs);
  return (
    <AdminFrame title={words.title}>
      {value === undefined ? <Skeleton rows={6} /> : <SettingsForm settings={value.settings} />}
    </AdminFrame>
  );
};

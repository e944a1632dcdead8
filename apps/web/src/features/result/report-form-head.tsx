import { useWords } from '../../platform/i18n';
import { AreaField, ChoiceField, TextField } from '../../ui/field';
import type { ReportDraft } from './report-form-draft';
import type { ReportForm } from './report-form-state';
import { ReportFormTime } from './report-form-time';
import { reportFormWords } from './report-form.locale';

interface Props {
  readonly of: ReportForm;
  /** Not of a correction: its number and class stay. */
  readonly isNew: boolean;
  /** Whether it may still be preliminary. */
  readonly asksState: boolean;
}

/** What the report says of itself. */
export function ReportFormHead({ of, isNew, asksState }: Props) {
  const t = useWords(reportFormWords);
  const { draft, set, errorAt } = of;
  const text = (name: 'number' | 'title' | 'department' | 'reportedBy' | 'reviewedBy') => ({
    ...{ value: draft[name], error: errorAt(name) },
    onChange: (value: string) => set({ [name]: value } as Partial<ReportDraft>),
  });
  return (
    <section className="card report-form-part" aria-label={t('report')}>
      <h2>{t('report')}</h2>
      {isNew && (
        <ChoiceField
          label={t('testClass')}
          value={draft.testClass}
          onChange={(testClass) => set({ testClass })}
          options={(['laboratory', 'examination'] as const).map((value) => ({ value, label: t(`testClasses.${value}`) }))}
        />
      )}
      <div className="report-form-row">
        {isNew && <TextField label={t('number')} hint={t('numberHint')} required maxLength={60} {...text('number')} />}
        <TextField label={t('reportTitle')} required maxLength={120} {...text('title')} />
        <ReportFormTime
          label={t(`performedAt.${draft.testClass}`)}
          value={draft.performedAt}
          error={errorAt('performedAt')}
          onChange={(performedAt) => set({ performedAt })}
        />
        <ReportFormTime
          label={t('issuedAt')}
          value={draft.issuedAt}
          error={errorAt('issuedAt')}
          onChange={(issuedAt) => set({ issuedAt })}
        />
        <TextField label={t('department')} maxLength={80} {...text('department')} />
        <TextField label={t('reportedBy')} maxLength={80} {...text('reportedBy')} />
        <TextField label={t('reviewedBy')} maxLength={80} {...text('reviewedBy')} />
      </div>
      {asksState && (
        <ChoiceField
          label={t('state')}
          value={draft.state}
          onChange={(state) => set({ state })}
          options={(['final', 'preliminary'] as const).map((value) => ({
            ...{ value, label: t(`states.${value}`), hint: t(`stateHint.${value}`) },
          }))}
        />
      )}
    </section>
  );
}

/** What the physician concluded, and the pictures behind it. */
export function ReportFormConclusion({ of: { draft, set, errorAt } }: { readonly of: ReportForm }) {
  const t = useWords(reportFormWords);
  return (
    <section className="card report-form-part" aria-label={t('conclusion')}>
      <AreaField
        label={t('conclusion')}
        hint={t('conclusionHint')}
        maxLength={4_000}
        value={draft.conclusion}
        error={errorAt('conclusion')}
        onChange={(conclusion) => set({ conclusion })}
      />
      {draft.testClass === 'examination' && (
        <div className="report-form-row">
          <ChoiceField
            label={t('images')}
            value={draft.images}
            onChange={(images) => set({ images })}
            options={(['yes', 'no'] as const).map((value) => ({ value, label: t(value) }))}
          />
          <TextField
            label={t('studyUid')}
            maxLength={64}
            value={draft.studyUid}
            error={errorAt('studyUid')}
            onChange={(studyUid) => set({ studyUid })}
          />
        </div>
      )}
    </section>
  );
}

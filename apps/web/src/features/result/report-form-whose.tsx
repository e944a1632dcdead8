import { useWords } from '../../platform/i18n';
import { DateField } from '../../ui/date-field';
import { ChoiceField, SelectField, TextField } from '../../ui/field';
import { useToday } from '../../ui/moment';
import { PatientLine, PatientSearch } from '../../ui/patient/patient-search';
import type { ReportForm } from './report-form-state';
import { reportFormWords } from './report-form.locale';

const kinds = ['citizen_id', 'passport', 'residence_permit', 'other'] as const;
const sexes = ['unknown', 'male', 'female', 'other'] as const;

/** Whom the report is of: somebody registered here, or by the number of a paper. */
export function ReportFormWhose({ of }: { readonly of: ReportForm }) {
  const t = useWords(reportFormWords);
  const { draft, set, errorAt } = of;
  return (
    <section className="card report-form-part" aria-label={t('whose')}>
      <h2>{t('whose')}</h2>
      <ChoiceField
        label={t('by')}
        value={draft.by}
        onChange={(by) => set({ by })}
        options={(['registered', 'paper'] as const).map((value) => ({ value, label: t(`bys.${value}`), hint: t(`byHint.${value}`) }))}
      />
      {draft.by === 'paper' ? (
        <PaperOf of={of} />
      ) : draft.patient ? (
        <span className="chosen-patient">
          <PatientLine patient={draft.patient} />
          <button type="button" className="button bare" onClick={() => set({ patient: null })}>
            {t('another')}
          </button>
        </span>
      ) : (
        <PatientSearch label={t('find')} error={errorAt('patient')} onChoose={(patient) => set({ patient })} />
      )}
      {draft.by === 'registered' && draft.patient && errorAt('patient') && (
        <p className="field-error" role="alert">
          ✕ {errorAt('patient')}
        </p>
      )}
    </section>
  );
}

function PaperOf({ of: { draft, set, errorAt } }: { readonly of: ReportForm }) {
  const t = useWords(reportFormWords);
  const today = useToday();
  return (
    <div className="report-form-row">
      <SelectField
        label={t('kind')}
        placeholder={t('kind')}
        value={draft.identifierKind}
        options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={(identifierKind) => set({ identifierKind })}
      />
      <TextField
        label={t('identifier')}
        required
        maxLength={40}
        value={draft.identifier}
        error={errorAt('patient.identifier')}
        onChange={(identifier) => set({ identifier })}
      />
      <TextField
        label={t('patientName')}
        required
        maxLength={80}
        value={draft.patientName}
        error={errorAt('patient.name')}
        onChange={(patientName) => set({ patientName })}
      />
      {draft.identifierKind !== 'citizen_id' && (
        <>
          <SelectField
            label={t('sex')}
            placeholder={t('sex')}
            value={draft.sex}
            options={sexes.map((value) => ({ value, label: t(`sexes.${value}`) }))}
            onChange={(sex) => set({ sex })}
          />
          <DateField
            label={t('birthDate')}
            max={today}
            value={draft.birthDate}
            error={errorAt('patient.birthDate')}
            onChange={(birthDate) => set({ birthDate })}
          />
        </>
      )}
    </div>
  );
}

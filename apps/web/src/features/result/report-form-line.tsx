import { resultFlags, type ResultFlag, type TestClass } from '@alliance/domain/recognition/recognition.codes';
import { useWords } from '../../platform/i18n';
import { AreaField, SelectField, TextField } from '../../ui/field';
import type { LineDraft } from './report-form-draft';
import { reportFormWords } from './report-form.locale';

type Typed = 'code' | 'name' | 'value' | 'unit' | 'low' | 'high' | 'reference' | 'method' | 'specimen' | 'bodySite';
/** As the server names them. */
const placeOf: Partial<Record<Typed, string>> = { low: 'referenceLow', high: 'referenceHigh', reference: 'referenceText' };
const longest: Readonly<Record<Typed, number>> = {
  ...{ code: 60, name: 120, value: 2_000, unit: 40, low: 20, high: 20, reference: 200, method: 120, specimen: 60, bodySite: 60 },
};

/** One result: what was found, between which limits, by what method, in what material or where. */
export function ReportFormLine(props: {
  readonly line: LineDraft;
  readonly at: number;
  readonly testClass: TestClass;
  readonly errorAt: (name: string) => string | undefined;
  readonly onChange: (change: Partial<LineDraft>) => void;
  readonly onRemove: () => void;
}) {
  const t = useWords(reportFormWords);
  const { line, at, testClass, errorAt, onChange } = props;
  const name = line.name || line.code || t('lineNew');
  const bind = (field: Typed) => ({
    ...{ value: line[field], error: errorAt(placeOf[field] ?? field), maxLength: longest[field] },
    onChange: (value: string) => onChange({ [field]: value } as Partial<LineDraft>),
  });
  const isLaboratory = testClass === 'laboratory';
  return (
    <fieldset className="report-form-line">
      <legend>
        {t('line', { at, name })} {line.loinc && <span className="faint figures">{line.code}</span>}
      </legend>
      <div className="report-form-row">
        {!line.loinc && (
          <>
            <TextField label={t('ownCode')} required {...bind('code')} />
            <TextField label={t('ownName')} {...bind('name')} />
          </>
        )}
        {isLaboratory && (
          <>
            <TextField label={t('value.laboratory')} hint={t('valueHint')} required {...bind('value')} />
            <TextField label={t('unit')} {...bind('unit')} />
            <TextField label={t('low')} {...bind('low')} />
            <TextField label={t('high')} {...bind('high')} />
            <TextField label={t('reference')} {...bind('reference')} />
          </>
        )}
        <SelectField<ResultFlag | 'auto'>
          label={t('flag')}
          placeholder={t('flag')}
          under={line.flagDropped && <span className="report-form-dropped">▲ {t('flagDropped')}</span>}
          value={line.flag || 'auto'}
          options={[{ value: 'auto', label: t('flagAuto') }, ...resultFlags.map((value) => ({ value, label: t(`flags.${value}`) }))]}
          onChange={(flag) => onChange({ flag: flag === 'auto' ? '' : flag })}
        />
        <TextField label={t('method')} hint={t('methodHint')} {...bind('method')} />
        {isLaboratory ? (
          <TextField label={t('specimen')} {...bind('specimen')} />
        ) : (
          <TextField label={t('bodySite')} {...bind('bodySite')} />
        )}
      </div>
      {!isLaboratory && <AreaField label={t('value.examination')} required {...bind('value')} />}
      <button type="button" className="button bare report-form-remove" aria-label={t('removeOf', { name })} onClick={props.onRemove}>
        {t('remove')}
      </button>
    </fieldset>
  );
}

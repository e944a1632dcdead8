import { getInstitution } from '@alliance/contracts/institution.contract';
import type { RecognitionItem } from '@alliance/contracts/recognition.contract';
import { useLanguage, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { exact } from '../../ui/moment';
import { registryWords } from '../../ui/registry.locale';
import { recognitionWords } from './recognition.locale';
import { ageText, referenceText, valueText } from './result-text';
import { sheetWords } from './sheet.locale';

type Earlier = NonNullable<RecognitionItem['earlier']>;
type Valued = Pick<
  Earlier,
  'valueNumber' | 'valueText' | 'comparator' | 'unit' | 'flag' | 'referenceLow' | 'referenceHigh' | 'referenceText'
>;

/** Beyond this a finding is read as prose. */
const longestValue = 30;

/** The value with what its laboratory said of it. */
export function ResultValue({ of }: { readonly of: Valued }) {
  const t = useWords(recognitionWords);
  const language = useLanguage();
  const value = valueText(of, language);
  const range = referenceText(of);
  const flag = of.flag ? t(`flag.${of.flag}`) : '';
  return (
    <span className="recognition-value">
      {value.length > longestValue ? <span className="prose">{value}</span> : <strong className="figures">{value}</strong>}
      {flag && <span className={of.flag?.startsWith('critical') ? 'recognition-critical' : 'recognition-flag'}>{flag}</span>}
      {range && <span className="faint figures">{t('reference', { range })}</span>}
    </span>
  );
}

/** All that a cautious physician asks of an earlier result: what, how, when, where, under which mark. */
export function EarlierResult({ of, examination }: { readonly of: Earlier; readonly examination: boolean }) {
  const t = useWords(sheetWords);
  const codes = useWords(recognitionWords);
  const { method, specimen, bodySite, mark, institution, performedAt, ageHours, reportNumber, conclusion } = of;
  const own = useAppointment()?.institution.id === institution.id;
  const made = [
    method,
    specimen,
    bodySite && t('line.site', { site: bodySite }),
    examination && t(of.imagesAvailable ? 'line.images' : 'line.noImages'),
  ].filter(Boolean);
  return (
    <div className="recognition-earlier">
      <ResultValue of={of} />
      <p>
        <strong>{ageText(ageHours, codes)}</strong> · {institution.name} <HospitalLevel id={institution.id} />{' '}
        {mark && (
          <span className="tag recognition-mark" title={t('mark')}>
            {mark.label}
          </span>
        )}
      </p>
      <p className="faint">
        <time dateTime={performedAt} className="figures">
          {exact(performedAt).slice(0, 16)}
        </time>
        {[...made, t('line.report', { number: reportNumber })].map((fact) => ` · ${fact}`)}
      </p>
      {conclusion && (
        <details className="recognition-conclusion">
          <summary>{t(own ? 'ownConclusion' : 'conclusion')}</summary>
          <p className="prose">{conclusion}</p>
        </details>
      )}
    </div>
  );
}

/** What the registry says of a hospital's level. */
function HospitalLevel({ id }: { readonly id: string }) {
  const t = useWords(registryWords);
  const { data } = useAnswer(getInstitution, { params: { id } }, { staleTime: 600_000 });
  return data ? <span className="faint">{t(`level.${data.level}`)}</span> : null;
}

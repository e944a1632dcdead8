import { similarPatients, type PatientView } from '@alliance/contracts/patient.contract';
import type { AskOf } from '@alliance/contracts/route';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useLater } from '../use-later';
import { PatientLine } from './patient-search';
import { patientWords } from './patient.locale';

type Described = AskOf<typeof similarPatients>['query'];

/** People of this hospital who may be the one being registered, and why; found out before a double is made. */
export function SimilarPatients(props: { readonly described: Described | null; readonly onChoose: (patient: PatientView) => void }) {
  const t = useWords(patientWords);
  const described = useLater(JSON.stringify(props.described), 400);
  const query = JSON.parse(described) as Described | null;
  const { data } = useAnswer(similarPatients, query ? { query } : null, { keepPrevious: true });
  if (!query || !data?.items.length) return null;
  return (
    <section className="note-warn similar-patients whole" role="status" aria-label={t('similar')}>
      <strong>{t('similar')}</strong>
      <ul>
        {data.items.map(({ patient, shared }) => (
          <li key={patient.id}>
            <PatientLine patient={patient} />
            <span>{shared.map((mark) => t(`shared.${mark}`)).join(' · ')}</span>
            <button type="button" className="button" onClick={() => props.onChoose(patient)}>
              {t('itIs')}
            </button>
          </li>
        ))}
      </ul>
      <span className="soft">{t('similarHint')}</span>
    </section>
  );
}

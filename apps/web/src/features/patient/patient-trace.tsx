import { tracePatient, type PatientTrace } from '@alliance/contracts/patient-record.contract';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { When } from '../../ui/moment-view';
import { Loaded, Skeleton } from '../../ui/states';
import { Prose } from '../../ui/timeline';
import { mergeWords } from './merge.locale';

/** Who did what about this patient's identity, as sentences, oldest first. */
export function PatientTraceList({ id }: { readonly id: string }) {
  const t = useWords(mergeWords);
  const ifAny = useWordsIfAny(mergeWords);
  const trace = useAnswer(tracePatient, { params: { id } });
  const sentence = ({ kind, by, institution, patient, data }: PatientTrace) => {
    const basis = data['basis'] === undefined ? '' : (ifAny(`basis.${data['basis']}`) ?? '');
    const values = { who: [by, institution].filter(Boolean).join(' · '), name: patient.name, basis };
    return ifAny(`trace.${kind.replace('.', '-')}`, values) ?? t('trace.other', values);
  };
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('trace.title')}</h2>
      </header>
      <div className="card-body">
        <Loaded of={trace} skeleton={<Skeleton rows={3} height={28} />}>
          {({ items }) =>
            items.length ? (
              <Prose
                entries={items.map((entry) => ({
                  id: entry.id,
                  at: <When at={entry.at} />,
                  text: sentence(entry),
                  ...(entry.reason ? { quote: { label: t('reason'), text: entry.reason } } : {}),
                }))}
              />
            ) : (
              <p className="soft">{t('trace.none')}</p>
            )
          }
        </Loaded>
      </div>
    </section>
  );
}

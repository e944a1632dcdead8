import type { PatientDetail } from '@alliance/contracts/patient-record.contract';
import { useWords } from '../../platform/i18n';
import { useToday } from '../../ui/moment';
import { spellAge } from '../../ui/person';
import { patientWords } from '../../ui/patient/patient.locale';
import { uiWords } from '../../ui/ui.locale';
import { mergeWords } from './merge.locale';
import { patientPageWords } from './patient.locale';

interface Props {
  /** Goes on being found. */
  readonly kept: PatientDetail;
  /** Becomes another name of it. */
  readonly merged: PatientDetail;
}

/** Two rows side by side, line by line; what differs is marked by a word. */
export function ComparePatients({ kept, merged }: Props) {
  const t = useWords(mergeWords);
  const page = useWords(patientPageWords);
  const p = useWords(patientWords);
  const ui = useWords(uiWords);
  const today = useToday();
  const lines: readonly (readonly [label: string, of: (one: PatientDetail) => string])[] = [
    [p('name'), (one) => one.name],
    [p('sex'), (one) => ui(`sex.${one.sex}`)],
    [
      p('birthDate'),
      (one) =>
        one.birthDate
          ? `${one.birthDate}（${spellAge(one.birthDate, today, ui)}）`
          : one.estimatedBirthYear === null
            ? '—'
            : page('fact.bornAbout', { year: one.estimatedBirthYear }),
    ],
    [p('kind'), (one) => p(`kinds.${one.identifierKind}`)],
    [p('identifier'), (one) => one.identifierMasked ?? '—'],
    [p('phone'), (one) => one.phone ?? '—'],
    [p('marks'), (one) => one.marks ?? '—'],
    [page('referrals'), (one) => String(one.referrals.length)],
  ];
  return (
    <table className="compare" aria-label={t('compare')}>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">{t('what')}</span>
          </th>
          <th scope="col">{t('kept')}</th>
          <th scope="col">{t('merged')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([label, of]) => {
          const [one, other] = [of(kept), of(merged)];
          const differs = one !== other && one !== '—' && other !== '—';
          return (
            <tr key={label} className={differs ? 'differs' : undefined}>
              <th scope="row">
                {label}
                {differs && <span className="tag">{t('differs')}</span>}
              </th>
              <td>{one}</td>
              <td>{other}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

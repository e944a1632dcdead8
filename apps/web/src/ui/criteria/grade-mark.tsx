import type { EvidenceGrade } from '@alliance/domain/criteria/rule.types';
import { useWords } from '../../platform/i18n';
import { criteriaWords } from './criteria.locale';
import './criteria.css';

/** Letters and words of the grades; what they mean on hover, or written out with `explained`. */
export function GradeMarks({ of, explained = false }: { readonly of: readonly EvidenceGrade[]; readonly explained?: boolean }) {
  const t = useWords(criteriaWords);
  if (explained)
    return (
      <ul className="grades-explained">
        {of.map((grade) => (
          <li key={grade}>{t(`gradeMeans.${grade}`)}</li>
        ))}
      </ul>
    );
  return (
    <span className="grades">
      {of.map((grade) => (
        <span key={grade} className={grade === 'L' ? 'grade local' : 'grade'} title={t(`gradeMeans.${grade}`)}>
          <b>{grade}</b> {t(`grade.${grade}`)}
        </span>
      ))}
    </span>
  );
}

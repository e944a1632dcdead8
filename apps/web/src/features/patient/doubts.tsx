import type { MergeDoubt } from '@alliance/domain/identity/merge.decide';
import { useWords } from '../../platform/i18n';
import { mergeWords } from './merge.locale';

/** What speaks against two rows being one person. It forbids nothing: a person decides. */
export function Doubts({ doubts }: { readonly doubts: readonly MergeDoubt[] }) {
  const t = useWords(mergeWords);
  if (!doubts.length) return null;
  return (
    <div className="note-bad" role="status">
      <strong>
        <span aria-hidden="true">! </span>
        {t('doubts')}
      </strong>
      <ul className="bullets">
        {doubts.map((doubt) => (
          <li key={doubt}>{t(`doubt.${doubt}`)}</li>
        ))}
      </ul>
    </div>
  );
}

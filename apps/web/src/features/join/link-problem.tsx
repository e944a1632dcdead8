import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { joinWords } from './join.locale';

/** The link is no good: what to do now. */
export function LinkProblem({ words }: { readonly words?: string }) {
  const t = useWords(joinWords);
  return (
    <div className="entry-form" role="alert">
      <p className="note-bad">{words ?? t('link.missing')}</p>
      <p className="soft">{t('link.ask')}</p>
      <Link to="/login" search={{}}>
        {t('link.login')}
      </Link>
    </div>
  );
}

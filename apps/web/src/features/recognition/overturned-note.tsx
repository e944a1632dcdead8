import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useOverturned } from '../../ui/overturned.data';
import { adoptionWords } from './adoptions.locale';

/** In one line, where something else is being done: what I took over is not true any more. */
export function OverturnedNote() {
  const t = useWords(adoptionWords);
  const count = useOverturned().data?.items.length ?? 0;
  if (!count) return null;
  return (
    <p className="note-bad recognition-lead">
      <span aria-hidden="true">⚠ </span>
      {t('overturned.title')} <strong className="figures">{count}</strong>{' '}
      <Link to="/recognition/adoptions" search={{}}>
        {t('overturned.look')}
      </Link>
    </p>
  );
}

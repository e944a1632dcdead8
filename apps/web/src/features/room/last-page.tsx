import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { EmptyState } from '../../ui/states';
import { DialIn } from './dial-in';
import { roomWords } from './room.locale';
import type { OverReason } from './room-state';

/** After the room: why one is out, and what to do next. */
export function LastPage({
  why,
  consultation,
  onBack,
}: {
  readonly why: OverReason | null;
  readonly consultation: ConsultationView;
  readonly onBack: () => void;
}) {
  const t = useWords(roomWords);
  const { actions } = consultation;
  const mayReturn = why === 'left' || why === 'replaced';
  const next = actions.includes('decide') ? 'over.decide' : actions.includes('sign') ? 'over.opinion' : 'over.case';
  const params = { id: consultation.id };
  const text = why === null ? 'lobby.overText' : why === 'left' ? 'over.leftText' : (`over.${why}Text` as const);
  return (
    <EmptyState
      title={t(why === null ? 'over.closed' : `over.${why}`)}
      text={t(text)}
      action={
        <div className="room-wait">
          {why === 'removed' && <DialIn consultation={consultation} />}
          <div className="room-last">
            {mayReturn && (
              <button type="button" className="button" onClick={onBack}>
                {t(why === 'left' ? 'over.again' : 'over.here')}
              </button>
            )}
            <Link className="button primary" to="/consultations/$id" params={params}>
              {t(next)}
            </Link>
          </div>
        </div>
      }
    />
  );
}

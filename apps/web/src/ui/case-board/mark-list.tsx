import { useWords } from '../../platform/i18n';
import { Icon } from '../icon';
import { erase, type ShownMark } from './board-outbox';
import { caseBoardWords } from './case-board.locale';
import type { Hand } from './hands';

interface Props {
  readonly consultationId: string;
  readonly marks: readonly ShownMark[];
  readonly handOf: (personId: string) => Hand;
  readonly writes: boolean;
  readonly me: string;
}

/** What is drawn, in words: for who cannot see it, and to find who meant what. */
export function MarkList({ consultationId, marks, handOf, writes, me }: Props) {
  const t = useWords(caseBoardWords);
  return (
    <details className="board-marks">
      <summary>{t('mark.list', { count: marks.length })}</summary>
      {!marks.length && <p className="faint">{t('mark.none')}</p>}
      <ol>
        {marks.map(({ id, kind, text, points, by, institution, mayRemove, waiting }, at) => {
          const [[x, y] = [0, 0]] = points;
          const { colour, dash } = handOf(by.id);
          const number = String(at + 1);
          return (
            <li key={id}>
              <svg width={28} height={10} aria-hidden className="mark-key">
                <path d="M2 5h24" style={{ stroke: colour }} strokeDasharray={dash} />
              </svg>
              {t('mark.line', { number, kind: t(`mark.kind.${kind}`), name: by.id === me ? t('mark.you') : by.name, institution })}
              {text && ` · ${text}`}{' '}
              <span className="faint figures">{t('mark.place', { x: Math.round(x * 100), y: Math.round(y * 100) })}</span>
              {waiting && <span className="case-tag">{t('mark.waiting')}</span>}
              {writes && mayRemove && (
                <button
                  type="button"
                  className="button bare icon-only"
                  aria-label={t('mark.erase', { number })}
                  onClick={() => erase(consultationId, id, t('mark.refused'))}
                >
                  <Icon name="close" size={16} />
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </details>
  );
}

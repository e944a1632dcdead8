import type { OnCallShift } from '@alliance/contracts/on-call.contract';
import type { DayPart, RotaCell } from './rota.policy';
import type { Wanted } from './shift-panel';
import { useOnCallWords } from './use-on-call-words';

interface Props {
  readonly cell: RotaCell;
  readonly place: OnCallShift['department'];
  readonly manages: boolean;
  readonly onWant: (wanted: Wanted) => void;
}

/** One day of one place: shifts open their panel, a gap opens the form that fills it. */
export function RotaCellView({ cell, place, manages, onWant }: Props) {
  const { t, spellPlace, spellSpan } = useOnCallWords();
  const spellGap = ({ wholeDay, from, to }: DayPart) => (wholeDay ? t('gapDay') : t('gap', { from, to }));
  const day = cell.day.slice(5);
  return (
    <>
      {cell.shifts.map((shift) => (
        <button
          key={shift.id}
          type="button"
          className={shift.takenOverAt ? 'rota-shift taken' : 'rota-shift'}
          aria-label={`${t('shiftOf', { place: spellPlace(place), day, name: shift.person.name, span: spellSpan(shift) })}${shift.takenOverAt ? ` ${t('takenOver')}` : ''}`}
          onClick={() => onWant({ shift })}
        >
          <span>
            {shift.person.name}
            {shift.takenOverAt && <span aria-hidden="true"> ✓</span>}
          </span>
          <span className="faint figures">{spellSpan(shift)}</span>
        </button>
      ))}
      {cell.gaps.map((gap) =>
        manages ? (
          <button
            key={gap.from}
            type="button"
            className="rota-gap"
            aria-label={t('fill', { place: spellPlace(place), day, gap: spellGap(gap) })}
            onClick={() => onWant({ place, from: gap.at.from, to: gap.at.to })}
          >
            ○ {spellGap(gap)}
          </button>
        ) : (
          <span key={gap.from} className="rota-gap">
            ○ {spellGap(gap)}
          </span>
        ),
      )}
      {cell.overlaps.map(({ from, to }) => (
        <span key={from} className="rota-overlap">
          ◈ {t('overlap', { from, to })}
        </span>
      ))}
    </>
  );
}

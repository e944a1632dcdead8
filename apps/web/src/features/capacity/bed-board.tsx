import { markBed, type Bed, type BoardDepartment } from '@alliance/contracts/capacity.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { Icon } from '../../ui/icon';
import { useDayTime } from '../../ui/moment';
import { say } from '../../ui/said';
import { EmptyState, RefusalNote } from '../../ui/states';
import { BedDialog } from './bed-dialog';
import { bedMarks, bedShapes, freeOf, openOf, publishing } from './board.policy';
import { capacityWords } from './capacity.locale';
import { DepartmentCard } from './department-card';
import { HoldLine } from './hold-line';

/** Every bed a tile: word, shape, what is held for whom, and the one thing that is mostly done with it. */
export function BedBoard({ departments }: { readonly departments: readonly BoardDepartment[] }) {
  const t = useWords(capacityWords);
  const may = useMay();
  const [openId, setOpenId] = useState<string>();
  const shown = publishing(departments, 'beds');
  // the dialog follows the bed: somebody else may have marked it meanwhile
  const open = shown.flatMap(({ beds }) => beds).find(({ id }) => id === openId);
  if (shown.length === 0) return <EmptyState title={t('empty.title')} text={t(may('capacity.manage') ? 'empty.text' : 'empty.reader')} />;
  return (
    <>
      {shown.map((each) => (
        <DepartmentCard
          key={each.department.id}
          of={each}
          figures={t('figures.beds', { free: freeOf(each.beds).length, open: openOf(each.beds).length })}
        >
          <ul className="tiles">
            {each.beds.map((bed) => (
              <BedTile key={bed.id} bed={bed} onMore={() => setOpenId(bed.id)} />
            ))}
          </ul>
        </DepartmentCard>
      ))}
      <BedDialog bed={open} onClose={() => setOpenId(undefined)} />
    </>
  );
}

function BedTile({ bed, onMore }: { readonly bed: Bed; readonly onMore: () => void }) {
  const t = useWords(capacityWords);
  const dayTime = useDayTime();
  const may = useMay();
  const { label, kind, sex, situation, hold, note, occupiedUntil } = bed;
  const [first] = bedMarks(bed, may('capacity.manage'));
  const mark = useCommand(markBed, {
    touches: ['capacity'],
    onDone: ({ situation: now }) => now !== 'held' && say(t(`done.${now}`, { label })),
  });
  return (
    <li className={`tile ${situation}`}>
      <div className="tile-head">
        <strong className="one-line" title={label}>
          {label}
        </strong>
        <span className="faint one-line">
          {t(`kind.${kind}`)}
          {sex !== 'any' && ` · ${t(`sex.${sex}`)}`}
        </span>
      </div>
      <p className="tile-word">
        <span aria-hidden="true">{bedShapes[situation]}</span> {t(`situation.${situation}`)}
      </p>
      {hold && <HoldLine hold={hold} />}
      {occupiedUntil && <p className="faint">{t('bed.expected', { time: dayTime(occupiedUntil) })}</p>}
      {note && (
        <p className="faint one-line" title={note}>
          {note}
        </p>
      )}
      <RefusalNote error={mark.error} />
      {may('capacity.mark') && (
        <div className="tile-do">
          {first && (
            <button
              type="button"
              className="button"
              aria-label={`${label}: ${t(`do.${first.word}`)}`}
              aria-disabled={mark.isPending}
              onClick={() => !mark.isPending && mark.mutate({ params: { id: bed.id }, body: { version: bed.version, state: first.state } })}
            >
              {t(`do.${first.word}`)}
            </button>
          )}
          <button type="button" className="button bare icon-only" aria-label={t('do.more', { label })} onClick={onMore}>
            <Icon name="more" />
          </button>
        </div>
      )}
    </li>
  );
}

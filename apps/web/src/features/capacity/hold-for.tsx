import { holdCapacity, type Bed } from '@alliance/contracts/capacity.contract';
import { listUnplaced, type Unplaced } from '@alliance/contracts/shortage.contract';
import { useState } from 'react';
import { serverNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { TimeField } from '../../ui/date-field';
import { SelectField } from '../../ui/field';
import { useDayTime } from '../../ui/moment';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { uiWords } from '../../ui/ui.locale';
import { isComing } from './board.policy';
import { capacityWords } from './capacity.locale';

const hour = 3_600_000;
/** An unused bed goes back this long after its patient was expected. */
const graceHours = 2;

/** A free bed for somebody who was taken and has none: came through the emergency department, or lost the bed that was held. */
export function HoldFor({ bed, onDone }: { readonly bed: Bed; readonly onDone: () => void }) {
  const t = useWords(capacityWords);
  const spell = useSpelled();
  const [chosen, setChosen] = useState<string>();
  const [until, setUntil] = useState('');
  const unplaced = useAnswer(listUnplaced, {});
  const taken = (unplaced.data?.items ?? []).filter((each) => each.taken);
  const hold = useCommand(holdCapacity, {
    touches: ['capacity', 'referral'],
    onDone: ({ referral }) => {
      say(t('holdFor.done', { label: bed.label, number: referral?.number ?? '' }));
      onDone();
    },
  });
  if (!taken.length) return null;
  const choose = (id: string) => {
    const { arriveBy = null } = taken.find((each) => each.referral.id === id) ?? {};
    setChosen(id);
    setUntil(new Date(Math.max(Date.parse(arriveBy ?? '') || 0, serverNow()) + graceHours * hour).toISOString());
  };
  const ready = chosen && until && !hold.isPending;
  return (
    <section className="form">
      <SelectField
        label={t('holdFor.title')}
        placeholder={t('holdFor.choose')}
        value={chosen ?? null}
        options={taken.map((each) => ({ value: each.referral.id, label: spell(each) }))}
        onChange={choose}
      />
      {chosen && (
        <>
          <TimeField label={t('holdFor.until')} required value={until} onChange={setUntil} quick={[]} />
          <RefusalNote error={hold.error} />
          <div className="bed-marks">
            <button
              type="button"
              className="button primary"
              aria-disabled={!ready}
              onClick={() => ready && hold.mutate({ body: { referralId: chosen, bedId: bed.id, slotId: null, until } })}
            >
              {t('holdFor.hold')}
            </button>
          </div>
        </>
      )}
    </section>
  );
}

/** `◆ 紧急 R7K2-M9QX-4 · 心血管内科 · 已到院 · 等候中` in one line, for a list. */
function useSpelled(): (each: Unplaced) => string {
  const t = useWords(capacityWords);
  const ui = useWords(uiWords);
  const text = useText();
  const dayTime = useDayTime();
  return ({ referral, department, state, arriveBy, waits }) =>
    [
      [referral.urgency && ui(`urgency.${referral.urgency}`), referral.number].filter(Boolean).join(' '),
      department && text(department.name),
      t(`state.${state}`),
      arriveBy && isComing(state) && t('holdFor.by', { time: dayTime(arriveBy) }),
      waits && t('holdFor.waits'),
    ]
      .filter(Boolean)
      .join(' · ');
}

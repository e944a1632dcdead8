import { getHeldPlace } from '@alliance/contracts/capacity.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { Fact } from '../../ui/fact';
import { useDayTime } from '../../ui/moment';
import { panelWords } from './panel.locale';

const expected: ReadonlySet<ReferralView['state']> = new Set(['accepted', 'in_transit', 'no_show', 'arrived', 'in_care']);

/** `预留 CCU 3 床 至 今天 14:20`: what is kept for the patient, as both hospitals read it. Nothing where nothing is kept. */
export function HeldLine({ referral: { id, state, outside } }: { readonly referral: ReferralView }) {
  const t = useWords(panelWords);
  const may = useMay();
  const dayTime = useDayTime();
  const asked = expected.has(state) && !outside && may('capacity.read');
  const held = useAnswer(getHeldPlace, asked ? { params: { id } } : null).data?.held;
  if (!held) return null;
  const { isSlot, label, until } = held;
  return (
    <Fact label={t(isSlot ? 'hold.keptSlot' : 'hold.kept')}>
      <strong>{isSlot ? label : t('hold.label', { label: bedName(label) })}</strong>{' '}
      {!until ? t('hold.inUse') : isSlot ? null : t('hold.until', { time: dayTime(until) })}
    </Fact>
  );
}

/** What stands on the bed, without the word for bed that some wards write into it. */
export const bedName = (label: string): string => label.replace(/\s*床$/, '');

import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { detailWords } from './detail.locale';
import type { Step } from './panel.types';
import { referralWords } from './referral.locale';

/** What a step is called here: the steps of a hospital off the platform are written down for it. */
export function useActionWord({ outside, side }: ReferralView): (step: Step) => string {
  const t = useWords(detailWords);
  const codes = useWordsIfAny(referralWords);
  return (step) =>
    (outside && side === 'sender' && codes(`actionForOther.${step}`)) || (codes(`action.${step}`) ?? t(`beside.${step as 'completeLate'}`));
}

import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords } from '../../platform/i18n';
import { CorrectionDifference } from './correction-difference';
import { HandOverSheetView } from './hand-over-sheet';
import { changesOf, correctable } from './panel-body.policy';
import { panelWords } from './panel.locale';
import type { Step, Typed } from './panel.types';

interface Props {
  readonly referral: ReferralView;
  readonly step: Step;
  readonly values: Typed;
}

/** What has to be read before the button is pressed: the sheet that is signed, the correction that is confirmed. */
export function PanelAbout({ referral, step, values }: Props) {
  const t = useWords(panelWords);
  const { handOver, corrections } = referral;
  const signs = step === 'signHandOver' || (step === 'arrive' && handOver.sender);
  if (signs && handOver.sheet) return <HandOverSheetView sheet={handOver.sheet} />;
  if (step === 'correct') {
    const after = changesOf(values, referral);
    return Object.keys(after).length ? <CorrectionDifference before={correctable(referral)} after={after} /> : null;
  }
  const open = corrections.find(({ state }) => state === 'proposed');
  if (open && (step === 'confirmCorrection' || step === 'refuseCorrection'))
    return (
      <div>
        <p className="faint">{t('correction.by', { name: open.proposedBy })}</p>
        <CorrectionDifference before={open.before} after={open.after} />
        <p className="prose">{open.explanation}</p>
      </div>
    );
  return null;
}

import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords } from '../../platform/i18n';
import { CorrectionDifference } from './correction-difference';
import { HandOverSheetView } from './hand-over-sheet';
import { changesOf, correctable } from './panel-body.policy';
import { useChoices } from './panel-hold';
import { WaitField } from './panel-wait';
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
  if ((step === 'accept' || step === 'acknowledge') && referral.service === 'inpatient' && values['bedRoute'] === 'via_emergency')
    return <NoBed referral={referral} />;
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

/** Why the patient comes through the emergency department: said where the ward has published nothing free. */
function NoBed({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(panelWords);
  const { data } = useChoices(referral.outside ? null : referral.id);
  if (!data || data.beds.some(({ suits }) => suits)) return null;
  return (
    <div className="note-warn">
      <p>{t('hold.noneFree')}</p>
      <WaitField referral={referral} what="bed" />
    </div>
  );
}

import type { SessionView } from '@alliance/contracts/session.contract';
import { useWords } from '../../platform/i18n';
import { prove } from '../../platform/session';
import { settleStepUp, useStepUp } from '../../platform/step-up';
import { Dialog } from '../../ui/dialog';
import { ProofForm } from './proof.form';
import { sessionWords } from './session.locale';

/** Asked whenever a command needs a fresh proof: the command goes on by itself afterwards. Leaving it changes nothing. */
export function StepUpDialog({ session }: { readonly session: SessionView }) {
  const t = useWords(sessionWords);
  const open = useStepUp();
  const leave = () => settleStepUp(false);
  return (
    <Dialog title={t('stepUp.title')} open={open} onClose={leave} width={400}>
      <p className="soft sign-in-said">{t('stepUp.text')}</p>
      {session.method === 'sso' && <p className="faint sign-in-said">{t('stepUp.sso')}</p>}
      <ProofForm
        username={session.user.username}
        send={(proof) => prove(proof).then(() => settleStepUp(true))}
        words={{ go: t('stepUp.go'), going: t('stepUp.going'), passkey: t('passkey.prove') }}
      />
      <button type="button" className="button bare sign-in-leave" onClick={leave}>
        {t('stepUp.cancel')}
      </button>
    </Dialog>
  );
}

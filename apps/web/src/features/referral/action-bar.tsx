import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { detailWords } from './detail.locale';
import { inOrder, neverPrimary, panelKeys } from './panel.types';
import { referralWords } from './referral.locale';

/** What the server offers now, the primary action at the bottom right; nothing here repeats its rules. */
export function ActionBar({ referral, onOpen }: { readonly referral: ReferralView; readonly onOpen: (action: ReferralAction) => void }) {
  const t = useWords(detailWords);
  const codes = useWords(referralWords);
  const actions = inOrder(referral.actions);
  const editable = actions.includes('submit') || actions.includes('resubmit');
  // a draft is sent from its form, where what is missing can be filled in
  const buttons = actions.filter((action) => action !== 'submit');
  const primary = editable ? undefined : buttons.filter((action) => !neverPrimary.has(action)).at(-1);
  if (!actions.length) return <footer className="action-bar faint">{t('noActions')}</footer>;
  return (
    <footer className="action-bar" aria-label={t('actions')} role="group">
      {buttons.map((action) => (
        <button
          key={action}
          type="button"
          className={action === primary ? 'button primary' : action === 'cancel' ? 'button bare' : 'button'}
          onClick={() => onOpen(action)}
        >
          {codes(`action.${action}`)}
          {panelKeys[action] && <kbd aria-hidden="true">{panelKeys[action]}</kbd>}
        </button>
      ))}
      {editable && (
        <Link to="/referrals/$id/edit" params={{ id: referral.id }} className="button primary">
          {t(referral.state === 'draft' ? 'edit' : 'editReturned')}
        </Link>
      )}
    </footer>
  );
}

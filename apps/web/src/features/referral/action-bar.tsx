import type { ReferralView } from '@alliance/contracts/referral.contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { Icon } from '../../ui/icon';
import { Menu, type MenuItem } from '../../ui/menu';
import { useActionWord } from './action-word';
import { detailWords } from './detail.locale';
import { arrange, besideOf, panelKeys } from './panel-order.policy';
import type { Step } from './panel.types';

/** What the server offers now, the primary action at the bottom right; nothing here repeats its rules. */
export function ActionBar({ referral, onOpen }: { readonly referral: ReferralView; readonly onOpen: (step: Step) => void }) {
  const t = useWords(detailWords);
  const word = useActionWord(referral);
  const may = useMay();
  const { primary, secondary, menu } = arrange(referral, besideOf(referral, may('referral.draft')));
  const editable = referral.actions.includes('submit') || referral.actions.includes('resubmit');
  const items = menu.flatMap(({ group, steps }): (MenuItem | string)[] => [
    t(`more.${group}`),
    ...steps.map((step) => ({ id: step, label: word(step), run: () => onOpen(step) })),
  ]);
  if (!primary && !secondary.length && !items.length && !editable) return <footer className="action-bar faint">{t('noActions')}</footer>;
  return (
    <footer className="action-bar" aria-label={t('actions')} role="group">
      {items.length > 0 && (
        <Menu
          label={t('more.title')}
          button={
            <>
              {t('more.title')} <Icon name="down" size={14} />
            </>
          }
          items={items}
        />
      )}
      {secondary.map((step) => (
        <button key={step} type="button" className="button" onClick={() => onOpen(step)}>
          {word(step)}
          {panelKeys[step] && <kbd aria-hidden="true">{panelKeys[step]}</kbd>}
        </button>
      ))}
      {primary && (
        <button type="button" className="button primary" onClick={() => onOpen(primary)}>
          {word(primary)}
          {panelKeys[primary] && <kbd aria-hidden="true">{panelKeys[primary]}</kbd>}
        </button>
      )}
      {editable && (
        <Link to="/referrals/$id/edit" params={{ id: referral.id }} className="button primary">
          {t(referral.state === 'draft' ? 'edit' : 'editReturned')}
        </Link>
      )}
    </footer>
  );
}

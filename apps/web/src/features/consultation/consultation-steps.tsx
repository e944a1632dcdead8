import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { useWords } from '../../platform/i18n';
import { Menu } from '../../ui/menu';
import { Icon } from '../../ui/icon';
import { consultationDetailWords } from './consultation-detail.locale';
import type { PanelOpen, PanelStep } from './panel.types';

/** In the order in which they matter: the first is what is waited for. */
const upFront = ['accept', 'decide', 'giveFeedback', 'decline', 'givePapers', 'recordCall'] as const satisfies readonly PanelStep[];
const further = ['reschedule', 'escalate', 'refer', 'cancel', 'enterInError'] as const satisfies readonly PanelStep[];

/** What may be done with the consultation as a whole. */
export function ConsultationSteps({
  consultation: { actions },
  onOpen,
}: {
  readonly consultation: ConsultationView;
  readonly onOpen: (panel: PanelOpen) => void;
}) {
  const t = useWords(consultationDetailWords);
  const first = upFront.filter((step) => actions.includes(step));
  const rest = further.filter((step) => actions.includes(step));
  if (!first.length && !rest.length) return null;
  return (
    <div className="consultation-do">
      {first.map((step, at) => (
        <button
          key={step}
          type="button"
          className={at === 0 && step !== 'decline' && step !== 'recordCall' ? 'button primary' : 'button'}
          onClick={() => onOpen({ step })}
        >
          {t(`action.${step}`)}
        </button>
      ))}
      {rest.length > 0 && (
        <Menu
          label={t('more')}
          button={
            <>
              <Icon name="more" size={16} /> {t('more')}
            </>
          }
          items={rest.map((step) => ({ id: step, label: t(`action.${step}`), run: () => onOpen({ step }) }))}
        />
      )}
    </div>
  );
}

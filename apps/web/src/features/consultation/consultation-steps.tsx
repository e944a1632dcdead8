import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { Menu } from '../../ui/menu';
import { Icon } from '../../ui/icon';
import { consultationDetailWords } from './consultation-detail.locale';
import { cardOf, dutyOf, onCard, type CardDuty } from './consultation-duty.policy';
import type { PanelOpen, PanelStep } from './panel.types';

const upFront = ['decide', 'giveFeedback', 'accept', 'decline', 'givePapers', 'recordCall'] as const satisfies readonly PanelStep[];
const further = ['reschedule', 'escalate', 'refer', 'cancel', 'enterInError'] as const satisfies readonly PanelStep[];

/** Into view, and the keyboard into its first control. */
function bringUp(cardId: string): void {
  const card = document.getElementById(cardId);
  card?.scrollIntoView({ block: 'start' });
  const control =
    card?.querySelector<HTMLElement>('textarea') ?? card?.querySelector<HTMLElement>('button, input, select, summary') ?? card;
  control?.focus({ preventScroll: true });
}

/** What may be done with the consultation as a whole; what is waited for stands first. */
export function ConsultationSteps({
  consultation,
  onOpen,
}: {
  readonly consultation: ConsultationView;
  readonly onOpen: (panel: PanelOpen) => void;
}) {
  const t = useWords(consultationDetailWords);
  const navigate = useNavigate();
  const { id, actions } = consultation;
  const duty = dutyOf(consultation);
  const rest = further.filter((step) => actions.includes(step));
  const beside = upFront.filter((step) => actions.includes(step) && step !== duty);
  if (!duty && !beside.length && !rest.length) return null;
  const go = (on: CardDuty) =>
    void navigate({ to: '/consultations/$id', params: { id }, search: {}, replace: true }).then(() =>
      requestAnimationFrame(() => bringUp(cardOf[on])),
    );
  return (
    <div className="consultation-do">
      {duty && (
        <button type="button" className="button primary" onClick={() => (onCard(duty) ? go(duty) : onOpen({ step: duty }))}>
          {onCard(duty) ? t(`duty.${duty}`) : t(`action.${duty}`)}
        </button>
      )}
      {beside.map((step) => (
        <button key={step} type="button" className="button" onClick={() => onOpen({ step })}>
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

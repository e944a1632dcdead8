import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { ComponentType } from 'react';
import { useWords } from '../../platform/i18n';
import { Dialog } from '../../ui/dialog';
import { say } from '../../ui/said';
import { consultationDetailWords } from './consultation-detail.locale';
import { CallPanel } from './panel-call';
import { EscalatePanel, FeedbackPanel, PapersPanel, ReferPanel } from './panel-closing';
import { DecidePanel } from './panel-decide';
import type { PanelProps } from './panel-form';
import { CancelPanel, DeclinePanel, ExcusePanel, ReschedulePanel, VoidPanel } from './panel-reasons';
import { AcceptPanel, AddPartyPanel, AssignPanel } from './panel-seats';
import type { PanelOpen, PanelStep } from './panel.types';
import './consultation-form.css';

const panels: Readonly<Record<PanelStep, ComponentType<PanelProps>>> = {
  accept: AcceptPanel,
  decline: DeclinePanel,
  assign: AssignPanel,
  addParty: AddPartyPanel,
  reschedule: ReschedulePanel,
  cancel: CancelPanel,
  recordCall: CallPanel,
  excuse: ExcusePanel,
  decide: DecidePanel,
  giveFeedback: FeedbackPanel,
  givePapers: PapersPanel,
  escalate: EscalatePanel,
  refer: ReferPanel,
  enterInError: VoidPanel,
};

interface Props {
  readonly consultation: ConsultationView;
  readonly open: PanelOpen;
  readonly onClose: () => void;
}

/** What a step asks for before it happens, over the page. */
export function ConsultationPanel({ consultation, open: { step, partyId }, onClose }: Props) {
  const t = useWords(consultationDetailWords);
  const Panel = panels[step];
  const done = () => {
    say(t('done', { action: t(`action.${step}`) }));
    onClose();
  };
  return (
    <Dialog title={t(`action.${step}`)} open onClose={onClose} width={560}>
      <Panel consultation={consultation} partyId={partyId} onDone={done} />
    </Dialog>
  );
}

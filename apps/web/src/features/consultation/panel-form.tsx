import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { RefusalNote } from '../../ui/states';
import { consultationDetailWords } from './consultation-detail.locale';
import type { PanelStep } from './panel.types';

/** What every panel is given. */
export interface PanelProps {
  readonly consultation: ConsultationView;
  readonly partyId: string | undefined;
  readonly onDone: () => void;
}

interface Props {
  readonly step: PanelStep;
  readonly command: { readonly isPending: boolean; readonly error: unknown };
  readonly onSubmit: () => void;
  readonly children: ReactNode;
  /** Word of the button, where the step's own does not say enough. */
  readonly submit?: string;
}

const dangerous: ReadonlySet<PanelStep> = new Set(['decline', 'cancel', 'enterInError']);

/** Frame of a step: its fields, why it was refused, its button. */
export function PanelForm({ step, command, onSubmit, children, submit }: Props) {
  const t = useWords(consultationDetailWords);
  return (
    <form
      className="consultation-panel"
      aria-label={t(`action.${step}`)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!command.isPending) onSubmit();
      }}
    >
      {children}
      <RefusalNote error={command.error} />
      <div className="consultation-foot">
        <button type="submit" className={dangerous.has(step) ? 'button danger' : 'button primary'} aria-disabled={command.isPending}>
          {submit ?? t(`action.${step}`)}
        </button>
      </div>
    </form>
  );
}

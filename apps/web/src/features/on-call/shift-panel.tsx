import { cancelShift, type OnCallShift, type Rota } from '@alliance/contracts/on-call.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useMay } from '../../platform/session';
import { say } from '../../ui/said';
import { SidePanel } from '../../ui/side-panel';
import { RefusalNote } from '../../ui/states';
import { ShiftFacts } from './shift-facts';
import { ShiftForm } from './shift-form';
import { useOnCallWords } from './use-on-call-words';

/** A shift to look at or change, or a place and time to fill. */
export type Wanted =
  { readonly shift: OnCallShift } | { readonly place: OnCallShift['department']; readonly from?: string; readonly to?: string };

const formId = 'shift-form';

/** Beside the rota: one shift. Those who keep the rota change it here, the others read it. */
export function ShiftPanel(props: { readonly wanted: Wanted | undefined; readonly rota: Rota; readonly onClose: () => void }) {
  const { wanted, rota, onClose } = props;
  const { t } = useOnCallWords();
  const manages = useMay()('duty.manage');
  const [isSending, setSending] = useState(false);
  const shift = wanted && 'shift' in wanted ? wanted.shift : undefined;
  return (
    <SidePanel
      title={t(shift ? 'panel.change' : 'panel.add')}
      open={wanted !== undefined}
      onClose={onClose}
      foot={
        manages && (
          <>
            {shift && <Remove key={shift.id} shift={shift} onDone={onClose} />}
            <button type="submit" form={formId} className="button primary" aria-disabled={isSending}>
              {t(isSending ? 'panel.saving' : 'panel.save')}
            </button>
          </>
        )
      }
    >
      {wanted &&
        (manages ? (
          <ShiftForm id={formId} wanted={wanted} rota={rota} onSending={setSending} onDone={onClose} />
        ) : (
          shift && <ShiftFacts shift={shift} />
        ))}
    </SidePanel>
  );
}

function Remove({ shift, onDone }: { readonly shift: OnCallShift; readonly onDone: () => void }) {
  const { t, spellSpan } = useOnCallWords();
  const [sure, setSure] = useState(false);
  const cancel = useCommand(cancelShift, {
    touches: ['shift'],
    onDone: () => {
      say(t('panel.removed', { name: shift.person.name, span: spellSpan(shift) }));
      onDone();
    },
  });
  if (!sure)
    return (
      <button type="button" className="button danger shift-remove" onClick={() => setSure(true)}>
        {t('panel.remove')}
      </button>
    );
  return (
    <>
      <RefusalNote error={cancel.error} />
      <button
        type="button"
        className="button danger"
        aria-disabled={cancel.isPending}
        onClick={() => !cancel.isPending && cancel.mutate({ params: { id: shift.id }, body: { version: shift.version } })}
      >
        {t('panel.removeSure')}
      </button>
      <button type="button" className="button" onClick={() => setSure(false)}>
        {t('panel.keep')}
      </button>
    </>
  );
}

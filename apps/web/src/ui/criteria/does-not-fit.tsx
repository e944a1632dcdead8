import { feedbackReasons, giveFeedback } from '@alliance/contracts/protocol-search.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { Dialog } from '../dialog';
import { AreaField, SelectField } from '../field';
import { say } from '../said';
import { RefusalNote } from '../states';
import { feedbackWords } from './feedback.locale';
import '../form.css';
import './criteria.css';

interface Props {
  readonly protocolId: string;
  /** Number of the version. */
  readonly number: number;
  /** Code of the criterion; null for the protocol as a whole. */
  readonly criterion: string | null;
}
type Reason = (typeof feedbackReasons)[number];
/** Overridden cards come from other systems. */
const offered = feedbackReasons.filter((reason) => reason !== 'card_overridden');

/** "Does not fit": a line to the author, without leaving the page and without naming a patient. */
export function DoesNotFit({ protocolId, number, criterion }: Props) {
  const t = useWords(feedbackWords);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<Reason | null>(null);
  const [text, setText] = useState('');
  const send = useCommand(giveFeedback, {
    touches: ['protocol'],
    onDone: () => {
      say(t('sent'));
      setOpen(false);
      setReason(null);
      setText('');
    },
  });
  return (
    <>
      <button type="button" className="link does-not-fit" onClick={() => setOpen(true)}>
        {t('open')}
        {criterion && <span className="unseen"> {criterion}</span>}
      </button>
      <Dialog title={criterion ? t('titleOf', { criterion }) : t('title')} open={open} onClose={() => setOpen(false)} width={420}>
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason) send.mutate({ params: { id: protocolId }, body: { number, criterion, reason, text: text.trim() || null } });
          }}
        >
          <p className="faint">{t('noPatient')}</p>
          <SelectField
            label={t('reason')}
            required
            value={reason}
            placeholder={t('pick')}
            options={offered.map((value) => ({ value, label: t(`reasons.${value}`) }))}
            onChange={setReason}
          />
          <AreaField label={t('text')} value={text} maxLength={1000} onChange={setText} />
          <RefusalNote error={send.error} />
          <div className="form-foot">
            <button type="button" className="button" onClick={() => setOpen(false)}>
              {t('cancel')}
            </button>
            <button type="submit" className="button primary" aria-disabled={!reason || send.isPending}>
              {t('send')}
            </button>
          </div>
        </form>
      </Dialog>
    </>
  );
}

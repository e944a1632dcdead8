import { recordReturn, returnOfReferral } from '@alliance/contracts/return-review.contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { serverNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { TimeField } from '../date-field';
import { Dialog } from '../dialog';
import { Form } from '../form';
import { say } from '../said';
import { useForm } from '../use-form';
import { followUpWords } from './follow-up.locale';
import './follow-up.css';

/** Whether the patient came back early; the hospital that sent the patient home can say so. */
export function ReturnNote({ referralId }: { readonly referralId: string }) {
  const t = useWords(followUpWords);
  const [open, setOpen] = useState(false);
  const { data } = useAnswer(returnOfReferral, { params: { referralId } });
  if (!data || (!data.link && !data.mayRecord)) return null;
  const { link, reviewId } = data;
  return (
    <section className="detail-part">
      {link ? (
        <p className="note-warn">
          ↩ {t('return.back', { hours: link.hours })}
          {link.planned && ` · ${t('return.planned')}`}{' '}
          {reviewId && (
            <Link to="/return-reviews/$id" params={{ id: reviewId }}>
              {t('return.review')}
            </Link>
          )}
        </p>
      ) : (
        <button type="button" className="button" onClick={() => setOpen(true)}>
          {t('return.record')}
        </button>
      )}
      <Dialog title={t('return.recordTitle')} open={open} onClose={() => setOpen(false)}>
        <WalkedIn referralId={referralId} onClose={() => setOpen(false)} />
      </Dialog>
    </section>
  );
}

function WalkedIn({ referralId, onClose }: { readonly referralId: string; readonly onClose: () => void }) {
  const t = useWords(followUpWords);
  const [latest] = useState(() => ({ returnedAt: new Date(serverNow()).toISOString() }));
  const command = useCommand(recordReturn, {
    touches: ['return_review', 'follow_up'],
    onDone: () => {
      say(t('return.saved'));
      onClose();
    },
  });
  const form = useForm({
    latest,
    error: command.error,
    refusedAt: { 'return_review.not_early': 'returnedAt' },
    check: ({ returnedAt }) => ({ returnedAt: returnedAt ? undefined : t('need.at') }),
  });
  const save = ({ returnedAt }: { readonly returnedAt: string }) => command.mutate({ params: { id: referralId }, body: { returnedAt } });
  return (
    <Form of={form} label={t('return.recordTitle')} command={command} submit={t('return.save')} onSubmit={save} onCancel={onClose}>
      <p className="soft">{t('return.recordText')}</p>
      <TimeField label={t('return.at')} required quick={[{ label: t('now'), at: (now) => now }]} {...form.bind('returnedAt')} />
    </Form>
  );
}

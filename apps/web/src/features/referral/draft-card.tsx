import { getInstitution } from '@alliance/contracts/institution.contract';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Dialog } from '../../ui/dialog';
import { clockOf } from '../../ui/moment';
import { RefusalNote } from '../../ui/states';
import type { DraftState } from './draft.store';
import type { FieldName } from './draft.types';
import { formWords } from './form.locale';
import { referralWords } from './referral.locale';

interface Props {
  readonly draft: DraftState;
  readonly missing: readonly FieldName[];
  readonly busy: boolean;
  readonly error: unknown;
  readonly again: boolean;
  readonly onFocus: (field: FieldName) => void;
  readonly onSend: () => void;
  readonly onDiscard: (() => void) | undefined;
}

/** An immediate case on a dead line: it has not gone out, and there is a telephone. */
function PhoneInstead({ draft: { fields }, dead }: { readonly draft: DraftState; readonly dead: boolean }) {
  const t = useWords(formWords);
  const asked = fields.urgency === 'immediate' && fields.receiverId;
  const { data } = useAnswer(getInstitution, asked ? { params: { id: asked } } : null, { staleTime: 3_600_000 });
  if (!dead || fields.urgency !== 'immediate') return null;
  const phone = fields.outside?.phone ?? data?.departments.find(({ id }) => id === fields.receiverDepartmentId)?.phone ?? data?.phone;
  return (
    <p className="note-bad" role="alert">
      <strong>{t('phoneInstead')}</strong> {phone && <a href={`tel:${phone}`}>{phone}</a>}
    </p>
  );
}

/** What is missing, as links to the fields; when it was saved; the one button. */
export function DraftCard({ draft, missing, busy, error, again, onFocus, onSend, onDiscard }: Props) {
  const t = useWords(formWords);
  const codes = useWords(referralWords);
  const [asking, setAsking] = useState(false);
  const bad = draft.saving === 'offline' || draft.saving === 'refused';
  return (
    <aside className="card draft-card">
      {missing.length ? (
        <>
          <h2>{t('missing')}</h2>
          <ul className="draft-missing">
            {missing.map((field) => (
              <li key={field}>
                <button type="button" className="link" onClick={() => onFocus(field)}>
                  ? {codes(`field.${field}`)}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="note-good">
          <span aria-hidden="true">✓ </span>
          {t('complete')}
        </p>
      )}
      <PhoneInstead draft={draft} dead={bad || error !== null} />
      <RefusalNote error={error} />
      <p className={bad ? 'draft-saving bad' : 'draft-saving'} role="status" aria-live={bad ? 'assertive' : 'polite'}>
        {t(`saving.${draft.saving}`, { time: draft.savedAt ? clockOf(draft.savedAt, true) : '' })}
      </p>
      <div className="draft-foot">
        {onDiscard && draft.view && (
          <button type="button" className="button bare" onClick={() => setAsking(true)}>
            {t('discard')}
          </button>
        )}
        <button type="button" className="button primary" aria-disabled={busy} onClick={() => !busy && onSend()}>
          {busy ? t('submitting') : t(again ? 'resubmit' : 'submit')}
        </button>
      </div>
      <Dialog title={t('discard')} open={asking} onClose={() => setAsking(false)} width={400}>
        <p>{t('discardAsk')}</p>
        <div className="draft-foot">
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {t('keep')}
          </button>
          <button type="button" className="button danger" onClick={onDiscard}>
            {t('discard')}
          </button>
        </div>
      </Dialog>
    </aside>
  );
}

import { getRota, leaveNote, type OnCallShift } from '@alliance/contracts/on-call.contract';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useAnswer } from '../../platform/query';
import { useMay, useSession } from '../../platform/session';
import { AreaField } from '../../ui/field';
import { dayOf, useDayTime } from '../../ui/moment';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { useOnCallWords } from './use-on-call-words';

const day = 86_400_000;

/** The shift that waits for me, and the one I am on, with the note for whoever comes after. */
export function MyShift() {
  const { t, spellPlace, spellSpan } = useOnCallWords();
  const session = useSession();
  const takes = useMay()('duty.take');
  const dayTime = useDayTime();
  const now = useNow(60_000);
  const { data } = useAnswer(getRota, takes ? { query: { from: dayOf(now - day), to: dayOf(now + day) } } : null);
  const me = 'session' in session ? session.session.user.id : '';
  const waiting = data?.shifts.filter(({ mine, takenOverAt }) => mine && !takenOverAt) ?? [];
  const on = data?.shifts.find(({ person, takenOverAt, to }) => person.id === me && takenOverAt && Date.parse(to) > now);
  if (!waiting.length && !on) return null;
  return (
    <section className="card my-shift" aria-label={t('mine.title')}>
      {waiting.map((shift) => (
        <div key={shift.id} className="my-shift-line">
          <span>{t('mine.waits', { place: spellPlace(shift.department), span: spellSpan(shift) })}</span>
          <Link to="/duty/$id" params={{ id: shift.id }} className="button primary">
            {t('mine.takeOver')}
          </Link>
        </div>
      ))}
      {on && (
        <>
          <p>✓ {t('mine.on', { place: spellPlace(on.department), until: dayTime(on.to) })}</p>
          <Note key={on.id} shift={on} />
        </>
      )}
    </section>
  );
}

function Note({ shift }: { readonly shift: OnCallShift }) {
  const { t } = useOnCallWords();
  const [note, setNote] = useState(shift.handOverNote ?? '');
  const leave = useCommand(leaveNote, { touches: ['shift'], onDone: () => say(t('mine.saved')) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!leave.isPending) leave.mutate({ params: { id: shift.id }, body: { version: shift.version, handOverNote: note.trim() } });
  };
  return (
    <form noValidate onSubmit={submit}>
      <AreaField label={t('mine.note')} hint={t('mine.noteHint')} rows={2} maxLength={2_000} value={note} onChange={setNote} />
      <RefusalNote error={leave.error} />
      {note.trim() !== (shift.handOverNote ?? '') && (
        <div className="my-shift-line">
          <span />
          <button type="submit" className="button" aria-disabled={leave.isPending}>
            {t(leave.isPending ? 'mine.saving' : 'mine.save')}
          </button>
        </div>
      )}
    </form>
  );
}

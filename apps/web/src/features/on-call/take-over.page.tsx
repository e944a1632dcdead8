import { getHandOver, takeOver, type OnCallShift } from '@alliance/contracts/on-call.contract';
import { takeOverRefusal } from '@alliance/domain/on-call/take-over';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useAnswer } from '../../platform/query';
import { lookAtSession, useMay, useSession } from '../../platform/session';
import { useDayTime } from '../../ui/moment';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { Loaded, RefusalNote } from '../../ui/states';
import { OpenWork } from './open-work';
import { SoundStep } from './sound-step';
import { useOnCallWords } from './use-on-call-words';
import './on-call.css';

const route = getRouteApi('/inside/duty/$id');

/** 接班: the note of the one before, the sound, what is open; then the shift is mine at this desk. */
export function TakeOverPage() {
  const { t } = useOnCallWords();
  const { id } = route.useParams();
  const handOver = useAnswer(getHandOver, { params: { id } });
  return (
    <Page
      title={t('takeOver.title')}
      aside={
        <Link to="/duty" search={{}}>
          {t('takeOver.back')}
        </Link>
      }
    >
      <Loaded of={handOver}>{({ shift, before }) => <Steps shift={shift} before={before} />}</Loaded>
    </Page>
  );
}

function Steps({ shift, before }: { readonly shift: OnCallShift; readonly before: OnCallShift | null }) {
  const { t, spellPlace, spellSpan } = useOnCallWords();
  const dayTime = useDayTime();
  const navigate = useNavigate();
  const may = useMay();
  const now = useNow(15_000);
  const [heard, setHeard] = useState(false);
  const refusal = useRefusal(shift, now);
  const take = useCommand(takeOver, {
    touches: ['shift'],
    onDone: ({ to }) => {
      // the session knows now that this desk locks and rings
      void lookAtSession();
      say(t('takeOver.done', { until: dayTime(to) }));
      void navigate({ to: may('referral.read') ? '/' : '/duty' });
    },
  });
  const ready = heard && !refusal;
  return (
    <div className="take-over">
      <p>
        <strong>{t('takeOver.lead', { place: spellPlace(shift.department), span: spellSpan(shift) })}</strong>
        {Date.parse(shift.from) > now && !refusal && <span className="soft"> {t('takeOver.early')}</span>}
      </p>
      {shift.takenOverAt && !refusal && <p className="soft">✓ {t('takeOver.already', { until: dayTime(shift.to) })}</p>}
      {refusal && (
        <p className="note-warn" role="status">
          {refusal}
        </p>
      )}
      <section className="card" aria-labelledby="step-note">
        <h2 id="step-note">{t('takeOver.note.title')}</h2>
        <Before shift={before} />
      </section>
      <SoundStep heard={heard} onHeard={setHeard} />
      <section className="card" aria-labelledby="step-open">
        <h2 id="step-open">{t('takeOver.open.title')}</h2>
        <OpenWork />
      </section>
      <RefusalNote error={take.error} />
      <div className="take-over-foot">
        {!heard && !refusal && <span className="soft">{t('takeOver.needSound')}</span>}
        <button
          type="button"
          className="button primary"
          aria-disabled={!ready || take.isPending}
          onClick={() =>
            ready && !take.isPending && take.mutate({ params: { id: shift.id }, body: { version: shift.version, soundHeard: true } })
          }
        >
          {t(take.isPending ? 'takeOver.going' : 'takeOver.go')}
        </button>
      </div>
    </div>
  );
}

function Before({ shift }: { readonly shift: OnCallShift | null }): ReactNode {
  const { t } = useOnCallWords();
  const dayTime = useDayTime();
  if (!shift) return <p className="soft">{t('takeOver.note.nobody')}</p>;
  return (
    <>
      <p className="faint">{t('takeOver.note.from', { name: shift.person.name, until: dayTime(shift.to) })}</p>
      <p className={shift.handOverNote ? 'prose' : 'soft'}>{shift.handOverNote ?? t('takeOver.note.none')}</p>
    </>
  );
}

/** Why I cannot take it over now, in words. */
function useRefusal(shift: OnCallShift, now: number): string | undefined {
  const { t } = useOnCallWords();
  const dayTime = useDayTime();
  const session = useSession();
  const me = 'session' in session ? session.session.user.id : '';
  const { id, person, backup, from, to } = shift;
  const facts = { id, personId: person.id, phone: person.phone, backupPersonId: backup?.id ?? null, backupPhone: backup?.phone ?? null };
  const refusal = takeOverRefusal({ ...facts, from: new Date(from), to: new Date(to) }, me, new Date(now));
  if (refusal === 'shift.not_yours') return t('takeOver.notYours', { name: person.name });
  return refusal && t('takeOver.notNow', { from: dayTime(from) });
}

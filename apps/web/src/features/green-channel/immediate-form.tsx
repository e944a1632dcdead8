import { presentations } from '@alliance/domain/trip/presentation';
import { useRef, useState, type ReactNode } from 'react';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords } from '../../platform/i18n';
import { useErrorWords } from '../../platform/refusal';
import { useAppointment } from '../../platform/session';
import { TextField } from '../../ui/field';
import { draftOf, readTyped, blank, type Need, type Typed } from './emergency';
import { greenWords } from './green.locale';
import { phonesOf } from './kept-phones';
import { NotSent } from './not-sent';
import { Sending, type Outcome } from './sending';
import { useReceivers } from './use-receivers';
import { WhereField } from './where-field';
import { WhoField } from './who-field';

const leaves = [0, 5, 15, 30] as const;
const drives = [20, 40, 60] as const;

/** Four fields and one button: who, what, where to, when. */
export function ImmediateForm({
  onSent,
  children,
}: {
  readonly onSent: (referral: ReferralView, departed: boolean) => void;
  /** What may come with it, above the button. */
  readonly children: ReactNode;
}) {
  const t = useWords(greenWords);
  const spell = useErrorWords();
  const [typed, setTyped] = useState<Typed>(blank);
  const [needs, setNeeds] = useState<readonly Need[]>([]);
  const [outcome, setOutcome] = useState<Outcome>();
  const [busy, setBusy] = useState(false);
  const sending = useRef<Sending>(null);
  const receivers = useReceivers(typed.what);
  const departmentId = useAppointment()?.department?.id ?? null;
  const set = (change: Partial<Typed>) => {
    setTyped((now) => ({ ...now, ...change }));
    setNeeds([]);
  };
  const leaveWord = (minutes: number) => (minutes ? t('leave.later', { count: minutes }) : t('leave.now'));

  const run = async (one: Sending) => {
    setBusy(true);
    const ended = await one.send();
    setBusy(false);
    setOutcome(ended);
    if (ended.kind === 'sent') onSent(ended.referral, ended.departed);
  };
  const send = () => {
    // a hospital of another alliance is none until the right one has answered
    const read = readTyped(typed.member?.allianceId === receivers.allianceId ? typed : { ...typed, member: null });
    if ('needs' in read) return setNeeds(read.needs);
    const { emergency } = read;
    const plan = t('summary', { leaves: leaveWord(emergency.leavesInMinutes), minutes: emergency.driveMinutes });
    sending.current = new Sending(emergency, (patientId) =>
      draftOf(emergency, patientId, { word: t(`presentation.${emergency.what}`), plan, departmentId }),
    );
    void run(sending.current);
  };
  const { member, whereKind } = typed;
  const candidate = receivers.items?.find(({ id }) => id === member?.id);
  const phones =
    whereKind === 'outside'
      ? phonesOf(null, typed.outsideName.trim(), [typed.outsidePhone.trim()])
      : phonesOf(member?.id ?? null, member?.name ?? '', [candidate?.departments[0]?.phone, candidate?.phone]);
  if (outcome?.kind === 'silence')
    return (
      <NotSent
        phones={phones}
        unsure={outcome.unsure}
        busy={busy}
        onAgain={() => sending.current && void run(sending.current)}
        onBack={outcome.unsure ? undefined : () => setOutcome(undefined)}
      />
    );
  return (
    <form
      className="green"
      aria-label={t('title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) send();
      }}
    >
      <p className="soft">{t('lead')}</p>
      <WhoField typed={typed} wrong={needs.includes('who')} set={set} />
      <section className="green-part" aria-label={t('what')}>
        <h2>{t('what')}</h2>
        <div className="green-chips" role="group" aria-label={t('what')}>
          {presentations.map((what) => (
            <button key={what} type="button" className="chip" aria-pressed={typed.what === what} onClick={() => set({ what })}>
              {typed.what === what && '✓ '}
              {t(`presentation.${what}`)}
            </button>
          ))}
        </div>
        {needs.includes('what') && <p className="field-error">✕ {t('need.what')}</p>}
        <TextField
          label={t(typed.what === 'other' ? 'lineOther' : 'line')}
          value={typed.line}
          maxLength={200}
          error={needs.includes('line') ? t('need.line') : undefined}
          onChange={(line) => set({ line })}
        />
      </section>
      <WhereField typed={typed} wrong={needs.includes('where')} receivers={receivers} set={set} />
      <section className="green-part" aria-label={t('leaves')}>
        <h2>{t('leaves')}</h2>
        <div className="green-chips" role="group" aria-label={t('leaves')}>
          {leaves.map((minutes) => (
            <button
              key={minutes}
              type="button"
              className="chip"
              aria-pressed={typed.leavesInMinutes === minutes}
              onClick={() => set({ leavesInMinutes: minutes })}
            >
              {leaveWord(minutes)}
            </button>
          ))}
        </div>
        <TextField
          label={t('drive')}
          value={typed.drive}
          maxLength={3}
          inputMode="numeric"
          error={needs.includes('drive') ? t('need.drive') : undefined}
          under={
            <span className="green-chips">
              {drives.map((minutes) => (
                <button key={minutes} type="button" className="chip figures" onClick={() => set({ drive: String(minutes) })}>
                  {minutes}
                </button>
              ))}
            </span>
          }
          onChange={(drive) => set({ drive })}
        />
      </section>
      <details className="green-part">
        <summary>{t('more')}</summary>
        <TextField
          label={t('authorisedBy')}
          hint={t('authorisedHint')}
          value={typed.authorisedBy}
          maxLength={60}
          onChange={(authorisedBy) => set({ authorisedBy })}
        />
      </details>
      {children}
      <div className="green-foot">
        {outcome?.kind === 'refused' && (
          <p className="note-bad" role="alert">
            ✕ {spell(outcome.error)} <strong>{t('refused', { phone: phones.map(({ phone }) => phone).join(' / ') })}</strong>
          </p>
        )}
        {needs.length > 0 && (
          <p className="note-bad" role="alert">
            ✕ {needs.map((need) => t(`need.${need}`)).join('；')}
          </p>
        )}
        <button type="submit" className="button green-send" aria-disabled={busy}>
          ▲ {t(busy ? 'sending' : 'send')}
        </button>
      </div>
    </form>
  );
}

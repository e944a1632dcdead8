import { deactivatePerson, getOpenWork, type PersonDetail } from '@alliance/contracts/person.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { touch, useAnswer } from '../../platform/query';
import { problemOf } from '../../platform/refusal';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { PersonPicker } from '../../ui/person-picker';
import { Loaded, Skeleton } from '../../ui/states';
import { uiWords } from '../../ui/ui.locale';
import { useForm } from '../../ui/use-form';
import { deactivateWords } from './deactivate.locale';

type Work = AnswerOf<typeof getOpenWork>;
interface Values {
  readonly successor: { readonly id: string; readonly name: string } | null;
  readonly reason: string;
}

/** What is left behind, who takes it, what will happen; then it happens, and is said. */
export function Deactivate({ of, onDone }: { readonly of: PersonDetail; readonly onDone: () => void }) {
  const t = useWords(deactivateWords);
  const work = useAnswer(getOpenWork, { params: { id: of.id } }, { staleTime: 0 });
  const ui = useWords(uiWords);
  const [done, setDone] = useState<{ readonly count: number; readonly who: string }>();
  if (done)
    return (
      <div className="form">
        <div className="note-good" role="status">
          <p>✓ {t('done', { name: of.name })}</p>
          {done.count > 0 && <p>{t('handed', { count: done.count, who: done.who })}</p>}
        </div>
        <div className="form-foot">
          <button type="button" className="button primary" onClick={onDone}>
            {ui('close')}
          </button>
        </div>
      </div>
    );
  return (
    <Loaded of={work} skeleton={<Skeleton rows={5} />}>
      {(found) => <DeactivateForm of={of} work={found} onDone={(who) => setDone({ count: found.total, who })} onCancel={onDone} />}
    </Loaded>
  );
}

interface Props {
  readonly of: PersonDetail;
  readonly work: Work;
  readonly onDone: (successor: string) => void;
  readonly onCancel: () => void;
}
function DeactivateForm({ of, work, onDone, onCancel }: Props) {
  const t = useWords(deactivateWords);
  const ifAny = useWordsIfAny(deactivateWords);
  // open work may have come meanwhile; both are looked at again
  const command = useCommand(deactivatePerson, { touches: ['person', 'referral', 'shift'], onRefused: () => void touch('person') });
  const form = useForm<Values>({
    latest: { successor: null, reason: '' },
    check: ({ successor: chosen, reason }) => ({
      successor: work.total > 0 && !chosen ? t('successorWrong') : undefined,
      reason: reason.trim() ? undefined : t('reasonWrong'),
    }),
    error: command.error,
    refusedAt: { 'person.open_work': 'successor', 'person.successor_invalid': 'successor' },
  });
  const missing = problemOf(command.error)?.facts?.['missing'];
  const successor = form.bind('successor');
  const unfit = successor.error && missing ? ifAny(`successorMissing.${String(missing)}`) : undefined;
  const submit = ({ successor: chosen, reason }: Values) =>
    command.mutate(
      { params: { id: of.id }, body: { version: of.version, reason: reason.trim(), successorId: chosen?.id ?? null } },
      { onSuccess: () => onDone(chosen?.name ?? '') },
    );
  return (
    <Form
      of={form}
      label={t('title', { name: of.name })}
      command={command}
      submit={t('confirm')}
      danger
      onCancel={onCancel}
      onSubmit={submit}
    >
      <div>
        <h3>{t('openWork')}</h3>
        {work.total > 0 ? (
          <ul className="bullets">
            {(['openReferrals', 'drafts', 'shifts'] as const)
              .filter((kind) => work[kind] > 0)
              .map((kind) => (
                <li key={kind}>{t(`${kind}`, { count: work[kind] })}</li>
              ))}
          </ul>
        ) : (
          <p>✓ {t('nothing')}</p>
        )}
      </div>
      <PersonPicker
        label={t('successor')}
        hint={t('successorHint')}
        placeholder={t('successorFind')}
        required={work.total > 0}
        without={of.id}
        {...successor}
        error={unfit ?? successor.error}
      />
      <TextField label={t('reason')} hint={t('reasonHint')} required maxLength={200} {...form.bind('reason')} />
      <div className="note-warn">
        <strong>{t('will')}</strong>
        <ul className="bullets">
          <li>{t('willOut')}</li>
          <li>{t('willEnd')}</li>
          {work.total > 0 && <li>{t('willHand')}</li>}
          <li>{t('willKeep')}</li>
          {of.elsewhere > 0 && <li>{t('willElsewhere')}</li>}
        </ul>
      </div>
    </Form>
  );
}

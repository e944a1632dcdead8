import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { serverNow } from '../../platform/clock';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { isRefused, problemOf } from '../../platform/refusal';
import { useAppointment, useSession } from '../../platform/session';
import { useDayTime } from '../../ui/moment';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { PanelControl } from './panel-control';
import { forget, keepReception, proposed, recall, remember, type Typed } from './panel-memory';
import { fieldsOf } from './panel.types';
import { panelWords } from './panel.locale';
import { PatientConfirm } from './patient-confirm';
import { useReferralAction } from './referral.data';
import { referralWords } from './referral.locale';
import { StaleNote } from './stale-note';
import './action-panel.css';

interface Props {
  readonly referral: ReferralView;
  readonly action: ReferralAction;
  readonly onFold: () => void;
  readonly onDone: (view: ReferralView) => void;
}

/** One action, one panel: what it means, what it needs, one button at the bottom right. Enter confirms, Escape folds and keeps what was typed. */
export function ActionPanel({ referral, action, onFold, onDone }: Props) {
  const t = useWords(panelWords);
  const ifAny = useWordsIfAny(panelWords);
  const codes = useWordsIfAny(referralWords);
  const session = useSession();
  const appointment = useAppointment();
  const command = useReferralAction(action);
  const dayTime = useDayTime();
  const form = useRef<HTMLFormElement>(null);
  const fields = fieldsOf(action, referral);
  const [values, setValues] = useState<Typed>(() => {
    const me = { name: 'session' in session ? session.session.user.name : '', role: appointment?.role };
    return recall(referral.id, action) ?? proposed(action, referral, me);
  });
  const [shown, setShown] = useState(false);
  const [openedAt] = useState(referral.version);

  const label = (name: string): string => {
    const special = name === 'reason' ? (action === 'cancel' ? 'reasonCancel' : 'reasonReturn') : name;
    return ifAny(`field.${special}`) ?? codes(`field.${name}`) ?? name;
  };
  const wrongWith = (name: string, required: boolean, kind: string): string | undefined => {
    const value = values[name]?.trim() ?? '';
    if (required && !value) return t('fill', { field: label(name) });
    return kind === 'time' && value && Date.parse(value) <= serverNow() ? t('past') : undefined;
  };
  const set = (name: string, value: string) => {
    const next = { ...values, [name]: value };
    setValues(next);
    remember(referral.id, action, next);
  };
  const focusFirst = (names: readonly string[]) => {
    const wrong = names.map((name) => form.current?.querySelector<HTMLElement>(`[id="panel-${name}"]`)).find(Boolean);
    (wrong?.querySelector<HTMLElement>('input') ?? wrong)?.focus();
  };
  useEffect(() => {
    const missing = fields.filter(({ name, required }) => required && !values[name]).map(({ name }) => name);
    if (missing.length) focusFirst(missing);
    else form.current?.querySelector<HTMLElement>('[type=submit]')?.focus();
    form.current?.scrollIntoView({ block: 'nearest' });
    // once, when the panel opens
    // eslint-disable-next-line react-hooks/exhaustive-deps -- later changes are the person's own
  }, [action]);

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (command.isPending || !offered) return;
    const wrong = fields.filter(({ name, required, kind }) => wrongWith(name, required, kind)).map(({ name }) => name);
    setShown(true);
    if (wrong.length) return focusFirst(wrong);
    const typed = fields.flatMap(({ name }) => (values[name]?.trim() ? [[name, values[name].trim()]] : []));
    command.mutate(
      { params: { id: referral.id }, body: { version: referral.version, ...(Object.fromEntries(typed) as Typed) } },
      {
        onSuccess: (view) => {
          forget(referral.id, action);
          if (action === 'accept') keepReception(referral, values);
          const at = action === 'depart' ? values['estimatedArrivalAt'] : view.reception?.arriveBy;
          const time = at ? dayTime(at) : '';
          say(t(`done.${action}`, { receiver: view.receiver?.name ?? '', time }));
          onDone(view);
        },
      },
    );
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onFold();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };

  const offered = referral.actions.includes(action);
  // somebody was quicker: the server refused, or the change was seen live before the button was pressed
  const overtaken =
    isRefused(command.error, 'referral.stale') || (!command.isPending && !command.isSuccess && referral.version !== openedAt);
  const refusedFields = (problemOf(command.error)?.facts?.['fields'] as readonly string[] | undefined) ?? [];
  const hasArea = fields.some(({ kind }) => kind === 'area');
  return (
    <form
      ref={form}
      className={`panel ${action}`}
      noValidate
      aria-label={codes(`action.${action}`)}
      onSubmit={submit}
      onKeyDown={onKeyDown}
    >
      <PatientConfirm patient={referral.patient}>{t(`means.${action}`)}</PatientConfirm>
      {fields.length > 0 && (
        <div className="panel-fields">
          {fields.map((field) => (
            <PanelControl
              key={field.name}
              field={field}
              label={label(field.name)}
              hint={ifAny(`hint.${action === 'return' && field.name === 'advice' ? 'returnAdvice' : field.name}`)}
              value={values[field.name] ?? ''}
              error={shown || refusedFields.includes(field.name) ? wrongWith(field.name, field.required, field.kind) : undefined}
              onChange={(value) => set(field.name, value)}
            />
          ))}
        </div>
      )}
      {overtaken ? <StaleNote referral={referral} offered={offered} /> : <RefusalNote error={command.error} />}
      <div className="panel-foot">
        <span className="faint panel-keys">{t(hasArea ? 'keysArea' : 'keys')}</span>
        <button type="button" className="button" onClick={onFold}>
          {t('fold')}
        </button>
        <button
          type="submit"
          className={action === 'cancel' ? 'button danger' : 'button primary'}
          aria-disabled={command.isPending || !offered}
        >
          {command.isPending ? t('sending') : t(`confirm.${action}`)}
        </button>
      </div>
    </form>
  );
}

import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useRef, useState } from 'react';
import { serverNow } from '../../platform/clock';
import { useText, useWords, useWordsIfAny } from '../../platform/i18n';
import { isRefused, problemOf } from '../../platform/refusal';
import { useDayTime } from '../../ui/moment';
import { say } from '../../ui/said';
import { useSettled } from '../../ui/settle';
import { bodyOf, changed, changesOf, wrongOf } from './panel-body.policy';
import { fieldsOf } from './panel-fields.policy';
import { forget, keepReception, recall, remember } from './panel-memory';
import { panelWords } from './panel.locale';
import type { PanelField, Step, Typed } from './panel.types';
import { useStep } from './referral.data';
import { referralWords } from './referral.locale';
import { useProposals } from './use-proposals';

/** What a panel holds: its fields, what stands in them, what is wrong, and the sending of it. */
export function usePanel(referral: ReferralView, step: Step, offered: boolean, onDone: (view: ReferralView) => void) {
  const t = useWords(panelWords);
  const ifAny = useWordsIfAny(panelWords);
  const codes = useWordsIfAny(referralWords);
  const text = useText();
  const dayTime = useDayTime();
  const command = useStep(step);
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState<Typed>(() => recall(referral.id, step));
  const settled = useSettled();
  const [shown, setShown] = useState(false);
  const [openedAt] = useState(referral.version);
  const values = { ...useProposals(step, referral, typed), ...typed };
  const fields = fieldsOf(step, referral, values);
  const unchanged = step === 'correct' && Object.keys(changesOf(values, referral)).length === 0;
  const refused = (problemOf(command.error)?.facts?.['fields'] as readonly string[] | undefined) ?? [];

  const labelOf = ({ name, label = name }: PanelField): string => ifAny(`field.${label}`) ?? codes(`field.${label}`) ?? name;
  const wrong = (field: PanelField): string | undefined => {
    const how = wrongOf(field, values, referral, serverNow());
    return how && (how === 'fill' ? t('fill', { field: labelOf(field) }) : t(how));
  };
  const errorOf = (field: PanelField) => (shown || refused.includes(field.name) ? wrong(field) : undefined);
  const change = (some: Typed) => {
    const next = changed(
      typed,
      some,
      fields.some((field) => field.kind === 'hold' && field.what === 'slot'),
    );
    setTyped(next);
    remember(referral.id, step, next);
  };
  const focusFirst = (names: readonly string[]) => {
    const control = names.map((name) => form.current?.querySelector<HTMLElement>(`[id="panel-${name}"]`)).find(Boolean);
    (control?.querySelector<HTMLElement>('input') ?? control)?.focus();
  };

  const ready = settled && offered && !command.isPending;
  function submit() {
    if (!ready) return;
    const bad = fields.filter(wrong).map(({ name }) => name);
    setShown(true);
    if (bad.length) return focusFirst(bad);
    if (unchanged) return;
    command.mutate(
      { params: { id: referral.id }, body: { version: referral.version, ...bodyOf(step, fields, values, referral) } },
      {
        onSuccess: (view) => {
          forget(referral.id, step);
          if (step === 'accept' || step === 'acknowledge') keepReception(referral, values);
          const at = values['estimatedArrivalAt'] ?? view.reception?.arriveBy;
          const receiver = view.receiver?.name ?? view.outside?.name ?? '';
          const department = text(view.receiverDepartment?.name);
          say(
            t(`done.${step}`, {
              receiver: [receiver, department].filter(Boolean).join(' · '),
              time: at ? dayTime(at) : '',
              custodian: view.custodian.name,
              state: codes(`state.${view.state}`) ?? '',
            }),
          );
          onDone(view);
        },
      },
    );
  }
  return {
    form,
    fields,
    values,
    labelOf,
    errorOf,
    change,
    focusFirst,
    submit,
    command,
    /** Whether its button can be pressed. */
    ready,
    /** Nothing differs from what stands there. */
    unchanged: shown && unchanged,
    // somebody was quicker: the server refused, or the change was seen live before the button was pressed
    overtaken: isRefused(command.error, 'referral.stale') || (!command.isPending && !command.isSuccess && referral.version !== openedAt),
  };
}

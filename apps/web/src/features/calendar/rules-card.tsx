import { setAvailability, type Availability, type AvailabilityRule } from '@alliance/contracts/availability.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { say } from '../../ui/said';
import { SidePanel } from '../../ui/side-panel';
import { RefusalNote } from '../../ui/states';
import { availabilityWords } from './availability.locale';
import { RuleForm } from './rule-form';
import { draftOf, endOf } from './rule.policy';

function useRuleWords() {
  const t = useWords(availabilityWords);
  const codes = useWords(consultationCodeWords);
  return (rule: AvailabilityRule): string => {
    const draft = draftOf(rule);
    const when = !draft
      ? t('rules.other', { rrule: rule.rrule ?? '' })
      : draft.once
        ? rule.validFrom
        : [
            draft.every > 1 ? t('rules.everyWeeks', { count: draft.every }) : t('rules.everyWeek'),
            draft.days.map((day) => t(`day.${day}`)).join('、'),
          ].join(' ');
    return `${when} ${rule.startsAt}–${endOf(rule)} · ${rule.kinds ? rule.kinds.map((kind) => codes(`kind.${kind}`)).join('、') : t('rules.allKinds')}`;
  };
}

/** The weekly rules of one person; each change is saved as a whole, and says what lies outside then. */
export function RulesCard({ availability }: { readonly availability: Availability }) {
  const t = useWords(availabilityWords);
  const spell = useRuleWords();
  const [editing, setEditing] = useState<AvailabilityRule | 'new'>();
  const { personId, version, rules, limits, mayChange, zone } = availability;
  const save = useCommand(setAvailability, {
    touches: ['availability'],
    onDone: () => {
      setEditing(undefined);
      say(t('saved'));
    },
  });
  const put = (next: readonly AvailabilityRule[]) =>
    !save.isPending && save.mutate({ params: { id: personId }, body: { version, rules: [...next], limits } });
  return (
    <section className="card" aria-labelledby="availability-rules">
      <div className="card-head">
        <h2 id="availability-rules">{t('rules.title')}</h2>
        {mayChange && (
          <button type="button" className="button" onClick={() => setEditing('new')}>
            {t('rules.add')}
          </button>
        )}
      </div>
      <div className="card-body">
        {rules.length === 0 && <p className="soft">{t('rules.empty')}</p>}
        <ul className="availability-lines">
          {rules.map((rule) => (
            <li key={rule.id}>
              <div>
                <p>{spell(rule)}</p>
                <p className="faint">
                  {[
                    rule.rrule !== null && t('rules.since', { date: rule.validFrom }),
                    rule.validUntil && t('rules.to', { date: rule.validUntil }),
                    rule.protected && t('rules.kept'),
                    rule.onHolidays && t('rules.onHolidays'),
                    rule.without.length > 0 && `${t('rules.without')}：${rule.without.join('、')}`,
                    rule.zone !== zone && rule.zone,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              {mayChange && (
                <span className="availability-do">
                  {draftOf(rule) && (
                    <button
                      type="button"
                      className="button bare"
                      aria-label={t('rules.editOf', { rule: spell(rule) })}
                      onClick={() => setEditing(rule)}
                    >
                      {t('rules.edit')}
                    </button>
                  )}
                  <button
                    type="button"
                    className="button bare"
                    aria-label={t('rules.removeOf', { rule: spell(rule) })}
                    aria-disabled={save.isPending}
                    onClick={() => put(rules.filter(({ id }) => id !== rule.id))}
                  >
                    {t('rules.remove')}
                  </button>
                </span>
              )}
            </li>
          ))}
        </ul>
        {!editing && <RefusalNote error={save.error} />}
      </div>
      <SidePanel
        title={t(editing === 'new' ? 'rules.add' : 'rules.edit')}
        open={editing !== undefined}
        onClose={() => setEditing(undefined)}
      >
        {editing && (
          <RuleForm
            rule={editing === 'new' ? null : editing}
            zone={zone}
            command={save}
            onSave={(rule) => put(editing === 'new' ? [...rules, rule] : rules.map((each) => (each.id === rule.id ? rule : each)))}
          />
        )}
      </SidePanel>
    </section>
  );
}

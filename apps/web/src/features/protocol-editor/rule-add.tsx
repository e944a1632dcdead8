import { useEffect, useRef } from 'react';
import { useWords } from '../../platform/i18n';
import { FactPicker } from './fact-picker';
import { leafOf } from './rule-leaf.policy';
import type { RuleTools } from './rule-tools';
import { groupKindOf, isListGroup, pathKey, ruleAt, type Path } from './rule-tree.policy';
import { ruleWords } from './rule.locale';

/** At the end of a group: one more condition, one more group. */
export function AddRow({ group, tools }: { readonly group: Path; readonly tools: RuleTools }) {
  const t = useWords(ruleWords);
  const key = pathKey(group);
  const at = ruleAt(tools.rule, group);
  const kind = at && groupKindOf(at);
  const name = kind && isListGroup(at) ? t(`group.${kind}`, { n: 'atLeast' in at ? at.atLeast : '' }) : t('groupName.all');
  if (tools.adding === key) return <Adding group={group} tools={tools} />;
  return (
    <div className="rule-add">
      <button type="button" className="rule-add-button" aria-label={t('addTo', { group: name })} onClick={() => tools.onAdding(key)}>
        {t('add')}
      </button>
      <button
        type="button"
        className="rule-add-button"
        aria-label={t('addGroupTo', { group: name })}
        onClick={() => tools.add(group, { any: [] })}
      >
        {t('addGroup')}
      </button>
    </div>
  );
}

function Adding({ group, tools }: { readonly group: Path; readonly tools: RuleTools }) {
  const t = useWords(ruleWords);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.querySelector('input')?.focus();
  }, []);
  return (
    <div
      ref={place}
      className="rule-adding"
      onKeyDown={(event) => {
        if (event.key === 'Escape') tools.onAdding(undefined);
      }}
    >
      <FactPicker label={t('pickFor')} onChoose={(fact) => tools.add(group, leafOf(fact), { adds: fact })} />
      <button type="button" className="button bare" onClick={() => tools.onAdding(undefined)}>
        {t('done')}
      </button>
    </div>
  );
}

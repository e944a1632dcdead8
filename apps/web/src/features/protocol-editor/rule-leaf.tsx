import type { Compare, Leaf } from '@alliance/domain/criteria/rule.types';
import { factOfLeaf } from '@alliance/domain/criteria/rule-facts';
import { useWords } from '../../platform/i18n';
import { SelectField } from '../../ui/field';
import { offeredFacts, useDesk } from './desk';
import { FactPicker } from './fact-picker';
import { DependentFields } from './rule-dependent';
import { NodeActions } from './rule-group';
import { formOf, formsOf, isDependent, leafOf, onFact } from './rule-leaf.policy';
import type { RuleTools, Step } from './rule-tools';
import { replaceAt, type Path } from './rule-tree.policy';
import { ValueFields } from './rule-value';
import { ruleWords } from './rule.locale';

interface Props {
  readonly leaf: Leaf;
  readonly path: Path;
  readonly tools: RuleTools;
}
/** The fields of one condition. */
export function LeafPanel({ leaf, path, tools }: Props) {
  const t = useWords(ruleWords);
  const desk = useDesk();
  const key = factOfLeaf(leaf);
  const definition = offeredFacts(desk).find((one) => one.key === key);
  const change = (next: Leaf, step?: Step) => tools.onChange(replaceAt(tools.rule, path, next), step);
  const forms = definition ? formsOf(definition) : [];
  return (
    <>
      <div className="rule-fields">
        <FactPicker label={t('pick')} of={definition} onChoose={(fact) => change(onFact(leaf, fact), { adds: fact })} />
        {definition && forms.length > 1 && (
          <SelectField
            label={t('form.label')}
            placeholder={t('form.label')}
            value={formOf(leaf)}
            onChange={(form) => change(leafOf(definition, form, leaf))}
            options={forms.map((value) => ({ value, label: t(`form.${value}`) }))}
          />
        )}
        {definition && <ValueFields leaf={leaf} definition={definition} change={change} />}
      </div>
      {definition && 'fact' in leaf && isCompare(leaf) && isDependent(leaf.value) && (
        <DependentFields leaf={leaf} value={leaf.value} change={change} nested={tools.nested} />
      )}
      <NodeActions node={leaf} path={path} tools={tools} />
    </>
  );
}
const isCompare = (leaf: Leaf): leaf is Compare => formOf(leaf) === 'compare';

import type { Rule } from '@alliance/domain/criteria/rule.types';
import { useId } from 'react';
import { useWords } from '../../platform/i18n';
import { NumberInput } from '../../ui/criteria/number-input';
import { Field, SelectField } from '../../ui/field';
import type { RuleTools } from './rule-tools';
import { asKind, canMove, canUnwrap, copyAt, groupKindOf, groupKinds, replaceAt, unwrapAt, wrapAt, type Path } from './rule-tree.policy';
import { ruleWords } from './rule.locale';

interface Props {
  readonly group: Rule;
  readonly path: Path;
  readonly tools: RuleTools;
}
/** What a group means. */
export function GroupPanel({ group, path, tools }: Props) {
  const t = useWords(ruleWords);
  const id = useId();
  return (
    <>
      <div className="rule-fields">
        <SelectField
          label={t('kind')}
          placeholder={t('kind')}
          value={groupKindOf(group) ?? null}
          onChange={(kind) => tools.land({ rule: replaceAt(tools.rule, path, asKind(group, kind)), path })}
          options={groupKinds.map((value) => ({ value, label: t(`groupName.${value}`) }))}
        />
        {'atLeast' in group && (
          <Field label={t('atLeast')}>
            {(control) => (
              <NumberInput
                control={control}
                value={group.atLeast}
                onChange={(n) =>
                  tools.onChange(replaceAt(tools.rule, path, { ...group, atLeast: n ?? Number.NaN }), { tag: `${id}-atLeast` })
                }
              />
            )}
          </Field>
        )}
      </div>
      <NodeActions node={group} path={path} tools={tools} />
    </>
  );
}

/** What can be done with a node as a whole. */
export function NodeActions({ node, path, tools }: { readonly node: Rule; readonly path: Path; readonly tools: RuleTools }) {
  const t = useWords(ruleWords);
  const acts = [
    { word: 'up', can: canMove(tools.rule, path, -1), run: () => tools.move(path, -1) },
    { word: 'down', can: canMove(tools.rule, path, 1), run: () => tools.move(path, 1) },
    { word: 'wrap', can: true, run: () => tools.land(wrapAt(tools.rule, path, 'any')) },
    { word: 'unwrap', can: canUnwrap(node, path), run: () => tools.land(unwrapAt(tools.rule, path)) },
    { word: 'copy', can: typeof path.at(-1) === 'number', run: () => tools.land(copyAt(tools.rule, path)) },
    { word: 'remove', can: true, run: () => tools.remove(path) },
  ] as const;
  return (
    <div className="rule-acts">
      {acts.map(
        ({ word, can, run }) =>
          (can || word === 'up' || word === 'down') && (
            <button key={word} type="button" className="chip" disabled={!can} onClick={run}>
              {word === 'up' && <span aria-hidden="true">↑</span>}
              {word === 'down' && <span aria-hidden="true">↓</span>}
              {t(word)}
            </button>
          ),
      )}
      <button type="button" className="chip" onClick={() => tools.onOpen(undefined)}>
        {t('done')}
      </button>
    </div>
  );
}

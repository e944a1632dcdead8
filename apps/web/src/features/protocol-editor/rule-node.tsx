import type { Rule } from '@alliance/domain/criteria/rule.types';
import { factOfLeaf } from '@alliance/domain/criteria/rule-facts';
import { ruleErrors } from '@alliance/domain/criteria/rule.check';
import { ruleText } from '@alliance/domain/criteria/sentence';
import { useLanguage, useText, useWords, useWordsIfAny } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { useDesk } from './desk';
import { problemWords } from './problem.locale';
import { AddRow } from './rule-add';
import { GroupPanel } from './rule-group';
import { LeafPanel } from './rule-leaf';
import type { RuleTools } from './rule-tools';
import { groupKindOf, isLeaf, membersOf, pathKey, type Path } from './rule-tree.policy';
import { ruleWords } from './rule.locale';

interface Props {
  readonly at: Rule;
  readonly path: Path;
  readonly tools: RuleTools;
}
const shapes = { met: '✓', not_met: '✕', unknown: '?', not_applicable: '—' } as const;

/** One line of the outline, its fields while it is open, and its members. */
export function RuleNode({ at, path, tools }: Props) {
  const t = useWords(ruleWords);
  const verdicts = useWords(criteriaWords);
  const words = useRuleLine();
  const key = pathKey(path);
  const open = tools.open === key;
  const wrong = tools.wrong.get(key) ?? [];
  const outcome = tools.outcomes?.get(key);
  const line = words(at);
  const members = membersOf(at);
  const said = outcome && t('outcome', { verdict: verdicts(`verdict.${outcome}`) });
  return (
    <li>
      <div className={['rule-row', open ? 'open' : '', wrong.length ? 'wrong' : ''].join(' ')}>
        {outcome && (
          <span className={`rule-outcome ${outcome}`} title={said} aria-hidden="true">
            {shapes[outcome]}
          </span>
        )}
        <button
          type="button"
          className={isLeaf(at) ? 'rule-node' : 'rule-node group'}
          data-node={key}
          aria-expanded={open}
          onClick={() => tools.onOpen(open ? undefined : key)}
        >
          {line}
          {said && <span className="unseen">，{said}</span>}
        </button>
      </div>
      <Wrong codes={wrong} />
      {open && (
        <div className="rule-panel">
          {isLeaf(at) ? <LeafPanel leaf={at} path={path} tools={tools} /> : <GroupPanel group={at} path={path} tools={tools} />}
        </div>
      )}
      {!isLeaf(at) && (
        <>
          <ul>
            {members.map(({ step, rule }) => (
              <RuleNode key={pathKey(step)} at={rule} path={[...path, ...step]} tools={tools} />
            ))}
          </ul>
          {groupKindOf(at) !== 'not' && <AddRow group={path} tools={tools} />}
        </>
      )}
    </li>
  );
}

/** What is wrong at a place, in words. */
export function Wrong({ codes }: { readonly codes: readonly string[] }) {
  const t = useWords(problemWords);
  const known = useWordsIfAny(problemWords);
  if (!codes.length) return null;
  return (
    <ul className="rule-wrong">
      {[...new Set(codes)].map((code) => (
        <li key={code}>
          <span aria-hidden="true">✕ </span>
          {known(`code.${code}`) ?? t('general')}
        </li>
      ))}
    </ul>
  );
}

/** A node in a few words, also while it is not complete. */
function useRuleLine(): (rule: Rule) => string {
  const t = useWords(ruleWords);
  const text = useText();
  const language = useLanguage();
  const { content } = useDesk();
  return (rule) => {
    const kind = groupKindOf(rule);
    if (kind) {
      const group = t(`group.${kind}`, { n: 'atLeast' in rule ? rule.atLeast : '' });
      return kind === 'not' ? group : t('groupOf', { group, count: membersOf(rule).length });
    }
    if (!ruleErrors(rule).length) return ruleText(rule, content.facts, language);
    const fact = factOfLeaf(rule);
    const definition = content.facts.find((one) => one.key === fact);
    return t('open', { fact: definition ? text(definition.name) : (fact ?? '') });
  };
}

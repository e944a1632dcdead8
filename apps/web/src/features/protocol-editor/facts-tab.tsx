import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { derivedFacts } from '@alliance/domain/criteria/derived';
import { unitWords } from '@alliance/domain/criteria/sentence-unit';
import { useState } from 'react';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { factWords } from '../../ui/criteria/fact.locale';
import { say } from '../../ui/said';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState } from '../../ui/states';
import { Table } from '../../ui/table';
import { useDesk } from './desk';
import { FactForm } from './fact-form';
import { problemsUnder } from './criterion.policy';
import { usesOfFacts, withDefinition, withoutUnused } from './fact-use.policy';
import { FactPicker } from './fact-picker';
import { factTabWords } from './fact-tab.locale';
import { Wrong } from './rule-node';

type Origin = 'dictionary' | 'own' | 'differs';

/** The facts a version carries with it: those of the dictionary, and its own. */
export function FactsTab() {
  const t = useWords(factTabWords);
  const groups = useWords(factWords);
  const text = useText();
  const language = useLanguage();
  const { content, edit, problems, dictionary } = useDesk();
  const [open, setOpen] = useState<FactDefinition | 'new'>();
  const uses = usesOfFacts(content.criteria);
  const unused = content.facts.filter(({ key }) => !uses.has(key)).length;
  const originOf = (fact: FactDefinition): Origin => {
    const known = dictionary.find(({ key }) => key === fact.key);
    if (!known) return 'own';
    return JSON.stringify(plain(known)) === JSON.stringify(plain(fact)) ? 'dictionary' : 'differs';
  };
  const update = (fact: FactDefinition) => {
    const known = dictionary.find(({ key }) => key === fact.key);
    if (known) edit((now) => ({ ...now, facts: now.facts.map((one) => (one.key === fact.key ? plain(known) : one)) }));
  };
  const limits = ({ low, high, unit }: FactDefinition) => {
    const words = unitWords(unit, language);
    return low === undefined && high === undefined ? words : `${low ?? '…'}–${high ?? '…'} ${words}`;
  };
  const wrong = new Map(content.facts.map(({ key }, at) => [key, problemsUnder(problems, ['facts', at]).map(({ code }) => code)]));
  return (
    <>
      <div className="facts-head">
        <p className="soft">{t('text')}</p>
        <div className="facts-add">
          <FactPicker
            label={t('addKnown')}
            onChoose={(fact) => {
              edit((now) => ({ ...now, facts: withDefinition(now.facts, fact, dictionary) }));
              say(t('added', { fact: text(fact.name) }));
            }}
          />
          <button type="button" className="button" onClick={() => setOpen('new')}>
            {t('addOwn')}
          </button>
          {unused > 0 && (
            <button type="button" className="button bare" onClick={() => edit(withoutUnused)}>
              {t('dropUnused', { count: unused })}
            </button>
          )}
        </div>
      </div>
      {content.facts.length ? (
        <div className="card">
          <Table
            label={t('title')}
            rows={content.facts}
            keyOf={({ key }) => key}
            groupOf={({ group }) => groups(`group.${group}`)}
            columns={[
              {
                id: 'name',
                head: t('column.name'),
                title: true,
                width: '32%',
                cell: (fact) => (
                  <>
                    {fact.name.zh} <span className="soft">{fact.name.en}</span>
                    <Wrong codes={wrong.get(fact.key) ?? []} />
                  </>
                ),
              },
              { id: 'key', head: t('column.key'), cell: ({ key }) => <code>{key}</code> },
              { id: 'kind', head: t('column.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
              { id: 'limits', head: t('column.limits'), cell: (fact) => <span className="figures">{limits(fact)}</span> },
              {
                id: 'uses',
                head: t('column.uses'),
                cell: ({ key }) => <Uses of={uses.get(key) ?? []} />,
              },
              {
                id: 'origin',
                head: t('column.origin'),
                cell: (fact) => (
                  <Source
                    of={originOf(fact)}
                    derived={derivedFacts.has(fact.key)}
                    onEdit={() => setOpen(fact)}
                    onUpdate={() => update(fact)}
                  />
                ),
              },
            ]}
          />
        </div>
      ) : (
        <EmptyState title={t('none')} text={t('noneText')} />
      )}
      <SidePanel title={t(open === 'new' ? 'newTitle' : 'editTitle')} open={open !== undefined} onClose={() => setOpen(undefined)}>
        {open !== undefined && (
          <FactForm
            of={open === 'new' ? undefined : open}
            taken={[...content.facts, ...dictionary].map(({ key }) => key)}
            onDone={(fact) => {
              edit((now) => ({
                ...now,
                facts: open === 'new' ? [...now.facts, fact] : now.facts.map((one) => (one.key === open.key ? fact : one)),
              }));
              setOpen(undefined);
            }}
          />
        )}
      </SidePanel>
    </>
  );
}

/** A few of the criteria by code, all of them on hover. */
function Uses({ of }: { readonly of: readonly string[] }) {
  const t = useWords(factTabWords);
  if (!of.length) return <span className="faint">{t('unused')}</span>;
  const some = of.length > shownUses + 1 ? of.slice(0, shownUses) : of;
  return (
    <span title={of.join(' ')} className="figures fact-uses">
      {some.map((code) => (
        <span key={code}>{code}</span>
      ))}
      {some.length < of.length && <span className="faint">{t('usesMore', { count: of.length - some.length })}</span>}
    </span>
  );
}
const shownUses = 4;

/** Without what only the dictionary says: how it is computed. */
function plain(fact: FactDefinition): FactDefinition {
  const { computedFrom: _, computedBy: __, ...definition } = fact as FactDefinition & { computedFrom?: unknown; computedBy?: unknown };
  return definition;
}

function Source(props: { readonly of: Origin; readonly derived: boolean; readonly onEdit: () => void; readonly onUpdate: () => void }) {
  const t = useWords(factTabWords);
  return (
    <span className="fact-source">
      <span className={props.of === 'differs' ? 'test-mark open' : 'soft'}>
        {props.of === 'differs' && '⚠ '}
        {t(`origin.${props.of}`)}
        {props.derived && ` · ${t('computed')}`}
      </span>
      {props.of === 'own' && (
        <button type="button" className="button bare" onClick={props.onEdit}>
          {t('edit')}
        </button>
      )}
      {props.of === 'differs' && (
        <button type="button" className="button bare" onClick={props.onUpdate}>
          {t('update')}
        </button>
      )}
    </span>
  );
}

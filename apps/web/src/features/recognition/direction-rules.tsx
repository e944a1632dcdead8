import { listDirectionRules } from '@alliance/contracts/recognition.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { useToday } from '../../ui/moment';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { DirectionRuleForm } from './direction-rule.form';
import { EndRuleForm } from './end-rule.form';
import { recognitionWords } from './recognition.locale';
import { rulesWords } from './rules.locale';

export type DirectionRule = AnswerOf<typeof listDirectionRules>['items'][number];

/** Who takes over from whom, region by region. */
export function DirectionRules() {
  const t = useWords(rulesWords);
  const may = useMay();
  const [past, setPast] = useState(false);
  const [doing, setDoing] = useState<'add' | DirectionRule>();
  const list = useAnswer(listDirectionRules, { query: { past: past ? 'true' : 'false' } }, { keepPrevious: true });
  const close = () => setDoing(undefined);
  return (
    <section className="recognition-rules" aria-labelledby="directions-title">
      <header className="recognition-rules-head">
        <h2 id="directions-title">{t('direction.title')}</h2>
        <label className="choice">
          <input type="checkbox" checked={past} onChange={({ target }) => setPast(target.checked)} />
          <span>{t('direction.past')}</span>
        </label>
        {may('catalogue.manage') && (
          <button type="button" className="button primary" onClick={() => setDoing('add')}>
            {t('direction.add')}
          </button>
        )}
      </header>
      <p className="soft recognition-lead">{t('direction.lead')}</p>
      <Loaded of={list} skeleton={<Skeleton rows={4} height={40} />}>
        {({ items }) =>
          items.length ? (
            <div className="card">
              <RuleTable rules={items} onEnd={setDoing} />
            </div>
          ) : (
            <EmptyState title={t('direction.empty')} text={t('direction.emptyText')} />
          )
        }
      </Loaded>
      <SidePanel title={doing === 'add' ? t('direction.add') : t('direction.end')} open={doing !== undefined} onClose={close}>
        {doing === 'add' && <DirectionRuleForm onDone={close} />}
        {doing && doing !== 'add' && <EndRuleForm rule={doing} onDone={close} />}
      </SidePanel>
    </section>
  );
}

function RuleTable({ rules, onEnd }: { readonly rules: readonly DirectionRule[]; readonly onEnd: (rule: DirectionRule) => void }) {
  const t = useWords(rulesWords);
  const codes = useWords(recognitionWords);
  const today = useToday();
  const where = ({ alliance, city, province }: DirectionRule) =>
    alliance?.name ?? ([province, city].filter(Boolean).join(' ') || t('direction.country'));
  const what = ({ testClass, itemCodes }: DirectionRule) => {
    const tests = testClass ? codes(`testClass.${testClass}`) : t('direction.both');
    return itemCodes ? t('direction.items', { class: tests, count: itemCodes.length }) : tests;
  };
  const columns: Column<DirectionRule>[] = [
    { id: 'kind', head: t('direction.kind'), title: true, cell: ({ kind }) => <strong>{codes(`kind.${kind}`)}</strong> },
    { id: 'region', head: t('direction.region'), cell: where, sort: where },
    {
      id: 'what',
      head: t('direction.what'),
      cell: (rule) => <span title={rule.itemCodes?.join(', ')}>{what(rule)}</span>,
    },
    { id: 'source', head: t('direction.source'), cell: ({ source }) => source },
    {
      id: 'period',
      head: t('direction.period'),
      sort: ({ validFrom }) => validFrom,
      cell: ({ validFrom, validUntil }) => (
        <>
          <span className="figures">
            {validUntil ? t('direction.until', { from: validFrom, until: validUntil }) : t('direction.from', { from: validFrom })}
          </span>
          {validUntil && validUntil < today && <span className="tag">{t('direction.over')}</span>}
          {validFrom > today && <span className="tag">{t('direction.notYet')}</span>}
        </>
      ),
    },
  ];
  if (rules.some(({ mine }) => mine))
    columns.push({
      id: 'act',
      head: t('direction.act'),
      cell: (rule) =>
        rule.mine &&
        !(rule.validUntil && rule.validUntil < today) && (
          <button
            type="button"
            className="recognition-link"
            aria-label={t('direction.endOf', { rule: `${codes(`kind.${rule.kind}`)} · ${where(rule)}` })}
            onClick={() => onEnd(rule)}
          >
            {t('direction.end')}
          </button>
        ),
    });
  return <Table label={t('direction.title')} columns={columns} rows={rules} keyOf={({ id }) => id} foldsAt={860} />;
}

import { listReplayCases, type ReplayRun } from '@alliance/contracts/replay.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { criterionDirections, type CriterionDirection } from '@alliance/domain/criteria/rule.types';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { SoonMark, VerdictMark } from '../../ui/criteria/verdict-mark';
import { FilterSelect } from '../../ui/filter-select';
import { MoreButton } from '../../ui/more-button';
import { When } from '../../ui/moment-view';
import { EmptyState, Loaded } from '../../ui/states';
import { Table } from '../../ui/table';
import { changes, type Change } from './replay-search';
import { replayWords } from './replay.locale';

type Case = AnswerOf<typeof listReplayCases>['items'][number];
interface Filter {
  readonly direction?: CriterionDirection | undefined;
  readonly institutionId?: string | undefined;
  readonly change?: Change | undefined;
}

/** The referrals that would have been judged differently, before and after. */
export function ReplayCases({ run }: { readonly run: ReplayRun }) {
  const t = useWords(replayWords);
  const words = useWords(criteriaWords);
  const [filter, setFilter] = useState<Filter>({});
  const query = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  const cases = usePages(listReplayCases, { params: { id: run.id }, query: { ...query, limit: 50 } });
  const set = (more: Filter) => setFilter((now) => ({ ...now, ...more }));
  return (
    <>
      <h3>{t('cases')}</h3>
      <div className="replay-filters">
        <FilterSelect
          label={t('direction')}
          value={filter.direction}
          onChange={(direction) => set({ direction: criterionDirections.find((one) => one === direction) })}
          options={criterionDirections.map((value) => ({ value, label: words(`direction.${value}`) }))}
        />
        <FilterSelect
          label={t('member')}
          value={filter.institutionId}
          onChange={(institutionId) => set({ institutionId })}
          options={(run.summary?.byMember ?? []).map(({ institutionId: value, institution: label }) => ({ value, label }))}
        />
        <FilterSelect
          label={t('difference')}
          value={filter.change}
          onChange={(change) => set({ change: changes.find((one) => one === change) })}
          options={changes.map((value) => ({ value, label: t(`change.${value}`) }))}
        />
      </div>
      <Loaded of={cases}>
        {(rows) =>
          rows.length ? (
            <>
              <Table
                label={t('cases')}
                rows={rows}
                keyOf={({ referralId }) => referralId}
                columns={[
                  {
                    id: 'number',
                    head: t('referral'),
                    title: true,
                    cell: ({ number, institution, submittedAt }) => (
                      <>
                        <span className="figures">{number}</span> <span className="faint">{institution}</span>{' '}
                        <span className="faint">
                          <When at={submittedAt} />
                        </span>
                      </>
                    ),
                  },
                  { id: 'change', head: t('difference'), cell: ({ change }) => t(`change.${change}`) },
                  { id: 'before', head: t('before'), cell: ({ before }) => <Side of={before} /> },
                  { id: 'after', head: t('after'), cell: ({ after }) => <Side of={after} /> },
                  { id: 'criteria', head: t('criteria'), cell: ({ criteria }) => <Criteria of={criteria} /> },
                ]}
              />
              <MoreButton list={cases} />
            </>
          ) : (
            <EmptyState text={t('noCases')} />
          )
        }
      </Loaded>
    </>
  );
}

function Side({ of: { verdict, urgency } }: { readonly of: Case['before'] }) {
  return (
    <>
      <VerdictMark verdict={verdict} /> {urgency && <SoonMark urgency={urgency} />}
    </>
  );
}
function Criteria({ of }: { readonly of: Case['criteria'] }) {
  const t = useWords(replayWords);
  return (
    <ul>
      {of.map(({ code, before, after }) => (
        <li key={code}>
          <span className="figures criterion-ref">{code}</span>{' '}
          {before ? <VerdictMark verdict={before} /> : <span className="faint">{t('absent')}</span>} →{' '}
          {after ? <VerdictMark verdict={after} /> : <span className="faint">{t('absent')}</span>}
        </li>
      ))}
    </ul>
  );
}

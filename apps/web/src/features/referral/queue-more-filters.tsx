import { getInstitution } from '@alliance/contracts/institution.contract';
import { verdicts } from '@alliance/domain/criteria/rule.types';
import { queueOrders, type QueueOrder } from '@alliance/domain/referral/queue';
import { directions, services } from '@alliance/domain/referral/referral.codes';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { FilterSelect } from '../../ui/filter-select';
import type { QueueChange, QueueSearch } from './queue-search';
import { queueWords } from './queue.locale';
import { referralWords } from './referral.locale';

/** Filters that are wanted less often, and the order of the list. */
export function MoreFilters({ search, go }: { readonly search: QueueSearch; readonly go: (change: QueueChange) => void }) {
  const t = useWords(queueWords);
  const codes = useWords(referralWords);
  const judged = useWords(criteriaWords);
  const text = useText();
  const appointment = useAppointment();
  const { data } = useAnswer(getInstitution, appointment ? { params: { id: appointment.institution.id } } : null, { staleTime: 600_000 });
  const set = [
    search.service,
    search.direction,
    search.departmentId,
    search.waiting,
    search.verdict,
    search.paired,
    search.unanswered,
  ].filter(Boolean);
  const person = search.person === 'me' ? undefined : search.person;
  const count = set.length + (person ? 1 : 0);
  return (
    <details className="queue-more" open={count > 0 || undefined}>
      <summary className={count ? 'chip on' : 'chip'}>
        {t('moreFilters')} {count > 0 && <span className="figures">{count}</span>}
      </summary>
      <div className="queue-more-filters">
        {data && data.departments.length > 0 && (
          <FilterSelect
            label={t('department')}
            value={search.departmentId}
            options={data.departments.map(({ id, name }) => ({ value: id, label: text(name) }))}
            onChange={(departmentId) => go({ departmentId })}
          />
        )}
        {search.side !== 'outbound' && (
          <FilterSelect
            label={t('person')}
            value={person}
            options={[{ value: 'nobody', label: t('unclaimed') }]}
            onChange={(value) => go({ person: value })}
          />
        )}
        <FilterSelect
          label={t('waiting')}
          value={search.waiting}
          options={(['mine', 'theirs'] as const).map((value) => ({ value, label: t(`waits.${value}`) }))}
          onChange={(value) => go({ waiting: value as 'mine' | 'theirs' | undefined })}
        />
        <FilterSelect
          label={t('service')}
          value={search.service}
          options={services.map((value) => ({ value, label: codes(`service.${value}`) }))}
          onChange={(service) => go({ service })}
        />
        <FilterSelect
          label={t('direction')}
          value={search.direction}
          options={directions.map((value) => ({ value, label: codes(`direction.${value}`) }))}
          onChange={(direction) => go({ direction })}
        />
        <FilterSelect
          label={t('verdict')}
          value={search.verdict}
          options={verdicts.map((value) => ({ value, label: judged(`verdict.${value}`) }))}
          onChange={(verdict) => go({ verdict })}
        />
        <button
          type="button"
          className="chip"
          aria-pressed={search.unanswered === 'true'}
          onClick={() => go({ unanswered: search.unanswered ? undefined : 'true' })}
        >
          {t('unanswered')}
        </button>
        <button
          type="button"
          className="chip"
          aria-pressed={search.paired === 'true'}
          onClick={() => go({ paired: search.paired ? undefined : 'true' })}
        >
          {t('paired')}
        </button>
        <FilterSelect
          label={t('sort')}
          value={search.sort}
          options={queueOrders.map((value) => ({ value, label: t(`order.${value}`) }))}
          onChange={(sort) => go({ sort: sort as QueueOrder | undefined })}
        />
        <button
          type="button"
          className="chip"
          aria-pressed={search.grouping !== 'none'}
          onClick={() => go({ grouping: search.grouping ? undefined : 'none' })}
        >
          {t('grouping')}
        </button>
      </div>
    </details>
  );
}

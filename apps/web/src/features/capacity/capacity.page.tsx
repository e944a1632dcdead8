import { getCapacityBoard } from '@alliance/contracts/capacity.contract';
import { listShortages } from '@alliance/contracts/shortage.contract';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { FilterSelect } from '../../ui/filter-select';
import { Icon } from '../../ui/icon';
import { useKeys } from '../../ui/keys';
import { useToday } from '../../ui/moment';
import { Page } from '../../ui/page';
import { Loaded, Skeleton } from '../../ui/states';
import { AddBeds } from './add-beds';
import { AddSlots } from './add-slots';
import { BedBoard } from './bed-board';
import { dayBy, freeOf } from './board.policy';
import { capacityViews, type CapacitySearch, type CapacityView } from './capacity-search';
import { capacityWords } from './capacity.locale';
import { SlotBoard } from './slot-board';
import { UnplacedList } from './unplaced-list';
import { WaitingList } from './waiting-list';
import './capacity.css';

const route = getRouteApi('/inside/capacity');

/** Beds as they are now, slots of a day, and who waits: the screen that a bed manager keeps open. */
export function CapacityPage() {
  const t = useWords(capacityWords);
  const text = useText();
  const manages = useMay()('capacity.manage');
  const today = useToday();
  const navigate = useNavigate();
  const search = route.useSearch();
  const { view = 'beds', department, day = today } = search;
  const [adding, setAdding] = useState(false);
  const board = useAnswer(getCapacityBoard, { query: { day } }, { keepPrevious: true });
  const waiting = useAnswer(listShortages, { query: {} });
  const go = (change: CapacitySearch) => void navigate({ to: '/capacity', search: { ...search, ...change } });
  const show = (to: CapacityView) => go({ view: to });
  const add = () => setAdding(true);
  useKeys([
    { key: '1', does: t('key.beds'), run: () => show('beds') },
    { key: '2', does: t('key.slots'), run: () => show('slots') },
    { key: '3', does: t('key.waiting'), run: () => show('waiting') },
    { key: '[', does: t('key.previous'), run: () => go({ view: 'slots', day: dayBy(day, -1) }) },
    { key: ']', does: t('key.next'), run: () => go({ view: 'slots', day: dayBy(day, 1) }) },
    ...(manages && view !== 'waiting' ? [{ key: 'n', does: t('key.add'), run: add }] : []),
  ]);
  const departments = (board.data?.departments ?? []).filter((each) => !department || each.department.id === department);
  const people = (waiting.data?.items ?? []).filter((each) => !department || each.department.id === department);
  const counts = {
    beds: board.data && freeOf(departments.flatMap(({ beds }) => beds)).length,
    slots: board.data && freeOf(departments.flatMap(({ slots }) => slots)).length,
    waiting: waiting.data && people.length,
  };
  const AddWhat = view === 'slots' ? AddSlots : AddBeds;
  return (
    <Page
      title={t('title')}
      aside={<Views search={search} counts={counts} />}
      actions={
        manages &&
        view !== 'waiting' && (
          <button type="button" className="button primary" onClick={add}>
            <Icon name="plus" size={16} />
            {t(`add.${view}`)}
          </button>
        )
      }
    >
      <div className="capacity-filters">
        <FilterSelect
          label={t('department')}
          value={department}
          options={(board.data?.departments ?? []).map(({ department: { id, name } }) => ({ value: id, label: text(name) }))}
          onChange={(chosen) => void navigate({ to: '/capacity', search: { ...search, department: chosen } as CapacitySearch })}
        />
      </div>
      {view === 'waiting' ? (
        <Loaded of={waiting} skeleton={<Skeleton rows={3} height={72} />}>
          {() => (
            <>
              <WaitingList items={people} />
              <UnplacedList department={department} />
            </>
          )}
        </Loaded>
      ) : (
        <Loaded of={board} skeleton={<Skeleton rows={4} height={120} />}>
          {() =>
            view === 'slots' ? <SlotBoard departments={departments} day={day} search={search} /> : <BedBoard departments={departments} />
          }
        </Loaded>
      )}
      {board.data && <AddWhat open={adding} departments={board.data.departments} chosen={department} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Views({
  search,
  counts,
}: {
  readonly search: CapacitySearch;
  readonly counts: Readonly<Record<CapacityView, number | undefined>>;
}) {
  const t = useWords(capacityWords);
  return (
    <nav className="capacity-views" aria-label={t('title')}>
      {capacityViews.map((view) => {
        const here = (search.view ?? 'beds') === view;
        return (
          <Link
            key={view}
            to="/capacity"
            search={{ ...search, view }}
            className={here ? 'capacity-view here' : 'capacity-view'}
            aria-current={here ? 'page' : undefined}
          >
            {t(`view.${view}`)} {counts[view] !== undefined && <span className="figures">{counts[view]}</span>}
          </Link>
        );
      })}
    </nav>
  );
}

import { getRota, type Rota } from '@alliance/contracts/on-call.contract';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { Icon } from '../../ui/icon';
import { useKeys } from '../../ui/keys';
import { useToday } from '../../ui/moment';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { useWide } from '../../ui/use-wide';
import { MyShift } from './my-shift';
import { RotaDays } from './rota-days';
import { RotaMonth } from './rota-month';
import { daysOf, monthBy } from './rota.policy';
import { ShiftPanel, type Wanted } from './shift-panel';
import { useOnCallWords } from './use-on-call-words';
import './on-call.css';

const route = getRouteApi('/inside/duty');

/** The rota of the institution, a month at a time: who, where nobody, where two. */
export function RotaPage() {
  const { t } = useOnCallWords();
  const may = useMay();
  const manages = may('duty.manage');
  const today = useToday();
  const navigate = useNavigate();
  const month = route.useSearch().month ?? today.slice(0, 7);
  const wide = useWide('(min-width: 720px)');
  const [wanted, setWanted] = useState<Wanted>();
  const days = daysOf(month);
  const rota = useAnswer(getRota, { query: { from: days[0] ?? today, to: days.at(-1) ?? today } }, { keepPrevious: true });
  const go = (by: number) => void navigate({ to: '/duty', search: { month: monthBy(month, by) } });
  const add = () => setWanted({ place: null });
  useKeys([
    { key: '[', does: t('key.previous'), run: () => go(-1) },
    { key: ']', does: t('key.next'), run: () => go(1) },
    ...(manages ? [{ key: 'n', does: t('key.add'), run: add }] : []),
  ]);
  const Shown = wide ? RotaMonth : RotaDays;
  return (
    <Page
      title={t('title')}
      aside={<MonthSteps month={month} thisMonth={today.slice(0, 7)} onStep={go} />}
      actions={
        manages && (
          <>
            <Link to="/people/import" search={{ kind: 'rota' }} className="button">
              {t('paste')}
            </Link>
            <button type="button" className="button primary" onClick={add}>
              <Icon name="plus" size={16} />
              {t('add')}
            </button>
          </>
        )
      }
    >
      <MyShift />
      <Loaded of={rota} skeleton={<Skeleton rows={4} height={120} />}>
        {(found) => (
          <>
            <Covered rota={found} />
            {found.shifts.length === 0 && <EmptyState title={t('empty.title')} text={t(manages ? 'empty.text' : 'empty.textReader')} />}
            <Shown rota={found} days={days} today={today} onWant={setWanted} manages={manages} />
            <ShiftPanel wanted={wanted} rota={found} onClose={() => setWanted(undefined)} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function MonthSteps({
  month,
  thisMonth,
  onStep,
}: {
  readonly month: string;
  readonly thisMonth: string;
  readonly onStep: (by: number) => void;
}) {
  const { t } = useOnCallWords();
  return (
    <span className="month-steps">
      <button type="button" className="button icon-only" aria-label={t('previous')} title={t('previous')} onClick={() => onStep(-1)}>
        ‹
      </button>
      <strong className="figures" role="status" aria-label={t('month')}>
        {month}
      </strong>
      <button type="button" className="button icon-only" aria-label={t('next')} title={t('next')} onClick={() => onStep(1)}>
        ›
      </button>
      {month !== thisMonth && (
        <Link to="/duty" search={{}}>
          {t('thisMonth')}
        </Link>
      )}
    </span>
  );
}

/** How the month stands, in words. */
function Covered({ rota }: { readonly rota: Rota }) {
  const { t } = useOnCallWords();
  const { gaps, overlaps } = rota;
  return (
    <p className="rota-covered" role="status">
      {gaps.length > 0 && <span className="rota-gap">○ {t('gapCount', { count: gaps.length })}</span>}
      {overlaps.length > 0 && <span className="rota-overlap">◈ {t('overlapCount', { count: overlaps.length })}</span>}
      {gaps.length + overlaps.length === 0 && <span>✓ {t('allCovered')}</span>}
    </p>
  );
}

import {
  getMemberConsole,
  listConsoleAlliances,
  type ConsoleAlliance,
  type ConsoleMember,
  type MemberConsole,
} from '@alliance/contracts/member-console.contract';
import { standings, type Standing } from '@alliance/domain/member-console/duty';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useNow } from '../../platform/clock';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { keepLocal } from '../../platform/storage';
import { When } from '../../ui/moment-view';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { memberConsoleWords } from './member-console.locale';
import { MemberTable } from './member-table';
import { RemindDialog, type RemindWhom } from './remind-dialog';
import './member-console.css';

const route = getRouteApi('/inside/members-today');

/** The lead's console: what each member owes today, whom to call, whom to remind. */
export function MemberConsolePage() {
  const t = useWords(memberConsoleWords);
  const appointment = useAppointment();
  const alliances = useAnswer(listConsoleAlliances, {});
  const { alliance: asked } = route.useSearch();
  const last = `console.${appointment?.id ?? ''}`;
  const known = alliances.data?.items ?? [];
  const named = (wanted: string | null | undefined) => known.find(({ id }) => id === wanted);
  // what was chosen last, else where most patients wait
  const chosen = named(asked) ?? named(keepLocal.get(last)) ?? known[0];
  useEffect(() => {
    if (asked) keepLocal.set(last, asked);
  }, [asked, last]);
  return (
    <Page title={t('title')} actions={known.length > 1 && <AllianceChoice known={known} chosen={chosen?.id} />}>
      <p className="soft console-lead">{t('lead')}</p>
      <Loaded of={alliances} skeleton={<Skeleton rows={6} height={56} />}>
        {() => (chosen ? <Members allianceId={chosen.id} /> : <EmptyState title={t('noAlliance')} text={t('noAllianceText')} />)}
      </Loaded>
    </Page>
  );
}

function AllianceChoice(props: { readonly known: readonly ConsoleAlliance[]; readonly chosen: string | undefined }) {
  const t = useWords(memberConsoleWords);
  const text = useText();
  const navigate = useNavigate();
  return (
    <select
      className="control console-alliance"
      aria-label={t('alliance')}
      value={props.chosen}
      onChange={({ target }) => void navigate({ to: '/members-today', search: { alliance: target.value } })}
    >
      {props.known.map(({ id, name, patientsWait, papersLate }) => (
        <option key={id} value={id}>
          {[text(name), patientsWait && t('waiting', { count: patientsWait }), papersLate && t('papers', { count: papersLate })]
            .filter(Boolean)
            .join(' · ')}
        </option>
      ))}
    </select>
  );
}

function Members({ allianceId }: { readonly allianceId: string }) {
  const console = useAnswer(getMemberConsole, { params: { id: allianceId } }, { keepPrevious: true });
  const { refetch } = console;
  const minute = useNow(60_000);
  // what others owe sends no signal here: the clock asks again
  useEffect(() => void refetch(), [minute, refetch]);
  return (
    <Loaded of={console} skeleton={<Skeleton rows={6} height={56} />}>
      {(view) => <Board key={allianceId} view={view} />}
    </Loaded>
  );
}

function Board({ view }: { readonly view: MemberConsole }) {
  const t = useWords(memberConsoleWords);
  const [shown, setShown] = useState<Standing>();
  const [whom, setWhom] = useState<RemindWhom>();
  const of = (standing: Standing) => view.items.filter((member) => member.standing === standing);
  const rows = shown ? of(shown) : view.items;
  const late = view.items.filter(isRemindable);
  return (
    <>
      <div className="console-bar">
        <div className="console-filters" role="group" aria-label={t('filters')}>
          <button type="button" className="chip" aria-pressed={!shown} onClick={() => setShown(undefined)}>
            {t('show.all', { count: view.items.length })}
          </button>
          {standings.map((standing) => (
            <button key={standing} type="button" className="chip" aria-pressed={shown === standing} onClick={() => setShown(standing)}>
              {t(`show.${standing}`, { count: of(standing).length })}
            </button>
          ))}
        </div>
        <span className="faint">
          <When at={view.at} />
        </span>
        {late.length > 1 && (
          <button type="button" className="button" onClick={() => setWhom({ bulk: true, members: late })}>
            {t('all', { count: late.length })}
          </button>
        )}
      </div>
      {rows.length ? (
        <div className="card">
          <MemberTable allianceId={view.alliance.id} rows={rows} onRemind={(member) => setWhom({ bulk: false, members: [member] })} />
        </div>
      ) : (
        <EmptyState title={t('empty')} />
      )}
      {whom && <RemindDialog allianceId={view.alliance.id} whom={whom} onClose={() => setWhom(undefined)} />}
    </>
  );
}

/** Something is late that was not said within four hours. */
const isRemindable = ({ mayRemind, owed }: ConsoleMember): boolean =>
  mayRemind && owed.some(({ late, restsUntil }) => late > 0 && restsUntil === null);

import { activateTeam, type TripView } from '@alliance/contracts/trip.contract';
import { teams, type Team } from '@alliance/domain/trip/team';
import { useState } from 'react';
import { useCommand } from '../platform/command';
import { useText, useWords } from '../platform/i18n';
import { useDayTime } from './moment';
import { Telephone } from './on-duty';
import { RefusalNote } from './states';
import { tripCardWords } from './trip-card.locale';
import { tripWords } from './trip.locale';
import './trip-card.css';

/** Teams that were called in, and those that may be; a second press confirms, because it wakes people. */
export function TripTeams({ referralId, trip }: { readonly referralId: string; readonly trip: TripView }) {
  const t = useWords(tripCardWords);
  const w = useWords(tripWords);
  const text = useText();
  const dayTime = useDayTime();
  const [asked, setAsked] = useState<Team>();
  const activate = useCommand(activateTeam, { touches: ['referral'], onDone: () => setAsked(undefined) });
  const called = new Set(trip.teams.map(({ team }) => team));
  const press = (team: Team) => {
    if (asked !== team) return setAsked(team);
    if (!activate.isPending) activate.mutate({ params: { id: referralId }, body: { team } });
  };
  return (
    <section className="trip-part" aria-label={t('teams.title')}>
      <h3>{t('teams.title')}</h3>
      {!trip.teams.length && <p className="faint">{t('teams.none')}</p>}
      <ul>
        {trip.teams.map(({ team, at, by, told }) => (
          <li key={team}>
            ✓ {t('teams.done', { team: w(`team.${team}`), by, at: dayTime(at) })}{' '}
            {told.length === 0 && <strong>{t('teams.nobody')}</strong>}
            {told.map(({ person, phone, department }) => (
              <span key={`${person}${phone}`} className="trip-told">
                {text(department)} {person} <Telephone phone={phone} />
              </span>
            ))}
          </li>
        ))}
      </ul>
      <RefusalNote error={activate.error} />
      {trip.may.activate && (
        <div className="trip-do" role="group" aria-label={t('teams.activate')}>
          {teams.map((team) =>
            called.has(team) ? null : (
              <button key={team} type="button" className={asked === team ? 'button danger' : 'button'} onClick={() => press(team)}>
                {asked === team ? t('teams.sure', { team: w(`team.${team}`) }) : w(`team.${team}`)}
              </button>
            ),
          )}
        </div>
      )}
    </section>
  );
}

/** Who was told of an immediate case, when, and whether they looked. */
export function RungList({ rung }: { readonly rung: TripView['rung'] }) {
  const t = useWords(tripCardWords);
  const text = useText();
  const dayTime = useDayTime();
  return (
    <section className="trip-part" aria-label={t('rung.title')}>
      <h3>{t('rung.title')}</h3>
      {!rung.length && <p className="faint">{t('rung.none')}</p>}
      <ul>
        {rung.map(({ institution, person, department, onDuty, at, seenAt }) => (
          <li key={`${institution}${person}${at}`}>
            {person}{' '}
            <span className="faint">{[institution, text(department), onDuty ? t('rung.onDuty') : ''].filter(Boolean).join(' · ')}</span>{' '}
            <span className="figures">{t('rung.row', { at: dayTime(at) })}</span>{' '}
            {seenAt ? (
              <span className="trip-seen">✓ {t('rung.seen', { at: dayTime(seenAt) })}</span>
            ) : (
              <strong>○ {t('rung.unseen')}</strong>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

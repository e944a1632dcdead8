import { defaultTerms, dueAfter } from '@alliance/domain/consultation/consultation';
import { today } from '@alliance/server/platform/today';
import { actorOf } from '../everybody.js';
import { requesterOf, type About, type ToldConsultation, type ToldEvent, type ToldOpinion, type ToldParty } from './told.js';
import { advices, dissents, phoned } from './words.data.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What waits for somebody when the portal is opened; the names are the keys of the guide. */
export const aliveConsultationKeys = [
  'soon',
  'answer',
  'second-signature',
  'decision',
  'actions',
  'telephone',
  'lesson',
  'common-time',
] as const;
export type AliveConsultation = (typeof aliveConsultationKeys)[number];

/** @param about referrals of county.doctor, one for each */
export function aliveConsultations(about: readonly About[], now: Date): readonly ToldConsultation[] {
  return aliveConsultationKeys.map((key, n) => {
    const one = about[n];
    if (!one) throw new Error('the county’s doctor has too few patients');
    return { ...waiting(key, one, now), key: `alive ${key}` };
  });
}

const [expert, doctor] = ['lead.expert', 'lead.doctor'].map(actorOf) as [ReturnType<typeof actorOf>, ReturnType<typeof actorOf>];

function waiting(key: AliveConsultation, about: About, now: Date): Omit<ToldConsultation, 'key'> {
  const ago = (ms: number): Date => new Date(now.getTime() - ms);
  const by = requesterOf({ about });
  const advice = advices[aliveConsultationKeys.indexOf(key) % advices.length] ?? advices[0];
  const base: Omit<ToldConsultation, 'key' | 'state' | 'parties' | 'events' | 'due'> = {
    ...{
      about,
      kind: 'scheduled',
      mode: 'video',
      urgency: 'routine',
      aim: advice.aim,
      title: 'associate_chief',
      minutes: 30,
      startsAt: null,
    },
    ...{ opinions: [], calls: [], decision: null, actions: [], feedback: null },
  };
  const asked = (ms: number, kind = 'scheduled', urgency = 'routine'): ToldEvent => ({
    kind: 'consultation.invited',
    at: ago(ms),
    by,
    data: { kind, urgency },
  });
  const accepted = (who: ToldParty['by'], ms: number): ToldEvent => ({
    kind: 'consultation.accepted',
    at: ago(ms),
    by: who,
    data: { urgency: 'routine' },
  });
  const seat = (who: ToldParty['by'], ms: number | null, joined: number | null = null): ToldParty => ({
    ...{
      by: who,
      state: ms === null ? 'invited' : 'accepted',
      answeredAt: ms === null ? null : ago(ms),
      joinedAt: joined === null ? null : ago(joined),
    },
  });
  const due = (
    state: ToldConsultation['state'],
    at: Date,
    more: { complete?: boolean; accepted?: boolean; endsAt?: Date; immediate?: boolean } = {},
  ): ToldConsultation['due'] => {
    const kind = more.immediate ? 'immediate' : 'scheduled';
    const found = dueAfter(
      state,
      {
        kind,
        mode: 'video',
        papers: false,
        actionsOn: null,
        urgency: 'routine',
        endsAt: more.endsAt ?? null,
        complete: more.complete ?? false,
        accepted: more.accepted ?? false,
        decidedAt: at,
      },
      defaultTerms,
      at,
    );
    return found && [found.for, found.at];
  };
  const said = (party: number, ms: number): ToldOpinion => ({
    party,
    stance: 'agrees',
    text: advice.text,
    recommendations: advice.recommendations,
    signedAt: ago(ms),
  });
  const signed = (who: ToldParty['by'], ms: number): ToldEvent => ({
    kind: 'consultation.opinion_signed',
    at: ago(ms),
    by: who,
    data: { stance: 'agrees' },
  });
  const met = [
    { kind: 'consultation.started', at: ago(3 * hour), by: expert },
    { kind: 'consultation.finished', at: ago(2.4 * hour), by: expert },
  ] as const;
  const booked = (startsAt: Date, ms: number): ToldEvent => ({
    kind: 'consultation.booked',
    at: ago(ms),
    by,
    data: { startsAt: startsAt.toISOString() },
  });

  switch (key) {
    case 'soon': {
      const startsAt = new Date(Math.ceil((now.getTime() + 11.5 * minute) / minute) * minute);
      const endsAt = new Date(startsAt.getTime() + 30 * minute);
      const parties = [seat(expert, 20 * hour), seat(doctor, 19 * hour)];
      const events = [asked(26 * hour), accepted(expert, 20 * hour), accepted(doctor, 19 * hour), booked(startsAt, 18 * hour)];
      return { ...base, state: 'booked', startsAt, parties, events, due: due('booked', ago(18 * hour), { endsAt }) };
    }
    case 'answer':
      return { ...base, state: 'invited', parties: [seat(expert, null)], events: [asked(3 * hour)], due: due('invited', ago(3 * hour)) };
    case 'second-signature': {
      const parties = [seat(expert, day, 3 * hour), seat(doctor, day, 3 * hour)];
      const events = [
        asked(2 * day, 'multidisciplinary'),
        accepted(expert, day),
        accepted(doctor, day),
        booked(ago(3 * hour), 0.9 * day),
        ...met,
        signed(expert, 2 * hour),
      ];
      const session = { startsAt: ago(3 * hour), startedAt: ago(3 * hour), finishedAt: ago(2.4 * hour) };
      return {
        ...base,
        ...session,
        kind: 'multidisciplinary',
        state: 'concluding',
        parties,
        events,
        opinions: [said(0, 2 * hour)],
        due: due('concluding', ago(2.4 * hour)),
      };
    }
    case 'decision': {
      const parties = [seat(expert, day, 3 * hour), seat(doctor, day, 3 * hour)];
      const events = [
        asked(2 * day, 'multidisciplinary'),
        accepted(expert, day),
        accepted(doctor, day),
        booked(ago(3 * hour), 0.9 * day),
        ...met,
        signed(expert, 2 * hour),
        { kind: 'consultation.opinion_signed', at: ago(hour), by: doctor, data: { stance: 'dissents' } },
      ];
      const opinions: ToldOpinion[] = [
        said(0, 2 * hour),
        {
          party: 1,
          stance: 'dissents',
          text: '同意总体评估。（虚构病例）',
          dissent: dissents[0],
          recommendations: [],
          signedAt: ago(hour),
        },
      ];
      const session = { startsAt: ago(3 * hour), startedAt: ago(3 * hour), finishedAt: ago(2.4 * hour) };
      return {
        ...base,
        ...session,
        kind: 'multidisciplinary',
        state: 'concluding',
        parties,
        events,
        opinions,
        due: due('concluding', ago(hour), { complete: true }),
      };
    }
    case 'actions': {
      const decidedAt = ago(14.2 * day);
      const events = [
        asked(17 * day),
        accepted(expert, 16.5 * day),
        booked(ago(15 * day), 16 * day),
        signed(expert, 14.6 * day),
        { kind: 'consultation.decided', at: decidedAt, by, data: { decision: 'follow', actions: 2 } },
      ];
      const actions = advice.recommendations.map((text) => ({ text, outcome: null, at: null }));
      const session = { startsAt: ago(15 * day), startedAt: ago(15 * day), finishedAt: ago(14.9 * day) };
      const decision = { decision: 'follow', text: `${advice.decision}（虚构病例）`, at: decidedAt } as const;
      return {
        ...base,
        ...session,
        state: 'decided',
        parties: [seat(expert, 16.5 * day, 15 * day)],
        events,
        opinions: [said(0, 14.6 * day)],
        decision,
        actions,
        due: due('decided', decidedAt),
      };
    }
    case 'telephone': {
      const events = [
        asked(50 * minute, 'immediate', 'immediate'),
        { kind: 'consultation.call_recorded', at: ago(25 * minute), by, data: { late: false, urgency: 'immediate' } },
      ];
      const calls = [{ party: 0, advisedAt: ago(44 * minute), enteredAt: ago(25 * minute), text: phoned }];
      const immediate = { kind: 'immediate', mode: 'telephone', urgency: 'immediate', title: null, rescue: true } as const;
      const session = { startedAt: ago(44 * minute), finishedAt: ago(25 * minute) };
      return {
        ...base,
        ...immediate,
        ...session,
        state: 'concluding',
        parties: [seat(expert, 44 * minute)],
        events,
        calls,
        due: due('concluding', ago(25 * minute)),
      };
    }
    case 'lesson': {
      const startsAt = new Date(`${today(new Date(now.getTime() + day))}T15:00:00+08:00`);
      const endsAt = new Date(startsAt.getTime() + 60 * minute);
      const events = [asked(3 * day, 'teaching'), accepted(expert, 2.8 * day), booked(startsAt, 2.5 * day)];
      const attendees = ['township.doctor', 'lead.quality'].map((username) => ({ by: actorOf(username), seconds: 0 }));
      return {
        ...base,
        kind: 'teaching',
        state: 'booked',
        minutes: 60,
        open: true,
        startsAt,
        parties: [seat(expert, 2.8 * day)],
        events,
        attendees,
        due: due('booked', ago(2.5 * day), { endsAt }),
      };
    }
    case 'common-time': {
      const events = [asked(6 * hour, 'multidisciplinary'), accepted(expert, 5 * hour), accepted(doctor, 4 * hour)];
      return {
        ...base,
        kind: 'multidisciplinary',
        state: 'invited',
        parties: [seat(expert, 5 * hour), seat(doctor, 4 * hour)],
        events,
        due: due('invited', ago(4 * hour), { accepted: true }),
      };
    }
  }
}

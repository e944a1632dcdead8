import type { Actor } from '@alliance/domain/access/actor';
import { dueAfter, defaultTerms } from '@alliance/domain/consultation/consultation';
import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { actorOf } from '../everybody.js';
import { pick, spread } from '../history/spread.js';
import { requesterOf, type About, type ToldConsultation, type ToldEvent, type ToldOpinion, type ToldParty } from './told.js';
import { advices, dissents, phoned } from './words.data.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const plus = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
const experts = ['lead.expert', 'lead.doctor', 'lead.cardiologist2', 'lead.ccu'] as const;
const watchers = ['township.doctor', 'county.doctor', 'lead.quality'] as const;

/** What was asked for of a hundred. */
const shares: readonly (readonly [ConsultationKind, number])[] = [
  ['immediate', 12],
  ['scheduled', 60],
  ['multidisciplinary', 12],
  ['ward_round', 8],
  ['teaching', 6],
  ['surgery_guidance', 2],
];
function kindOf(n: number): ConsultationKind {
  let place = (n * 37) % 100;
  return shares.find(([, share]) => (place -= share) < 0)?.[0] ?? 'scheduled';
}
/** In working hours of the day, the first full half hour from then on. */
function session(after: Date, n: number): Date {
  const local = new Date(after.getTime() + 8 * hour);
  const daysOn = local.getUTCHours() >= 15 ? 1 : 0;
  const midnight = Math.floor(local.getTime() / day) * day - 8 * hour;
  return new Date(
    midnight +
      daysOn * day +
      (local.getUTCHours() < 15 && daysOn === 0 ? Math.max(local.getUTCHours() + 1, 9) : 9) * hour +
      spread(n, 903, 0, 1) * 30 * minute,
  );
}

/** One of the three hundred that lie behind: asked, answered, held, signed, decided, followed up. */
export function historic(n: number, about: About, now: Date): ToldConsultation {
  const kind = kindOf(n);
  const immediate = kind === 'immediate';
  const asked = plus(about.submitted_at, -(immediate ? spread(n, 900, 50, 90) * minute : spread(n, 901, 28, 60) * hour));
  const by = requesterOf({ about });
  const first = actorOf(experts[n % experts.length] ?? 'lead.expert');
  const second = actorOf(experts[(n + 1) % experts.length] ?? 'lead.doctor');
  const base = {
    key: `history ${n}`,
    about,
    kind,
    title: immediate ? null : ('associate_chief' as const),
    minutes: kind === 'multidisciplinary' ? 45 : 30,
  };
  const fate = n % 25;
  if (!immediate && fate === 7) return declined(base, { asked, by, first, n });
  if (!immediate && fate === 16) return cancelled(base, { asked, by, first, n });
  return led(base, { asked, by, first, second, n, now, telephone: immediate && n % 2 === 0, moved: fate === 3 });
}

type Base = Pick<ToldConsultation, 'key' | 'about' | 'kind' | 'title' | 'minutes'>;
interface Asked {
  readonly asked: Date;
  readonly by: Actor;
  readonly first: Actor;
  readonly n: number;
}
const nothing = { startsAt: null, opinions: [], calls: [], decision: null, actions: [], feedback: null, due: null } as const;
const invitedBy = ({ asked, by }: Asked, kind: ConsultationKind, urgency: string): ToldEvent => ({
  kind: 'consultation.invited',
  at: asked,
  by,
  data: { kind, urgency },
});

function declined(base: Base, asked: Asked): ToldConsultation {
  const at = plus(asked.asked, spread(asked.n, 905, 40, 600) * minute);
  const off = plus(at, 3 * hour);
  return {
    ...{ ...base, ...nothing, mode: 'video', state: 'cancelled', urgency: 'routine', aim: pick(asked.n, 904, advices).aim },
    parties: [{ by: asked.first, state: 'declined', answeredAt: at, declined: 'no_time' }],
    events: [
      invitedBy(asked, base.kind, 'routine'),
      {
        kind: 'consultation.declined',
        at,
        by: asked.first,
        data: { reason: 'no_time', substituted: false },
        note: ['decline', '近两日手术已排满，建议改约下周或联系同组专家。（演示）'],
      },
      { kind: 'consultation.cancelled', at: off, by: asked.by, data: { reason: 'answered_otherwise' } },
    ],
  };
}
function cancelled(base: Base, asked: Asked): ToldConsultation {
  const at = plus(asked.asked, 40 * minute);
  const off = plus(asked.asked, 5 * hour);
  return {
    ...{ ...base, ...nothing, mode: 'video', state: 'cancelled', urgency: 'routine', aim: pick(asked.n, 904, advices).aim },
    parties: [{ by: asked.first, state: 'accepted', answeredAt: at }],
    events: [
      invitedBy(asked, base.kind, 'routine'),
      { kind: 'consultation.accepted', at, by: asked.first, data: { urgency: 'routine' } },
      { kind: 'consultation.cancelled', at: off, by: asked.by, data: { reason: 'patient_transferred' } },
    ],
  };
}

interface Led extends Asked {
  readonly second: Actor;
  readonly now: Date;
  readonly telephone: boolean;
  readonly moved: boolean;
}
function led(base: Base, { asked, by, first, second, n, now, telephone, moved }: Led): ToldConsultation {
  const { kind, minutes } = base;
  const immediate = kind === 'immediate';
  const urgency = immediate ? 'immediate' : n % 4 === 0 ? 'urgent' : 'routine';
  const advice = pick(n, 904, advices);
  const answered = plus(asked, immediate ? spread(n, 906, 2, 9) * minute : spread(n, 906, 15, 200) * minute);
  const several = kind === 'multidisciplinary';
  const startsAt = immediate ? null : session(plus(answered, hour), n);
  const begins = startsAt ? plus(startsAt, spread(n, 907, 0, 9) * minute) : plus(answered, 2 * minute);
  const ends = plus(begins, (immediate ? 12 : minutes) * minute);
  const signed = plus(ends, spread(n, 908, 5, 300) * minute);
  const parties: ToldParty[] = [{ by: first, state: 'accepted', answeredAt: answered, joinedAt: telephone ? null : begins }];
  if (several) parties.push({ by: second, state: 'accepted', answeredAt: plus(answered, 20 * minute), joinedAt: begins });
  const dissenting = several && n % 3 === 0;
  const opinions: ToldOpinion[] = [
    { party: 0, stance: 'agrees', text: telephone ? phoned : advice.text, recommendations: advice.recommendations, signedAt: signed },
  ];
  if (several)
    opinions.push({
      ...{
        party: 1,
        stance: dissenting ? 'dissents' : 'agrees',
        text: dissenting ? '同意总体评估，处理顺序有不同意见。（虚构病例）' : '同意上述意见。（虚构病例）',
      },
      ...(dissenting && { dissent: pick(n, 909, dissents) }),
      ...{ recommendations: [], signedAt: plus(signed, 25 * minute) },
    });
  const decidedAt = plus(signed, spread(n, 910, 40, 300) * minute);
  const followed = plus(decidedAt, spread(n, 911, 20, 90) * hour);
  const feedbackAt = plus(decidedAt, spread(n, 912, 13 * 24, 15 * 24) * hour);
  const over = feedbackAt < now && n % 11 !== 0;
  const done = followed < now;
  const entered = plus(begins, spread(n, 913, 20, n % 6 === 0 ? 500 : 300) * minute);
  const lesson = kind === 'teaching';
  const events: (ToldEvent | false)[] = [
    invitedBy({ asked, by, first, n }, kind, urgency),
    { kind: 'consultation.accepted', at: answered, by: first, data: { urgency } },
    several && { kind: 'consultation.accepted', at: plus(answered, 20 * minute), by: second, data: { urgency } },
    startsAt !== null && { kind: 'consultation.booked', at: plus(answered, 30 * minute), by, data: { startsAt: startsAt.toISOString() } },
    startsAt !== null &&
      moved && {
        kind: 'consultation.rescheduled',
        at: plus(answered, 35 * minute),
        by,
        data: { reason: 'patient_not_ready', startsAt: startsAt.toISOString() },
        note: ['rescheduling', '患者需先完成检查，请改到检查之后。（演示）'],
      },
    telephone
      ? { kind: 'consultation.call_recorded', at: entered, by, data: { late: entered.getTime() - begins.getTime() > 6 * hour, urgency } }
      : { kind: 'consultation.started', at: begins, by: first },
    !telephone && { kind: 'consultation.finished', at: ends, by: first },
    { kind: 'consultation.opinion_signed', at: telephone ? plus(entered, 90 * minute) : signed, by: first, data: { stance: 'agrees' } },
    several && {
      kind: 'consultation.opinion_signed',
      at: plus(signed, 25 * minute),
      by: second,
      data: { stance: dissenting ? 'dissents' : 'agrees' },
    },
  ];
  const signedLast = telephone ? plus(entered, 90 * minute) : decidedAt;
  const decided = telephone ? plus(signedLast, 30 * minute) : decidedAt;
  if (telephone) opinions[0] = { ...(opinions[0] as ToldOpinion), signedAt: signedLast };
  events.push({
    kind: 'consultation.decided',
    at: decided,
    by,
    data: { decision: dissenting ? 'follow_in_part' : 'follow', actions: lesson ? 0 : 2 },
  });
  const actions = lesson ? [] : advice.recommendations.map((text, i) => action(text, i, n, done ? followed : null));
  for (const { at, outcome } of actions)
    if (at && outcome) events.push({ kind: 'consultation.action_recorded', at, by, data: { outcome } });
  if (over)
    events.push({
      kind: 'consultation.feedback_given',
      at: feedbackAt,
      by,
      data: { course: n % 9 ? 'improved' : 'unchanged', helpful: 3 + (n % 3) },
    });
  const due = dueAfter(
    'decided',
    { kind, mode: 'video', urgency, endsAt: null, complete: true, accepted: true, decidedAt: decided, papers: false, actionsOn: null },
    defaultTerms,
    decided,
  );
  return {
    ...{
      ...base,
      mode: telephone ? 'telephone' : n % 10 === 4 ? 'board' : 'video',
      state: over ? 'closed' : 'decided',
      urgency,
      aim: lesson ? '结合典型病例讲解规范诊疗流程' : advice.aim,
    },
    ...{ parties, startsAt, startedAt: begins, finishedAt: ends, opinions, rescue: immediate, open: lesson },
    calls: telephone ? [{ party: 0, advisedAt: begins, enteredAt: entered, text: phoned }] : [],
    decision: { decision: dissenting ? 'follow_in_part' : 'follow', text: `${advice.decision}（虚构病例）`, at: decided },
    ...{ actions, feedback: over ? { course: n % 9 ? 'improved' : 'unchanged', helpful: 3 + (n % 3), at: feedbackAt } : null },
    attendees: lesson ? watchers.map((username) => ({ by: actorOf(username), seconds: minutes * 60 })) : [],
    due: over || !due ? null : [due.for, due.at],
    ...(n % 8 === 1 && kind === 'scheduled' && { became: base.about.id }),
    events: events.filter((event) => event !== false),
  };
}

const action = (text: string, place: number, n: number, at: Date | null): ToldConsultation['actions'][number] => {
  if (!at) return { text, outcome: null, at: null };
  const left = place === 1 && n % 7 === 0;
  return left
    ? { text, outcome: 'not_done', reason: 'not_available', at: plus(at, hour) }
    : { text, outcome: 'done', at: plus(at, place * hour) };
};

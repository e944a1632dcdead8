import type { ReturnReview } from '@alliance/contracts/return-review.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { reviewActionsOf, type ReturnReviewFacts } from '@alliance/domain/return-review/return-review.policy';

type Party = { id: string; name: string };

/** One review as the database answers it. Instants inside JSON are text. */
export interface ReturnReviewRow {
  id: string;
  version: number;
  state: ReturnReview['state'];
  way: ReturnReview['way'];
  down_id: string;
  down_seen: boolean;
  down_number: string;
  up_id: string | null;
  up_number: string | null;
  up_urgency: ReturnReview['up']['urgency'];
  /** Of the referral up, where whoever looks is one of its hospitals. */
  up_from: string | null;
  up_to: string | null;
  arrived_at: Date;
  returned_at: Date;
  down_sender: Party;
  down_receiver: Party;
  lead: Party | null;
  opened_at: Date;
  due_at: Date | null;
  office_told: boolean;
  objected_by: Party | null;
  objection: Pick<NonNullable<ReturnReview['objection']>, 'preventable' | 'factors'> | null;
  preventable: NonNullable<ReturnReview['final']>['preventable'] | null;
  counts_against: NonNullable<ReturnReview['final']>['countsAgainst'] | null;
  accounts: ReturnReview['accounts'];
  conclusions: ReturnReview['conclusions'];
  notes: ReturnReview['notes'];
  took_part: boolean;
}

const named = (column: string) => `(select jsonb_build_object('id', i.id, 'name', i.name) from institution i where i.id = ${column})`;
const person = (column: string) => `(select p.name from person p where p.id = ${column})`;
const all = (what: string, rest: string) => `(select coalesce(jsonb_agg(${what}), '[]') from ${rest})`;

/** Row-level security decides whose; the caller adds its conditions on `v` and `l`. */
export const returnReviewRows = `
  select v.id, v.version, v.state, l.way, l.down_id, d.id is not null as down_seen, l.down_number, u.id as up_id, l.up_number, l.up_urgency,
    (select name from institution where id = u.sender_id) as up_from, coalesce((select name from institution where id = u.receiver_id), u.outside_name) as up_to,
    l.arrived_at, l.returned_at, ${named('v.down_sender_id')} as down_sender, ${named('v.down_receiver_id')} as down_receiver, ${named('v.lead_id')} as lead,
    v.opened_at, v.due_at, v.overdue_told_at is not null as office_told, ${named('v.objected_by')} as objected_by, v.objection, v.preventable, v.counts_against, took_part(v.id) as took_part,
    ${all(`jsonb_build_object('institution', ${named('a.institution_id')}, 'factors', a.factors, 'by', ${person('a.person_id')}, 'at', a.at) order by a.at`, 'return_account a where a.review_id = v.id')} as accounts,
    ${all(`jsonb_build_object('level', c.level, 'preventable', c.preventable, 'countsAgainst', c.counts_against, 'factors', c.factors, 'action', c.action, 'institution', ${named('c.institution_id')}, 'by', ${person('c.person_id')}, 'at', c.at) order by c.at`, 'return_conclusion c where c.review_id = v.id')} as conclusions,
    ${all(`jsonb_build_object('kind', n.kind, 'institution', ${named('n.institution_id')}, 'by', ${person('n.person_id')}, 'text', n.text, 'at', n.at) order by n.at, n.id`, 'return_review_note n where n.review_id = v.id')} as notes
  from return_review v join return_link l on l.id = v.id left join referral d on d.id = l.down_id left join referral u on u.id = l.up_id
  where true`;

const utc = (at: string | Date): string => new Date(at).toISOString();
const dated = <T extends { at: string }>(rows: readonly T[]): T[] => rows.map((row) => ({ ...row, at: utc(row.at) }));

/** What the rules need, read off a row. */
export const factsOf = (row: ReturnReviewRow): ReturnReviewFacts => ({
  state: row.state,
  downSenderId: row.down_sender.id,
  downReceiverId: row.down_receiver.id,
  leadId: row.lead?.id ?? null,
  officeTold: row.office_told,
  accountsOf: row.accounts.map(({ institution }) => institution.id),
  tookPart: row.took_part,
});

export const hoursBetween = (arrivedAt: Date, returnedAt: Date): number =>
  Math.round((returnedAt.getTime() - arrivedAt.getTime()) / 360_000) / 10;

export const returnReviewView = (row: ReturnReviewRow, actor: Actor, now: Date): ReturnReview => ({
  id: row.id,
  version: row.version,
  state: row.state,
  way: row.way,
  down: {
    id: row.down_seen ? row.down_id : null,
    number: row.down_number,
    from: row.down_sender.name,
    to: row.down_receiver.name,
  },
  up: { id: row.up_id, number: row.up_number, from: row.up_from, to: row.up_to, urgency: row.up_urgency },
  arrivedAt: utc(row.arrived_at),
  returnedAt: utc(row.returned_at),
  hours: hoursBetween(row.arrived_at, row.returned_at),
  downSender: row.down_sender,
  downReceiver: row.down_receiver,
  lead: row.lead,
  openedAt: utc(row.opened_at),
  dueAt: row.due_at && utc(row.due_at),
  overdue: row.due_at !== null && row.due_at < now,
  accounts: dated(row.accounts),
  conclusions: dated(row.conclusions),
  objection: row.objected_by && row.objection && { institution: row.objected_by, ...row.objection },
  final: row.preventable && row.counts_against && { preventable: row.preventable, countsAgainst: row.counts_against },
  notes: dated(row.notes),
  actions: reviewActionsOf(actor, factsOf(row)),
});

/** Both hospitals, and the lead where it is neither. */
export const concerned = ({
  down_sender,
  down_receiver,
  lead,
}: Pick<ReturnReviewRow, 'down_sender' | 'down_receiver' | 'lead'>): string[] => [
  ...new Set([down_sender.id, down_receiver.id, ...(lead ? [lead.id] : [])]),
];

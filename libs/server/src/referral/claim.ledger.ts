import type { Actor } from '@alliance/domain/access/actor';
import { after } from '@alliance/domain/referral/deadline';
import { claimSeconds, mayClaim, reminderSeconds } from '@alliance/domain/referral/queue';
import type { Side } from '@alliance/domain/referral/referral.codes';
import { sideOf } from '@alliance/domain/referral/referral.policy';
import { openStates, type ReferralState } from '@alliance/domain/referral/referral.machine';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';

/** How a referral stands for those who share the work on it. */
export interface ClaimStanding {
  id: string;
  version: number;
  state: ReferralState;
  sender_id: string;
  receiver_id: string | null;
  claimed_by: string | null;
  claimed_at: Date | null;
  claimant: { by: string; institutionId: string; personId: string } | null;
  owner_id: string;
  urgency: string | null;
  next_action_by: Side | null;
  reminded_at: Date | null;
  /** Who follows it up on the sender's side, and who wrote it. */
  sender_people: string[];
}

const standing = `
  select r.id, r.version, r.state, r.sender_id, r.receiver_id, r.claimed_by, r.claimed_at, r.owner_id, r.urgency, r.next_action_by, r.reminded_at,
    (select jsonb_build_object('by', p.name, 'institutionId', a.institution_id, 'personId', p.id) from appointment a join person p on p.id = a.person_id where a.id = r.claimed_by) as claimant,
    array(select a.person_id from appointment a where a.id in (r.owner_id, r.created_by)) as sender_people
  from referral r where r.id = $1`;
// the last word has the row itself: of a hundred who claim at once one writes, and who presses twice writes once
const claim = `
  update referral set claimed_by = $3, claimed_at = $4
  where id = $1 and receiver_id = $2 and open and (claimed_by is null or (claimed_by = $5 and claimed_by <> $3) or claimed_at <= $6) returning id`;
const release = 'update referral set claimed_by = null, claimed_at = null where id = $1 and claimed_by = $2 returning id';
const lapse = 'update referral set claimed_by = null, claimed_at = null where id = $1 and claimed_at <= $2 returning id';
const pass = `update referral set owner_id = $3 where id = $1 and sender_id = $2 and (open or state = 'draft') returning id`;
const remind = `
  update referral set reminded_at = $3 where id = $1 and version = $2 and open and (reminded_at is null or reminded_at <= $4) returning id`;

/** Who works on a referral, beside what becomes of it: nothing here moves its state or its version. */
@Injectable()
export class ClaimLedger {
  /** @throws Refusal referral.not_found */
  async standing(tx: Transaction, id: string): Promise<ClaimStanding> {
    const [row] = await tx.rows<ClaimStanding>(standing, [id]);
    if (!row) throw new Refusal('referral.not_found');
    return row;
  }

  /**
   * Gives the work on an inbound referral to somebody of the house.
   * @param to their appointment
   * @param from whose claim may be replaced beside a lapsed one
   * @returns how it stood before; null where it is theirs already and nothing changes
   * @throws Refusal referral.not_found, referral.not_your_action, referral.wrong_state, referral.claim_held
   */
  async claim(work: Work, actor: Actor, id: string, to: string, from: string): Promise<ClaimStanding | null> {
    const row = await this.standing(work, id);
    if (!isOpen(row)) throw new Refusal('referral.wrong_state', { state: row.state, action: 'claim' });
    if (!mayClaim(actor, { receiverId: row.receiver_id, state: row.state })) throw new Refusal('referral.not_your_action');
    const lapsed = after(work.now, -claimSeconds);
    const [written] = await work.rows(claim, [id, actor.institutionId, to, work.now, from, lapsed]);
    if (written) return row;
    const { claimant, claimed_by: by } = await this.standing(work, id);
    if (by === to) return null;
    throw new Refusal('referral.claim_held', { by: claimant?.by ?? '', appointmentId: by ?? '' });
  }

  /** @throws Refusal referral.not_found, referral.not_your_action for a claim of somebody else's */
  async release(work: Work, actor: Actor, id: string): Promise<ClaimStanding> {
    const row = await this.standing(work, id);
    const [written] = await work.rows(release, [id, actor.appointmentId]);
    if (!written) throw new Refusal('referral.not_your_action');
    return row;
  }

  /** Somebody else of the sender's house follows it up from now on. @throws Refusal referral.not_found, referral.wrong_state, referral.not_your_action */
  async pass(work: Work, actor: Actor, id: string, to: string): Promise<ClaimStanding> {
    const row = await this.standing(work, id);
    if (row.sender_id !== actor.institutionId) throw new Refusal('referral.not_your_action');
    const [written] = await work.rows(pass, [id, actor.institutionId, to]);
    if (!written) throw new Refusal('referral.wrong_state', { state: row.state, action: 'hand_over' });
    return row;
  }

  /**
   * Notes that the side whose turn it is was reminded by the other one.
   * @throws Refusal referral.not_found, referral.wrong_state, referral.not_your_action where it is one's own turn, referral.reminded_recently
   */
  async remind(work: Work, actor: Actor, id: string): Promise<ClaimStanding> {
    const row = await this.standing(work, id);
    const side = sideOf({ senderId: row.sender_id, receiverId: row.receiver_id }, actor.institutionId);
    if (!isOpen(row)) throw new Refusal('referral.wrong_state', { state: row.state, action: 'remind' });
    if (!side || side === row.next_action_by || !row.receiver_id) throw new Refusal('referral.not_your_action');
    const [written] = await work.rows(remind, [id, row.version, work.now, after(work.now, -reminderSeconds)]);
    if (!written) throw new Refusal('referral.reminded_recently', { at: (row.reminded_at ?? work.now).toISOString() });
    return row;
  }

  /** @returns whether a claim without activity has just ended */
  async lapse(work: Work, id: string): Promise<boolean> {
    return (await work.rows(lapse, [id, after(work.now, -claimSeconds)])).length > 0;
  }

  /** Whoever holds the claim is at work: it begins anew, written at most every five minutes. */
  async keep(tx: Transaction, actor: Actor, { id, claimed_by: by, claimed_at: at }: ClaimStanding, now: Date): Promise<void> {
    if (by !== actor.appointmentId || !at || after(at, keepSeconds) > now) return;
    await tx.rows('update referral set claimed_at = $3 where id = $1 and claimed_by = $2', [id, by, now]);
  }
}

const keepSeconds = 5 * 60;
const isOpen = ({ state }: ClaimStanding): boolean => (openStates as readonly string[]).includes(state);

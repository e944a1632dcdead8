import { sexesFitting, type BedKind } from '@alliance/domain/capacity/bed';
import { canBeHeldUntil, checkHeldUntil, type HoldEnding } from '@alliance/domain/capacity/hold';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';
import { sqlStateOf } from '../platform/db/sql-state.js';
import { newId } from '../platform/ids.js';
import { holdEnds } from './capacity.timers.js';
import { lockBed, lockFreeBed, lockSlot, type Place } from './hold.pick.js';

export type Want = { readonly bedKind: BedKind; readonly sex: Sex } | { readonly bedId: string } | { readonly slotId: string };
export interface HoldAsk {
  readonly referralId: string;
  /** The institution of the actor: nobody holds another hospital's bed. */
  readonly institutionId: string;
  readonly departmentId: string | null;
  readonly want: Want;
  readonly until: Date;
}
/** What an acceptance promises where it names nothing to keep. */
export interface DemandAsk {
  readonly referralId: string;
  /** The other half of a mother and newborn. */
  readonly pairId: string | null;
  readonly departmentId: string;
  readonly service: string;
  readonly what: 'bed' | 'slot';
  readonly arriveBy: Date;
  readonly until: Date;
}
/** What is held for a referral, as both hospitals see it. */
export interface Held {
  readonly id: string;
  readonly label: string;
  /** Kind of bed, or service of the slot. */
  readonly kind: string;
  readonly state: 'held' | 'occupied';
  /** null: the patient is in it. */
  readonly until: Date | null;
}
interface Moved {
  id: string;
  institution_id: string;
  department_id: string;
  bed_id: string | null;
  slot_id: string | null;
  version: number;
}

const publishedBed = `select 1 from bed where institution_id = current_institution() and department_id = $1 and state <> 'closed' limit 1`;
const publishedSlot = `
  select 1 from slot s where s.institution_id = current_institution() and s.department_id = $1 and s.service = $2 and s.state = 'open' and s.starts_at > $4
    and not exists (select 1 from capacity_hold h where h.slot_id = s.id and h.released_at is null)
    and exists (select 1 from slot l where l.institution_id = s.institution_id and l.department_id = $1 and l.service = $2 and l.state = 'open' and l.ends_at >= $3)
  limit 1`;

/** Exclusion violated, or a lock not had in time: somebody else has it. */
const lost = new Set(['23P01', '55P03']);

/** Beds and slots held for referrals: what other features write through, inside their own transaction. One hold per referral. */
@Injectable()
export class HoldLedger {
  /**
   * Holds a bed or slot for a referral until an instant; what was held for it before is given back, and it no longer waits in the queue.
   * @throws Refusal capacity.none_free, capacity.taken, capacity.not_fitting, capacity.period_invalid; referral.stale where somebody holds for it at the same time
   */
  async hold(
    work: Work,
    { referralId, institutionId, departmentId, want, until }: HoldAsk,
  ): Promise<{ id: string; label: string; kind: string }> {
    checkHeldUntil('slotId' in want ? 'slot' : 'bed', until, work.now);
    const place = await orTaken(this.pick(work, referralId, departmentId, want));
    await this.release(work, referralId, 'replaced');
    const id = newId();
    const [made] = await orTaken(
      work.rows(
        `insert into capacity_hold (id, institution_id, referral_id, bed_id, slot_id, department_id, label, kind, during, held_until, held_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, current_person())
         on conflict (referral_id) where released_at is null do nothing returning id`,
        [
          id,
          institutionId,
          referralId,
          place.bedId,
          place.slotId,
          place.departmentId,
          place.label,
          place.kind,
          place.during(work.now, until),
          until,
        ],
      ),
    );
    if (!made) throw new Refusal('referral.stale');
    await work.rows(
      `update shortage set resolved_at = $2, resolved_as = 'placed', version = version + 1, updated_at = $2
       where referral_id = $1 and institution_id = current_institution() and resolved_at is null`,
      [referralId, work.now],
    );
    this.record(
      work,
      { id, institution_id: institutionId, department_id: place.departmentId, bed_id: place.bedId, slot_id: place.slotId, version: 1 },
      'capacity.held',
    );
    work.timer({ kind: holdEnds, subjectId: id, dueAt: until });
    return { id, label: place.label, kind: place.kind };
  }

  /**
   * An acceptance that keeps nothing is for departments that publish nothing. What cannot be kept is not asked for: a bed further ahead than a
   * hold lasts, a slot where none is free or the plan does not reach that far, a second bed for a newborn who lies with the mother.
   * @throws Refusal capacity.hold_needed
   */
  async demand(work: Work, { referralId, pairId, departmentId, service, what, arriveBy, until }: DemandAsk): Promise<void> {
    if (!canBeHeldUntil(what, until, work.now)) return;
    const [kept] = await work.rows(
      `select 1 from capacity_hold h where h.released_at is null and h.institution_id = current_institution()
         and (h.referral_id = $1 or (h.referral_id = $2 and h.bed_id is not null and h.department_id = $3))`,
      [referralId, pairId, departmentId],
    );
    if (kept) return;
    const published = what === 'bed' ? publishedBed : publishedSlot;
    const [found] = await work.rows(published, what === 'bed' ? [departmentId] : [departmentId, service, arriveBy, work.now]);
    if (found) throw new Refusal('capacity.hold_needed', { what });
  }

  /** Gives back what is held for a referral, at the receiver or by the sender before anybody is in it; nothing where nothing is held. */
  async release(work: Work, referralId: string, endedAs: HoldEnding): Promise<void> {
    const released = await work.rows<Moved>('select * from release_hold($1, $2, $3)', [referralId, endedAs, work.now]);
    for (const each of released) this.record(work, each, 'capacity.released', { endedAs });
  }

  /**
   * The patient is here. @returns what is now occupied; null where nothing was held, or the bed went to somebody else meanwhile
   */
  async occupy(work: Work, referralId: string): Promise<Held | null> {
    const held = await this.holdOf(work, referralId);
    if (!held || held.state === 'occupied') return held;
    await work.rows(
      'select 1 from bed where id = (select bed_id from capacity_hold where referral_id = $1 and released_at is null) for no key update',
      [referralId],
    );
    const [occupied] = await work.rows<Moved>(
      `update capacity_hold h set state = 'occupied', version = version + 1, during = case when bed_id is null then during else tstzrange(lower(during), null) end
       where referral_id = $1 and state = 'held' and institution_id = current_institution()
         and not exists (select 1 from capacity_hold o where o.bed_id = h.bed_id and o.id <> h.id and o.released_at is null and o.during && tstzrange(lower(h.during), null))
       returning id, institution_id, department_id, bed_id, slot_id, version`,
      [referralId],
    );
    if (!occupied) return null;
    this.record(work, occupied, 'capacity.occupied');
    return { ...held, state: 'occupied', until: null };
  }

  /** Holds until a later instant, by either side. @throws Refusal capacity.taken where it is no longer held; capacity.period_invalid */
  async extend(work: Work, referralId: string, until: Date): Promise<void> {
    checkHeldUntil('slot', until, work.now);
    const [held] = await orTaken(work.rows<Moved>('select * from extend_hold($1, $2, $3)', [referralId, until, work.now]));
    if (!held) throw new Refusal('capacity.taken');
    if (held.bed_id) checkHeldUntil('bed', until, work.now);
    this.record(work, held, 'capacity.extended');
    work.timer({ kind: holdEnds, subjectId: held.id, dueAt: until });
  }

  /** A promise that nobody came to in time is over; one that was moved or met is not. @returns the referral it was for */
  async lapse(work: Work, holdId: string, dueAt: Date): Promise<string | null> {
    const [hold] = await work.rows<{ referral_id: string }>('select referral_id from capacity_hold where id = $1 and released_at is null', [
      holdId,
    ]);
    if (!hold) return null;
    const [lapsed] = await work.rows<Moved>(`select * from release_hold($1, 'lapsed', $2, $3)`, [hold.referral_id, work.now, dueAt]);
    if (!lapsed) return null;
    this.record(work, lapsed, 'capacity.released', { endedAs: 'lapsed' });
    return hold.referral_id;
  }

  /** What is held for a referral that the actor may see. */
  async holdOf(tx: Transaction, referralId: string): Promise<Held | null> {
    const [row] = await tx.rows<Omit<Held, 'until'> & { held_until: Date }>(
      'select id, label, kind, state, held_until from capacity_hold where referral_id = $1 and released_at is null',
      [referralId],
    );
    return row
      ? { id: row.id, label: row.label, kind: row.kind, state: row.state, until: row.state === 'held' ? new Date(row.held_until) : null }
      : null;
  }

  private async pick(work: Work, referralId: string, departmentId: string | null, want: Want): Promise<Place> {
    if ('bedKind' in want) return lockFreeBed(work, referralId, departmentId, want.bedKind, sexesFitting(want.sex));
    const [patient] = await work.rows<{ service: string; sex: Sex | null }>(
      'select service, patient_sex as sex from referral where id = $1',
      [referralId],
    );
    if (!patient) throw new Refusal('referral.not_found');
    const kept = { departmentId, service: patient.service, sex: patient.sex ?? 'unknown' };
    return 'bedId' in want ? lockBed(work, want.bedId, kept) : lockSlot(work, want.slotId, kept);
  }

  private record(work: Work, moved: Moved, kind: string, data: Readonly<Record<string, string>> = {}): void {
    work.audit({ action: kind, objectKind: 'capacity_hold', objectIds: [moved.id] });
    work.event({
      kind,
      topic: 'capacity',
      subjectId: moved.id,
      version: moved.version,
      data: { ...data, departmentId: moved.department_id, ...(moved.bed_id ? { bedId: moved.bed_id } : { slotId: moved.slot_id }) },
      recipients: [moved.institution_id],
    });
  }
}

async function orTaken<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (lost.has(sqlStateOf(error))) throw new Refusal('capacity.taken');
    throw error;
  }
}

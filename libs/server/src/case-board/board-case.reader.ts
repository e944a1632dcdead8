import type { Actor } from '@alliance/domain/access/actor';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import { checkWrites, treats, type BoardCase } from '@alliance/domain/case-board/case-board.policy';
import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import type { ConsultationState } from '@alliance/domain/consultation/consultation.machine';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';

/** A consultation as its documents and its board see it. */
export interface CaseRow extends BoardCase {
  readonly id: string;
  readonly version: number;
  readonly state: ConsultationState;
  readonly kind: ConsultationKind;
  readonly specialty: Specialty | null;
  readonly sent: boolean;
  readonly watchingIds: readonly string[];
  readonly teachingAgreed: boolean;
  readonly referralId: string | null;
  readonly parentId: string | null;
  readonly consentDocumentId: string | null;
}

const statement = `
  select c.id, c.version, c.state, c.kind, c.specialty, c.inviting_id as "invitingId", c.invited_ids as "invitedIds", c.invited_at is not null as sent,
    c.observing_ids || array(select t.institution_id from consultation_attendee t where t.consultation_id = c.id and t.cancelled_at is null) as "watchingIds",
    c.teaching_agreed as "teachingAgreed", c.referral_id as "referralId", c.parent_id as "parentId", c.consent_document_id as "consentDocumentId"
  from consultation c where c.id = $1`;
/** A board on a screen looks again with every mark: that is one look, not hundreds. */
const oneLookMs = 10 * 60_000;
const looksRemembered = 5_000;

/** The case behind documents and board: whether one sees it, writes in it, and who else looks again. */
@Injectable()
export class BoardCaseReader {
  private readonly looks = new Map<string, number>();

  constructor(private readonly audit: AuditLog) {}

  /** @throws Refusal consultation.not_found */
  async one(tx: Transaction, id: string): Promise<CaseRow> {
    const [row] = await tx.rows<CaseRow>(statement, [id]);
    if (!row) throw new Refusal('consultation.not_found');
    return row;
  }

  /** The case for somebody who writes in it; until the end of the command it does not end. @throws Refusal consultation.* */
  async forWriting(work: Work, actor: Actor, id: string): Promise<CaseRow> {
    await work.rows('select 1 from consultation where id = $1 for share', [id]);
    const row = await this.one(work, id);
    checkWrites(actor, row);
    return row;
  }

  /** The case for somebody who looks, with the trace of it. */
  async forReading(tx: Transaction, actor: Actor, id: string, action: string): Promise<CaseRow> {
    const row = await this.one(tx, id);
    const look = `${actor.appointmentId} ${action} ${id}`;
    const now = Date.now();
    if (now - (this.looks.get(look) ?? 0) > oneLookMs) {
      await this.audit.seen(tx, actor, { action, objectKind: 'consultation', objectIds: [id] });
      if (this.looks.size >= looksRemembered) this.looks.clear();
      this.looks.set(look, now);
    }
    return row;
  }
}

/** Without the patient's consent, who only watches sees what says nothing of whom it is about (TM-15). */
export const seesWords = (row: CaseRow, actor: Actor): boolean => row.teachingAgreed || treats(row, actor);

/** Everybody who has the board before them looks again; a draft is nobody else's. */
export function tellBoard(work: Work, row: CaseRow, action: string, subjectId: string): void {
  work.subjectId = subjectId;
  work.audit({ action: `consultation.${action}`, objectKind: 'consultation', objectIds: [row.id] });
  work.event({
    kind: 'consultation.board_changed',
    topic: 'consultation',
    subjectId: row.id,
    version: row.version,
    recipients: row.sent ? [...new Set([row.invitingId, ...row.invitedIds, ...row.watchingIds])] : [row.invitingId],
  });
}

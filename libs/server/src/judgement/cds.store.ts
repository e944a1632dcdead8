import { cardOverrideReasons, type CdsFeedback } from '@alliance/contracts/cds.schema';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import type { MadeCard } from './cds-card.js';

/** Feedback comes within the visit; cards are forgotten after this time. */
const keptDays = 30;
const dayMs = 86_400_000;

interface Shown {
  protocol_id: string;
  version_id: string;
  criterion: string | null;
  lead_id: string;
}
type Answer = CdsFeedback['feedback'][number];

/** Which cards were shown, and what became of them. */
@Injectable()
export class CdsStore {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
  ) {}

  async shown(actor: Actor, cards: readonly MadeCard[], now: Date): Promise<void> {
    const rows = cards.map(({ card, protocol, criterion }) => ({
      id: card.uuid,
      institution_id: actor.institutionId,
      protocol_id: protocol.protocolId,
      version_id: protocol.versionId,
      criterion,
      shown_at: now,
    }));
    await this.database.write(actor, (tx) =>
      tx.rows(
        `with forgotten as (delete from cds_card where institution_id = $1 and shown_at < $2)
         insert into cds_card (id, institution_id, protocol_id, version_id, criterion, shown_at)
         select id, institution_id, protocol_id, version_id, criterion, shown_at from jsonb_populate_recordset(null::cds_card, $3::jsonb)`,
        [actor.institutionId, new Date(now.getTime() - keptDays * dayMs), JSON.stringify(rows)],
      ),
    );
  }

  /** All of it or nothing. The same answer twice is one. @throws Refusal access.not_found */
  answered(actor: Actor, answers: readonly Answer[]): Promise<void> {
    return this.commands.run(actor, async (work) => {
      for (const answer of answers) await this.answer(work, actor, answer);
    });
  }

  private async answer(work: Work, actor: Actor, { card, outcome, outcomeTimestamp, overrideReason }: Answer): Promise<void> {
    const known = await work.rows('select 1 from cds_card where id = $1', [card]);
    if (!known.length) throw new Refusal('access.not_found');
    const reason = cardOverrideReasons.find((code) => code === overrideReason?.reason?.code) ?? null;
    const [changed] = await work.rows<Shown>(
      `update cds_card c set outcome = $2, reason = $3, outcome_at = $4 where c.id = $1 and c.outcome is distinct from $2
       returning protocol_id, version_id, criterion, (select a.lead_id from protocol p join alliance a on a.id = p.alliance_id where p.id = c.protocol_id) as lead_id`,
      [card, outcome, reason, outcomeTimestamp],
    );
    if (!changed) return;
    work.audit({ action: `cds.card_${outcome}`, objectKind: 'protocol', objectIds: [changed.protocol_id] });
    if (outcome === 'overridden') await this.tellAuthor(work, actor, changed, [reason, overrideReason?.userComment]);
  }

  private async tellAuthor(work: Work, actor: Actor, shown: Shown, words: readonly (string | null | undefined)[]): Promise<void> {
    const id = newId();
    const { protocol_id: protocolId, version_id: versionId, criterion, lead_id: leadId } = shown;
    await work.rows(
      `insert into protocol_feedback (id, protocol_id, version_id, criterion, institution_id, person_id, reason, text, at)
       values ($1, $2, $3, $4, $5, $6, 'card_overridden', $7, $8)`,
      [id, protocolId, versionId, criterion, actor.institutionId, actor.personId, textOf(words), work.now],
    );
    work.event({
      kind: 'protocol.card_overridden',
      topic: 'protocol',
      subjectId: protocolId,
      version: 1,
      data: { feedbackId: id, ...(criterion && { criterion }), ...(words[0] && { reason: words[0] }) },
      recipients: [...new Set([leadId, actor.institutionId])],
    });
  }
}

const textOf = (words: readonly (string | null | undefined)[]): string | null =>
  words.filter(Boolean).join(': ').replaceAll('\u0000', '').toWellFormed().slice(0, 1000) || null;

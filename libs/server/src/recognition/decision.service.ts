import type { decideCheck, RecognitionCheck } from '@alliance/contracts/recognition.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { decide, type KeptDecision } from '@alliance/domain/recognition/decision';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { CheckQueries } from './check.queries.js';
import { itemView, type ItemRow } from './check.row.js';
import { RepeatReasons } from './repeat-reasons.js';

/** What each line becomes; what is saved is the price of the day. */
const write = `
  update recognition_item n set decision = x.decision, repeat_reason = x.reason, repeat_text = x.text, counts = x.counts, decided_at = $3, decided_by = current_person(),
    explained_at = case when x.decision = 'repeated' then $3::timestamptz end, explained_by = case when x.decision = 'repeated' then current_person() end,
    adopted = x.adopted,
    saved_fen = case when x.decision = 'accepted' then i.price_fen else 0 end,
    saved_microsievert = case when x.decision = 'accepted' then i.dose_microsievert else 0 end,
    saved_microlitres = case when x.decision = 'accepted' then i.blood_microlitres else 0 end
  from jsonb_to_recordset($2::jsonb) x ("itemCode" text, decision text, reason text, text text, counts boolean, adopted jsonb) join test_item i on i.code = x."itemCode"
  where n.check_id = $1 and n.item_code = x."itemCode" and n.decision is null`;
/** Results that still stand, of those taken over: corrected, revoked or no longer to be seen here, they cannot be. */
/** A correction of these reports waits until the decision is written, or was there first: then it is seen here. */
const hold = `select pg_advisory_xact_lock_shared(hashtextextended('report ' || id, 0)) from unnest($1::text[]) id`;
const standing = `select id from test_result where id = any($1::uuid[]) and current and state <> 'revoked'`;

/** An answer is of its day: what was recent enough then need not be so any more. */
const answerHours = 24;

/** The physician's word on every line of a check (MR-09 to MR-14): written to the record, never blocked. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: CheckQueries,
    private readonly reasons: RepeatReasons,
  ) {}

  /**
   * @throws Refusal access.not_found, access.denied for a machine, which is no physician, recognition.decided, record.stale, and those of `decide`
   */
  decide(actor: Actor, { checkId, version, items }: InputOf<typeof decideCheck>['body']): Promise<RecognitionCheck> {
    if (actor.role === 'integration_client') throw new Refusal('access.denied');
    return this.commands.run(
      actor,
      async (work) => {
        work.subjectId = checkId;
        const check = await this.queries.row(work, checkId, true);
        if (check.decided_at) throw new Refusal('recognition.decided');
        if (check.version !== version) throw new Refusal('record.stale', { version: check.version });
        const answered = await this.queries.items(work, checkId);
        const kept = decide(
          answered.map(({ item_code: itemCode, verdict, issuer_id: issuerId }) => ({ itemCode, verdict, issuerId })),
          items.map(({ itemCode, decision, reason, text, explained }) => ({ itemCode, decision, reason, text, explained })),
          {
            institutionId: actor.institutionId,
            identityVerified: await this.queries.identityVerified(work, check.patient_id),
            reasons: await this.reasons.inForce(work),
          },
        );
        await this.requireStanding(work, check.at, answered, kept);
        const adopted = new Map(takenOf(answered, kept).map((row) => [row.item_code, itemView(row).earlier]));
        const lines = kept.map((one) => ({ ...one, adopted: adopted.get(one.itemCode) ?? null }));
        await work.rows(write, [checkId, JSON.stringify(lines), work.now]);
        await work.rows('update recognition_check set decided_at = $2, version = version + 1 where id = $1', [checkId, work.now]);
        this.tell(work, actor, checkId, check.version + 1, kept, answered);
        return this.queries.view(work, checkId);
      },
      { replay: (id) => this.queries.get(actor, id) },
    );
  }

  private async requireStanding(work: Work, at: Date, answered: readonly ItemRow[], kept: readonly KeptDecision[]): Promise<void> {
    const wanted = takenOf(answered, kept);
    const ids = wanted.flatMap(({ result_id: id }) => id ?? []);
    await work.rows(hold, [[...new Set(wanted.flatMap(({ report_id: id }) => id ?? []))].toSorted()]);
    const late = work.now.getTime() - new Date(at).getTime() > answerHours * 3_600_000;
    const found = new Set((await work.rows<{ id: string }>(standing, [ids])).map(({ id }) => id));
    const gone = wanted.filter(({ result_id: id }) => late || !id || !found.has(id));
    if (gone.length) throw new Refusal('recognition.not_offered', { items: gone.map(({ item_code: code }) => code) });
  }

  /** Each result taken over has an audit entry of its own: its line keeps item, hospital, time and number of the report, who took it over and when (MR-14). */
  private tell(
    work: Work,
    actor: Actor,
    checkId: string,
    version: number,
    kept: readonly KeptDecision[],
    answered: readonly ItemRow[],
  ): void {
    const many = (decision: KeptDecision['decision']) => kept.filter((one) => one.decision === decision).length;
    work.audit({ action: 'recognition.decided', objectKind: 'recognition', objectIds: [checkId] });
    for (const { id, report_id: reportId, issuer_id: issuerId } of takenOf(answered, kept))
      work.audit({
        action: 'recognition.adopted',
        objectKind: 'recognition',
        objectIds: [id, reportId, issuerId].filter((one) => one !== null),
      });
    work.event({
      kind: 'recognition.decided',
      topic: 'recognition',
      subjectId: checkId,
      version,
      data: { accepted: many('accepted'), repeated: many('repeated'), ordered: many('ordered') },
      recipients: [actor.institutionId],
    });
  }
}

function takenOf(answered: readonly ItemRow[], kept: readonly KeptDecision[]): ItemRow[] {
  const taken = new Set(kept.flatMap(({ itemCode, decision }) => (decision === 'accepted' ? itemCode : [])));
  return answered.filter(({ item_code: code }) => taken.has(code));
}

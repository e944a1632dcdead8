import type { checkOrders, RecognitionCheck } from '@alliance/contracts/recognition.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { contextsOf, type OrderedCase } from '@alliance/domain/recognition/case-context';
import { judgeItem, type ItemFinding, type PlannedTest } from '@alliance/domain/recognition/check';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { TestCatalogueReader } from '../test-catalogue/test-catalogue.reader.js';
import { ResultReader, type EarlierRow } from '../test-result/result.reader.js';
import { CheckQueries } from './check.queries.js';
import { CheckStore, type NewCheck, type NewItem } from './check.store.js';

export type Asked = InputOf<typeof checkOrders>['body'];
type Planned = Asked['items'][number];
/** So many earlier results of an item are looked at: the newest speaks, older ones only where it cannot. */
const each = 12;

/** Before tests are ordered: one grouped answer, kept with its reasons (MR-07). */
@Injectable()
export class CheckService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: CheckQueries,
    private readonly store: CheckStore,
    private readonly catalogue: TestCatalogueReader,
    private readonly results: ResultReader,
  ) {}

  /** @throws Refusal access.not_found for a patient or a referral that this hospital does not know, request.invalid naming unknown codes */
  ask(actor: Actor, asked: Asked): Promise<RecognitionCheck> {
    return this.commands.run(
      actor,
      async (work) => {
        const id = await this.write(work, actor, asked, actor.role === 'integration_client' ? 'api' : 'portal');
        return this.queries.view(work, id);
      },
      { replay: (id) => this.queries.get(actor, id) },
    );
  }

  /** The check inside somebody else's transaction. @returns its id */
  async write(work: Work, actor: Actor, asked: Asked, origin: NewCheck['origin']): Promise<string> {
    const { patientId, state, id = newId() } = asked;
    await this.requirePatient(work, patientId);
    const planned = await this.expand(work, asked.items);
    const itemCodes = planned.map(({ item }) => item.code);
    const ordered = await this.caseOf(work, asked);
    const contexts = contextsOf(ordered, work.now);
    const earlier = await this.results.earlier(work, { patientId, itemCodes, each });
    const institutionId = actor.institutionId;
    const sides = await this.store.sides(work, [institutionId, ...new Set(earlier.map(({ issuer }) => issuer.institutionId))], work.now);
    const by = sides.get(institutionId);
    if (!by) throw new Refusal('access.not_found');
    const entries = await this.catalogue.entries(work, { institutionId, itemCodes, on: today(work.now) });
    const asking = { at: work.now, by, state, contexts, rules: await this.store.rules(work, work.now) };
    const verified = await this.store.verified(work, patientId, [...new Set(earlier.map(({ reportId }) => reportId))]);
    const byItem = Map.groupBy(earlier, ({ itemCode }) => itemCode);
    const lines = planned.map(({ panelCode, ...test }, position) => {
      const rows = byItem.get(test.item.code) ?? [];
      const known = rows.map((row) => ({
        ...row,
        issuer: sides.get(row.issuer.institutionId) ?? { ...row.issuer, allianceIds: [] },
        identityVerified: verified.has(row.reportId),
      }));
      const entry = entries.get(test.item.code);
      const finding = judgeItem({ ...test, entry }, known, asking);
      return lineOf(
        finding,
        rows.find(({ resultId }) => resultId === finding.resultId),
        { position, panelCode, validDays: entry?.validDays[state] ?? null },
      );
    });
    await this.store.add(work, { id, patientId, referralId: asked.referralId ?? null, origin, state, contexts: [...contexts] }, lines);
    work.audit({ action: 'recognition.checked', objectKind: 'patient', objectIds: [patientId] });
    work.subjectId = id;
    return id;
  }

  private async requirePatient(work: Work, patientId: string): Promise<void> {
    const [known] = await work.rows(
      'select 1 from patient_relation where institution_id = current_institution() and patient_id = $1 and closed_at is null',
      [patientId],
    );
    if (!known) throw new Refusal('access.not_found');
  }

  /** What else is ordered and known, with what the referral says where one is named. */
  private async caseOf(work: Work, asked: Asked): Promise<OrderedCase> {
    const { acts, encounter, diagnosisCodes, pregnant, temperature, transfusedAt, exposedAt, referralId, patientId } = asked;
    const found = referralId ? await this.store.caseOf(work, referralId, patientId) : {};
    if (!found) throw new Refusal('access.not_found');
    return {
      ...{ acts, encounter, immediate: found.immediate ?? false },
      diagnosisCodes: [...diagnosisCodes, ...(found.diagnosisCodes ?? [])],
      ...{ pregnant: pregnant ?? found.pregnant ?? null, temperature: temperature ?? found.temperature ?? null },
      ...{
        transfusedAt: transfusedAt === null ? null : new Date(transfusedAt),
        exposedAt: exposedAt === null ? null : new Date(exposedAt),
      },
    };
  }

  /** Panels as their items, each item once, in the order asked. */
  private async expand(work: Work, asked: readonly Planned[]): Promise<(Omit<PlannedTest, 'entry'> & { panelCode: string | null })[]> {
    const panels = await this.catalogue.panels(
      work,
      asked.map(({ code }) => code),
    );
    const wanted = asked.flatMap((one) => {
      const panel = panels.get(one.code);
      return panel
        ? panel.itemCodes.map((code) => ({ ...one, code, panelCode: panel.code as string | null }))
        : [{ ...one, panelCode: null }];
    });
    const once = [...Map.groupBy(wanted, ({ code }) => code).values()].flatMap(([first, ...again]) =>
      first ? [{ ...first, panelCode: first.panelCode ?? again.find(({ panelCode }) => panelCode)?.panelCode ?? null }] : [],
    );
    const items = await this.catalogue.items(
      work,
      once.map(({ code }) => code),
    );
    const unknown = once.filter(({ code }) => !items.has(code)).map(({ code }) => code);
    if (unknown.length) throw new Refusal('request.invalid', { fields: ['items'], codes: unknown });
    return once.flatMap(({ code, ...one }) => {
      const item = items.get(code);
      return item ? [{ ...one, item }] : [];
    });
  }
}

const lineOf = (
  { itemCode, verdict, reasons, resultId }: ItemFinding,
  earlier: EarlierRow | undefined,
  { position, panelCode, validDays }: { position: number; panelCode: string | null; validDays: number | null },
): NewItem => ({
  ...{ id: newId(), position, item_code: itemCode, panel_code: panelCode, verdict, reasons, result_id: resultId },
  ...{ report_id: earlier?.reportId ?? null, report_number: earlier?.reportNumber ?? null },
  ...{
    issuer_id: earlier?.issuer.institutionId ?? null,
    performed_at: earlier?.performedAt ?? null,
    mark_label: earlier?.mark?.label ?? null,
    valid_days: validDays,
  },
});

import type { CdsFeedback, CdsRequest } from '@alliance/contracts/cds.schema';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { TestCatalogueReader } from '../test-catalogue/test-catalogue.reader.js';
import { orderCard, type OrderCard } from './cds-card.js';
import { encounterOf, numbersOf, readDrafts } from './cds-orders.js';
import { CheckQueries } from './check.queries.js';
import { CheckService } from './check.service.js';
import { RepeatReasons } from './repeat-reasons.js';

const mostTests = 60;
/** The person whom one of these numbers belongs to, of those whom this hospital treats; two of them are nobody. */
const patientOf = `
  select distinct kept_row_of(k.patient_id) as id from patient p join patient_relation k on k.patient_id = p.id
  where k.institution_id = current_institution() and k.closed_at is null and p.identifier_index = any($1::bytea[]) limit 2`;
const numbered = ['citizen_id', 'passport', 'residence_permit'] as const;

/** The check inside the hospital's own order entry (CDS Hooks `order-sign`): one card for the order set, or none. */
@Injectable()
export class RecognitionCds {
  constructor(
    private readonly commands: Commands,
    private readonly checks: CheckService,
    private readonly queries: CheckQueries,
    private readonly reasons: RepeatReasons,
    private readonly catalogue: TestCatalogueReader,
    private readonly cipher: FieldCipher,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Refusal request.invalid for another hook, cds.prefetch_missing without the patient */
  async call(actor: Actor, request: CdsRequest, language: 'zh' | 'en'): Promise<OrderCard | null> {
    if (request.hook !== 'order-sign') throw new Refusal('request.invalid', { fields: ['hook'] });
    const { prefetch = {}, context } = request;
    const numbers = numbersOf(prefetch['patient']);
    if (!numbers) throw new Refusal('cds.prefetch_missing', { fields: ['patient'] });
    const { origin } = this.config;
    const drafts = readDrafts(
      (context.draftOrders?.entry ?? []).map(({ resource }) => resource),
      origin,
    );
    const encounter = encounterOf(prefetch['encounter']);
    return this.commands.run(actor, async (work) => {
      const patientId = await this.patient(work, numbers);
      const codes = await this.known(work, [...new Set(drafts.tests.map(({ code }) => code))]);
      if (!patientId || !codes.length) return null;
      const items = codes.slice(0, mostTests).map((code) => ({ code, method: null, specimen: null, bodySite: null }));
      const nothing = { diagnosisCodes: [], pregnant: null, temperature: null, transfusedAt: null, exposedAt: null };
      const asked = { patientId, items, state: encounter === 'EMER' ? ('acute' as const) : ('stable' as const), encounter, ...nothing };
      const id = await this.checks.write(work, actor, { ...asked, acts: [...drafts.acts] }, 'cds');
      const reasons = [...(await this.reasons.named(work))];
      return orderCard(await this.queries.view(work, id), { origin, language, drafts: drafts.tests, reasons });
    });
  }

  /**
   * What became of a card is noted. It decides nothing: who signs, and that the patient was told, is said on the page that the card leads to.
   * @throws Refusal access.not_found for a card that was not shown here
   */
  feedback(actor: Actor, { feedback }: CdsFeedback): Promise<void> {
    return this.commands.run(actor, async (work) => {
      for (const { card, outcome } of feedback) {
        await this.queries.row(work, card);
        work.audit({ action: `recognition.card_${outcome}`, objectKind: 'recognition', objectIds: [card] });
      }
    });
  }

  private async patient(work: Work, numbers: readonly string[]): Promise<string | undefined> {
    const indexes = numbers.flatMap((number) => numbered.map((kind) => this.cipher.blindIndex(kind, number)));
    const found = indexes.length ? await work.rows<{ id: string }>(patientOf, [indexes]) : [];
    return found.length === 1 ? found[0]?.id : undefined;
  }

  /** Codes of items and panels of the dictionary; other orders are none of ours. */
  private async known(work: Work, codes: readonly string[]): Promise<string[]> {
    const panels = await this.catalogue.panels(work, codes);
    const items = await this.catalogue.items(work, codes);
    return codes.filter((code) => panels.has(code) || items.has(code));
  }
}

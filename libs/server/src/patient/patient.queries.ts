import type { PatientFound, PatientView, similarPatients } from '@alliance/contracts/patient.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { estimatedBirthYear } from '@alliance/domain/identity/age';
import { likeness, type Described, type LikenessMark } from '@alliance/domain/identity/likeness';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { prefixEnd } from '../platform/db/prefix.js';
import { initialsOf } from '../platform/text/pinyin.js';
import { today } from '../platform/today.js';
import { patientColumns, patientSource, patientView, type PatientRow } from './patient.row.js';
import { alike, byName, byNumber, newest } from './patient.statement.js';

type Alias = PatientFound['aliases'][number];
interface FoundRow extends PatientRow {
  aliases: Alias[];
}
interface SimilarRow extends PatientRow {
  initials: string;
}

const shown = 5;

@Injectable()
export class PatientQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<PatientView> {
    return this.database.read(actor, (tx) => this.kept(tx, id));
  }

  /** @throws Refusal access.not_found for a patient this institution has no relation to */
  async one(tx: Transaction, id: string): Promise<PatientView> {
    const [row] = await tx.rows<PatientRow>(`select ${patientColumns} ${patientSource} and p.id = $2`, [tx.identity.institutionId, id]);
    if (!row) throw new Refusal('access.not_found');
    return patientView(row);
  }

  /** The row that this institution keeps the patient under. @throws Refusal access.not_found */
  async kept(tx: Transaction, id: string): Promise<PatientView> {
    const [row] = await tx.rows<{ id: string | null }>('select kept_row_of($1) as id', [id]);
    return this.one(tx, row?.id ?? id);
  }

  /** By name or pinyin initials from the start, or by a whole identifier; only patients this institution knows. Every look is recorded. */
  search(actor: Actor, query: string, limit: number): Promise<PatientFound[]> {
    return this.database.write(actor, async (tx) => {
      const rows = await this.matching(tx, actor.institutionId, query.normalize('NFC'), limit);
      await this.audit.seen(tx, actor, { action: 'patient.search', objectKind: 'patient', objectIds: rows.map(({ id }) => id) });
      return rows.map((row) => ({ ...patientView(row), aliases: row.aliases }));
    });
  }

  /** Who of this hospital's patients may be the person described, the likeliest first. Others' patients play no part. */
  similar(actor: Actor, described: InputOf<typeof similarPatients>['query']): Promise<{ patient: PatientView; shared: LikenessMark[] }[]> {
    const day = today(this.clock.now());
    const name = described.name.normalize('NFC');
    const one: Described = {
      ...{ name, initials: initialsOf(name), sex: described.sex, birthDate: described.birthDate ?? null },
      estimatedBirthYear: described.estimatedAge === undefined ? null : estimatedBirthYear(described.estimatedAge, day),
      ...{ phone: described.phone || null, identifierKind: described.identifierKind },
    };
    return this.database.write(actor, async (tx) => {
      const nameless = one.identifierKind === 'unknown_person';
      const parameters = [actor.institutionId, nameless ? '' : name, one.initials, one.birthDate, nameless, this.clock.now()];
      const rows = await tx.rows<SimilarRow>(alike, parameters);
      const items = rows
        .map((row) => ({ patient: patientView(row), shared: [...(likeness(one, { ...patientView(row), initials: row.initials }) ?? [])] }))
        .filter(({ shared }) => shared.length)
        .sort((a, b) => b.shared.length - a.shared.length)
        .slice(0, shown);
      await this.audit.seen(tx, actor, {
        action: 'patient.compare',
        objectKind: 'patient',
        objectIds: items.map(({ patient }) => patient.id),
      });
      return items;
    });
  }

  private matching(tx: Transaction, institutionId: string, query: string, limit: number): Promise<FoundRow[]> {
    if (!query) return tx.rows<FoundRow>(newest, [institutionId, limit]);
    const number = query.replace(/[\s-]/g, '').toUpperCase();
    if (/^[A-Z0-9]{6,40}$/.test(number) && /\d{4}/.test(number)) {
      const indexes = (['citizen_id', 'passport', 'residence_permit', 'other'] as const).map((kind) =>
        this.cipher.blindIndex(kind, number),
      );
      return tx.rows<FoundRow>(byNumber, [institutionId, ...indexes, limit]);
    }
    const initials = query.toLowerCase();
    return tx.rows<FoundRow>(byName, [institutionId, query, prefixEnd(query), initials, prefixEnd(initials), limit]);
  }
}

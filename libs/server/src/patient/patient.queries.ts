import type { PatientView } from '@alliance/contracts/patient.contract';
import type { IdentifierKind } from '@alliance/domain/identity/patient';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { prefixEnd } from '../platform/db/prefix.js';

interface Row {
  id: string;
  name: string;
  sex: Sex;
  birth_date: string | null;
  identifier_kind: IdentifierKind;
  identifier_masked: string | null;
  phone: string | null;
  mother_id: string | null;
}

const columns = `p.id, r.name, r.sex, r.birth_date::text as birth_date, p.identifier_kind, p.identifier_masked, r.phone, p.mother_id`;
/** Starting from the relation makes the policy the index condition. */
const source = `from patient_relation r join patient p on p.id = r.patient_id where r.institution_id = $1`;

@Injectable()
export class PatientQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly cipher: FieldCipher,
  ) {}

  get(actor: Actor, id: string): Promise<PatientView> {
    return this.database.read(actor, (tx) => this.one(tx, id));
  }

  /** @throws Refusal access.not_found for a patient this institution has no relation to */
  async one(tx: Transaction, id: string): Promise<PatientView> {
    const [row] = await tx.rows<Row>(`select ${columns} ${source} and p.id = $2`, [tx.identity.institutionId, id]);
    if (!row) throw new Refusal('access.not_found');
    return patientView(row);
  }

  /** By name or pinyin initials from the start, or by a whole identifier; only patients this institution knows. Every look is recorded. */
  search(actor: Actor, query: string, limit: number): Promise<PatientView[]> {
    return this.database.write(actor, async (tx) => {
      const rows = await this.matching(tx, actor.institutionId, query.normalize('NFC'), limit);
      await this.audit.seen(tx, actor, { action: 'patient.search', objectKind: 'patient', objectIds: rows.map(({ id }) => id) });
      return rows.map(patientView);
    });
  }

  private matching(tx: Transaction, institutionId: string, query: string, limit: number): Promise<Row[]> {
    const number = query.replace(/[\s-]/g, '').toUpperCase();
    if (/^[A-Z0-9]{6,40}$/.test(number) && /\d{4}/.test(number)) {
      const indexes = (['citizen_id', 'passport', 'residence_permit', 'other'] as const).map((kind) =>
        this.cipher.blindIndex(kind, number),
      );
      return tx.rows<Row>(`select ${columns} ${source} and p.identifier_index in ($2, $3, $4, $5) limit $6`, [
        institutionId,
        ...indexes,
        limit,
      ]);
    }
    const initials = query.toLowerCase();
    return tx.rows<Row>(
      `select ${columns} ${source} and ((r.name >= $2 and r.name < $3) or (r.initials >= $4 and r.initials < $5)) order by r.name, p.id limit $6`,
      [institutionId, query, prefixEnd(query), initials, prefixEnd(initials), limit],
    );
  }
}

export const patientView = (row: Row): PatientView => ({
  id: row.id,
  name: row.name,
  sex: row.sex,
  birthDate: row.birth_date,
  identifierKind: row.identifier_kind,
  identifierMasked: row.identifier_masked,
  identifierLast4: row.identifier_masked?.slice(-4) ?? null,
  phone: row.phone,
  motherId: row.mother_id,
});

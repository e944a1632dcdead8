import type { DiagnosisCode } from '@alliance/contracts/diagnosis.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db/database.js';
import { prefixEnd } from '../platform/db/prefix.js';

/** The catalogue of diagnoses. Codes of different editions never stand in one list (ID-06): one edition is loaded. */
@Injectable()
export class DiagnosisQueries {
  constructor(private readonly database: Database) {}

  /** By code, name or pinyin initials, from the start; the catalogue is small, so a name may also contain the words or initials: `gxy` finds 原发性高血压. */
  search(actor: Actor, query: string, limit: number): Promise<DiagnosisCode[]> {
    const code = query.toUpperCase();
    const initials = query.toLowerCase();
    return this.database.read(actor, (tx) =>
      tx.rows<DiagnosisCode>(
        `select code, name, edition from diagnosis_code
         where (code >= $1 and code < $2) or (initials >= $3 and initials < $4) or position($5 in name) > 0
           or (length($3) >= 2 and position($3 in initials) > 0)
         order by (code >= $1 and code < $2) desc, position($5 in name), code limit $6`,
        [code, prefixEnd(code), initials, prefixEnd(initials), query, limit],
      ),
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';

interface Adopted {
  institution_id: string;
  person_id: string;
  check_id: string;
}

/** Tells everybody who took a result over that its report was corrected or revoked. */
@Injectable()
export class OverturnLedger {
  /**
   * Inside the command of the issuing hospital. One event per check, for the hospital that took over and the physicians who did.
   * @returns how many results had been taken over
   */
  async overturned(work: Work, { reportId, by }: { reportId: string; by: 'corrected' | 'revoked' }): Promise<number> {
    const adopted = await work.rows<Adopted>('select * from overturn_adopted($1, $2)', [reportId, work.now]);
    for (const [checkId, rows] of Map.groupBy(adopted, ({ check_id: id }) => id))
      work.event({
        kind: 'recognition.overturned',
        topic: 'recognition',
        subjectId: checkId,
        version: 1,
        data: { by, results: rows.length },
        recipients: [...new Set(rows.map((row) => row.institution_id))],
        concerns: [...new Set(rows.map((row) => row.person_id))],
      });
    return adopted.length;
  }
}

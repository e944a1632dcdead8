import { versionInForce } from '@alliance/domain/protocol/in-force';
import { readingDueOn } from '@alliance/domain/protocol/reading';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { today } from '../platform/today.js';
import { ProtocolReader, readingDue } from '../protocol/protocol.reader.js';
import { readingRoles } from './reading.service.js';

/** Reminds those who have not read what is in force: a week before it is due, and when it is. */
@Injectable()
export class ReadingWorker {
  constructor(private readonly protocols: ProtocolReader) {}

  @HandlesTimer(readingDue)
  async readingIsDue(work: Work, { subjectId, dueAt }: DueTimer): Promise<void> {
    const version = await this.protocols.version(work, subjectId);
    if (!version?.effectiveFrom) return;
    const held = versionInForce(await this.protocols.versions(work, version.protocolId), today(work.now));
    if (held?.versionId !== subjectId) return;
    const unread = await work.rows<{ institution_id: string; people: string[] }>(
      'select institution_id, array_agg(person_id) as people from unread_people($1, $2) group by institution_id',
      [subjectId, readingRoles],
    );
    const late = today(dueAt) > readingDueOn(version.effectiveFrom, version.effectiveFrom);
    for (const { institution_id, people } of unread)
      work.event({
        kind: late ? 'protocol.reading_overdue' : 'protocol.reading_due',
        topic: 'protocol',
        subjectId: version.protocolId,
        version: version.number,
        data: { number: version.number, people: people.length },
        recipients: [institution_id],
        concerns: people,
      });
  }
}

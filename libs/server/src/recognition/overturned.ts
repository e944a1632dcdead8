import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';

const seen = `
  update recognition_item set overturned_seen_at = coalesce(overturned_seen_at, $2)
  where id = $1 and decided_by = current_person() and overturned_at is not null returning overturned_seen_at`;

/** A physician has looked at what became of a result that he or she took over. */
@Injectable()
export class Overturned {
  constructor(private readonly commands: Commands) {}

  /** @throws Refusal access.not_found for what was not taken over by oneself, or was not corrected since */
  acknowledge(actor: Actor, id: string) {
    return this.commands.run(actor, async (work) => {
      const [row] = await work.rows<{ overturned_seen_at: Date }>(seen, [id, work.now]);
      if (!row) throw new Refusal('access.not_found');
      work.audit({ action: 'recognition.overturned_seen', objectKind: 'recognition', objectIds: [id] });
      return { id, seenAt: new Date(row.overturned_seen_at).toISOString() };
    });
  }
}

import type { Alliance } from '@alliance/contracts/alliance.contract';
import type { inviteMember } from '@alliance/contracts/membership.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { decideMembership, membershipState, type MembershipAsk } from '@alliance/domain/alliance/membership';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { today } from '../platform/today.js';
import { AllianceQueries } from './alliance.queries.js';
import { MembershipStore } from './membership.store.js';

const pastFacts = { agree: 'agreed', suspend: 'suspended', resume: 'resumed', leave: 'leaves' } as const;

/** The members of an alliance, kept by its lead or by the management office. Members stay their own masters (AL-02). */
@Injectable()
export class MembershipService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: AllianceQueries,
    private readonly store: MembershipStore,
  ) {}

  invite(actor: Actor, allianceId: string, { version, institutionId, from }: InputOf<typeof inviteMember>['body']): Promise<Alliance> {
    return this.command(actor, allianceId, version, institutionId, async (work) => {
      const known = await work.rows('select 1 from institution where id = $1', [institutionId]);
      if (!known.length) throw new Refusal('access.not_found', { fields: ['institutionId'] });
      const current = await this.store.current(work, allianceId, institutionId);
      const earlier = await work.rows(
        'select 1 from membership where alliance_id = $1 and institution_id = $2 and upper(valid) > $3::date',
        [allianceId, institutionId, from],
      );
      if (current ?? earlier.length) throw new Refusal('membership.exists', { fields: ['institutionId'] });
      await this.store.add(work, allianceId, institutionId, from);
      return { kind: 'alliance.member_invited', data: { state: 'pending', from } };
    });
  }

  /** @param reason of a suspension or a leave */
  act(
    actor: Actor,
    { id, institutionId }: { id: string; institutionId: string },
    version: number,
    ask: MembershipAsk,
    reason: string | null = null,
  ): Promise<Alliance> {
    return this.command(actor, id, version, institutionId, async (work) => {
      const member = await this.store.current(work, id, institutionId);
      if (!member) throw new Refusal('access.not_found');
      const day = today(work.now);
      const after = decideMembership(member, ask, day);
      await this.store.write(work, member.id, after, reason);
      const data = { state: membershipState(after, day), ...(ask.action === 'leave' && { lastDay: ask.lastDay }) };
      return { kind: `alliance.member_${pastFacts[ask.action]}`, data };
    });
  }

  private command(
    actor: Actor,
    allianceId: string,
    version: number,
    institutionId: string,
    change: (work: Work) => Promise<{ kind: string; data: Record<string, string> }>,
  ): Promise<Alliance> {
    return this.commands.run(
      actor,
      async (work) => {
        await this.checkKeeps(work, actor, allianceId);
        const next = await this.store.nextVersion(work, allianceId, version);
        const { kind, data } = await change(work);
        work.subjectId = allianceId;
        work.audit({ action: kind, objectKind: 'alliance', objectIds: [allianceId, institutionId] });
        work.event({
          kind,
          topic: 'alliance',
          subjectId: allianceId,
          version: next,
          data: { institutionId, ...data },
          recipients: await this.store.audience(work, allianceId, institutionId),
          concerns: await this.store.administratorsOf(work, institutionId),
        });
        return this.queries.one(work, allianceId);
      },
      { replay: (id) => this.queries.get(actor, id) },
    );
  }

  /** The office keeps every alliance, a lead its own; that another one exists is no secret. */
  private async checkKeeps(work: Work, actor: Actor, allianceId: string): Promise<void> {
    if (actor.role === 'management_office') return;
    const led = await work.rows('select 1 from alliance where id = $1 and lead_id = $2', [allianceId, actor.institutionId]);
    if (!led.length) throw new Refusal('access.not_found');
  }
}

import { compileCriteria } from '@alliance/domain/criteria/criteria-set';
import { withOverrides } from '@alliance/domain/criteria/override-in-force';
import { versionInForce } from '@alliance/domain/protocol/in-force';
import { today } from '@alliance/server/platform/today';
import type { StandingProtocol } from '@alliance/server/judgement/standing.reader';
import { protocolId, versionId } from '../protocol/load-protocols.js';
import { adoptedAt, overridesOf } from '../protocol/adoption.js';
import { protocols } from '../protocol/protocols.data.js';
import type { DemoVersion } from '../protocol/versions.js';

/** What was in force for a hospital under an alliance at a moment of the past, with its own rules from when it adopted the newest version with them. */
export function standingThen(versions: readonly DemoVersion[]): (alliance: string, hospital: string, at: Date) => StandingProtocol[] {
  const known = new Map<string, StandingProtocol>();
  return (alliance, hospital, at) =>
    protocols
      .filter((protocol) => protocol.alliance === alliance || protocol.common)
      .toSorted((a, b) => Number(a.common ?? false) - Number(b.common ?? false) || (a.code < b.code ? -1 : 1))
      .flatMap((protocol) => {
        const published = versions.filter((one) => one.protocol === protocol).map((one) => ({ ...one, state: 'published' as const }));
        const version = versionInForce(published, today(at));
        if (!version) return [];
        const adopted = at >= adoptedAt(published.at(-1) ?? version);
        const key = `${protocol.code} ${version.number} ${adopted ? hospital : ''}`;
        const standing = known.get(key) ?? compiled(version, adopted ? overridesOf(hospital, version) : []);
        known.set(key, standing);
        return [standing];
      });
}

function compiled({ protocol, number, content, effectiveFrom }: DemoVersion, overrides: ReturnType<typeof overridesOf>): StandingProtocol {
  const criteria = withOverrides(content, overrides);
  return {
    protocolId: protocolId(protocol.code),
    versionId: versionId(protocol.code, number),
    ...{ number, common: protocol.common ?? false, invented: true, effectiveFrom, content },
    criteria: new Map(criteria.map((criterion) => [criterion.code, criterion])),
    set: compileCriteria(content.facts, criteria),
  };
}

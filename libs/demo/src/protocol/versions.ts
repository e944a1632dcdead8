import { sectionKinds, type ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { contentOf, factsOf, type Published } from './content.js';
import { htnBefore } from './htn.protocol.data.js';
import type { DemoProtocol } from './protocol.types.js';
import { protocols } from './protocols.data.js';
import { readFixtures, readRules } from './published-rules.js';
import { tcmrFixtures, tcmrRules } from './tcmr.rules.data.js';

/** One published version of the demonstration. */
export interface DemoVersion {
  readonly protocol: DemoProtocol;
  readonly number: number;
  readonly content: ProtocolContent;
  /** `YYYY-MM-DD` */
  readonly effectiveFrom: string;
}

/** The days from which the versions hold: the second one so recently that not everybody has read it. */
export interface DemoDays {
  readonly first: string;
  readonly second: string;
}

/** All versions, oldest first: one of each protocol, and a second one of hypertension, so that there is something to compare. */
export function demoVersions({ first, second }: DemoDays): DemoVersion[] {
  const published: Published = { rules: [...readRules(), ...tcmrRules], fixtures: [...readFixtures(), ...tcmrFixtures] };
  return protocols.flatMap((protocol) => {
    const content = contentOf(protocol, published);
    if (protocol.code !== 'HTN') return [{ protocol, number: 1, content, effectiveFrom: first }];
    return [
      { protocol, number: 1, content: before(content), effectiveFrom: first },
      { protocol, number: 2, content, effectiveFrom: second },
    ];
  });
}

/** Hypertension as it was said first. */
function before(content: ProtocolContent): ProtocolContent {
  const { changeNote, withoutCriteria, follow_up } = htnBefore;
  const criteria = content.criteria.filter(({ code }) => !withoutCriteria.includes(code));
  const sections = sectionKinds.map((kind) => ({
    kind,
    blocks: kind === 'follow_up' ? follow_up : (content.sections.find((one) => one.kind === kind)?.blocks ?? []),
  }));
  return { ...content, changeNote, criteria, sections, facts: factsOf(criteria) };
}

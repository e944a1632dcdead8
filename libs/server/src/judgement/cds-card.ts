import { cardOverrideReasons, type CdsCard } from '@alliance/contracts/cds.schema';
import type { DoubtedFact, FactDefinition } from '@alliance/domain/criteria/fact.types';
import type { Finding } from '@alliance/domain/criteria/finding.types';
import type { CriterionDirection } from '@alliance/domain/criteria/rule.types';
import { reasonText, type Language } from '@alliance/domain/criteria/sentence';
import { newId } from '../platform/ids.js';
import { cardWords } from './cds.words.js';
import type { StandingProtocol } from './standing.reader.js';

/** A card with what its feedback will be about. */
export interface MadeCard {
  readonly card: CdsCard;
  readonly protocol: StandingProtocol;
  readonly criterion: string | null;
}
export interface CardFrame {
  readonly protocol: StandingProtocol;
  readonly origin: string;
  readonly language: Language;
  readonly direction: CriterionDirection;
  /** Facts that were sent and not used. */
  readonly doubted: readonly DoubtedFact[];
}
/** The longest summary that CDS Hooks allows: shorter than 140 characters. */
const longest = 139;
const mostFindings = 8;

/** Criteria that are met: the strongest in the summary, all of them with their reasons in the detail. */
export function metCard(frame: CardFrame, met: readonly Finding[]): MadeCard | undefined {
  const [first] = met;
  if (!first) return undefined;
  const words = cardWords[frame.language];
  const summary = words.met(frame.direction, first.urgency, labelOf(frame, first.code));
  return made(frame, { summary, findings: met, criterion: first.code, indicator: first.urgency === 'immediate' ? 'critical' : 'warning' });
}

/** Immediate criteria that a single value would settle. */
export function openCard(frame: CardFrame, open: readonly Finding[]): MadeCard | undefined {
  const [first] = open;
  if (!first) return undefined;
  const summary = cardWords[frame.language].open(labelOf(frame, first.code));
  return made(frame, { summary, findings: open, criterion: first.code, indicator: 'info' });
}

/** A transfer is about to be ordered and nothing speaks for it, or a criterion to refer up speaks against it. */
export function questionCard(frame: CardFrame, findings: readonly Finding[], suppressedBy: readonly string[]): MadeCard {
  const words = cardWords[frame.language];
  const summary = suppressedBy.length ? words.suppressed(suppressedBy.join(', ')) : words.unmet(frame.direction);
  return made(frame, { summary, findings, criterion: suppressedBy[0] ?? null, indicator: 'warning' });
}

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text);

interface Said {
  readonly summary: string;
  readonly findings: readonly Finding[];
  readonly criterion: string | null;
  readonly indicator: CdsCard['indicator'];
}
function made(frame: CardFrame, { summary, findings, criterion, indicator }: Said): MadeCard {
  const { protocol, origin, language } = frame;
  const words = cardWords[language];
  const title = inWords(protocol.content.title, language);
  const url = `${origin}/protocols/${protocol.protocolId}?version=${protocol.number}`;
  const lines = findings.slice(0, mostFindings).flatMap((finding) => linesOf(frame, finding));
  const card: CdsCard = {
    uuid: newId(),
    summary: shortened(summary),
    detail: [...lines, ...unusedOf(frame), ...(protocol.invented ? [`_${words.invented}_`] : [])].join('\n'),
    indicator,
    source: {
      label: `${title} v${protocol.number}`,
      url,
      topic: { system: `${origin}/fhir/CodeSystem/transfer-criterion`, code: criterion ?? frame.direction, display: shortened(summary) },
    },
    overrideReasons: cardOverrideReasons.map((code) => ({
      system: `${origin}/fhir/CodeSystem/card-override-reason`,
      code,
      display: words.reasons[code],
    })),
    links: [{ label: `${words.protocol}: ${title}`, url, type: 'absolute' }],
  };
  return { card, protocol, criterion };
}

function linesOf({ protocol, language }: CardFrame, finding: Finding): string[] {
  const words = cardWords[language];
  const { facts } = protocol.content;
  const criterion = protocol.criteria.get(finding.code);
  if (!criterion) return [];
  const because = finding.reasons.filter(({ outcome }) => outcome !== 'unknown').map((reason) => reasonText(reason, facts, language));
  const lacking = finding.missing.map((key) => nameOf(facts, key, language));
  return [
    `- **${finding.code}** ${plain(inWords(criterion.label, language))}${criterion.overridden ? `（${words.overridden}）` : ''}`,
    `  - ${words.target}: ${plain(inWords(criterion.target, language))}`,
    ...(because.length ? [`  - ${words.because}: ${because.map(plain).join('; ')}`] : []),
    ...(lacking.length ? [`  - ${words.lacking}: ${lacking.map(plain).join(', ')}`] : []),
  ];
}

function unusedOf({ protocol, language, doubted }: CardFrame): string[] {
  const unused = doubted
    .filter(({ doubt }) => doubt !== 'differs_from_computed')
    .map(({ fact }) => nameOf(protocol.content.facts, fact, language));
  return unused.length ? [`- ${cardWords[language].unusable}: ${[...new Set(unused)].map(plain).join(', ')}`] : [];
}

const labelOf = ({ protocol, language }: CardFrame, code: string): string => {
  const criterion = protocol.criteria.get(code);
  return `${code} ${criterion ? inWords(criterion.label, language) : ''}`;
};
const nameOf = (facts: readonly FactDefinition[], key: string, language: Language): string => {
  const definition = facts.find((one) => one.key === key);
  return definition ? inWords(definition.name, language) : key;
};
const inWords = ({ zh, en }: { zh: string; en?: string | undefined }, language: Language): string => (language === 'en' ? (en ?? zh) : zh);
/** Texts of authors are text: nothing in them becomes markup at the reader's. */
const plain = (text: string): string =>
  text
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/\s+/g, ' ');

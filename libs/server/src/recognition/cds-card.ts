import type { CdsCard } from '@alliance/contracts/cds.schema';
import type { RecognitionCheck, RecognitionItem } from '@alliance/contracts/recognition.contract';
import { isRepeatable } from '@alliance/domain/recognition/decision';
import type { DraftTest } from './cds-orders.js';

export interface OrderSuggestion {
  readonly label: string;
  readonly uuid: string;
  readonly actions: readonly { readonly type: 'delete'; readonly description: string; readonly resourceId: string }[];
}
/** One prompt for the whole order set (CDS Hooks 2.0). */
export interface OrderCard extends CdsCard {
  readonly suggestions: readonly OrderSuggestion[];
  readonly selectionBehavior?: 'any';
}
export interface OrderFrame {
  readonly origin: string;
  readonly language: 'zh' | 'en';
  readonly drafts: readonly DraftTest[];
  readonly reasons: readonly { readonly code: string; readonly name: { readonly zh: string; readonly en?: string | undefined } }[];
}
type Words = { readonly zh: string; readonly en?: string | undefined };

const words = {
  zh: {
    source: '检查检验结果互认',
    summary: (taken: number, asked: number, left: number) =>
      taken ? `${asked} 项中 ${taken} 项已有可互认的结果${left ? `，${left} 项请医师判断` : ''}` : `${left} 项已有结果，请医师判断是否采纳`,
    open: '查看结果并决定',
    remove: (name: string) => `采纳已有结果，不再开：${name}`,
  },
  en: {
    source: 'Mutual recognition of test results',
    summary: (taken: number, asked: number, left: number) =>
      taken
        ? `${taken} of ${asked} tests can be taken over${left ? `, ${left} for the physician to decide` : ''}`
        : `${left} with earlier results: the physician decides`,
    open: 'See the results and decide',
    remove: (name: string) => `Take the earlier result over, do not order: ${name}`,
  },
} as const;

const taken = ({ verdict }: RecognitionItem): boolean => verdict === 'recognisable' || verdict === 'own';

/** Null where nothing is there to take over: then nobody is interrupted. */
export function orderCard(check: RecognitionCheck, frame: OrderFrame): OrderCard | null {
  const offered = check.items.filter(({ verdict }) => isRepeatable(verdict));
  if (!offered.length) return null;
  const { origin, language } = frame;
  const say = words[language];
  const recommended = offered.filter(taken);
  const summary = say.summary(recommended.length, check.items.length, offered.length - recommended.length);
  const url = `${origin}/recognition/checks/${check.id}`;
  const suggestions = suggestionsOf(check, frame);
  return {
    uuid: check.id,
    summary,
    detail: check.items.map((item) => `- **${plain(inWords(item.name, language))}**: ${plain(lineOf(item, language))}`).join('\n'),
    indicator: recommended.length ? 'warning' : 'info',
    source: { label: say.source, url, topic: { system: `${origin}/fhir/CodeSystem/recognition`, code: 'order-set', display: summary } },
    overrideReasons: frame.reasons.map(({ code, name }) => ({
      ...{ system: `${origin}/fhir/CodeSystem/repeat-reason`, code, display: inWords(name, language) },
    })),
    links: [{ label: say.open, url, type: 'absolute' }],
    suggestions,
    ...(suggestions.length && { selectionBehavior: 'any' as const }),
  };
}

/** An order can be left out where all that it measures is there; each once, named by the first of its lines. */
function suggestionsOf({ items, panels }: RecognitionCheck, { drafts, language }: OrderFrame): OrderSuggestion[] {
  return drafts.flatMap(({ id, code }) => {
    const lines = items.filter(({ itemCode, panelCode }) => itemCode === code || panelCode === code);
    const [first] = lines;
    if (!id || !first || !lines.every(taken)) return [];
    const label = words[language].remove(inWords(panels.find((panel) => panel.code === code)?.name ?? first.name, language));
    return [{ label, uuid: first.id, actions: [{ type: 'delete', description: label, resourceId: `ServiceRequest/${id}` }] }];
  });
}

function lineOf({ sentence, earlier }: RecognitionItem, language: 'zh' | 'en'): string {
  const said = inWords(sentence, language);
  if (!earlier) return said;
  const value = [earlier.comparator, earlier.valueNumber ?? earlier.valueText, earlier.unit].filter((part) => part !== null).join(' ');
  return `${said} ${[value, earlier.institution.name, earlier.performedAt].filter(Boolean).join(' · ')}`;
}
const inWords = ({ zh, en }: Words, language: 'zh' | 'en'): string => (language === 'en' ? (en ?? zh) : zh);
/** What others wrote is text: nothing in it becomes markup at the reader's. */
const plain = (text: string): string =>
  text
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/\s+/g, ' ');

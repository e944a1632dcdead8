import type { Problem } from '../recognition/incoming-report.js';
import type { InboundProblem } from '../recognition/recognition.codes.js';
import type { Header } from './header.js';

/** Accepted, kept but not filed, or refused and not kept. */
export type Outcome = 'accepted' | 'error' | 'rejected';
const codes = { accepted: 'A', error: 'E', rejected: 'R' } as const;

/** Table 0357. */
const errorCodes: Partial<Record<InboundProblem, readonly [code: number, text: string]>> = {
  field_missing: [101, 'Required field missing'],
  field_invalid: [102, 'Data type error'],
  value_invalid: [102, 'Data type error'],
  unreadable: [100, 'Segment sequence error'],
  kind_refused: [200, 'Unsupported message type'],
  patient_unknown: [204, 'Unknown key identifier'],
  report_unknown: [204, 'Unknown key identifier'],
  control_id_reused: [205, 'Duplicate key identifier'],
  code_unmapped: [103, 'Table value not found'],
};

const place = /^([A-Z][A-Z0-9]{2})(?:\[(\d+)\](?:\.(\d+))?)?/;
const safe = (text: string): string => text.replace(/[|^~\\&\p{Cc}]/gu, ' ').slice(0, 199);

function errorSegment({ problem, at }: Problem): string {
  const [, segment = '', nth = '', field = ''] = place.exec(at) ?? [];
  const [code, words] = errorCodes[problem] ?? [207, 'Application internal error'];
  const where = segment ? [segment, nth, field].join('^').replace(/\^+$/, '') : '';
  return `ERR||${where}|${code}^${words}^HL70357|E|${problem}^${problem}^L||${safe(at)}`;
}

/** How senders of version 2.3 and 2.4 learn of an error: ERR-1 as `segment^nth^field^code`. */
function oldErrorSegment({ problem, at }: Problem): string {
  const [, segment = '', nth = '', field = ''] = place.exec(at) ?? [];
  const [code, words] = errorCodes[problem] ?? [207, 'Application internal error'];
  return `ERR|${segment}^${nth}^${field}^${code}&${words}&HL70357`;
}

/** Table 0155; anything else is no condition: whoever cannot be understood is answered. */
const condition = (said = ''): string => (/^(AL|NE|ER|SU)$/.test(said) ? said : '');
const wanted = (when: string, outcome: Outcome): boolean =>
  when === 'AL' || (when === 'SU' && outcome === 'accepted') || (when === 'ER' && outcome !== 'accepted');

/**
 * What is answered: one acknowledgement in the original mode, none to two in the enhanced one (MSH-15, MSH-16).
 * @param header null: what came has none that can be read
 * @param ask `at` as `20261121080000+0000`; `id` of the first answer
 */
export function acknowledgements(
  header: Header | null,
  ask: { readonly outcome: Outcome; readonly problems: readonly Problem[]; readonly at: string; readonly id: string },
): string[] {
  const { outcome } = ask;
  const answer = (mode: 'A' | 'C', id: string): string => {
    const old = /^2\.[34]/.test(header?.version ?? '');
    const version = header && /^2\.[3-8](\.[12])?$/.test(header.version) ? header.version : '2.5.1';
    const from = [header?.receivingApplication, header?.receivingFacility, header?.sendingApplication, header?.sendingFacility];
    const kind = old ? 'ACK^R01' : 'ACK^R01^ACK';
    const msh = `MSH|^~\\&|${from.map((name) => safe(name ?? '')).join('|')}|${ask.at}||${kind}|${id}|P|${version}||||||UNICODE UTF-8`;
    const reason = ask.problems[0] && outcome !== 'accepted' ? safe(`${ask.problems[0].problem} ${ask.problems[0].at}`) : '';
    const msa = `MSA|${mode}${codes[outcome]}|${safe(header?.controlId ?? '')}|${reason}`;
    const errors = outcome === 'accepted' ? [] : ask.problems.slice(0, 20).map(old ? oldErrorSegment : errorSegment);
    return `${[msh, msa, ...errors].join('\r')}\r`;
  };
  const [acceptWanted, applicationWanted] = [condition(header?.acceptWanted), condition(header?.applicationWanted)];
  if (!acceptWanted && !applicationWanted) return [answer('A', ask.id)];
  return [
    ...(wanted(acceptWanted, outcome) ? [answer('C', ask.id)] : []),
    ...(wanted(applicationWanted, outcome) ? [answer('A', `${ask.id}A`)] : []),
  ];
}

import type { ReferralView } from '@alliance/contracts/referral.contract';
import { rings } from '@alliance/domain/receivers/telephone';
import { answerBodies, openAnswers, questionBody, readQuestions, readReply, wrongQuestions } from './conversation/question-draft.policy';
import type { PanelField, Step, Typed } from './panel.types';

type Body = Readonly<Record<string, unknown>>;

/** What is wrong with a field before anything is asked of the server: empty, or a time on the wrong side of now (milliseconds). */
export function wrongOf(field: PanelField, values: Typed, referral: ReferralView, now: number): 'fill' | 'past' | 'ahead' | undefined {
  const value = values[field.name]?.trim() ?? '';
  if (field.kind === 'elsewhere' && values['where'] === 'outside')
    return values['outsideName']?.trim() && rings(values['outsidePhone'] ?? '') ? undefined : 'fill';
  if (field.kind === 'elsewhere') {
    const immediate = referral.urgency === 'immediate' || referral.state === 'in_transit';
    const department = values['receiverDepartmentId'] || (field.kind === 'elsewhere' && immediate);
    return value && department ? undefined : 'fill';
  }
  if (field.kind === 'questions') return wrongQuestions(readQuestions(value)) ? 'fill' : undefined;
  if (field.kind === 'answers') return !value || openAnswers(readReply(value)).length ? 'fill' : undefined;
  if (field.required && !value) return 'fill';
  if (field.kind === 'time' && value && Date.parse(value) <= now) return 'past';
  if (field.kind === 'past' && value && Date.parse(value) > now) return 'ahead';
  return undefined;
}

/** Nothing is kept: said, not left out. */
export const keepsNothing = 'none';
/** A slot has a time of its own: whoever sets another time keeps no slot. */
export const changed = (typed: Typed, some: Typed, slots: boolean): Typed => ({
  ...typed,
  ...(slots && 'arriveBy' in some ? { hold: keepsNothing } : {}),
  ...some,
});

/** `bed:<id>` or `slot:<id>`; anything else keeps nothing. */
function heldOf(value: string | undefined): Body | null {
  const [what, id] = value?.split(':') ?? [];
  return id ? (what === 'bed' ? { bedId: id } : { slotId: id }) : null;
}

function elsewhereOf(values: Typed): Body {
  if (values['where'] !== 'outside')
    return { receiverId: values['receiverId'] ?? null, receiverDepartmentId: values['receiverDepartmentId'] || null };
  const contact = values['outsideContact']?.trim();
  return { outside: { name: values['outsideName']?.trim(), phone: values['outsidePhone']?.trim(), contact: contact || null } };
}

/** What of the reported facts differs from what stands there. */
export function changesOf(values: Typed, referral: ReferralView): Body {
  const before = correctable(referral);
  const names = ['outcome', 'outcomeSummary', 'diagnosisText', 'arrivedAt'] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name]?.trim();
      return value && value !== before[name] ? [[name, value]] : [];
    }),
  );
}
/** What can be corrected, as it stands. */
export const correctable = ({ outcome, notes, diagnosis, arrivedAt }: ReferralView): Typed => ({
  outcome: outcome ?? '',
  outcomeSummary: notes.findLast(({ kind }) => kind === 'outcome_summary')?.text ?? '',
  diagnosisText: diagnosis?.text ?? '',
  arrivedAt: arrivedAt ?? '',
});

/** The body of a step beside its version, from what was typed into its fields. */
export function bodyOf(step: Step, fields: readonly PanelField[], values: Typed, referral: ReferralView): Body {
  const plain = Object.fromEntries(
    fields.flatMap(({ name, kind }) => {
      const value = values[name]?.trim();
      return value && kind !== 'hold' && kind !== 'elsewhere' ? [[name, value]] : [];
    }),
  );
  const has = (name: string) => fields.some((field) => field.name === name);
  switch (step) {
    case 'accept':
    case 'acknowledge':
    case 'rebook':
      return {
        ...plain,
        ...(has('hold') && { hold: heldOf(values['hold']) }),
        ...(has('pairHold') && { pairHold: heldOf(values['pairHold']) }),
      };
    case 'redirect':
    case 'divert':
      return { ...plain, ...elsewhereOf(values) };
    case 'signHandOver':
      return fields.length ? { sheet: plain } : {};
    case 'correct':
      return { changes: changesOf(values, referral), explanation: values['explanation']?.trim() };
    case 'ask':
      return { questions: readQuestions(values['questions']).map(questionBody) };
    case 'reply':
      return { answers: answerBodies(readReply(values['answers'])) };
    case 'recordInsurance':
      return {
        filing: values['filing'],
        place: values['place']?.trim() || null,
        number: (has('number') && values['number']?.trim()) || null,
      };
    default:
      return plain;
  }
}

import type { ReferralView } from '@alliance/contracts/referral.contract';
import { describe, expect, it } from '@jest/globals';
import { county, idOf, inMinutes, lead, referral } from '../../testing/make';
import { keepList } from './conversation/question-draft.policy';
import { bodyOf, changesOf, wrongOf } from './panel-body.policy';
import { fieldsOf } from './panel-fields.policy';
import type { PanelField, Step, Typed } from './panel.types';
import { stepRoutes } from './referral.data';

const now = Date.now();
/** An offer down is written on a page of its own. */
const steps = (Object.keys(stepRoutes) as Step[]).filter((step) => step !== 'offerDown');

/** What somebody would put into a field. */
function filled(field: PanelField): Typed {
  switch (field.kind) {
    case 'choice':
      return { [field.name]: field.codes.at(-1) ?? '' };
    case 'time':
      return { [field.name]: inMinutes(90) };
    case 'past':
      return { [field.name]: inMinutes(-90) };
    case 'hold':
      return { [field.name]: `${field.what}:${idOf(40)}` };
    case 'elsewhere':
      return { receiverId: idOf(41), receiverDepartmentId: idOf(42) };
    case 'pair':
      return { pair: 'together' };
    case 'ownDepartment':
    case 'receiverDepartment':
    case 'reviewer':
      return { [field.name]: idOf(43) };
    case 'questions':
      return { [field.name]: keepList([{ kind: 'choice', text: '能否平卧？', choices: '能 / 不能' }]) };
    case 'answers':
      return { [field.name]: keepList({ kinds: ['text', 'fact'], answers: [{ text: '否认' }, { cannot: 'not_done' }] }) };
    default:
      return { [field.name]: '写下的字' };
  }
}
/** Fields may open further fields: filled until nothing new appears. */
function typedInto(step: Step, view: ReferralView): Typed {
  let values: Typed = step === 'accept' || step === 'acknowledge' ? { bedRoute: 'bed' } : {};
  for (let round = 0; round < 3; round += 1)
    values = { ...Object.assign({}, ...fieldsOf(step, view, values).map(filled)), ...values } as Typed;
  return values;
}
const pair = { id: idOf(501), number: 'R7K2-M9QX-5', state: 'submitted' as const, patient: '之婴' };
const views: readonly ReferralView[] = [
  referral(),
  referral({ service: 'inpatient', urgency: 'urgent', pair }),
  referral({ service: 'outpatient', urgency: 'routine', arrivedAt: inMinutes(-300), transport: 'own_way' }),
  referral({ state: 'doctor_accepted', service: 'inpatient', diagnosis: null, reviewer: null, summary: null }),
  referral({ receiver: null, receiverDepartment: null, outside: { name: '外院', phone: '0871-1', contact: null } }),
];

describe('what a panel sends', () => {
  it.each(steps)('%s: what its fields ask for is what the contract takes', (step) => {
    for (const view of views) {
      const values = typedInto(step, view);
      const fields = fieldsOf(step, view, values);
      expect(fields.filter((field) => wrongOf(field, values, view, now))).toEqual([]);
      const { body } = stepRoutes[step];
      expect(body?.safeParse({ version: 3, ...bodyOf(step, fields, values, view) }).error).toBeUndefined();
    }
  });

  it('keeps a bed of both halves of a pair, and none where that was said', () => {
    const view = referral({ service: 'inpatient', pair });
    const values = { ...typedInto('accept', view), hold: `bed:${idOf(44)}`, pairHold: 'none' };
    const body = bodyOf('accept', fieldsOf('accept', view, values), values, view);
    expect(body).toMatchObject({ pair: 'together', hold: { bedId: idOf(44) }, pairHold: null });
    const apart = { ...values, pair: 'split' };
    expect(bodyOf('accept', fieldsOf('accept', view, apart), apart, view)).not.toHaveProperty('pairHold');
  });

  it('goes to a hospital off the platform by name and telephone, never with a receiver beside it', () => {
    const view = referral();
    const values = {
      where: 'outside',
      receiverId: county.id,
      outsideName: ' 外院 ',
      outsidePhone: '0871-1',
      reason: 'other',
      explanation: '近',
    };
    expect(bodyOf('redirect', fieldsOf('redirect', view, values), values, view)).toEqual({
      outside: { name: '外院', phone: '0871-1', contact: null },
      reason: 'other',
      explanation: '近',
    });
    const [place] = fieldsOf('redirect', view, {});
    for (const outsidePhone of ['', 'abc']) expect(place && wrongOf(place, { ...values, outsidePhone }, view, now)).toBe('fill');
  });

  it('asks for the department of another hospital, except where a life is at stake', () => {
    const [place] = fieldsOf('redirect', referral(), {});
    const chosen = { receiverId: lead.id };
    expect(place && wrongOf(place, chosen, referral({ urgency: 'routine' }), now)).toBe('fill');
    expect(place && wrongOf(place, chosen, referral({ urgency: 'immediate' }), now)).toBeUndefined();
  });

  it('sends of a correction only what differs', () => {
    const view = referral({ outcome: 'advice_given' });
    expect(changesOf({ outcome: 'advice_given', diagnosisText: '急性下壁心肌梗死' }, view)).toEqual({});
    expect(changesOf({ outcome: 'died', diagnosisText: ' ' }, view)).toEqual({ outcome: 'died' });
  });

  it('takes no arrival that has been and no death that lies ahead', () => {
    const [eta] = fieldsOf('depart', referral(), {});
    const [death] = fieldsOf('reportDeath', referral(), {});
    expect(eta && wrongOf(eta, { estimatedArrivalAt: inMinutes(-1) }, referral(), now)).toBe('past');
    expect(death && wrongOf(death, { diedAt: inMinutes(5) }, referral(), now)).toBe('ahead');
  });
});

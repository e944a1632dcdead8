import type { FieldCipher } from '@alliance/server/platform/crypto/field-cipher';
import type pg from 'pg';
import { demoId } from '../demo-id.js';
import type { DemoVersion } from '../protocol/versions.js';
import { sentAt } from './calendar.js';
import { comingDown, rehabilitation, steadyAgain } from './cardiovascular.data.js';
import { backSoon, comeDown, offerOf, type ComingDown } from './coming-down.js';
import { otherCases, otherKinds } from './other-alliances.data.js';
import { planUpwards, type Planned } from './plan.js';
import { pick } from './spread.js';
import { standingThen } from './standing.js';
import { liveAs, tell, type Past, type ToldReferral } from './told.js';
import { unborn, type Life } from './life.js';
import { departmentAt, doctorAt } from './who.js';
import { afterInfarction } from '../stories/plans.data.js';
import { writeReferrals } from './write.js';

/** Sent down without an offer: to a practice or a ward that goes on with what was settled. */
const plainDowns = 75;

/**
 * Invented referrals of the last 90 days, led by the product's own rules and judged by its own judge with what was in force then: what a replay,
 * the figures and the lead's console run over. They have their events; nobody is told of them again.
 */
export async function loadHistory(owner: pg.ClientBase, versions: readonly DemoVersion[], cipher: FieldCipher, now: Date): Promise<void> {
  await writeReferrals(owner, history({ standing: standingThen(versions), cipher, now }), now);
}

function history(past: Past): ToldReferral[] {
  const up = planUpwards(past.now).flatMap((planned) => upAndDown(past, planned));
  const down = Array.from({ length: plainDowns }, (_, n) => tell(past, plainDown(n, past.now)));
  const others = Array.from({ length: otherCases }, (_, n) => {
    const kind = otherKinds[n % otherKinds.length] ?? otherKinds[0];
    const at = sentAt(n, otherCases, kind.urgency, past.now);
    return tell(past, { key: 'other', n, kind, from: kind.from, to: kind.to, department: kind.department, at, fate: 'plain' });
  });
  const all = [...up, ...down, ...others];
  const left = new Set(all.filter(({ life }) => burns(life)).map(({ life }) => life.referral.id));
  return all.filter(({ life: { referral } }) => !left.has(referral.id) && !(referral.originId && left.has(referral.originId)));
}

/** An immediate case that is still open stands on top of every queue: those that do are the stories'. */
const burns = ({ referral: { urgency, nextActionAt } }: Life): boolean => urgency === 'immediate' && nextActionAt !== null;

function plainDown(n: number, now: Date) {
  const kind = n % 3 ? steadyAgain : rehabilitation;
  const [from, to] = n % 3 ? pick(n, 451, downToPractices) : pick(n, 451, downToWards);
  const at = sentAt(n, plainDowns, 'routine', now);
  return { key: 'down', n, kind, from, to, department: departmentAt(to, kind.department), at, fate: 'plain' as const };
}
type Way = readonly [from: string, to: string];
type Ways = readonly [Way, ...Way[]];
const downToPractices: Ways = [
  ['county', 'township'],
  ['county', 'sanqiao'],
  ['wangling', 'yuntai'],
  ['lead', 'township'],
  ['bitan', 'huangnitang'],
  ['shuangxi', 'songping'],
];
const downToWards: Ways = [
  ['lead', 'county'],
  ['lead', 'wangling'],
  ['lead', 'tcm'],
  ['lead', 'bitan'],
];

/** Who is well enough comes down again in a referral of its own; a few are back within three days. */
function upAndDown(past: Past, planned: Planned): ToldReferral[] {
  const { n, fate, kind, from, to, department } = planned;
  const asked = { key: 'historic', ...planned };
  if (!fate.startsWith('comes_down') && fate !== 'down_declined') return [tell(past, asked)];
  let way: ComingDown | undefined;
  const up = tell(past, asked, (course) => {
    const admitted = course.findLast(({ ask }) => ask.action === 'admit');
    if (!admitted) return course;
    way = comeDown({
      n,
      fate,
      from,
      to,
      department,
      admittedAt: admitted.at,
      plan: pick(n, 452, comingDown.told),
      found: pick(n, 453, comingDown.found),
    });
    return [...course, ...way.origin];
  });
  if (!way || way.offeredAt > past.now) return [up];
  const down = offered(past, planned, up, way);
  if (fate !== 'comes_down_and_back' || !way.arrivedAt) return [up, down];
  const at = backSoon(n, way.arrivedAt);
  if (at > past.now) return [up, down];
  const back = { n, kind, from: way.home, to, department, at, fate: 'plain' as const, patient: up.patient };
  return [up, down, tell(past, { key: 'back', ...back })];
}

function offered(past: Past, { n, from, to, department }: Planned, up: ToldReferral, way: ComingDown): ToldReferral {
  const referral = offerOf(up.life.referral, { n, to }, way, comingDown.reason);
  const life = liveAs(unborn(referral, way.offeredAt), way.offer, past.now);
  const senderDepartmentId = demoId(`department ${to} ${department}`);
  const written = { ...up.written, senderDepartmentId, summary: null, facts: null, createdAt: way.offeredAt, consentName: up.patient.name };
  const plan = { given: afterInfarction, by: doctorAt(n, to, department, 331), at: way.offeredAt };
  return { life, written, patient: up.patient, judgement: null, knownTo: [from, to], plan };
}

import { contextsOf } from '@alliance/domain/recognition/case-context';
import { judgeItem, type EarlierResult, type ItemFinding } from '@alliance/domain/recognition/check';
import { demoId } from '../demo-id.js';
import { colleagues } from '../everybody.js';
import { spread } from '../history/spread.js';
import { hospitalOf, type Sent } from './history.js';
import { reportNumber } from './rows.js';
import type { Priced, Standing } from './standing.js';
import { reportId, resultId, type ToldReport } from './told.js';

const minute = 60_000;
const day = 86_400_000;
/** So many transfers lead to a check that is told. */
const oneIn = 2;
/** Percent of what can be taken over that is: it grew while the alliance got used to it. */
const takenOver = { first: 58, now: 88, days: 88 } as const;
const reasons = ['NR01', 'NR01', 'NR01', 'NR02', 'NR02', 'NR03', 'NR04', 'NR99'] as const;
const otherWords = '上级医师查房要求复查（虚构）';

export interface ToldCheck {
  readonly id: string;
  readonly hospital: string;
  readonly doctor: string | null;
  readonly patientId: string;
  readonly referralId: string | null;
  readonly at: Date;
  readonly acute: boolean;
  readonly items: readonly ToldItem[];
}
export interface ToldItem {
  readonly item: Priced;
  readonly panel: string | null;
  readonly finding: ItemFinding;
  readonly earlier: { readonly report: ToldReport; readonly position: number } | undefined;
  readonly decision: {
    readonly kind: 'accepted' | 'repeated' | 'ordered';
    readonly reason: string | null;
    readonly text: string | null;
  } | null;
}

/** What receiving hospitals took over and did again when patients arrived, judged by the product's own rule. */
export function checksOf(sent: readonly Sent[], reports: readonly ToldReport[], standing: Standing, now: Date): ToldCheck[] {
  const before = Map.groupBy(reports, ({ key }) => key.slice(0, 36));
  return sent.flatMap((one, n) => {
    const hospital = hospitalOf.get(one.receiver_id);
    const some = before.get(one.id);
    const doctor = hospital && colleagues(hospital, 'doctor')[0]?.username;
    if (n % oneIn || !one.arrived_at || !hospital || !some || !doctor) return [];
    const at = new Date(one.arrived_at.getTime() + spread(n, 731, 12, 95) * minute);
    if (at > now) return [];
    const share = takenOver.now - ((now.getTime() - at.getTime()) / day / takenOver.days) * (takenOver.now - takenOver.first);
    const decide = (finding: ItemFinding, i: number): ToldItem['decision'] => decisionOf(finding, n * 31 + i, share);
    return [
      checkOf(
        { key: `check ${one.id}`, hospital, doctor, patientId: one.patient_id, referralId: one.id, at, case: one },
        some,
        standing,
        decide,
      ),
    ];
  });
}

function decisionOf({ verdict }: ItemFinding, n: number, share: number): ToldItem['decision'] {
  if (verdict === 'not_recognisable' || verdict === 'no_result') return { kind: 'ordered', reason: null, text: null };
  const likely = verdict === 'physician_decides' ? share / 2 : share;
  if (spread(n, 732, 0, 99) < likely) return { kind: 'accepted', reason: null, text: null };
  const reason = reasons[spread(n, 733, 0, reasons.length - 1)] ?? 'NR01';
  return { kind: 'repeated', reason, text: reason === 'NR99' ? otherWords : null };
}

interface Asked {
  readonly key: string;
  readonly hospital: string;
  readonly doctor: string;
  readonly patientId: string;
  readonly referralId: string | null;
  readonly at: Date;
  readonly case: Pick<Sent, 'urgency' | 'diagnosis_code'>;
  /** Where the tests are ordered as one. */
  readonly panel?: string;
}

/** The grouped answer to an order of everything that the reports hold, and what was decided. */
export function checkOf(
  asked: Asked,
  reports: readonly ToldReport[],
  standing: Standing,
  decide: (finding: ItemFinding, place: number) => ToldItem['decision'],
): ToldCheck {
  const by = standing.sides.get(demoId(`institution ${asked.hospital}`));
  if (!by) throw new Error(`nobody knows where ${asked.hospital} is`);
  const immediate = asked.case.urgency === 'immediate';
  const acute = asked.case.urgency !== 'routine';
  const contexts = contextsOf(
    {
      ...{
        acts: [],
        encounter: immediate ? 'EMER' : 'IMP',
        immediate,
        pregnant: null,
        temperature: null,
        transfusedAt: null,
        exposedAt: null,
      },
      diagnosisCodes: asked.case.diagnosis_code ? [asked.case.diagnosis_code] : [],
    },
    asked.at,
  );
  const asking = { at: asked.at, by, state: acute ? 'acute' : 'stable', contexts, rules: standing.rules } as const;
  const measured = reports.flatMap((report) => report.results.map((_, position) => ({ report, position })));
  const items = measured.flatMap(({ report, position }, place): ToldItem[] => {
    const item = standing.items.get(report.results[position]?.code ?? '');
    if (!item) return [];
    const earlier = earlierOf(report, position, standing);
    const planned = { item, entry: standing.entries.get(item.code), method: null, specimen: null, bodySite: null };
    const finding = judgeItem(planned, [earlier], asking);
    const told = finding.resultId ? { report, position } : undefined;
    return [{ item, panel: asked.panel ?? null, finding, earlier: told, decision: decide(finding, place) }];
  });
  return { ...asked, id: demoId(asked.key), acute, items };
}

function earlierOf(report: ToldReport, position: number, { sides, marks }: Standing): EarlierResult {
  const result = report.results[position];
  const issuer = sides.get(demoId(`institution ${report.hospital}`));
  if (!result || !issuer) throw new Error(`${report.key} has no such result`);
  const id = resultId(report, position);
  return {
    ...{ resultId: id, issuer, state: report.corrects ? 'corrected' : 'final', performedAt: report.performedAt, critical: false },
    ...{ imagesAvailable: report.testClass === 'examination', identityVerified: true, mark: marks.get(id) ?? null },
    ...{ unit: result.unit, method: result.method, specimen: result.specimen, bodySite: null },
  };
}

export const checkRow = (check: ToldCheck): object => {
  const decided = check.items.some(({ decision }) => decision);
  return {
    ...{ id: check.id, institution_id: demoId(`institution ${check.hospital}`), patient_id: check.patientId },
    ...{ person_id: check.doctor && demoId(`person ${check.doctor}`), referral_id: check.referralId, origin: 'portal' },
    ...{
      state: check.acute ? 'acute' : 'stable',
      contexts: [],
      at: check.at,
      decided_at: decided ? after(check) : null,
      version: decided ? 2 : 1,
    },
  };
};
const after = ({ at }: ToldCheck): Date => new Date(at.getTime() + 3 * minute);

/** @param overturned when the issuing laboratory corrected a result that was taken over */
export const itemRows = (check: ToldCheck, overturned?: { readonly itemCode: string; readonly at: Date }): object[] =>
  check.items.map(({ item, panel, finding, earlier, decision }, position) => {
    const accepted = decision?.kind === 'accepted';
    const repeated = decision?.kind === 'repeated';
    const at = decision ? after(check) : null;
    const by = check.doctor && demoId(`person ${check.doctor}`);
    const result = earlier?.report.results[earlier.position];
    return {
      ...{ id: demoId(`${check.id} ${item.code}`), check_id: check.id, institution_id: demoId(`institution ${check.hospital}`) },
      ...{
        patient_id: check.patientId,
        position,
        item_code: item.code,
        panel_code: panel,
        verdict: finding.verdict,
        reasons: finding.reasons,
      },
      ...{ result_id: result ? finding.resultId : null, report_id: earlier ? reportId(earlier.report) : null },
      ...{ report_number: earlier ? reportNumber(earlier.report) : null, performed_at: earlier?.report.performedAt ?? null },
      ...{ issuer_id: earlier ? demoId(`institution ${earlier.report.hospital}`) : null, decision: decision?.kind ?? null },
      ...{ repeat_reason: decision?.reason ?? null, repeat_text: decision?.text ?? null, counts: repeated ? true : null },
      ...{ explained_at: repeated ? at : null, explained_by: repeated ? by : null, decided_by: decision ? by : null, decided_at: at },
      ...{
        saved_fen: accepted ? item.fen : 0,
        saved_microsievert: accepted ? item.microsievert : 0,
        saved_microlitres: accepted ? item.microlitres : 0,
      },
      overturned_at: accepted && overturned?.itemCode === item.code ? overturned.at : null,
    };
  });

import type { RecognitionCheck, RecognitionItem } from '@alliance/contracts/recognition.contract';
import type {
  CareState,
  Modality,
  RecognitionContext,
  RecognitionDecision,
  RecognitionReason,
  RecognitionVerdict,
  TestClass,
} from '@alliance/domain/recognition/recognition.codes';
import { recognitionSentence } from '@alliance/domain/recognition/sentence';
import { resultColumns, resultView, type ResultRecord } from '../test-result/result.reader.js';

export interface CheckRow {
  id: string;
  version: number;
  patient_id: string;
  at: Date;
  state: CareState;
  contexts: RecognitionContext[];
  decided_at: Date | null;
}
export interface ItemRow extends Omit<ResultRecord, 'id' | 'item_code'> {
  id: string;
  check_id: string;
  patient_id: string;
  patient_name: string | null;
  item_code: string;
  test_class: TestClass;
  modality: Modality | null;
  name_zh: string;
  name_en: string | null;
  panel_code: string | null;
  verdict: RecognitionVerdict;
  reasons: RecognitionReason[];
  asked_at: Date;
  result_id: string | null;
  /** Of the report as it can be seen now; null where it no longer can. */
  report_id: string | null;
  number: string | null;
  issuer_id: string | null;
  issuer_name: string | null;
  result_performed_at: Date | null;
  images_available: boolean | null;
  conclusion: string | null;
  item_mark: string | null;
  valid_days: number | null;
  item_performed_at: Date | null;
  adopted: NonNullable<RecognitionItem['earlier']> | null;
  price_fen: number;
  dose_microsievert: number;
  blood_microlitres: number;
  decision: RecognitionDecision | null;
  repeat_reason: string | null;
  repeat_text: string | null;
  counts: boolean | null;
  explained_at: Date | null;
  decided_at: Date | null;
  decided_by_name: string | null;
  overturned_at: Date | null;
  overturned_by: string | null;
}

/** Lines `n` of checks with what they are about, as far as it can still be seen here. */
export const itemRows = `
  select ${resultColumns.replace('r.id, r.item_code, ', '')}, n.id, n.check_id, n.patient_id, k.name as patient_name, n.item_code, item.test_class, item.modality,
    item.name_zh, item.name_en, n.panel_code, n.verdict, n.reasons, c.at as asked_at, r.id as result_id, d.id as report_id, d.number, n.issuer_id,
    issuer.name as issuer_name, r.performed_at as result_performed_at, r.images_available, d.conclusion, n.mark_label as item_mark, n.valid_days, n.performed_at as item_performed_at, n.adopted,
    item.price_fen, item.dose_microsievert, item.blood_microlitres, n.decision, n.repeat_reason, n.repeat_text, n.counts, n.explained_at, n.decided_at,
    p.name as decided_by_name, n.overturned_at, standing.id as overturned_by
  from recognition_item n join recognition_check c on c.id = n.check_id join test_item item on item.code = n.item_code
  left join test_result r on r.id = n.result_id left join diagnostic_report d on d.id = n.report_id
  left join institution issuer on issuer.id = n.issuer_id left join person p on p.id = n.decided_by
  left join patient_relation k on k.institution_id = n.institution_id and k.patient_id = n.patient_id
  left join diagnostic_report standing on n.overturned_at is not null and standing.institution_id = d.institution_id and standing.number = d.number
    and standing.current`;

const iso = (at: Date | null): string | null => at && new Date(at).toISOString();
const hourMs = 3_600_000;

export function itemView(row: ItemRow): RecognitionItem {
  const ageHours =
    row.item_performed_at && Math.floor((new Date(row.asked_at).getTime() - new Date(row.item_performed_at).getTime()) / hourMs);
  const said = { verdict: row.verdict, reasons: row.reasons, ageHours, label: row.item_mark, validDays: row.valid_days };
  return {
    ...{
      id: row.id,
      itemCode: row.item_code,
      name: { zh: row.name_zh, ...(row.name_en && { en: row.name_en }) },
      testClass: row.test_class,
    },
    ...{ modality: row.modality, panelCode: row.panel_code, verdict: row.verdict, reasons: row.reasons },
    sentence: { zh: recognitionSentence(said, 'zh'), en: recognitionSentence(said, 'en') },
    earlier: row.adopted ?? earlierOf(row, ageHours),
    saves: { fen: row.price_fen, microsievert: row.dose_microsievert, microlitres: row.blood_microlitres },
    ...{ decision: row.decision, repeatReason: row.repeat_reason, repeatText: row.repeat_text, counts: row.counts },
    ...{ explainedAt: iso(row.explained_at), decidedAt: iso(row.decided_at), decidedBy: row.decided_by_name },
    ...{ overturnedAt: iso(row.overturned_at), overturnedBy: row.overturned_by },
  };
}

/** What the line is about, as far as it can be seen here now. */
function earlierOf(row: ItemRow, ageHours: number | null): RecognitionItem['earlier'] {
  if (!row.result_id || !row.report_id || !row.issuer_id || !row.result_performed_at || ageHours === null) return null;
  return {
    ...resultView({ ...row, id: row.result_id }),
    ...{ reportId: row.report_id, reportNumber: row.number ?? '', institution: { id: row.issuer_id, name: row.issuer_name ?? '' } },
    ...{ performedAt: new Date(row.result_performed_at).toISOString(), ageHours, imagesAvailable: row.images_available ?? false },
    conclusion: row.conclusion,
  };
}

export const checkView = (
  row: CheckRow,
  items: readonly ItemRow[],
  about: Pick<RecognitionCheck, 'identityVerified' | 'consent' | 'panels'>,
): RecognitionCheck => ({
  ...{
    id: row.id,
    version: row.version,
    patientId: row.patient_id,
    at: new Date(row.at).toISOString(),
    state: row.state,
    contexts: row.contexts,
  },
  ...about,
  items: items.map(itemView),
  decidedAt: iso(row.decided_at),
});

import { Paper } from '@alliance/server/platform/paper/paper';
import { today } from '@alliance/server/platform/today';

export interface DischargeSummary {
  readonly hospital: string;
  readonly patient: string;
  readonly diagnosis: string;
  readonly course: string;
  readonly medicines: readonly (readonly [name: string, dose: string, until: string])[];
  readonly advice: string;
  readonly physician: string;
}

/** 出院小结 of an invented patient, marked so on every page. The same summary gives the same bytes. @returns PDF */
export function dischargeSummary(summary: DischargeSummary, at: Date): Promise<Buffer> {
  const { hospital, patient, diagnosis, course, medicines, advice, physician } = summary;
  const paper = new Paper({ title: '出院小结（演示）', keywords: 'demonstration', at });
  paper.title('出院小结', 'DISCHARGE SUMMARY · DEMONSTRATION');
  paper.facts([
    { label: '医院', english: 'Hospital', value: hospital },
    { label: '患者', english: 'Patient', value: `${patient}（虚构）` },
    { label: '诊断', english: 'Diagnosis', value: diagnosis },
    { label: '日期', english: 'Date', value: today(at) },
  ]);
  paper.heading('诊疗经过', 'Course');
  paper.paragraph(course);
  paper.heading('出院带药', 'Medicines');
  paper.table(['药品', '用法', '疗程'], [40, 40, 20], medicines);
  paper.heading('随访与注意', 'Advice');
  paper.paragraph(advice);
  paper.space(12);
  paper.paragraph(`经治医师：${physician}`);
  paper.eachPage((number, of) => {
    paper.watermark('演示数据 DEMONSTRATION');
    paper.footer(['虚构病例，仅供演示，不得用于诊疗。Invented for demonstration.'], `第 ${number} 页 共 ${of} 页`);
  });
  return paper.finish();
}

import { factsOf, hint } from '../dictionary.build.js';
import type { FactDefinition } from '../fact.types.js';

const { quantity, statement } = factsOf('treatment');
const hours: readonly [number, number] = [0, 876_600];

export const treatmentFacts: readonly FactDefinition[] = [
  statement('plan_fixed', '治疗方案明确', 'Treatment plan settled'),
  statement('no_change_needed', '长期方案近期无需调整', 'Long-term plan needs no change soon'),
  statement('tcm_plan_fixed', '中医药方案确定', 'Traditional Chinese medicine plan settled'),
  statement('rehab_plan', '换药/康复方案明确', 'Dressing and rehabilitation plan settled'),
  statement('secondary_prevention_plan', '二级预防方案确定', 'Secondary prevention plan settled'),
  statement('dapt_plan', '双联抗血小板方案明确', 'Dual antiplatelet plan settled'),
  statement('persist_after_treatment', '处理后血压仍高', 'Pressure still high after treatment'),
  statement('no_improvement', '处理后无改善', 'No improvement after treatment'),
  statement('adr_uncontrolled', '出现难以控制的药物不良反应', 'Adverse drug reaction that cannot be controlled'),
  quantity(
    'antihypertensive_count',
    '足量降压药种类数（含利尿剂）',
    'Antihypertensives at full dose, a diuretic included',
    '{count}',
    [0, 15],
  ),
  statement('no_diuretic', '未使用利尿剂', 'No diuretic in use'),
  quantity('treatment_days', '规范治疗天数', 'Duration of guideline treatment', 'd', [0, 36_525]),
  quantity('hours_treated', '本次处理时间', 'Time under treatment', 'h', hours),
  quantity('hours_off_niv', '停用无创通气时间', 'Time off non-invasive ventilation', 'h', hours),
  quantity('hours_postop', '术后时间', 'Time since the operation', 'h', hours),
  statement('ltot', '使用长期家庭氧疗', 'On long-term home oxygen'),
  statement('no_spirometry', '本机构不能做肺功能', 'Spirometry not available here'),
  quantity('est_fmc_to_wire_min', '预计首次医疗接触至导丝通过时间', 'Expected time from first medical contact to wire', 'min', [0, 10_080]),
  statement('lysis_given', '已溶栓', 'Thrombolysis given'),
  statement('biopsy_needed', '需肾穿刺活检', 'Kidney biopsy needed'),
  statement('cannot_biopsy', '本院不能做肾穿刺', 'Kidney biopsy not available here'),
  statement('access_problem', '高难度透析通路或特殊透析并发症', 'Difficult dialysis access or special complication of dialysis'),
  statement(
    'off_immunosuppression',
    '已停糖皮质激素及免疫抑制剂',
    'Off glucocorticoids and immunosuppressants',
    hint('从未使用者也算', 'Also true if never used'),
  ),
];

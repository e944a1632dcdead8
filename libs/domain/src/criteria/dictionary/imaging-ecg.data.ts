import { factsOf, hint } from '../dictionary.build.js';
import type { FactDefinition } from '../fact.types.js';

const { quantity, statement } = factsOf('imaging_ecg');
const millivolt = hint('1 mm 等于 0.1 mV', '1 mm is 0.1 mV');

export const imagingFacts: readonly FactDefinition[] = [
  statement('st_elevation', '心电图ST段抬高', 'ST elevation on the ECG'),
  quantity('st_depression_mv', '新发ST段压低', 'New ST depression', 'mV', [0, 3], millivolt),
  quantity('t_inversion_mv', 'T波倒置深度', 'T wave inversion', 'mV', [0, 4], millivolt),
  quantity('st_resolution_pct', '溶栓后60–90分钟ST段回落', 'ST resolution 60–90 minutes after thrombolysis', '%', [-500, 100]),
  statement('ischaemia_evidence', '有心肌缺血证据', 'Evidence of myocardial ischaemia'),
  statement('malignant_arrhythmia', '恶性室性心律失常', 'Malignant ventricular arrhythmia'),
  quantity('lvef', '左室射血分数', 'Left ventricular ejection fraction', '%', [3, 95], { loinc: '10230-1' }),
  statement('ich_on_ct', 'CT示脑出血或蛛网膜下腔出血', 'Intracerebral or subarachnoid haemorrhage on CT'),
  statement('lvo_on_imaging', '影像示前循环大血管闭塞', 'Large vessel occlusion of the anterior circulation on imaging'),
  statement('basilar_occlusion', '基底动脉闭塞', 'Basilar artery occlusion'),
  statement('new_cxr_change', '胸片新发急性改变', 'New acute change on the chest radiograph'),
  statement('complex_fracture', '影像提示需手术的复杂骨折', 'Complex fracture on imaging that needs surgery'),
];

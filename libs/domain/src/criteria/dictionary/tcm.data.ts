import { factsOf, hint } from '../dictionary.build.js';
import type { FactDefinition } from '../fact.types.js';

const { code } = factsOf('tcm');

/** Looking (望): what the four examinations of traditional Chinese medicine see. Terms after GB/T 16751 and WHO terminologies on TCM (2022). */
const looking: readonly FactDefinition[] = [
  code('tcm_spirit', '神', 'Spirit (vitality)', {
    present: ['得神', 'Vitality present'],
    reduced: ['少神', 'Lack of vitality'],
    lost: ['失神', 'Loss of vitality'],
    false: ['假神', 'False vitality'],
    disturbed: ['神乱', 'Mental disorder'],
  }),
  code('tcm_complexion', '面色', 'Complexion', {
    normal: ['红黄隐隐、明润含蓄', 'Normal'],
    pale: ['淡白', 'Pale'],
    sallow: ['萎黄', 'Sallow'],
    yellow: ['黄染', 'Yellow'],
    red: ['满面通红', 'Red'],
    malar_flush: ['两颧潮红', 'Malar flush'],
    bluish: ['青紫', 'Bluish'],
    dark: ['黧黑晦暗', 'Dark'],
  }),
  code('tcm_body', '形体', 'Body build', {
    normal: ['适中', 'Medium'],
    strong: ['强壮', 'Strong'],
    weak: ['虚弱', 'Weak'],
    fat: ['肥胖', 'Obese'],
    thin: ['消瘦', 'Thin'],
  }),
  code('tcm_tongue_colour', '舌色', 'Colour of the tongue', {
    light_red: ['淡红', 'Light red'],
    pale: ['淡白', 'Pale'],
    red: ['红', 'Red'],
    crimson: ['绛', 'Crimson'],
    purple: ['青紫', 'Bluish purple'],
    dark: ['紫暗或有瘀斑', 'Dull purple or with stasis spots'],
  }),
  code('tcm_tongue_shape', '舌形', 'Shape of the tongue', {
    normal: ['正常', 'Normal'],
    enlarged: ['胖大', 'Enlarged'],
    teeth_marked: ['齿痕', 'Teeth-marked'],
    thin: ['瘦薄', 'Thin'],
    fissured: ['裂纹', 'Fissured'],
    prickly: ['芒刺', 'Prickly'],
    tender: ['嫩', 'Tender'],
    rough: ['老', 'Tough'],
  }),
  code('tcm_tongue_motion', '舌态', 'Motility of the tongue', {
    normal: ['灵活', 'Supple'],
    stiff: ['强硬', 'Stiff'],
    deviated: ['歪斜', 'Deviated'],
    trembling: ['颤动', 'Trembling'],
    flaccid: ['痿软', 'Flaccid'],
    shortened: ['短缩', 'Shortened'],
  }),
  code('tcm_coating_colour', '苔色', 'Colour of the coating', {
    white: ['白', 'White'],
    yellow: ['黄', 'Yellow'],
    grey_black: ['灰黑', 'Grey or black'],
  }),
  code('tcm_coating', '苔质', 'Texture of the coating', {
    thin: ['薄', 'Thin'],
    thick: ['厚', 'Thick'],
    slimy: ['腻', 'Slimy'],
    curdy: ['腐', 'Curdy'],
    dry: ['燥', 'Dry'],
    slippery: ['滑', 'Slippery'],
    peeled: ['剥落', 'Peeled'],
    scanty: ['少苔或无苔', 'Scanty or none'],
  }),
  code('tcm_sublingual', '舌下络脉', 'Sublingual veins', {
    normal: ['正常', 'Normal'],
    engorged: ['粗胀迂曲', 'Engorged and tortuous'],
    dark: ['紫暗', 'Dark purple'],
  }),
];

/** Listening and smelling (闻). */
const listening: readonly FactDefinition[] = [
  code('tcm_voice', '语声', 'Voice', {
    normal: ['正常', 'Normal'],
    faint: ['低微', 'Faint'],
    loud: ['高亢', 'Loud'],
    hoarse: ['嘶哑', 'Hoarse'],
    sluggish: ['言语謇涩', 'Sluggish speech'],
    none: ['失语', 'No speech'],
  }),
  code('tcm_breath', '气息', 'Breathing', {
    even: ['平稳', 'Even'],
    short: ['气短', 'Short of breath'],
    panting: ['喘促', 'Panting'],
    phlegm: ['喉中痰鸣', 'Wheezing with phlegm'],
  }),
  code('tcm_odour', '口气', 'Breath odour', {
    none: ['无异常', 'None'],
    foul: ['臭秽', 'Foul'],
    sour: ['酸腐', 'Sour'],
  }),
];

/** Asking (问). */
const asking: readonly FactDefinition[] = [
  code('tcm_cold_heat', '寒热', 'Cold and heat', {
    none: ['无异常', 'Neither'],
    aversion_to_cold: ['畏寒肢冷', 'Fear of cold, cold limbs'],
    fever: ['发热', 'Fever'],
    chills_and_fever: ['恶寒发热', 'Chills and fever'],
    tidal_fever: ['潮热', 'Tidal fever'],
    vexing_heat: ['五心烦热', 'Heat in palms, soles and chest'],
  }),
  code('tcm_sweat', '汗', 'Sweating', {
    normal: ['正常', 'Normal'],
    none: ['无汗', 'None'],
    spontaneous: ['自汗', 'Spontaneous'],
    night: ['盗汗', 'Night sweating'],
    profuse: ['大汗', 'Profuse'],
  }),
  code('tcm_appetite', '食欲', 'Appetite', {
    normal: ['正常', 'Normal'],
    poor: ['纳差', 'Poor'],
    none: ['厌食', 'Aversion to food'],
    excessive: ['多食易饥', 'Excessive, soon hungry'],
  }),
  code('tcm_thirst', '口渴', 'Thirst', {
    none: ['不渴', 'Not thirsty'],
    thirsty: ['口渴喜饮', 'Thirsty, wants to drink'],
    no_wish_to_drink: ['渴不欲饮', 'Thirsty without wish to drink'],
    bitter: ['口苦', 'Bitter taste'],
  }),
  code('tcm_sleep', '睡眠', 'Sleep', {
    normal: ['正常', 'Normal'],
    insomnia: ['不寐', 'Insomnia'],
    dreamful: ['多梦易醒', 'Dreamful, wakes easily'],
    somnolent: ['多寐', 'Somnolent'],
  }),
  code('tcm_stool', '大便', 'Stool', {
    normal: ['正常', 'Normal'],
    constipated: ['秘结', 'Constipated'],
    loose: ['溏薄', 'Loose'],
    watery: ['泄泻', 'Diarrhoea'],
    sticky: ['黏滞不爽', 'Sticky'],
    incontinent: ['失禁', 'Incontinent'],
  }),
  code('tcm_urine', '小便', 'Urine', {
    normal: ['正常', 'Normal'],
    yellow: ['短黄', 'Scanty and dark'],
    clear: ['清长', 'Clear and copious'],
    frequent: ['频数', 'Frequent'],
    difficult: ['不利', 'Difficult'],
    incontinent: ['失禁', 'Incontinent'],
  }),
  code('tcm_pain', '疼痛性质', 'Kind of pain', {
    none: ['无', 'None'],
    distending: ['胀痛', 'Distending'],
    stabbing: ['刺痛', 'Stabbing'],
    dull: ['隐痛', 'Dull'],
    cold: ['冷痛', 'Cold'],
    burning: ['灼痛', 'Burning'],
    heavy: ['重痛', 'Heavy'],
    wandering: ['窜痛', 'Wandering'],
  }),
];

const pulses = {
  even: ['平脉', 'Normal'],
  floating: ['浮', 'Floating'],
  sunken: ['沉', 'Sunken'],
  slow: ['迟', 'Slow'],
  rapid: ['数', 'Rapid'],
  weak: ['虚', 'Feeble'],
  strong: ['实', 'Replete'],
  slippery: ['滑', 'Slippery'],
  rough: ['涩', 'Rough'],
  wiry: ['弦', 'Wiry'],
  tight: ['紧', 'Tight'],
  fine: ['细', 'Fine'],
  surging: ['洪', 'Surging'],
  soft: ['濡', 'Soggy'],
  faint: ['微', 'Faint'],
  frail: ['弱', 'Weak'],
  moderate: ['缓', 'Moderate'],
  intermittent: ['结代', 'Irregular or intermittent'],
} as const;

/** Feeling (切). */
const feeling: readonly FactDefinition[] = [
  code('tcm_pulse', '脉象', 'Pulse', pulses),
  code(
    'tcm_pulse_with',
    '兼脉',
    'Accompanying pulse',
    pulses,
    hint('如弦滑脉：脉象填弦，兼脉填滑', 'Of a wiry and slippery pulse the second'),
  ),
  code('tcm_abdomen', '腹诊', 'Abdominal palpation', {
    soft: ['柔软', 'Soft'],
    distended: ['胀满', 'Distended'],
    tender: ['拒按', 'Pressure refused'],
    relieved: ['喜按', 'Relieved by pressure'],
    mass: ['痞块', 'Mass'],
  }),
];

/** What the four examinations come to in the recovery from a stroke (中风病恢复期). */
const pattern = code('tcm_syndrome', '证候', 'Pattern (syndrome)', {
  wind_phlegm: ['风痰阻络', 'Wind-phlegm blocking the collaterals'],
  qi_deficiency_stasis: ['气虚血瘀', 'Qi deficiency with blood stasis'],
  yin_deficiency_wind: ['阴虚风动', 'Yin deficiency stirring wind'],
  phlegm_heat: ['痰热腑实', 'Phlegm-heat with bowel repletion'],
  liver_yang: ['肝阳上亢', 'Ascendant hyperactivity of liver yang'],
  liver_kidney_deficiency: ['肝肾亏虚', 'Deficiency of liver and kidney'],
  spleen_qi_deficiency: ['脾胃气虚', 'Deficiency of spleen and stomach qi'],
  collapse: ['阳气虚脱', 'Collapse of yang qi'],
  other: ['其他', 'Other'],
});

export const tcmFacts: readonly FactDefinition[] = [...looking, ...listening, ...asking, ...feeling, pattern];

/** 检查 and 检验 (卫健委医〔2022〕6号 第二条; MR-02): seen on the body, or measured in material taken from it. */
export const testClasses = ['examination', 'laboratory'] as const;
export type TestClass = (typeof testClasses)[number];

/** How an examination looks at the body (DICOM modality words; ECG and PFT for curves). */
export const modalities = ['CR', 'CT', 'MR', 'MG', 'US', 'DXA', 'NM', 'ECG', 'PFT', 'ES'] as const;
export type Modality = (typeof modalities)[number];

/** What a result is written as (LOINC scale): a number, one of an order, one of names, or pictures and curves with words. */
export const resultScales = ['quantitative', 'ordinal', 'nominal', 'narrative'] as const;
export type ResultScale = (typeof resultScales)[number];

/** The patient's state as the asking physician sees it: how fast values may have moved. */
export const careStates = ['stable', 'acute'] as const;
export type CareState = (typeof careStates)[number];

/** Circumstances that are read from the orders and the case, and that change what may be taken over. */
export const recognitionContexts = [
  'emergency',
  'before_operation',
  'before_transfusion',
  'forensic',
  'pregnancy',
  'transfused_recently',
  'haemolytic_anaemia',
  'anticoagulation_adjusting',
  'dose_changed',
  'exposure_window',
  'acute_attack',
  'fever',
  'response_assessment',
] as const;
export type RecognitionContext = (typeof recognitionContexts)[number];

/** What a circumstance does to an item: it is not offered at all, or offered without a recommendation. */
export const exclusionEffects = ['not_recognised', 'physician_decides'] as const;
export type ExclusionEffect = (typeof exclusionEffects)[number];

/** Whose quality assessment was passed; the widest first. It decides where the mark holds (MR-06). */
export const assessorLevels = ['national', 'province', 'city', 'alliance'] as const;
export type AssessorLevel = (typeof assessorLevels)[number];

/** Who takes over from whom, as regions write it (MR-08). */
export const directionKinds = ['lower_accepts_upper', 'same_level', 'upper_accepts_lower', 'within_alliance'] as const;
export type DirectionKind = (typeof directionKinds)[number];

/** What the check says of one item. `own`: an earlier result of the asking hospital itself, to which no mark applies. */
export const recognitionVerdicts = ['recognisable', 'own', 'physician_decides', 'not_recognisable', 'no_result'] as const;
export type RecognitionVerdict = (typeof recognitionVerdicts)[number];

/** Why an earlier result is not recommended. The first of the list is the one to say. */
export const recognitionReasons = [
  'item_unknown',
  'not_in_catalogue',
  'never_taken_over',
  'no_result',
  'identity_unverified',
  'not_final',
  'context_excluded',
  'no_mark',
  'mark_not_here',
  'level_too_low',
  'direction_not_allowed',
  'unit_not_comparable',
  'method_differs',
  'specimen_differs',
  'site_differs',
  'critical_value',
  'too_old',
  'images_missing',
  // the physician's own judgement is asked for, nothing speaks against the result
  'context_physician',
  'newer_result',
  'no_age_limit',
  'method_unknown',
  'level_unknown',
] as const;
export type RecognitionReason = (typeof recognitionReasons)[number];

/** Taken over, done again although it could have been taken over, or done because there was nothing to take over. */
export const recognitionDecisions = ['accepted', 'repeated', 'ordered'] as const;
export type RecognitionDecision = (typeof recognitionDecisions)[number];

/** `preliminary` says nothing final; `revoked` was never true (FHIR `entered-in-error`). */
export const reportStates = ['preliminary', 'final', 'corrected', 'revoked'] as const;
export type ReportState = (typeof reportStates)[number];

/** How a report came in. */
export const reportSources = ['form', 'csv', 'hl7', 'fhir'] as const;
export type ReportSource = (typeof reportSources)[number];

/** Interpretation of a value by its laboratory (HL7 v2 table 0078, FHIR `interpretation`). */
export const resultFlags = ['normal', 'low', 'high', 'critical_low', 'critical_high', 'abnormal', 'critical'] as const;
export type ResultFlag = (typeof resultFlags)[number];
export const criticalFlags: ReadonlySet<ResultFlag> = new Set(['critical_low', 'critical_high', 'critical']);

/** Where what came in stands: filed as reports, waiting for somebody to mend it, or put aside with a reason. */
export const inboundStates = ['filed', 'quarantined', 'discarded'] as const;
export type InboundState = (typeof inboundStates)[number];

/** What is wrong with something that came in; each names the place in it. */
export const inboundProblems = [
  'unreadable',
  'kind_refused',
  'field_missing',
  'field_invalid',
  'time_without_zone',
  'time_in_future',
  'time_invalid',
  'patient_unknown',
  'patient_differs',
  'code_unmapped',
  'unit_missing',
  'unit_unconvertible',
  'value_invalid',
  'report_unknown',
  'report_differs',
  'control_id_reused',
  'sender_unknown',
] as const;
export type InboundProblem = (typeof inboundProblems)[number];

/** Groups of the dictionary as a request form shows them. */
export const testGroups = [
  'haematology',
  'coagulation',
  'chemistry',
  'cardiac_inflammation',
  'endocrine',
  'infection',
  'tumour_marker',
  'urine_gas_blood_group',
  'radiology',
  'ultrasound',
  'function_pathology',
] as const;
export type TestGroup = (typeof testGroups)[number];

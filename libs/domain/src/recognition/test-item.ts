import type { Modality, RecognitionContext, ResultScale, TestClass, ExclusionEffect, AssessorLevel } from './recognition.codes.js';

/** One line of the dictionary: what is measured or looked at, wherever it is done. */
export interface TestItem {
  /** LOINC where there is one, else a code of the platform that begins with `X-`. */
  readonly code: string;
  readonly testClass: TestClass;
  readonly scale: ResultScale;
  /** Material (laboratory) or null (examination). */
  readonly specimen: string | null;
  /** Null for laboratory items. */
  readonly modality: Modality | null;
  readonly bodySite: string | null;
  /** UCUM unit of the stored value; null for items without one. */
  readonly unit: string | null;
  /** g/mol, for units of mass and of substance. */
  readonly molarMass: number | null;
  /** Values of different methods do not compare (tumour markers, troponins): the method has to be known and equal. */
  readonly methodBound: boolean;
}

/** A circumstance in which an item of a catalogue is not taken over, or only by the physician's own judgement. */
export interface Exclusion {
  readonly context: RecognitionContext;
  readonly effect: ExclusionEffect;
}

/**
 * What a catalogue in force says of an item. `validDays`: 0 is never taken over, null sets no limit and leaves the age to the physician
 * (MR-13); the same item may be good for days when the patient is stable and for none when not (field.md F96).
 */
export interface CatalogueEntry {
  readonly itemCode: string;
  readonly validDays: { readonly stable: number | null; readonly acute: number | null };
  readonly exclusions: readonly Exclusion[];
  /** The narrowest assessment that counts. */
  readonly assessedBy: AssessorLevel;
  /** The pictures or curves have to be at hand, not the report alone. */
  readonly needsImages: boolean;
}

import { assessorLevels, type AssessorLevel } from './recognition.codes.js';

/** Where a hospital is, as far as regions of recognition go. */
export interface Place {
  readonly institutionId: string;
  readonly province: string | null;
  readonly city: string | null;
  /** Alliances of which it is the lead or a member today. */
  readonly allianceIds: readonly string[];
}

/** The HR mark of one item at one hospital: how wide it holds (MR-04 to MR-06). */
export interface RecognitionMark {
  readonly level: AssessorLevel;
  readonly province: string | null;
  readonly city: string | null;
  readonly allianceId: string | null;
  /** 全国HR, 晋HR, 武汉HR … as printed. */
  readonly label: string;
}

/** Does the mark hold at that place? A mark that names no region holds nowhere but nationally. */
export function markHolds(mark: RecognitionMark, at: Place): boolean {
  switch (mark.level) {
    case 'national':
      return true;
    case 'province':
      return mark.province !== null && mark.province === at.province;
    case 'city':
      return mark.city !== null && mark.city === at.city && mark.province === at.province;
    case 'alliance':
      return mark.allianceId !== null && at.allianceIds.includes(mark.allianceId);
  }
}

/** Is an assessment at `level` at least as wide as the one a catalogue asks for? */
export const assessedWidely = (level: AssessorLevel, asked: AssessorLevel): boolean =>
  assessorLevels.indexOf(level) <= assessorLevels.indexOf(asked);

import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';

/** What is recorded beside the steps of the machine, while the referral is open. */
export const besideSteps = ['completeLate', 'recordConsent', 'recordInsurance'] as const;
export type BesideStep = (typeof besideSteps)[number];
/** Everything that has a panel. */
export type Step = ReferralAction | BesideStep;

/** What somebody typed or chose, by the name of the field; `''` is nothing. */
export type Typed = Readonly<Record<string, string>>;

interface Named {
  /** As it stands on the wire, so that a refusal finds its field. */
  readonly name: string;
  readonly required: boolean;
  /** Key of its words under `panel.field` or `field`; the name where it is missing. */
  readonly label?: string;
}
export interface WrittenField extends Named {
  readonly kind: 'line' | 'phone' | 'area';
  readonly maxLength: number;
  /** Key of its words under `panel.hint`; the label where it is missing. */
  readonly hint?: string;
  /** Whole answers of one press, under `panel.quick`. */
  readonly quick?: readonly ('noneKnown' | 'notKnown' | 'none')[];
}
export interface CodedField extends Named {
  readonly kind: 'choice';
  /** The group of words of its codes. */
  readonly of: string;
  readonly codes: readonly string[];
}
interface ChosenField extends Named {
  readonly kind:
    /** An instant that lies ahead. */
    | 'time'
    /** An instant that has been. */
    | 'past'
    /** A member of the alliance with its department, or a hospital off the platform. */
    | 'elsewhere'
    | 'ownDepartment'
    | 'receiverDepartment'
    | 'reviewer'
    | 'pair'
    /** A list of structured questions, or the answers to one. */
    | 'questions'
    | 'answers';
}
/** A free bed or slot of the hospital that acts, for this referral or for the other half of a pair. */
export interface HoldField extends Named {
  readonly kind: 'hold';
  readonly what: 'bed' | 'slot';
  readonly referralId: string;
}
/** One field of a panel. */
export type PanelField = WrittenField | CodedField | ChosenField | HoldField;

export interface FieldProps<F extends PanelField = PanelField> {
  readonly field: F;
  readonly referral: ReferralView;
  readonly label: string;
  readonly values: Typed;
  readonly error: string | undefined;
  readonly onChange: (change: Typed) => void;
}

import { NumberInput } from '../../ui/criteria/number-input';
import { Field } from '../../ui/field';
import { unset } from './rule-leaf.policy';

/** A number of a condition; empty while it is being typed. */
export function Figure(props: {
  readonly label: string;
  readonly hint?: string;
  readonly value: number | undefined;
  readonly onChange: (value: number) => void;
}) {
  const value = props.value === undefined || Number.isNaN(props.value) ? undefined : props.value;
  return (
    <Field label={props.label} hint={props.hint}>
      {(control) => <NumberInput control={control} value={value} onChange={(next) => props.onChange(next ?? unset)} />}
    </Field>
  );
}

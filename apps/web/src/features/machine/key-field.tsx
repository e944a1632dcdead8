import type { addMachineKey } from '@alliance/contracts/machine.contract';
import type { AskOf } from '@alliance/contracts/route';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { problemOf } from '../../platform/refusal';
import { AreaField } from '../../ui/field';
import { machineWords } from './machine.locale';
import { readKey } from './machine.policy';

export type Key = AskOf<typeof addMachineKey>['body']['key'];
/** The key as the server wants it; it has been looked at already. */
export const keyIn = (pasted: string): Key => {
  const read = readKey(pasted);
  return ('key' in read ? read.key : {}) as unknown as Key;
};
export function useKeyCheck(): (pasted: string) => string | undefined {
  const t = useWords(machineWords);
  return (pasted) => {
    const read = readKey(pasted);
    return 'bad' in read ? t(`keyBad.${read.bad}`) : undefined;
  };
}

interface Props {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
  /** What the server said about it. */
  readonly refused: unknown;
}
/** A public key, pasted; what is wrong with it is said in words, by the server too. */
export function KeyField({ refused, error, ...control }: Props) {
  const t = useWords(machineWords);
  const ifAny = useWordsIfAny(machineWords);
  const reason = problemOf(refused)?.facts?.['reason'];
  return (
    <AreaField
      label={t('key')}
      hint={t('keyHint')}
      required
      rows={6}
      maxLength={8000}
      placeholder={'{ "kty": "EC", "crv": "P-256", "x": "…", "y": "…" }'}
      error={error && reason ? (ifAny(`keyBad.${String(reason)}`) ?? error) : error}
      {...control}
    />
  );
}

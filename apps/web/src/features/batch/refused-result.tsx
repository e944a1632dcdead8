import type { BatchResult } from '@alliance/contracts/batch.contract';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { refusalWords } from '../../platform/refusal.locale';
import { batchWords } from './batch.locale';

/** Why one patient was not sent, in the reader's words. */
export function RefusedResult({ refused: { code, fields } }: { readonly refused: NonNullable<BatchResult['refused']> }) {
  const t = useWords(batchWords);
  const say = useWordsIfAny(refusalWords);
  const name = useWordsIfAny(batchWords);
  const missing = fields.map((field) => name(`missing.${field}`) ?? field).join('、');
  const twice = code === 'request.invalid' && fields.includes('identifier');
  if (twice) return <>✕ {t('problem.twice')}</>;
  return (
    <>
      ✕ {say(`code.${code}`) ?? code} {missing && t('fields', { fields: missing })}
    </>
  );
}

import type { Pairing } from '@alliance/contracts/pairing.contract';
import { useWords } from '../../platform/i18n';
import { serverNow } from '../../platform/clock';
import { csvOf, saveFile } from '../../ui/csv';
import { dayOf } from '../../ui/moment';
import { leadMark, useFlagWords } from '../../ui/registry-marks';
import { registryWords } from '../../ui/registry.locale';
import { pairingWords } from './pairing.locale';
import { useCategory } from './use-pairing-words';

/** Saves pairs as a table file, in the reader's words, as they stand on the screen. */
export function useExport(): (pairs: readonly Pairing[], on: string | undefined) => void {
  const t = useWords(pairingWords);
  const codes = useWords(registryWords);
  const flagWords = useFlagWords();
  const category = useCategory();
  const sideOf = ({ name, province, city, type }: Pairing['recipient']) => [name, province, city, codes(`type.${type}`)];
  const headers = [
    ...[t('column.recipient'), t('csv.recipientProvince'), t('csv.recipientCity'), t('csv.recipientType')],
    ...[t('column.supporter'), t('csv.supporterProvince'), t('csv.supporterCity'), t('csv.supporterType')],
    ...[t('column.lead'), t('csv.leadBasis'), t('column.category'), t('csv.from'), t('csv.to')],
    ...[t('csv.source'), t('csv.flags'), t('csv.notes')],
  ];
  const rowOf = (pair: Pairing) => [
    ...sideOf(pair.recipient),
    ...sideOf(pair.supporter),
    codes(`lead.${leadMark(pair.lead, pair.leadBasis).word}`),
    codes(`basis.${pair.leadBasis}`),
    ...[pair.category && category(pair.category), pair.from, pair.to, pair.source],
    pair.flags.map((flag) => flagWords(flag).word).join('；'),
    pair.notes,
  ];
  return (pairs, on) => saveFile(`${t('csv.file')}-${on ?? dayOf(serverNow())}.csv`, csvOf(headers, pairs.map(rowOf)));
}

import type { RecognitionCheck, RecognitionItem } from '@alliance/contracts/recognition.contract';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { exact } from '../../ui/moment';
import { recognitionWords } from './recognition.locale';
import type { RepeatReason } from './repeat-reason.data';
import { referenceText, valueText } from './result-text';
import { sheetWords } from './sheet.locale';

const minuteOf = (at: string) => exact(at).slice(0, 16);

/** Sentences of what was decided: the six facts of each result taken over (MR-14), the reason of each repeat, the rest by name. */
export function useRecordText(reasons: readonly RepeatReason[]) {
  const t = useWords(sheetWords);
  const codes = useWords(recognitionWords);
  const text = useText();
  const language = useLanguage();
  const reasonOf = ({ repeatReason, repeatText }: RecognitionItem): string => {
    const known = reasons.find(({ code }) => code === repeatReason);
    return [repeatReason, known && text(known.name), repeatText].filter(Boolean).join(' ');
  };
  const taken = ({ name, earlier, decidedBy, decidedAt }: RecognitionItem): string => {
    if (!earlier) return text(name);
    const range = referenceText(earlier);
    const flag = earlier.flag ? codes(`flag.${earlier.flag}`) : '';
    const value = [valueText(earlier, language), flag, range && codes('reference', { range })].filter(Boolean).join(' ');
    const facts = [
      t('record.issued', {
        hospital: earlier.institution.name,
        time: minuteOf(earlier.performedAt),
        number: earlier.reportNumber,
      }),
      earlier.mark && t('record.mark', { label: earlier.mark.label }),
      decidedAt && t('record.decidedBy', { name: decidedBy ?? '—', time: minuteOf(decidedAt) }),
    ].filter(Boolean);
    return t('record.entry', { what: `${text(name)} ${value}`, facts: facts.join(t('record.between')) });
  };
  const repeat = (item: RecognitionItem): string => {
    const told = item.explainedAt && t('record.told', { time: minuteOf(item.explainedAt) });
    const facts = [t('record.repeatedFor', { reason: reasonOf(item) }), told].filter(Boolean).join(t('record.between'));
    return t('record.entry', { what: text(item.name), facts });
  };
  /** What is pasted into the chart. */
  const chart = ({ items, decidedAt }: RecognitionCheck): string => {
    const of = (decision: RecognitionItem['decision']) => items.filter((item) => item.decision === decision);
    const by = items.find(({ decidedBy }) => decidedBy)?.decidedBy ?? '—';
    const part = (title: string, lines: readonly string[]) => (lines.length ? [title, ...lines.map((line, i) => `${i + 1}. ${line}`)] : []);
    return [
      t('record.title'),
      ...(decidedAt ? [t('record.by', { name: by, time: minuteOf(decidedAt) })] : []),
      ...part(t('record.taken'), of('accepted').map(taken)),
      ...part(t('record.repeats'), of('repeated').map(repeat)),
      ...part(
        t('record.orders'),
        of('ordered').map(({ name }) => text(name)),
      ),
      codes('responsibility'),
    ].join('\n');
  };
  return { reasonOf, chart };
}

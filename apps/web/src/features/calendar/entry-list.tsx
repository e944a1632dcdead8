import { useLanguage, useWords } from '../../platform/i18n';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { EmptyState } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { calendarWords } from './calendar.locale';
import type { Shown } from './entries.policy';
import { clockIn, dateIn, dayIn, spanIn } from './zone.policy';

interface Props {
  readonly entries: readonly Shown[];
  readonly zone: string;
  readonly onOpen: (entry: Shown) => void;
}

export function useEntryWords() {
  const t = useWords(calendarWords);
  const codes = useWords(consultationCodeWords);
  return ({ what, kind, absence, note }: Shown): string => {
    if (what === 'reservation' && kind) return codes(`kind.${kind}`);
    if (what === 'absence') return [`${t('what.absence')}：${t(`absence.${absence ?? 'other'}`)}`, note].filter(Boolean).join(' · ');
    return t('what.busy');
  };
}

/** The same entries as lines under their days: for phones, keys and screen readers. */
export function EntryList({ entries, zone, onOpen }: Props) {
  const t = useWords(calendarWords);
  const language = useLanguage();
  const nameOf = useEntryWords();
  if (entries.length === 0) return <EmptyState text={t('empty')} />;
  const columns: readonly Column<Shown>[] = [
    {
      id: 'when',
      head: t('column.when'),
      title: true,
      cell: (entry) => (
        <time className="figures" dateTime={entry.startsAt}>
          {dateIn(entry.startsAt, zone) === dateIn(entry.endsAt, zone)
            ? `${clockIn(entry.startsAt, zone)}–${clockIn(entry.endsAt, zone)}`
            : spanIn(entry, zone, language)}
        </time>
      ),
    },
    { id: 'what', head: t('column.what'), cell: nameOf },
    {
      id: 'state',
      head: t('column.state'),
      cell: ({ state, what }) =>
        state === 'held'
          ? t('legend.held')
          : state === 'confirmed'
            ? t('legend.confirmed')
            : what === 'absence'
              ? t('legend.absence')
              : t('legend.busy'),
    },
    { id: 'who', head: t('column.who'), cell: ({ mine, person }) => (mine ? t('people.me') : person.name) },
    {
      id: 'do',
      head: t('column.do'),
      cell: (entry) =>
        entry.subjectId && (
          <button
            type="button"
            className="button bare"
            aria-label={t('openOf', { what: nameOf(entry), when: spanIn(entry, zone, language) })}
            onClick={() => onOpen(entry)}
          >
            {t('open')}
          </button>
        ),
    },
  ];
  return (
    <Table
      label={t('list')}
      columns={columns}
      rows={entries}
      keyOf={({ key }) => key}
      groupOf={({ startsAt }) => dayIn(startsAt, zone, language)}
      foldsAt={560}
    />
  );
}

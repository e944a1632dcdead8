import { getTimeline, type TimelineEntry } from '@alliance/contracts/timeline.contract';
import { useWords, useWordsIfAny } from '../platform/i18n';
import { usePages } from '../platform/query';
import { roleWords } from '../platform/role.locale';
import { MoreButton } from './more-button';
import { When } from './moment-view';
import { Loaded, Skeleton } from './states';
import { Prose } from './timeline';
import { timelineWords } from './timeline.locale';

/** Names of what events only name by id: members of an alliance, departments of an institution. */
export type Names = ReadonlyMap<string, string>;

/** Codes and numbers of an event in words; a kind newer than this page gets a plain line. */
function useSentence(names: Names | undefined): (entry: TimelineEntry) => string {
  const t = useWords(timelineWords);
  const ifAny = useWordsIfAny(timelineWords);
  const roles = useWordsIfAny(roleWords);
  return ({ kind, by, role, institution, data }) => {
    const about = [institution?.name, role ? roles(role) : undefined].filter(Boolean).join(' · ');
    const values = {
      ...data,
      member: names?.get(String(data['institutionId'])) ?? t('someMember'),
      department: names?.get(String(data['departmentId'])) ?? '',
      role: data['role'] === undefined ? '' : (roles(String(data['role'])) ?? String(data['role'])),
      who: by ? (about ? t('who', { name: by, about }) : by) : t('system'),
    };
    return ifAny(`kind.${kind}`, values) ?? t('kind.unknown', { who: values.who });
  };
}

/** What happened to a person, institution, alliance … as prose, newest first. */
export function TimelineList({ id, names }: { readonly id: string; readonly names?: Names }) {
  const t = useWords(timelineWords);
  const sentence = useSentence(names);
  const list = usePages(getTimeline, { params: { id }, query: { limit: 20 } });
  return (
    <Loaded of={list} skeleton={<Skeleton rows={4} height={28} />}>
      {(entries) =>
        entries.length ? (
          <>
            <Prose entries={entries.map((entry) => ({ id: entry.id, at: <When at={entry.at} />, text: sentence(entry) }))} />
            {list.hasMore && <MoreButton list={list} />}
          </>
        ) : (
          <p className="soft">{t('empty')}</p>
        )
      }
    </Loaded>
  );
}

import { useState } from 'react';
import { serverNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { useErrorWords } from '../../platform/refusal';
import { csvOf, saveFile } from '../../ui/csv';
import { dayOf, exact } from '../../ui/moment';
import { say } from '../../ui/said';
import { uiWords } from '../../ui/ui.locale';
import { useAppointmentWords } from './appointment-words';
import { everybody } from './person.data';
import { personWords } from './person.locale';
import type { PersonSearch } from './person-search';

/** Everybody the search finds as a CSV file, not only who is loaded. */
export function useExport(search: PersonSearch) {
  const t = useWords(personWords);
  const ui = useWords(uiWords);
  const spell = useAppointmentWords();
  const error = useErrorWords();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const rows = (await everybody(search)).map((person) => [
        person.name,
        person.staffNumber,
        person.appointments.map((each) => `${spell(each)}（${each.from} – ${each.to ?? ''}）`).join('；'),
        person.deactivatedAt ? t('deactivated', { day: dayOf(person.deactivatedAt) }) : t(`account.${person.account}`),
        person.lastSeenAt ? exact(person.lastSeenAt) : '',
      ]);
      const heads = (['name', 'staffNumber', 'appointments', 'account', 'lastSeen'] as const).map((column) => t(`column.${column}`));
      saveFile(`${t('file')}-${dayOf(serverNow())}.csv`, csvOf(heads, rows));
    } catch (refused) {
      say(error(refused, true));
    } finally {
      setBusy(false);
    }
  };
  return { busy, run: () => void run(), word: ui('export') };
}

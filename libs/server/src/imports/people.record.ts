import type { AppointmentFields, PeoplePlan } from '@alliance/domain/imports/person-plan.types';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import type { Report } from './import-report.js';
import { isContactChange, type Written } from './people.store.js';

const factsOf = (appointmentId: string, { role, departmentId, from, to }: AppointmentFields) => ({
  appointmentId,
  role,
  departmentId,
  from,
  to,
});

/**
 * What an import of people leaves behind: one line for the institution's screens, and for each person's own timeline what a change on their
 * page would have left; those ring nowhere,
 * but whose address was changed is told.
 */
export function recordPeople(work: Work, { update, change }: PeoplePlan, { versionOf, made, appointed }: Written, report: Report): void {
  work.subjectId = newId();
  work.audit({ action: 'person.import', objectKind: 'person', objectIds: [...versionOf.keys()] });
  if (versionOf.size === 0) return;
  const say = (kind: string, subjectId: string, data: Readonly<Record<string, unknown>>, concerns: readonly string[] = []) =>
    work.event({
      kind,
      topic: 'person',
      subjectId,
      version: versionOf.get(subjectId) ?? 1,
      data: { ...data, byImport: true },
      recipients: [],
      concerns,
    });
  const unsaid = new Set(made);
  for (const { id, personId, fields } of appointed)
    say(unsaid.delete(personId) ? 'person.added' : 'person.appointed', personId, factsOf(id, fields));
  for (const one of update) {
    if (isContactChange(one)) say('person.contact_changed', one.id, { changed: one.changed }, [one.id]);
    else say('person.changed', one.id, { changed: one.changed });
  }
  const reached = update.filter(isContactChange).map(({ id }) => id);
  if (reached.length) work.audit({ action: 'person.contact_changed', objectKind: 'person', objectIds: reached });
  for (const { id, person, fields } of change) say('person.appointment_changed', person, factsOf(id, fields));
  const { created, updated } = report;
  const { institutionId } = work.actor;
  const told = { subjectId: work.subjectId, version: 1, data: { created, updated, people: versionOf.size }, recipients: [institutionId] };
  work.event({ kind: 'person.imported', topic: 'person', ...told });
}

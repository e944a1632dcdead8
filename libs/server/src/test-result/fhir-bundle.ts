import { Bundle, Resource, type Reference } from './fhir.schema.js';

export interface Entry {
  readonly fullUrl?: string | undefined;
  readonly resource: Resource;
}

/** Finds what references of a bundle stand for: by `fullUrl`, by type and id, contained in the resource that asks. */
export class FhirBundle {
  readonly identifier: string | undefined;
  private readonly byName = new Map<string, Entry>();
  private readonly entries: readonly Entry[];

  constructor(bundle: Bundle) {
    this.identifier = bundle.identifier?.value;
    this.entries = (bundle.entry ?? []).flatMap(({ fullUrl, resource }) => (resource ? [{ fullUrl, resource }] : []));
    for (const entry of this.entries) {
      const { resourceType, id } = entry.resource;
      if (entry.fullUrl) this.byName.set(entry.fullUrl, entry);
      if (id) this.byName.set(`${resourceType}/${id}`, entry);
    }
  }

  of(resourceType: string): Entry[] {
    return this.entries.filter(({ resource }) => resource.resourceType === resourceType);
  }

  find(reference: Reference | undefined, from: Resource): Entry | undefined {
    const name = reference?.reference;
    if (!name) return undefined;
    if (name.startsWith('#')) {
      const contained = from.contained?.map((one) => Resource.safeParse(one).data).find((one) => one?.id === name.slice(1));
      return contained && { resource: contained };
    }
    return this.byName.get(name) ?? this.byName.get(name.split('/').slice(-2).join('/'));
  }

  /** A report with everything it names, as a bundle of its own: what is kept as its original. */
  extract(entry: Entry): string {
    const taken = new Set<Entry>([entry]);
    for (const one of taken) for (const reference of referencesIn(one.resource)) this.take(taken, reference, one.resource);
    return JSON.stringify({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [...taken].map(({ fullUrl, resource }) => ({ ...(fullUrl && { fullUrl }), resource })),
    });
  }

  private take(taken: Set<Entry>, reference: string, from: Resource): void {
    const found = reference.startsWith('#') ? undefined : this.find({ reference }, from);
    if (found && found.resource.resourceType !== 'DiagnosticReport') taken.add(found);
  }
}

/** Every `reference` below a value. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) =>
    key === 'reference' && typeof below === 'string' ? [below] : referencesIn(below),
  );
}

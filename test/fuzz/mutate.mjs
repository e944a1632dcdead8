// Wrong requests from a description: values of the right kind, and every kind of wrong one. A seed makes a run repeatable.
export const random = (seed) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

const hostile = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  2147483648,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202eabc',
  '𠮷',
  'a'.repeat(5_000),
  "'; drop table referral; --",
  '{"$ne":null}',
  '00000000-0000-0000-0000-000000000000',
  'not-a-uuid',
  '2026-02-30',
  '9999-12-31T23:59:59Z',
  '0001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  '2026-11-22T24:00:00Z',
  [],
  {},
  [[[[]]]],
  { $ne: null },
  { __proto__: { polluted: true } },
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
];

export class Mutator {
  constructor(seed, schemas, ids) {
    Object.assign(this, { next: random(seed), schemas, ids });
  }

  pick(list) {
    return list[Math.floor(this.next() * list.length)];
  }
  chance(p) {
    return this.next() < p;
  }

  resolve(schema = {}) {
    return schema.$ref ? this.resolve(this.schemas[schema.$ref.split('/').at(-1)]) : schema;
  }

  /** A value that the schema would take, more or less. */
  value(given, depth = 0) {
    const schema = this.resolve(given);
    const options = schema.anyOf ?? schema.oneOf;
    if (options) return this.value(this.pick(options), depth);
    if ('const' in schema) return schema.const;
    if (schema.enum) return this.pick(schema.enum);
    if (schema.type === 'object' || schema.properties) return this.object(schema, depth);
    if (schema.type === 'array')
      return depth > 4 ? [] : Array.from({ length: Math.floor(this.next() * 3) }, () => this.value(schema.items, depth + 1));
    if (schema.type === 'integer' || schema.type === 'number') return this.pick([1, 2, 3, 20, schema.minimum ?? 1]);
    if (schema.type === 'boolean') return this.chance(0.5);
    if (schema.type === 'null') return null;
    return this.text(schema);
  }

  text({ format, maxLength = 30 }) {
    if (format === 'uuid') return this.pick(this.ids);
    if (format === 'date-time')
      return this.pick(['2027-01-01T08:00:00Z', '2020-01-01T00:00:00+08:00', '9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z']);
    if (format === 'date') return this.pick(['1950-01-01', '0001-01-01', '9999-12-31']);
    return this.pick(['胸痛', 'Ward 3', 'a', '%', '_', '\\', "o'brien", '𠮷'.repeat(3), 'x'.repeat(Math.min(maxLength, 4_000))]);
  }

  object({ properties = {}, required = [] }, depth) {
    const names = Object.keys(properties).filter((name) => required.includes(name) || this.chance(0.6));
    return depth > 4 ? {} : Object.fromEntries(names.map((name) => [name, this.value(properties[name], depth + 1)]));
  }

  /** One thing wrong with it. */
  spoil(value) {
    if (value === null || typeof value !== 'object') return this.pick(hostile);
    const keys = Object.keys(value);
    const wrong = this.next();
    if (!keys.length || wrong < 0.1) return this.pick(hostile);
    const copy = Array.isArray(value) ? [...value] : { ...value };
    const key = this.pick(keys);
    if (wrong < 0.25) delete copy[key];
    else if (wrong < 0.35) copy[this.pick(['extra', '__proto__x', 'id', 'senderId', 'state'])] = this.pick(hostile);
    else copy[key] = this.chance(0.5) ? this.spoil(value[key]) : this.pick(hostile);
    return copy;
  }
}

/** One segment: its name and its fields, numbered as the standard does (MSH-1 is the separator itself). */
export interface Segment {
  readonly name: string;
  /** Which of its name: `OBX[3]` is the third. */
  readonly nth: number;
  readonly fields: readonly string[];
}
export interface Message {
  readonly segments: readonly Segment[];
  readonly marks: Marks;
}
/** MSH-1 and MSH-2. */
interface Marks {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

const segmentName = /^[A-Z][A-Z0-9]{2}$/;
const mark = /^[^A-Za-z0-9\s"]$/;

/**
 * A message in its segments, undecoded. Line feeds part segments too: many senders write them.
 * @returns undefined where it does not begin with a header that says its separators
 */
export function readMessage(text: string): Message | undefined {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim());
  const header = lines[0] ?? '';
  const field = header[3] ?? '';
  const encoding = header.slice(4).split(field, 1)[0] ?? '';
  const [component = '', repetition = '', escape = '', subcomponent = '&'] = encoding;
  const marks = { field, component, repetition, escape, subcomponent };
  const all = Object.values(marks);
  if (!header.startsWith('MSH') || !all.every((one) => mark.test(one)) || new Set(all).size < all.length) return undefined;
  const counts = new Map<string, number>();
  const segments = lines.flatMap((line) => {
    const [name = '', ...rest] = line.trimStart().split(field);
    if (!segmentName.test(name)) return [];
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    return [{ name, nth, fields: name === 'MSH' ? [name, field, ...rest] : [name, ...rest] }];
  });
  return { segments, marks };
}

/** What a field says, repetition by repetition, component by component, decoded. */
export class Reading {
  constructor(private readonly message: Message) {}

  get segments(): readonly Segment[] {
    return this.message.segments;
  }
  first(name: string): Segment | undefined {
    return this.segments.find((segment) => segment.name === name);
  }
  /** Repetitions of a field as they stand; none where it is empty. `""` (HL7 for "delete it") is empty. */
  repetitions(segment: Segment | undefined, at: number): string[] {
    const field = segment?.fields[at] ?? '';
    const all = segment?.name === 'MSH' && at === 2 ? [field] : field.split(this.message.marks.repetition);
    return all.filter((one) => one.trim() && one !== '""');
  }
  /** One component of a repetition, its subcomponents joined; '' where it is missing. */
  component(repetition: string, at: number): string {
    return this.decode(
      (repetition.split(this.message.marks.component)[at - 1] ?? '').split(this.message.marks.subcomponent).join(' '),
    ).trim();
  }
  subcomponent(repetition: string, at: number, sub: number): string {
    const component = repetition.split(this.message.marks.component)[at - 1] ?? '';
    return this.decode(component.split(this.message.marks.subcomponent)[sub - 1] ?? '').trim();
  }
  /** The first component of the first repetition. */
  text(segment: Segment | undefined, at: number, component = 1): string {
    return this.component(this.repetitions(segment, at)[0] ?? '', component);
  }
  /** A coded field as words: its text, or its code where it has none. */
  words(segment: Segment | undefined, at: number): string | null {
    return this.text(segment, at, 2) || this.text(segment, at) || null;
  }

  /** Escapes of chapter 2.7: separators, bytes, line breaks; what is no escape stays. */
  decode(text: string): string {
    const { field, component, repetition, escape, subcomponent } = this.message.marks;
    const plain: Readonly<Record<string, string>> = { F: field, S: component, R: repetition, E: escape, T: subcomponent, H: '', N: '' };
    const [head = '', ...parts] = text.split(escape);
    let decoded = head;
    for (let at = 0; at < parts.length; at += 2) {
      const code = parts[at] ?? '';
      const closed = at + 1 < parts.length;
      decoded += closed ? (plain[code] ?? formatted(code) ?? `${escape}${code}${escape}`) : `${escape}${code}`;
      decoded += closed ? (parts[at + 1] ?? '') : '';
    }
    return decoded;
  }
}

/** `.br`, `.sp2` and `.in+4` of formatted texts, `X0D0A` as bytes of UTF-8. */
function formatted(code: string): string | undefined {
  if (/^\.(?:br|sp\d{0,2}|ce)$/.test(code)) return '\n';
  if (/^\.(?:in|ti)[+-]?\d{1,3}$|^\.(?:fi|nf)$/.test(code)) return '';
  const [, digits] = /^X((?:[\dA-Fa-f]{2})+)$/.exec(code) ?? [];
  if (digits === undefined) return undefined;
  try {
    return decodeURIComponent(digits.replace(/../g, '%$&'));
  } catch {
    return undefined;
  }
}

import { Reading, readMessage, type Message, type Segment } from './message.js';

/** A report's own text: header and patient, and the groups of its number. */
export interface Part {
  /** What it is kept under: the message's control id, with `#2` and on for the reports that follow the first. */
  readonly controlId: string;
  readonly text: string;
}

/**
 * The reports of a message, one for each number in OBR-3; groups that share a number are one report with all their observations, groups without
 * one each stand alone and wait to be mended. A message with one report is its own part, word for word.
 */
export function reportsIn(text: string, controlId: string): Part[] {
  const message = readMessage(text);
  if (!message) return [{ controlId, text }];
  const { head, groups } = groupsOf(message);
  if (groups.size < 2) return [{ controlId, text }];
  return [...groups.values()].map((segments, at) => ({
    controlId: at ? `${controlId}#${at + 1}` : controlId,
    text: [...head, ...segments].map((segment) => written(message, segment)).join('\r') + '\r',
  }));
}

function groupsOf(message: Message): { head: Segment[]; groups: Map<string, Segment[]> } {
  const reading = new Reading(message);
  const head: Segment[] = [];
  const groups = new Map<string, Segment[]>();
  let group: Segment[] = head;
  let order: Segment | undefined;
  for (const segment of message.segments) {
    if (segment.name === 'ORC') order = segment;
    else if (segment.name === 'OBR') {
      const number = reading.text(segment, 3) || reading.text(order, 3) || `without a number ${segment.nth}`;
      group = groups.get(number) ?? [];
      groups.set(number, group);
      group.push(...(order ? [order] : []), segment);
      order = undefined;
    } else group.push(segment);
  }
  return { head, groups };
}

const written = ({ marks }: Message, { name, fields }: Segment): string =>
  name === 'MSH' ? `MSH${marks.field}${fields.slice(2).join(marks.field)}` : fields.join(marks.field);

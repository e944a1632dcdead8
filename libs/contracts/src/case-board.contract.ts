import { boardItemKinds, furthestZoom, markKinds } from '@alliance/domain/case-board/case-board.codes';
import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, Named, line } from './schema.js';

/** Share of the width or height of a page. */
const Share = z.number().min(0).max(1);
export const Point = z.tuple([Share, Share]);
const Page = z.int().min(1).max(2_000);
const Written = { by: Named, institution: Named, at: Instant } as const;

export const BoardItem = z
  .object({
    id: Id,
    kind: z.enum(boardItemKinds),
    /** null of a line of text. */
    document: z.object({ id: Id, name: z.string(), mediaType: z.string() }).nullable(),
    page: Page,
    text: z.string().nullable(),
    ...Written,
    mayRemove: z.boolean(),
  })
  .meta({ id: 'BoardItem' });
export type BoardItem = z.infer<typeof BoardItem>;

export const BoardMark = z
  .object({
    id: Id,
    itemId: Id,
    page: Page,
    kind: z.enum(markKinds),
    points: z.array(Point),
    /** Not shown to who only watches, unless the patient agreed. */
    text: z.string().nullable(),
    ...Written,
    mayRemove: z.boolean(),
  })
  .meta({ id: 'BoardMark' });
export type BoardMark = z.infer<typeof BoardMark>;

export const CaseNote = z
  .object({
    id: Id,
    version: z.int(),
    text: z.string(),
    /** Whoever wrote this version; everybody who wrote one before stands in `writers`, first one first. */
    ...Written,
    writers: z.array(z.string()),
  })
  .meta({ id: 'CaseNote' });
export type CaseNote = z.infer<typeof CaseNote>;

export const BoardFocus = z
  .object({
    /** null: nothing is shown to all. */
    itemId: Id.nullable(),
    page: Page,
    /** 1 shows the whole page; `x`, `y` are the middle of what is shown. */
    zoom: z.number().min(1).max(furthestZoom),
    x: Share,
    y: Share,
    by: Named,
    at: Instant,
    version: z.int(),
  })
  .meta({ id: 'BoardFocus' });
export type BoardFocus = z.infer<typeof BoardFocus>;

export const CaseBoardView = z
  .object({
    items: z.array(BoardItem),
    marks: z.array(BoardMark),
    notes: z.array(CaseNote),
    focus: BoardFocus.nullable(),
    /** I may put something on the board, draw and write now. */
    mayWrite: z.boolean(),
  })
  .meta({ id: 'CaseBoard' });
export type CaseBoardView = z.infer<typeof CaseBoardView>;

const refusals = ['consultation.not_found', 'consultation.wrong_state', 'consultation.not_your_action'] as const;

export const getCaseBoard = route('GET', '/consultations/:id/board', {
  summary: 'What lies on the board now, what is drawn on it, what was noted, and what everybody is shown',
  params: ById,
  returns: CaseBoardView,
  refuses: ['consultation.not_found'],
});

export const putOnBoard = route('POST', '/consultations/:id/board/items', {
  summary: 'Lay a page of a document (`documentId`) or a line of text (`text`) on the board; the same id again changes nothing',
  status: 201,
  params: ById,
  body: z
    .strictObject({ id: Id, kind: z.enum(boardItemKinds), documentId: Id.optional(), page: Page.default(1), text: line(500).optional() })
    .meta({ id: 'PutOnBoard' }),
  returns: BoardItem,
  refuses: [...refusals, 'request.invalid', 'access.not_found', 'file.quarantined', 'board.full'],
});

export const takeFromBoard = route('DELETE', '/consultations/:id/board/items/:itemId', {
  summary: 'Take something from the board, with what is drawn on it; taken before, nothing happens',
  status: 204,
  params: z.strictObject({ id: Id, itemId: Id }),
  returns: z.void(),
  refuses: [...refusals, 'access.not_found'],
});

export const drawMark = route('POST', '/consultations/:id/board/marks', {
  summary: 'Draw on what lies on the board; the same id again changes nothing',
  status: 201,
  params: ById,
  body: z
    .strictObject({
      id: Id,
      itemId: Id,
      page: Page.default(1),
      kind: z.enum(markKinds),
      /** Shares of width and height: arrow and measure from, to; circle its middle and a point of its edge; text where it begins. */
      points: z.array(Point).min(1).max(400),
      text: line(200).optional(),
    })
    .meta({ id: 'DrawMark' }),
  returns: BoardMark,
  refuses: [...refusals, 'request.invalid', 'access.not_found', 'board.full'],
});

export const eraseMark = route('DELETE', '/consultations/:id/board/marks/:markId', {
  summary: 'Take a mark away, by whoever drew it or the inviting side; taken before, nothing happens',
  status: 204,
  params: z.strictObject({ id: Id, markId: Id }),
  returns: z.void(),
  refuses: [...refusals, 'access.not_found'],
});

export const showToAll = route('PUT', '/consultations/:id/board/focus', {
  summary: 'Show something to everybody, and from how near; `version` 0 where nothing was shown before',
  params: ById,
  body: BoardFocus.pick({ itemId: true, page: true, zoom: true, x: true, y: true })
    .extend({ version: z.int().min(0) })
    .strict()
    .meta({ id: 'ShowToAll' }),
  returns: BoardFocus,
  refuses: [...refusals, 'access.not_found', 'record.stale'],
});

export const writeCaseNote = route('PUT', '/consultations/:id/board/notes/:noteId', {
  summary: 'Write a note, or go on from the version one has read (0: a new one). Who was second is refused, and nobody is written over',
  params: z.strictObject({ id: Id, noteId: Id }),
  body: z.strictObject({ version: z.int().min(0), text: line(4_000) }).meta({ id: 'WriteCaseNote' }),
  returns: CaseNote,
  refuses: [...refusals, 'access.not_found', 'record.stale', 'board.full'],
});

export const caseNoteVersions = route('GET', '/consultations/:id/board/notes/:noteId/versions', {
  summary: 'Every version of a note, who wrote it and when; oldest first',
  params: z.strictObject({ id: Id, noteId: Id }),
  returns: z.object({ items: z.array(CaseNote.omit({ writers: true })) }).meta({ id: 'CaseNoteVersions' }),
  refuses: ['consultation.not_found', 'access.not_found'],
});

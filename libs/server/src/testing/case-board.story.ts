import * as board from '@alliance/contracts/case-board.contract';
import * as documents from '@alliance/contracts/consultation-document.contract';
import { sendPiece } from '@alliance/contracts/upload.contract';
import { CaseBoardModule } from '../case-board/case-board.module.js';
import { newId } from '../platform/ids.js';
import type { Person, Serving } from './app.js';
import { consultationSlice } from './consultation.story.js';
import { digestOf, pieceOf } from './upload.story.js';

/** What an API needs to serve consultations with their documents and boards. */
export const caseBoardSlice: Serving = {
  features: [...consultationSlice.features, CaseBoardModule],
  contracts: [...consultationSlice.contracts, board, documents],
};

/** Sends a document in two pieces. @returns its id */
export async function sendDocument(person: Person, caseId: string, bytes: Buffer, name: string): Promise<string> {
  const id = newId();
  const body = { id, name, bytes: bytes.length, sha256: digestOf(bytes) };
  await person.get(documents.startConsultationUpload, { params: { id: caseId }, body });
  const half = Math.ceil(bytes.length / 2);
  await person.get(sendPiece, { params: { id }, query: { offset: 0 }, body: pieceOf(bytes.subarray(0, half)) });
  await person.get(sendPiece, { params: { id }, query: { offset: half }, body: pieceOf(bytes.subarray(half)) });
  return id;
}

export const documentsOf = async (person: Person, caseId: string) =>
  (await person.get(documents.listConsultationDocuments, { params: { id: caseId } })).items;
export const boardOf = (person: Person, caseId: string) => person.get(board.getCaseBoard, { params: { id: caseId } });

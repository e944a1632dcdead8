import type { attachFile } from '@alliance/contracts/attachment.contract';
import type { AskOf } from '@alliance/contracts/route';

type FormFile = AskOf<typeof attachFile>['body']['file'];
/** A browser's file for a form body: the contracts are compiled with Node's `Blob`, which has one method more. */
export const formFile = (file: File): FormFile => file as unknown as FormFile;

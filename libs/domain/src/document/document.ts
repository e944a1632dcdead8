const mebibyte = 1_048_576;

export const documentTypes = ['application/pdf', 'image/jpeg', 'image/png', 'application/dicom'] as const;
/** What a document may be; decided by its bytes, never by its name or by what a browser claims (ASVS 5.2.2). */
export type DocumentType = (typeof documentTypes)[number];

/** Largest document of a kind, in bytes: series of an examination are larger than papers and photographs. */
export const maxBytesOf: Readonly<Record<DocumentType, number>> = {
  'application/pdf': 20 * mebibyte,
  'image/jpeg': 20 * mebibyte,
  'image/png': 20 * mebibyte,
  'application/dicom': 200 * mebibyte,
};
export const maxDocumentBytes = 200 * mebibyte;
/** Largest piece of a document that arrives in pieces, in bytes. */
export const maxPieceBytes = 4 * mebibyte;
/** Largest picture, read from its header; cameras of telephones make up to 50 million. */
export const maxPixels = 64_000_000;
export const maxPages = 2_000;
/** How many documents and bytes one referral holds, and how many a hospital may be sending at a time. */
export const documentQuota = { filesPerReferral: 200, bytesPerReferral: 2_048 * mebibyte, openUploads: 20 } as const;
/** An upload that nobody went on with is given up after this. */
export const uploadIdleSeconds = 3_600;

/**
 * Why a document is kept where nobody can open it: a known virus, scripts or commands that run when it is opened, a file inside the
 * file, something else hidden before or behind it, or contents that cannot be looked into.
 */
export const quarantineReasons = ['malware', 'active_content', 'embedded_file', 'hidden_data', 'uninspectable'] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

/** What a file of an archive is called, without its ending. */
export const archiveName = (number: string, version: number): string => `转诊档案-${number}-v${version}`;

/** The string that every virus scanner must find (EICAR, 2003), in two halves so that none finds this file. */
const marker = Buffer.from(['EICAR-STANDARD', 'ANTIVIRUS-TEST-FILE!'].join('-'));

export const containsTestVirus = (bytes: Buffer): boolean => bytes.includes(marker);
/** How many bytes of the end of one piece belong before the next. */
export const testVirusOverlap = marker.length - 1;

/** Form of an ICD-10 code (国家临床版): letter, two digits, then up to six of digits or x. The catalogue decides whether it exists (ID-06). */
export function isIcd10Form(code: string): boolean {
  return /^[A-Z]\d{2}(\.[0-9x]{1,6})?$/.test(code);
}

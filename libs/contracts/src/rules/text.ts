const LETTERS_OF_A_NAME = /^[\p{L}\p{M}][\p{L}\p{M} '.,-]*$/u;

/** C0 but tab and line breaks, DEL, and C1: terminals obey `\u009b` as they obey an escape and a bracket. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** True when a string holds no NUL, no control character but tab and line breaks, and no lone surrogate. */
export function isCleanText(value: unknown): value is string {
  return typeof value === 'string' && !CONTROLS.test(value) && value.isWellFormed();
}

/** Permendagri 73/2022: 1 to 60 letters with spaces; older names with `'`, `.`, `,`, `-` stay valid. */
export function isPersonName(value: unknown): value is string {
  return isCleanText(value) && value.length >= 1 && value.length <= 60 && LETTERS_OF_A_NAME.test(value);
}

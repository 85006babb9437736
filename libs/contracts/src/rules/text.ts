const LETTERS_OF_A_NAME = /^[\p{L}\p{M}][\p{L}\p{M} '.,-]*$/u;

/** True when a string holds no NUL, no control character but tab and line breaks, and no lone surrogate. */
export function isCleanText(value: unknown): value is string {
  return (
    typeof value === 'string' && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value) && value.isWellFormed()
  );
}

/** Permendagri 73/2022: 1 to 60 letters with spaces; older names with `'`, `.`, `,`, `-` stay valid. */
export function isPersonName(value: unknown): value is string {
  return isCleanText(value) && value.length >= 1 && value.length <= 60 && LETTERS_OF_A_NAME.test(value);
}

/** So long after its end a grant may still be used, and a key still be needed. */
export const TOKEN_LIFETIME_S = 300;

/**
 * The column or member in which the sender is told why a record was rejected; it is passed over when the mended record
 * is sent again.
 */
export const REASONS = 'satudata_alasan';

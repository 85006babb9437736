export interface Act {
  by: string;
  at: string;
  reason: string;
}

/** A grant as identity tells it. */
export interface Grant {
  id: string;
  state: string;
  client: string;
  service: string;
  operations: string[];
  regions: string[];
  purposes: string[];
  agreement: string;
  validFrom: string;
  validTo: string | null;
  effectiveTo: string | null;
  given: Act;
  ends: (Act & { endsAt: string })[];
  clientRevoked: Act | null;
}

/** A sentence for people, Indonesian first. */
export interface Words {
  readonly id: string;
  readonly en: string;
}

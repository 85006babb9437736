/** A file in a watched folder; the stamp changes whenever its content may have. */
export interface SeenFile {
  name: string;
  stamp: string;
}

/** Decides which files of a folder are due, from one look to the next. */
export class FolderWatch {
  private seen = new Map<string, string>();
  private readonly done = new Map<string, string>();

  /** Those that are not as they were when they were done, and lay still since the look before: nobody writes to them. */
  look(files: readonly SeenFile[]): SeenFile[] {
    const due = files.filter(({ name, stamp }) => this.seen.get(name) === stamp && this.done.get(name) !== stamp);
    this.seen = new Map(files.map(({ name, stamp }) => [name, stamp]));
    return due;
  }

  finish({ name, stamp }: SeenFile): void {
    this.done.set(name, stamp);
  }
}

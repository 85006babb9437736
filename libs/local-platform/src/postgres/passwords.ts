import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../home.js';

/** Password of each database role, made at the first start and kept in the home, readable by its owner only. */
export class Passwords {
  private readonly file: string;
  private readonly known: Record<string, string>;

  constructor(home: Home) {
    this.file = join(home.secrets, 'database-roles.json');
    this.known = existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as Record<string, string>) : {};
  }

  of(role: string): string {
    const password = this.known[role] ?? randomBytes(24).toString('hex');
    if (this.known[role] === undefined) {
      this.known[role] = password;
      writeFileSync(this.file, JSON.stringify(this.known), { mode: 0o600 });
    }
    return password;
  }
}

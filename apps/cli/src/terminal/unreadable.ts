import { CommandFailure } from './command-failure.js';

export function unreadable(file: string): CommandFailure {
  return new CommandFailure(
    `Berkas ${file} tidak dapat dibaca: periksa nama dan izinnya.`,
    `The file ${file} cannot be read: check its name and permissions.`,
  );
}

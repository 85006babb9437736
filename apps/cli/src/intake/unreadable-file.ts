import { FILE_RULES, type FileFault, type UnreadableFile } from '@satudata/record-files';
import { CommandFailure } from '../terminal/command-failure.js';

/** Why nothing of a file can be read, fault by fault. */
export function unreadableFile(path: string, { faults }: UnreadableFile): CommandFailure {
  const told = (language: 'id' | 'en') =>
    faults.map((fault) => `  ${placeOf(fault, language)}${fault.rule}: ${FILE_RULES[fault.rule][language]}`).join('\n');
  return new CommandFailure(
    `Berkas ${path} tidak dapat dibaca:\n${told('id')}`,
    `The file ${path} cannot be read:\n${told('en')}`,
  );
}

function placeOf({ column, field }: FileFault, language: 'id' | 'en'): string {
  if (column !== undefined) return `${language === 'id' ? 'kolom' : 'column'} ${column} `;
  return field === undefined ? '' : `${field} `;
}

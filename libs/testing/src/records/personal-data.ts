const NIK_OR_KK = /(?<![0-9a-f])[0-9]{16}(?![0-9a-f])/g;
const NAMES = /[^"]*(REKAAN|NAMA|SUKARNO)[^"]*/g;

/** The numbers and (made-up) names of persons found in a text that must hold none, such as a log. */
export function personalDataIn(text: string): string[] {
  return [...text.matchAll(NIK_OR_KK), ...text.matchAll(NAMES)].map(([found]) => found);
}

import type { PersonElements } from '@satudata/contracts';
import { loadRegions } from '@satudata/regions';
import { finding, type RegistryFinding } from './registry-rules.js';

const WOMEN_DAY_OFFSET = 40;

/** What is odd but lawful: paper documents carry it, so a registry must hold it, and say so (domain facts of the NIK). */
export function personWarnings(person: PersonElements): RegistryFinding[] {
  return [...nikWarnings(person), ...nameWarnings(person), ...addressWarnings(person)];
}

function nikWarnings({ nik, birthDate, sex }: PersonElements): RegistryFinding[] {
  if (nik.startsWith('0')) return [finding('/nik', 'nik.temporary')];
  const found: RegistryFinding[] = [];
  const written = Number(nik.slice(6, 8));
  const day = written > WOMEN_DAY_OFFSET ? written - WOMEN_DAY_OFFSET : written;
  const [year = '', month = '', birthDay = ''] = birthDate.split('-');
  const agrees = day === Number(birthDay) && nik.slice(8, 10) === month && nik.slice(10, 12) === year.slice(2);
  if (!agrees) found.push(finding('/birthDate', 'nik.birth-date'));
  if (written > WOMEN_DAY_OFFSET !== (sex === 'P')) found.push(finding('/sex', 'nik.sex'));
  if (nik.endsWith('0000')) found.push(finding('/nik', 'nik.serial-zero'));
  if (!loadRegions().nikPrefixKnown(nik.slice(0, 6))) found.push(finding('/nik', 'nik.region'));
  return found;
}

function nameWarnings({ name }: PersonElements): RegistryFinding[] {
  return name.trim().includes(' ') ? [] : [finding('/name', 'name.one-word')];
}

function addressWarnings({ residence }: PersonElements): RegistryFinding[] {
  const { rt, rw } = residence.address;
  return rt === '000' || rw === '000' ? [finding('/residence/address', 'address.rt-zero')] : [];
}

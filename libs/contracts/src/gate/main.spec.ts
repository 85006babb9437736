import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonSchema } from '../field/field.js';
import { schemaText } from '../schema/json-schema.js';

/** The command as `npm run check:contracts` runs it, on a copy of the published schemas. */
const COMMAND = join(__dirname, '../../dist/gate/main.js');
const PUBLISHED = join(__dirname, '../../schemas');
const PERSON = 'population-registry/person/v1.1.json';

let schemas: string;
beforeEach(() => {
  schemas = mkdtempSync(join(tmpdir(), 'satudata-schemas-'));
  cpSync(PUBLISHED, schemas, { recursive: true });
});
afterEach(() => rmSync(schemas, { recursive: true }));

const gate = (...more: string[]) =>
  spawnSync(process.execPath, [COMMAND, '--schemas', schemas, ...more], { encoding: 'utf8' });
const file = (name: string) => join(schemas, name);

type Editable = { properties: { record: { required: string[]; properties: Record<string, JsonSchema> } } };
function edit(name: string, change: (record: Editable['properties']['record']) => void, target = name): void {
  const schema = JSON.parse(readFileSync(file(name), 'utf8')) as JsonSchema & Editable;
  change(schema.properties.record);
  writeFileSync(file(target), schemaText(schema));
}

describe('the contract gate', () => {
  it('passes when the record classes say what is published', () => {
    const { status, stdout, stderr } = gate();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('topics agree with their published schemas');
  });

  it('stops a record that differs from its newest schema and names the command that publishes it', () => {
    edit(PERSON, ({ properties }) => delete properties['bloodType']);
    const { status, stderr } = gate();
    expect(status).toBe(1);
    expect(stderr).toContain('satudata.population-registry.person.v1');
    expect(stderr).toContain('npm run contracts:generate');
  });

  it('publishes a compatible difference as the next revision and leaves the earlier one alone', () => {
    edit(PERSON, ({ properties }) => delete properties['bloodType']);
    const first = readFileSync(file(PERSON), 'utf8');
    expect(gate('--write').status).toBe(0);
    expect(readFileSync(file(PERSON), 'utf8')).toBe(first);
    expect(readFileSync(file('population-registry/person/v1.2.json'), 'utf8')).toBe(
      readFileSync(join(PUBLISHED, PERSON), 'utf8'),
    );
    expect(gate().status).toBe(0);
  });

  it('refuses to publish an incompatible difference and tells where it is, in both languages', () => {
    edit(PERSON, ({ properties }) => (properties['name'] = { type: 'integer' }));
    const { status, stderr } = gate('--write');
    expect(status).toBe(1);
    expect(stderr).toContain('/properties/record/properties/name/type');
    expect(stderr).toMatch(/Aturan "type" berubah.*The rule "type" changed/);
    expect(gate().status).toBe(1);
  });

  it('refuses a difference that only the last revision allows', () => {
    edit(PERSON, ({ properties }) => delete properties['bloodType'], 'population-registry/person/v1.2.json');
    edit(PERSON, ({ properties }) => (properties['bloodType'] = { type: 'integer' }));
    const { status, stderr } = gate('--write');
    expect(status).toBe(1);
    expect(stderr).toContain('v1.3 x v1.1 /properties/record/properties/bloodType');
  });

  it('refuses a revision that somebody added by hand against the law', () => {
    edit(PERSON, ({ required }) => required.pop(), 'population-registry/person/v1.2.json');
    const { status, stderr } = gate();
    expect(status).toBe(1);
    expect(stderr).toContain('v1.2 x v1.1');
  });

  it('notices a revision that went missing', () => {
    cpSync(file(PERSON), file('population-registry/person/v1.3.json'));
    const { status, stderr } = gate();
    expect(status).toBe(1);
    expect(stderr).toContain('Revision v1.2 is missing from population-registry/person');
  });

  it('notices a topic whose record is gone', () => {
    cpSync(file(PERSON), file('population-registry/ghost/v1.1.json'));
    const { status, stderr } = gate();
    expect(status).toBe(1);
    expect(stderr).toContain('population-registry/ghost');
  });
});

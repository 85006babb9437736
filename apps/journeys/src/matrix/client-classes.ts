import type { JWTPayload } from 'jose';

/** The regions of a grant beside those that a request is about: its own, another's, none. */
export const REACHES = ['own', 'foreign', 'none'] as const;
export type Reach = (typeof REACHES)[number];

export const OFFICE = 'disdukcapil-18.01';
const OWN = '18.01';
const FOREIGN = '18.02';
const PROVINCE = '18';

interface Held {
  readonly service: string;
  readonly operations: readonly string[];
  readonly purposes: readonly string[];
}

const held = (service: string, purpose: string, ...operations: string[]): Held => ({
  service,
  operations,
  purposes: [purpose],
});

const CIVIL = 'civil-registration';
const HELD = {
  office: [
    held(
      'population-registry',
      CIVIL,
      'person:write',
      'person:read',
      'person:verify',
      'family-card:write',
      'family-card:read',
      'vital-event:write',
      'vital-event:read',
      'move:write',
      'batch:read',
      'batch:cancel',
    ),
    held('population-registry', 'subject-access', 'person-access:read'),
    held('consolidation', CIVIL, 'reconciliation:read', 'batch:read'),
  ],
  planner: [held('planner-api', 'planning', 'observe')],
  operator: [
    held('population-registry', 'operation', 'operate'),
    held('consolidation', 'operation', 'operate'),
    held('identity', 'operation', 'operate'),
  ],
  administrator: [held('identity', 'oversight', 'grant:read', 'grant:write')],
  auditor: [held('population-registry', 'oversight', 'trail:read')],
} as const satisfies Record<string, readonly Held[]>;

type Granted = keyof typeof HELD;
export type ClientClass = Granted | 'nobody' | 'stranger' | 'elsewhere';
export const CLIENT_CLASSES: readonly ClientClass[] = [
  'nobody',
  'stranger',
  'elsewhere',
  ...(Object.keys(HELD) as Granted[]),
];

const OWN_REGION = {
  office: OWN,
  planner: OWN,
  operator: PROVINCE,
  administrator: PROVINCE,
  auditor: PROVINCE,
} as const satisfies Record<Granted, string>;

/** The claims of a class's token at a service; undefined for those who have none. */
export function claimsOf(name: ClientClass, service: string, reach: Reach): JWTPayload | undefined {
  switch (name) {
    case 'nobody':
      return undefined;
    case 'stranger':
      return claims('stranger', 'somewhere-else', everything(service));
    case 'elsewhere':
      return claims('elsewhere', service, everything('somewhere-else'));
    default:
      return claims(clientOf(name, reach), service, grantsOf(name, reach));
  }
}

function claims(client: string, service: string, grants: readonly object[]): JWTPayload {
  return { client_id: client, sub: client, aud: `urn:satudata:${service}`, grants };
}

function everything(service: string): object[] {
  const all = Object.values(HELD).flat();
  const operations = all.flatMap((grant): readonly string[] => grant.operations);
  const purposes = all.flatMap((grant): readonly string[] => grant.purposes);
  return [{ service, operations, regions: [PROVINCE], purposes }];
}

/** What belongs to a client and not to a region belongs to the client of that region. */
function clientOf(name: Granted, reach: Reach): string {
  if (name !== 'office') return name;
  return reach === 'foreign' ? `disdukcapil-${FOREIGN}` : OFFICE;
}

function grantsOf(name: Granted, reach: Reach): object[] {
  const regions = { own: [OWN_REGION[name]], foreign: [FOREIGN], none: [] }[reach];
  return HELD[name].map((grant) => ({ ...grant, regions }));
}

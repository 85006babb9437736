import { loadRegions } from '@satudata/regions';
import type { GrantEntry } from '../grants/grant.js';

type DevelopmentGrant = Omit<GrantEntry, 'client'>;

export interface DevelopmentClient {
  readonly id: string;
  readonly office: string;
  readonly grants: readonly DevelopmentGrant[];
}

const AGREEMENT = 'development';
const DISKOMINFO = 'Diskominfotik Provinsi Lampung';
const REASON = 'klien pengembangan / a development client';

/** Who asks on a developer's machine: the 15 civil registry offices, planners, whoever runs the platform, and whoever oversees it. */
export function developmentClients(): DevelopmentClient[] {
  const offices = loadRegions()
    .all('regency')
    .map(({ code, name }) => ({
      id: `disdukcapil-${code}`,
      office: `Disdukcapil ${name}`,
      grants: [registryOffice(code), subjectAccess(code), storeReader(code)],
    }));
  return [
    ...offices,
    { id: 'planner-province', office: 'Bappeda Provinsi Lampung', grants: [planner('18')] },
    { id: 'planner-18.01', office: 'Bappeda Kabupaten Lampung Selatan', grants: [planner('18.01')] },
    { id: 'operator', office: DISKOMINFO, grants: ['consolidation', 'population-registry', 'identity'].map(operator) },
    { id: 'administrator', office: DISKOMINFO, grants: [administrator()] },
    { id: 'auditor', office: 'Inspektorat Provinsi Lampung', grants: [auditor()] },
  ];
}

function registryOffice(regency: string): DevelopmentGrant {
  return {
    service: 'population-registry',
    operations: [
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
    ],
    regions: [regency],
    purposes: ['civil-registration'],
    agreement: AGREEMENT,
    reason: REASON,
  };
}

/** On request of the person: a grant of its own, since it is for that purpose alone. */
function subjectAccess(regency: string): DevelopmentGrant {
  return {
    service: 'population-registry',
    operations: ['person-access:read'],
    regions: [regency],
    purposes: ['subject-access'],
    agreement: AGREEMENT,
    reason: REASON,
  };
}

function planner(region: string): DevelopmentGrant {
  return {
    service: 'planner-api',
    operations: ['observe'],
    regions: [region],
    purposes: ['planning'],
    agreement: AGREEMENT,
    reason: REASON,
  };
}

function storeReader(region: string): DevelopmentGrant {
  return {
    service: 'consolidation',
    operations: ['reconciliation:read', 'batch:read'],
    regions: [region],
    purposes: ['civil-registration'],
    agreement: AGREEMENT,
    reason: REASON,
  };
}

function operator(service: string): DevelopmentGrant {
  return {
    service,
    operations: ['operate'],
    regions: ['18'],
    purposes: ['operation'],
    agreement: AGREEMENT,
    reason: REASON,
  };
}

function administrator(): DevelopmentGrant {
  return {
    service: 'identity',
    operations: ['grant:read', 'grant:write'],
    regions: ['18'],
    purposes: ['oversight'],
    agreement: AGREEMENT,
    reason: REASON,
  };
}

function auditor(): DevelopmentGrant {
  return {
    service: 'population-registry',
    operations: ['trail:read'],
    regions: ['18'],
    purposes: ['oversight'],
    agreement: AGREEMENT,
    reason: REASON,
  };
}
